from odoo import fields, models

from odoo.addons.customer_insight.models.res_partner import USER
from odoo.addons.customer_insight.models.res_partner_insight import insight


class ResPartner(models.Model):
    _inherit = "res.partner"

    insight_opportunity_count = insight("opportunity_count", kind=fields.Integer)
    insight_opportunity_amount = insight(
        "opportunity_amount",
        kind=fields.Monetary,
        currency_field="insight_currency_id",
    )
    insight_reason_suggestion = fields.Json(
        string="Suggested Reason",
        compute="_compute_insight_reason_suggestion",
        groups=USER,
    )

    def _compute_insight_reason_suggestion(self):
        """What his last lost opportunity says, while nobody noted that reason."""
        for partner in self:
            partner.insight_reason_suggestion = self._insight_suggest_in_words(
                partner.commercial_partner_id
            )

    def _insight_suggest_in_words(self, customer):
        lead = self.env["crm.lead"]._insight_suggesting(customer, self.env.company)
        if not lead:
            return False
        return self.env._(
            "The opportunity “%(lead)s” was lost: %(lost)s. Is this the reason: "
            "“%(reason)s”?",
            lead=lead.name,
            lost=lead.lost_reason_id.name,
            reason=lead.lost_reason_id.insight_reason_id.name,
        )

    def action_insight_open_opportunities(self):
        """Open the customer's pipeline."""
        self._insight_check_allowed()
        return self.insight_id.action_open_opportunities()

    def action_insight_note_reason(self):
        """Propose what the last lost opportunity says."""
        action = super().action_insight_note_reason()
        action["context"]["insight_suggest"] = True
        return action
