from odoo import api, models
from odoo.exceptions import ValidationError

from .askable import ASKABLE, ASKABLE_PEOPLE, kind_of


class CustomerInsightRequirement(models.Model):
    """Which facts of the file the customer himself may be asked about."""

    _inherit = "customer.insight.requirement"

    @api.constrains("is_asked", "field_name", "kind")
    def _check_is_asked(self):
        """Facts only: what we think of a customer is not for a form."""
        for requirement in self.filtered("is_asked"):
            if not requirement._is_neutral():
                raise ValidationError(
                    self.env._(
                        "A customer cannot be asked about “%(fact)s”.",
                        fact=requirement.name,
                    )
                )

    def _is_neutral(self):
        """Tell whether a customer may be asked and shown the fact: see askable.py."""
        names = self._askable_names()[self.kind] if self.kind else ()
        return self.field_name in names and bool(self._answer_kind())

    @api.model
    def _askable_names(self):
        """Names of neutral facts; an addon adds its own here."""
        return {"customer": ASKABLE, "people": ASKABLE_PEOPLE}

    def _answer_kind(self):
        """Return how the fact is asked; of people in words, to be transferred."""
        field = self.env["res.partner"]._fields.get(self.field_name)
        return field and ("note" if self.kind == "people" else kind_of(field))

    def _askable(self):
        return self.filtered(
            lambda requirement: (
                requirement.is_asked
                and requirement.question
                and requirement._is_neutral()
            )
        )
