from odoo import models


class CustomerInsightHandoverLine(models.Model):
    _inherit = "customer.insight.handover.line"

    def _is_done(self, record):
        """An opportunity that was won or lost stays with who worked on it."""
        if self.res_model == "crm.lead":
            return record.won_status != "pending"
        return super()._is_done(record)
