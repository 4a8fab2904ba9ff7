from dataclasses import dataclass

from odoo.tools.translate import LazyGettext


@dataclass(frozen=True)
class Parameter:
    """A number that a manager may change: its words, its default and its limits."""

    name: str
    label: LazyGettext
    default: float
    unit: LazyGettext | str = ""
    help: LazyGettext | str = ""
    minimum: float = 0
    maximum: float | None = None

    def allows(self, value):
        """Whether a manager may enter this value."""
        return self.minimum <= value and (self.maximum is None or value <= self.maximum)
