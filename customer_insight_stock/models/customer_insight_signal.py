from odoo import models


class CustomerInsightSignal(models.Model):
    _inherit = "customer.insight.signal"

    def action_open_pickings(self):
        """Open the deliveries and returns that made it."""
        return self._open_documents("pickings")
