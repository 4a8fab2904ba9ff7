from odoo import fields, models


class CustomerInsightEndCustomer(models.Model):
    """Whom a customer sells to, and why they need it."""

    _name = "customer.insight.end_customer"
    _description = "Customer's Customer"
    _inherit = "customer.insight.file.mixin"

    name = fields.Char(
        string="Who They Are",
        required=True,
        help="One customer of his, or a group of them.",
    )
    segment = fields.Char(help="Trade, size or region of these customers.")
    use = fields.Char(string="What They Use It For")
    reason = fields.Selection(
        [
            ("broke", "Something broke"),
            ("linked_demand", "Linked demand"),
            ("after_sales", "After-sales care"),
            ("installation", "Installation"),
            ("other", "Other"),
        ],
        string="Why They Need It",
    )
    broken_part = fields.Char(string="What Broke")
    cause = fields.Char(string="What Caused It")
    share = fields.Float(
        string="Share (%)",
        digits=(5, 1),
        help="Of what he sells, how much goes to them.",
    )

    _share_is_percent = models.Constraint(
        "CHECK(share BETWEEN 0 AND 100)", "A share lies between 0 and 100 %."
    )
