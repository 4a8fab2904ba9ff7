from odoo import fields, models

from ..res_partner import USER


class ResPartner(models.Model):
    """A mark on the customer file: how many signals are open."""

    _inherit = "res.partner"

    insight_signal_count = fields.Integer(
        string="Open Signals", compute="_compute_insight_signal_count", groups=USER
    )

    def _compute_insight_signal_count(self):
        for partner in self:
            partner.insight_signal_count = partner.insight_id.signal_count

    def action_insight_open_signals(self):
        """Open the customer's signals."""
        self._insight_check_allowed()
        return self.insight_id.action_open_signals()

    def action_insight_open_dispute(self):
        """Ask what the dispute with this customer is about."""
        self._insight_check_allowed()
        return self.env["customer.insight.dispute.wizard"]._ask(
            self[:1].commercial_partner_id
        )
