from odoo import api, fields, models

from ..res_partner import USER


class ResPartner(models.Model):
    _inherit = "res.partner"

    insight_questionnaire_ids = fields.One2many(
        "customer.insight.questionnaire",
        "partner_id",
        string="Questionnaires",
        copy=False,
        groups=USER,
    )
    insight_questionnaire_count = fields.Integer(
        "Questionnaire Count",
        compute="_compute_insight_questionnaire_count",
        groups=USER,
    )

    @api.depends("insight_questionnaire_ids")
    def _compute_insight_questionnaire_count(self):
        counts = dict(
            self.env["customer.insight.questionnaire"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.insight_questionnaire_count = counts.get(partner, 0)

    def action_insight_ask_customer(self):
        """Choose what to ask the customer; missing and stale facts are proposed."""
        self.ensure_one()
        self._insight_check_allowed()
        draft = self.env["customer.insight.questionnaire"]._ask(
            self.commercial_partner_id
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask the Customer"),
            "res_model": draft._name,
            "res_id": draft.id,
            "views": [(False, "form")],
        }

    def action_insight_open_questionnaires(self):
        """Open the customer's questionnaires."""
        self._insight_check_allowed()
        customers = self.commercial_partner_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Questionnaires"),
            "res_model": "customer.insight.questionnaire",
            "views": [(False, "list"), (False, "form")],
            "domain": [("partner_id", "in", customers.ids)],
        }
