from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class DetectorDispute(models.AbstractModel):
    """A dispute, opened by hand from an order, an invoice or a customer."""

    _name = "customer.insight.detector.dispute"
    _inherit = "customer.insight.detector"
    _description = "Detector: Dispute"
    _sequence = 80
    _topic = "dispute"
    _by_hand = True
    _title = _lt("Dispute")
    _about = _lt(
        "Opened by hand, from the actions of an order, an invoice or a customer. While "
        "it is open, its invoices raise no signal of late payment."
    )
    _sentence = _lt("%(text)s")

    def _detect_sql(self, company, as_of, parameters):
        return self._nothing_sql()
