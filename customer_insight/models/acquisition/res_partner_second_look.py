from odoo import fields, models
from odoo.fields import Domain

from ..res_partner_file_fact import fact

RULED_OUT = [
    ("no_need", "Does not need it"),
    ("not_willing", "Is not willing"),
    ("not_able", "Cannot pay for it"),
    ("not_reachable", "Cannot be reached"),
]
SECOND_LOOK = "customer_insight.mail_activity_type_second_look"


class ResPartner(models.Model):
    """Who was ruled out, why, and when he deserves a second look."""

    _inherit = "res.partner"

    insight_ruled_out = fact(
        fields.Selection,
        RULED_OUT,
        string="Ruled Out",
        help="Why he is no customer to be won, as far as we know.",
    )
    insight_ruled_out_note = fact(fields.Char, string="Ruled Out: Details")
    insight_ruled_out_date = fact(fields.Date, string="Ruled Out On")
    insight_second_look_date = fact(
        fields.Date,
        string="Second Look On",
        help="On this day he is back among those to work on.",
    )

    def action_insight_rule_out(self):
        """Ask why these customers are ruled out, and when to look again."""
        return self._insight_ask_look("rule_out")

    def action_insight_second_look(self):
        """Ask when to look at these customers again."""
        return self._insight_ask_look("second_look")

    def _insight_ask_look(self, decision):
        self._insight_check_allowed()
        return {
            "type": "ir.actions.act_window",
            "name": {
                "rule_out": self.env._("Rule Out"),
                "second_look": self.env._("Second Look"),
            }[decision],
            "res_model": "customer.insight.look.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_decision": decision,
                "default_partner_ids": self.commercial_partner_id.ids,
            },
        }

    def action_insight_take_back(self):
        """These customers are worth the work after all."""
        self._insight_check_allowed()
        customers = self.commercial_partner_id
        customers.write(
            {
                "insight_ruled_out": False,
                "insight_ruled_out_note": False,
                "insight_ruled_out_date": False,
                "insight_second_look_date": False,
            }
        )
        customers._insight_second_looks().unlink()
        return self._insight_notify(
            self.env._(
                "%(who)s: back among those to work on.",
                who=customers._insight_named(),
            ),
            "success",
        )

    def _insight_named(self):
        """Return who these are, for a message: one by his name, several by number."""
        if len(self) == 1:
            return self.display_name
        return self.env._("%(count)s customers", count=len(self))

    def _insight_second_looks(self):
        """The open activities that ask for a second look."""
        kind = self.env.ref(SECOND_LOOK, raise_if_not_found=False)
        return (
            self.env["mail.activity"]
            .sudo()
            .search(
                Domain("activity_type_id", "=", kind.id if kind else 0)
                & Domain("res_model", "=", "res.partner")
                & Domain("res_id", "in", self.ids)
            )
        )

    def _insight_schedule_second_look(self, date, note=None):
        """Schedule one second look for each; one that is open moves to the new day."""
        able = self.env["customer.insight.playbook"]._able
        opened = self._insight_second_looks()
        opened.date_deadline = date
        waiting = self.browse(opened.mapped("res_id"))
        for user, customers in (self - waiting).grouped("user_id").items():
            user = able(user) or self.env.user
            customers.with_context(
                lang=user.lang, mail_activity_quick_update=True
            ).activity_schedule(
                SECOND_LOOK, date_deadline=date, note=note or "", user_id=user.id
            )
