from odoo import fields, models


class CustomerInsightPolicy(models.Model):
    """How many signals a salesperson gets as work a day, and whether he gets a mail."""

    _inherit = "customer.insight.policy"

    signal_daily_cap = fields.Integer(
        string="Signals a Day",
        default=5,
        help="So many new signals a day become an activity of their salesperson, the "
        "most at risk first. The others stay on the list.",
    )
    signal_digest = fields.Boolean(
        string="Weekly Digest by Mail",
        default=True,
        help="Once a week, salespeople and managers get their open signals by mail. "
        "Who has none gets no mail.",
    )

    _signal_cap_positive = models.Constraint(
        "CHECK(signal_daily_cap >= 0)", "Signals a day cannot be negative."
    )
