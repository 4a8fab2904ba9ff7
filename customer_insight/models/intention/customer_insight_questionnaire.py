from odoo import models


class CustomerInsightQuestionnaire(models.Model):
    _inherit = "customer.insight.questionnaire"

    def write(self, vals):
        """Who answers, shows interest: have him refreshed after this transaction."""
        if "answered_date" in vals:
            self.env["customer.insight.request"]._ask(self.partner_id.ids)
        return super().write(vals)
