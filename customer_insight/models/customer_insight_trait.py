from odoo import fields, models


class CustomerInsightTrait(models.Model):
    """A personality or a communication style, with the way of selling that fits."""

    _name = "customer.insight.trait"
    _description = "Customer Trait"
    _order = "kind DESC, sequence, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [("personality", "Personality"), ("communication", "Communication Style")],
        required=True,
        default="personality",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    behaviour = fields.Text(
        translate=True, help="How he behaves: what to recognise him by."
    )
    selling_style = fields.Char(translate=True)
    advice = fields.Text(translate=True, help="What works with him, and what does not.")
