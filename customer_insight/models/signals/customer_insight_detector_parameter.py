from odoo import api, fields, models


class CustomerInsightDetectorParameter(models.Model):
    """One number of a detector, as a company set it."""

    _name = "customer.insight.detector.parameter"
    _description = "Detector Parameter"
    _inherit = "customer.insight.parameter.mixin"
    _rec_name = "label"
    _order = "setting_id, sequence, id"

    setting_id = fields.Many2one(
        "customer.insight.detector.setting",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    value = fields.Float(digits=(12, 2))

    _name_unique = models.Constraint(
        "UNIQUE(setting_id, name)", "A detector has each parameter once."
    )

    @api.constrains("value")
    def _check_value(self):
        for row in self:
            row._check_within(row.value)
