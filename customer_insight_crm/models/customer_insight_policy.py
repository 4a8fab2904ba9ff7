from odoo import fields, models


class CustomerInsightPolicy(models.Model):
    _inherit = "customer.insight.policy"

    intention_opportunity = fields.Float(
        string="An Opportunity Counts (% of its probability)",
        default=100,
        help="It fades from the day on which it came to its stage.",
    )

    _intention_opportunity_is_percent = models.Constraint(
        "CHECK(intention_opportunity BETWEEN 0 AND 100)",
        "What an opportunity counts lies between 0 and 100 %.",
    )
