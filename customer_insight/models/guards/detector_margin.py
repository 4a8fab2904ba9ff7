from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..signals.parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorMargin(models.AbstractModel):
    """Less margin than the rule of the customer's personality demands."""

    _name = "customer.insight.detector.margin"
    _inherit = "customer.insight.detector"
    _description = "Detector: Margin under the Floor"
    _sequence = 74
    _topic = "quotation"
    _quiet_days = 30
    _closes_by_itself = False
    _title = _lt("Margin under the floor")
    _about = _lt(
        "A customer whose personality has a floor for the margin was quoted, or sold, "
        "at less. Floors are set in Personalities and Styles; margins come with the "
        "app Margins in Sales Orders."
    )
    _sentence = _lt(
        "A margin of %(margin)s %% on %(order_amount)s; %(cap)s %% are the least for a "
        "customer of his kind."
    )
    _parameters = (
        Parameter("fresh_days", _lt("Told for"), 14, _lt("days"), minimum=1),
    )

    def _detect_sql(self, company, as_of, parameters):
        if not self.env["customer.insight.guard"]._has_margin():
            return self._nothing_sql()
        return SQL(
            """
            SELECT DISTINCT ON (guarded.partner_id)
                   guarded.partner_id, NULL::int AS product_id,
                   LEAST(100, 40 + 2 * (cap - 100 * so.margin_percent)) AS severity,
                   amount * (cap / 100 - so.margin_percent) AS value,
                   jsonb_build_object(
                       'margin', ROUND((100 * so.margin_percent)::numeric, 1),
                       'cap', cap, 'order_amount', ROUND(amount::numeric, 2),
                       'orders', ARRAY[order_id]) AS evidence,
                   day AS event_date
              FROM (%s) guarded JOIN sale_order so ON so.id = guarded.order_id
             WHERE 100 * so.margin_percent < cap
             ORDER BY guarded.partner_id, day DESC, order_id DESC
            """,
            self._guarded_sql(company, as_of, parameters["fresh_days"], "margin"),
        )

    def _recovered_sql(self, company, as_of):
        if not self.env["customer.insight.guard"]._has_margin():
            return None
        return self._kept_again_sql(
            company,
            self._guarded_sql(company, as_of, 2 * self._recovery_days, "margin"),
            SQL(
                "(SELECT 100 * so.margin_percent >= latest.cap"
                " FROM sale_order so WHERE so.id = latest.order_id)"
            ),
        )
