from datetime import timedelta

from odoo import fields, models
from odoo.fields import Command


class CustomerInsightDevelopmentTemplate(models.Model):
    """Steps that have proved themselves, to begin a plan with."""

    _name = "customer.insight.development.template"
    _description = "Template of a Development Plan"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    days = fields.Integer(
        string="Time (days)", default=90, help="From the beginning to the goal."
    )
    line_ids = fields.One2many(
        "customer.insight.development.template.line",
        "template_id",
        string="Steps",
        copy=True,
    )

    def _steps(self, start):
        """Return commands that create the steps, dated from a day on."""
        return [
            Command.create(
                {
                    "name": line.name,
                    "sequence": line.sequence,
                    "date_deadline": start + timedelta(days=line.days),
                }
            )
            for line in self.line_ids
        ]
