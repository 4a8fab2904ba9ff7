from odoo import fields, models


class CustomerInsightPolicy(models.Model):
    _inherit = "customer.insight.policy"

    coverage_cap = fields.Integer(
        string="New Coverage Activities per Run",
        default=5,
        help="For each salesperson, from a nightly check. The worst gaps of the "
        "biggest customers come first; 0: none.",
    )
    birthday_days = fields.Integer(
        string="Remind of Birthdays (days before)",
        default=7,
        help="0: on the day itself. -1: no reminders.",
    )

    _people_numbers = models.Constraint(
        "CHECK(coverage_cap >= 0 AND birthday_days BETWEEN -1 AND 60)",
        "The number of coverage activities cannot be negative; birthdays are announced "
        "at most 60 days before, or never: -1.",
    )
