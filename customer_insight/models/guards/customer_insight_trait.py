from odoo import fields, models


class CustomerInsightTrait(models.Model):
    _inherit = "customer.insight.trait"

    guard_ids = fields.One2many(
        "customer.insight.guard", "trait_id", string="Rules for Quotations"
    )
