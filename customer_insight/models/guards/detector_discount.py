from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..signals.parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorDiscount(models.AbstractModel):
    """More discount than the rule of the customer's personality allows.

    The larger of the lines' discounts and that of the whole: what the lines would be
    without discount, less what is paid (reductions on lines of their own count).
    """

    _name = "customer.insight.detector.discount"
    _inherit = "customer.insight.detector"
    _description = "Detector: Discount over the Cap"
    _sequence = 72
    _topic = "quotation"
    _quiet_days = 30
    _closes_by_itself = False
    _title = _lt("Discount over the cap")
    _about = _lt(
        "A customer whose personality has a cap on discounts was quoted, or sold, at "
        "more. Caps are set in Personalities and Styles."
    )
    _sentence = _lt(
        "%(discount)s %% off on %(order_amount)s; %(cap)s %% are the most for a "
        "customer of his kind."
    )
    _parameters = (
        Parameter("fresh_days", _lt("Told for"), 14, _lt("days"), minimum=1),
    )

    def _detect_sql(self, company, as_of, parameters):
        return SQL(
            """
            SELECT DISTINCT ON (partner_id) partner_id, NULL::int AS product_id,
                   LEAST(100, 40 + 3 * (discount - cap)) AS severity,
                   amount * discount / 100 AS value,
                   jsonb_build_object(
                       'discount', discount, 'cap', cap,
                       'order_amount', ROUND(amount::numeric, 2),
                       'orders', ARRAY[order_id]) AS evidence,
                   day AS event_date
              FROM (%s) discounts
             WHERE discount > cap
             ORDER BY partner_id, day DESC, order_id DESC
            """,
            self._discounts_sql(company, as_of, parameters["fresh_days"]),
        )

    def _discounts_sql(self, company, as_of, days):
        """The quotations and orders of the last days with their ``discount``, in %."""
        return SQL(
            """
            SELECT guarded.*, ROUND(GREATEST(
                       MAX(line.discount),
                       100 * (1 - SUM(line.price_subtotal) / NULLIF(SUM(
                           line.price_subtotal
                           / NULLIF(1 - line.discount / 100, 0)) FILTER (
                           WHERE line.price_subtotal > 0), 0)))::numeric, 1)::float8
                       AS discount
              FROM (%s) guarded
              JOIN sale_order_line line ON line.order_id = guarded.order_id
               AND line.display_type IS NULL
               AND line.is_downpayment IS NOT TRUE
             GROUP BY guarded.order_id, partner_id, day, amount, cap
            """,
            self._guarded_sql(company, as_of, days, "discount"),
        )

    def _recovered_sql(self, company, as_of):
        return self._kept_again_sql(
            company,
            self._discounts_sql(company, as_of, 2 * self._recovery_days),
            SQL("latest.discount <= latest.cap"),
        )
