from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerInsightParameterMixin(models.AbstractModel):
    """A number of a detector in words, and its limits.

    For models with ``setting_id``, the detector's setting.
    """

    _name = "customer.insight.parameter.mixin"
    _description = "Parameter in Words"

    sequence = fields.Integer(readonly=True)
    name = fields.Char(required=True, readonly=True)
    default = fields.Float(
        string="Shipped As", digits=(12, 2), compute="_compute_words", readonly=True
    )
    label = fields.Char(string="Parameter", compute="_compute_words")
    unit = fields.Char(compute="_compute_words")
    help = fields.Char(string="What It Does", compute="_compute_words")

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

    def _check_within(self, value):
        """Raise unless the parameter may have this value."""
        parameter = self._definition()
        if parameter and not parameter.allows(value):
            raise ValidationError(
                self.env._(
                    "%(parameter)s: %(value)s is out of its limits. Enter %(least)s or "
                    "more, and at most %(most)s.",
                    parameter=self.label,
                    value=value,
                    least=parameter.minimum,
                    most="∞" if parameter.maximum is None else parameter.maximum,
                )
            )
