from odoo import api, fields, models


class CustomerInsightCustomerReason(models.Model):
    _inherit = "customer.insight.customer.reason"

    suggestion = fields.Char(compute="_compute_suggestion")

    @api.depends("partner_id")
    def _compute_suggestion(self):
        for row in self:
            row.suggestion = row.partner_id.insight_reason_suggestion

    @api.model
    def default_get(self, fields_list):
        """Propose what the customer's last lost opportunity says, in the dialog."""
        values = super().default_get(fields_list)
        customer = self.env["res.partner"].browse(values.get("partner_id"))
        if self.env.context.get("insight_suggest") and customer:
            lead = self.env["crm.lead"]._insight_suggesting(customer, self.env.company)
            if lead:
                values["reason_id"] = lead.lost_reason_id.insight_reason_id.id
        return values
