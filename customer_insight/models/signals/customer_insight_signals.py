from odoo import fields, models

from .customer_insight_signal import OPEN


class CustomerInsight(models.Model):
    """A mark on the insight: how many signals are open."""

    _inherit = "customer.insight"

    signal_count = fields.Integer(
        string="Open Signals", compute="_compute_signal_count"
    )

    def _compute_signal_count(self):
        groups = self.env["customer.insight.signal"]._read_group(
            [("partner_id", "in", self.partner_id.ids), ("state", "in", OPEN)],
            ["partner_id", "company_id"],
            ["__count"],
        )
        counts = {(partner, company): count for partner, company, count in groups}
        for insight in self:
            key = insight.partner_id, insight.company_id
            insight.signal_count = counts.get(key, 0)

    def action_open_signals(self):
        """Open the customer's signals, the closed ones too."""
        self.ensure_one().check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Signals"),
            "res_model": "customer.insight.signal",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "mobile_view_mode": "kanban",
            "domain": [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ],
        }
