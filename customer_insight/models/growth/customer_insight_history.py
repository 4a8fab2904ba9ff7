from odoo import fields, models


class CustomerInsight(models.Model):
    """How the customer stood at each month's end, one click away."""

    _inherit = "customer.insight"

    snapshot_count = fields.Integer(
        string="Months' Ends", compute="_compute_snapshot_count"
    )

    def _compute_snapshot_count(self):
        groups = self.env["customer.insight.snapshot"]._read_group(
            [("partner_id", "in", self.partner_id.ids)],
            ["partner_id", "company_id"],
            ["__count"],
        )
        counts = {(partner, company): count for partner, company, count in groups}
        for insight in self:
            key = insight.partner_id, insight.company_id
            insight.snapshot_count = counts.get(key, 0)

    def action_open_history(self):
        """Open the customer's months' ends: class, stage and figures over time."""
        self.ensure_one().check_access("read")
        lists = self.env.ref("customer_insight.customer_insight_snapshot_view_list")
        graph = self.env.ref("customer_insight.customer_insight_snapshot_view_customer")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "History of %(customer)s", customer=self.partner_id.display_name
            ),
            "res_model": "customer.insight.snapshot",
            "views": [(graph.id, "graph"), (lists.id, "list")],
            "domain": [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "=", self.company_id.id),
            ],
        }
