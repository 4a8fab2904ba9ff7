from odoo import fields, models


class CustomerInsightCriterion(models.Model):
    """What a potential customer's expected contribution is judged by."""

    _name = "customer.insight.criterion"
    _description = "Scorecard Criterion"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="What to look at, and what earns how many stars."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    weight = fields.Float(required=True, default=10)
    company_id = fields.Many2one("res.company", help="Every company, if empty.")

    _weight_positive = models.Constraint(
        "CHECK(weight > 0)", "A criterion's weight is more than 0."
    )
