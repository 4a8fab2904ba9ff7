from odoo import api, fields, models

STARS = [
    ("0", "Not rated"),
    ("1", "Very weak"),
    ("2", "Weak"),
    ("3", "Fair"),
    ("4", "Strong"),
    ("5", "Very strong"),
]


class CustomerInsightRatingLine(models.Model):
    """How many stars a potential customer gets for one criterion."""

    _name = "customer.insight.rating.line"
    _description = "Scorecard Rating Line"
    _order = "sequence, id"

    rating_id = fields.Many2one(
        "customer.insight.rating", required=True, index=True, ondelete="cascade"
    )
    criterion_id = fields.Many2one(
        "customer.insight.criterion", required=True, ondelete="restrict"
    )
    description = fields.Text(related="criterion_id.description")
    sequence = fields.Integer(
        compute="_compute_from_criterion", store=True, precompute=True
    )
    weight = fields.Float(
        compute="_compute_from_criterion",
        store=True,
        precompute=True,
        aggregator=False,
        help="The criterion's weight on the day of the rating.",
    )
    stars = fields.Selection(STARS, default="0", required=True)

    _criterion_unique = models.Constraint(
        "UNIQUE(rating_id, criterion_id)", "A rating has each criterion once."
    )

    @api.depends("criterion_id")
    def _compute_from_criterion(self):
        for line in self:
            line.weight = line.criterion_id.weight
            line.sequence = line.criterion_id.sequence
