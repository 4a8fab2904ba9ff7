from odoo import fields, models

from .customer_insight_customer_reason import TOPICS


class CustomerInsightReason(models.Model):
    _inherit = "customer.insight.reason"

    customer_reason_ids = fields.One2many(
        "customer.insight.customer.reason", "reason_id", string="Customers"
    )
    is_of_customers = fields.Boolean(compute="_compute_is_of_customers")

    def _compute_is_of_customers(self):
        """Whether it is noted at customers, rather than the cause of a signal."""
        for reason in self:
            reason.is_of_customers = reason.topic in dict(TOPICS)

    def action_open_customer_reasons(self):
        """Open the customers at whom this reason was found."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reasons"),
            "res_model": "customer.insight.customer.reason",
            "views": [(False, "list"), (False, "pivot"), (False, "graph")],
            "domain": [("reason_id", "in", self.ids)],
        }
