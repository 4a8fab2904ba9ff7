from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerInsightDetectorParameter(models.Model):
    """One number of a detector, as a company set it."""

    _name = "customer.insight.detector.parameter"
    _description = "Detector Parameter"
    _rec_name = "label"
    _order = "setting_id, sequence, id"

    setting_id = fields.Many2one(
        "customer.insight.detector.setting",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(readonly=True)
    name = fields.Char(required=True, readonly=True)
    value = fields.Float(digits=(12, 2))
    default = fields.Float(
        string="Shipped As", digits=(12, 2), compute="_compute_words", readonly=True
    )
    label = fields.Char(string="Parameter", compute="_compute_words")
    unit = fields.Char(compute="_compute_words")
    help = fields.Char(string="What It Does", compute="_compute_words")

    _name_unique = models.Constraint(
        "UNIQUE(setting_id, name)", "A detector has each parameter once."
    )

    @api.depends("name", "setting_id.detector")
    @api.depends_context("lang")
    def _compute_words(self):
        for row in self:
            parameter = row._definition()
            detector = self.env["customer.insight.detector"]
            row.default = parameter.default if parameter else 0
            row.label = parameter and detector._words(parameter.label) or row.name
            row.unit = parameter and detector._words(parameter.unit)
            row.help = parameter and detector._words(parameter.help)

    def _definition(self):
        """Return what the detector says of the parameter; None if it is gone."""
        detector = self.setting_id._detector()
        parameters = detector._parameters if detector is not None else ()
        return next((p for p in parameters if p.name == self.name), None)

    @api.constrains("value")
    def _check_value(self):
        for row in self:
            parameter = row._definition()
            if parameter and not row._is_within(parameter):
                raise ValidationError(
                    self.env._(
                        "%(parameter)s: %(value)s is out of its limits. Enter "
                        "%(least)s or more, and at most %(most)s.",
                        parameter=row.label,
                        value=row.value,
                        least=parameter.minimum,
                        most="∞" if parameter.maximum is None else parameter.maximum,
                    )
                )

    def _is_within(self, parameter):
        most = self.value if parameter.maximum is None else parameter.maximum
        return parameter.minimum <= self.value <= most
