from odoo import api, fields, models
from odoo.exceptions import AccessError

from .res_partner import USER


class ResPartner(models.Model):
    _inherit = "res.partner"

    insight_personal_access = fields.Boolean(
        compute="_compute_insight_personal_access",
        prefetch="insight_file",
        groups=USER,
        help="Whether you may keep this person's personal file.",
    )

    @api.depends("commercial_partner_id.user_id", "user_id")
    @api.depends_context("uid")
    def _compute_insight_personal_access(self):
        Person = self.env["customer.insight.person"]
        for partner in self:
            partner.insight_personal_access = Person._may_open(partner)

    def action_insight_open_personal_file(self):
        """Open the contact's personal file, a new one if there is none."""
        self._insight_check_allowed()
        self.ensure_one()
        Person = self.env["customer.insight.person"]
        if not Person._may_open(self):
            raise AccessError(
                self.env._(
                    "Personal files are kept by the customer's salesperson, and by "
                    "managers with the right “Personal Files”."
                )
            )
        person = Person.search([("partner_id", "=", self.id)])
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Personal File of %(name)s", name=self.name),
            "res_model": "customer.insight.person",
            "res_id": person.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_partner_id": self.id},
        }

    def unlink(self):
        """Nobody's personal file stays behind."""
        self.check_access("unlink")
        self._insight_person_files().unlink()
        return super().unlink()

    def _insight_person_files(self):
        return (
            self.env["customer.insight.person"]
            .sudo()
            .search([("partner_id", "in", self.ids)])
        )

    def _insight_hand_over(self):
        res = super()._insight_hand_over()
        people = self.sudo().with_context(active_test=False)
        people = people.search([("commercial_partner_id", "in", people.ids)]) | people
        people._insight_person_files()._hand_over()
        return res
