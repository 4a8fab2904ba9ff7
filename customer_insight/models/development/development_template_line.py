from odoo import fields, models


class CustomerInsightDevelopmentTemplateLine(models.Model):
    """A step of a template."""

    _name = "customer.insight.development.template.line"
    _description = "Step of a Development Template"
    _order = "sequence, id"

    template_id = fields.Many2one(
        "customer.insight.development.template",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Step", required=True, translate=True)
    days = fields.Integer(string="After (days)", help="Counted from the beginning.")
