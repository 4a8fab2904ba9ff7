from odoo import fields, models


class CustomerInsightPolicy(models.Model):
    _inherit = "customer.insight.policy"

    review_limit = fields.Integer(
        string="File Reviews at a Time",
        default=5,
        help="How many stale customer files a salesperson is asked to review at the "
        "same time. 0: none.",
    )

    _review_limit_positive = models.Constraint(
        "CHECK(review_limit >= 0)", "A number of reviews cannot be negative."
    )
