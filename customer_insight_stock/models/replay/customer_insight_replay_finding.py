from odoo import models


class CustomerInsightReplayFinding(models.TransientModel):
    _inherit = "customer.insight.replay.finding"

    def action_open_pickings(self):
        """Open the deliveries and returns that made it."""
        return self._open_documents("pickings")
