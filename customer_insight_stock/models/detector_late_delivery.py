from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from odoo.addons.customer_insight.models.signals.parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorLateDelivery(models.AbstractModel):
    """A delivery came, or comes, later than was promised.

    Promised is the delivery date of the order; without one, the transfer's deadline.
    Sooner for who leaves quietly when service is slow: customers whose personality has
    a rule on slow service.
    """

    _name = "customer.insight.detector.late_delivery"
    _inherit = "customer.insight.detector"
    _description = "Detector: Late Delivery"
    _sequence = 77
    _topic = "dispute"
    _quiet_days = 30
    _title = _lt("Late delivery")
    _about = _lt(
        "Goods were, or still are, later than promised. Sooner for friendly customers, "
        "who seldom complain aloud. Not returns, and not what was cancelled."
    )
    _sentence = _lt(
        "%(count)s deliveries, up to %(days)s days later than promised; the first was "
        "promised for %(promised_date)s."
    )
    _sentence_of_one = _lt(
        "A delivery promised for %(promised_date)s, %(days)s days late."
    )
    _sentence_of_one_day = _lt(
        "A delivery promised for %(promised_date)s, one day late."
    )
    _parameters = (
        Parameter(
            "friendly_days",
            _lt("Friendly customers: later by more than"),
            0,
            _lt("days"),
            _lt("Whose personality has a rule on slow service."),
        ),
        Parameter("days", _lt("Others: later by more than"), 2, _lt("days")),
        Parameter(
            "fresh_days",
            _lt("Delivered ones told for"),
            14,
            _lt("days"),
            minimum=1,
        ),
    )

    def _detect_sql(self, company, as_of, parameters):
        return SQL(
            """
            SELECT partner_id, NULL::int AS product_id,
                   LEAST(100, 40 + 5 * MAX(late - patience)) AS severity,
                   SUM(amount / parts) AS value,
                   jsonb_build_object(
                       'count', COUNT(*), 'days', MAX(late),
                       'promised_date', MIN(promised),
                       'orders', ARRAY_AGG(DISTINCT order_id),
                       'pickings', (ARRAY_AGG(picking_id ORDER BY late DESC))[1:10])
                       AS evidence,
                   MAX(promised + patience::int + 1) AS event_date
              FROM (%(late)s) late
             GROUP BY partner_id
            """,
            late=self._late_sql(company, as_of, parameters),
        )

    def _late_sql(self, company, as_of, parameters):
        """The deliveries that are late, with the days and the number per order."""
        return SQL(
            """
            SELECT *, COUNT(*) OVER (PARTITION BY order_id) AS parts
              FROM (
                SELECT deliveries.*,
                       COALESCE(delivered, %(as_of)s::date - 1) - promised AS late,
                       %(patience)s AS patience
                  FROM (%(deliveries)s) deliveries
                  JOIN res_partner customer ON customer.id = deliveries.partner_id
                 WHERE delivered IS NULL
                    OR delivered >= %(as_of)s::date - %(fresh)s::int
              ) judged
             WHERE late > patience
            """,
            deliveries=self._deliveries_sql(company, as_of),
            as_of=as_of,
            fresh=parameters["fresh_days"],
            patience=self.env["customer.insight.detector.slow_service"]._patience_sql(
                parameters
            ),
        )

    def _deliveries_sql(self, company, as_of):
        """``picking_id, order_id, partner_id, promised, delivered, amount``.

        Transfers to customers, of orders. ``delivered`` is a day before ``as_of``, or
        null; ``amount`` is the order's, untaxed, company currency.
        """
        return SQL(
            """
            SELECT picking.id AS picking_id, so.id AS order_id,
                   partner.commercial_partner_id AS partner_id,
                   COALESCE(so.commitment_date, picking.date_deadline)::date
                       AS promised,
                   CASE WHEN picking.state = 'done' AND picking.date_done < %(as_of)s
                        THEN picking.date_done::date END AS delivered,
                   (so.amount_untaxed
                       / COALESCE(NULLIF(so.currency_rate, 0), 1))::float8 AS amount
              FROM stock_picking picking
              JOIN stock_picking_type kind ON kind.id = picking.picking_type_id
               AND kind.code = 'outgoing'
              JOIN sale_order so ON so.id = picking.sale_id AND so.state = 'sale'
              JOIN res_partner partner ON partner.id = so.partner_id
             WHERE picking.company_id = %(company)s AND picking.return_id IS NULL
               AND picking.state NOT IN ('draft', 'cancel')
               AND so.date_order < %(as_of)s
               AND COALESCE(so.commitment_date, picking.date_deadline) IS NOT NULL
            """,
            company=company.id,
            as_of=as_of,
        )

    def _sentence_for(self, evidence):
        if evidence.get("count") != 1:
            return self._sentence
        one_day = evidence.get("days") == 1
        return self._sentence_of_one_day if one_day else self._sentence_of_one

    def _recovered_sql(self, company, as_of):
        """Signals of which everything is delivered, and who gets it in time again.

        In time again: a delivery since. Without any, when nothing came late for as
        long as such a delivery is told for.
        """
        return SQL(
            """
            WITH deliveries AS (%(deliveries)s)
            SELECT signal.id AS signal_id
              FROM customer_insight_signal signal
             WHERE %(waiting)s
               AND jsonb_typeof(signal.evidence->'pickings') = 'array'
               AND NOT EXISTS (%(named)s
                   AND (picking.state <> 'done' OR picking.date_done >= %(as_of)s))
               AND (NOT EXISTS (%(named)s
                    AND picking.date_done >= %(as_of)s::date - %(fresh)s::int)
                 OR EXISTS (
                    SELECT 1 FROM deliveries
                     WHERE deliveries.partner_id = signal.partner_id
                       AND delivered >= signal.event_date AND delivered <= promised))
            """,
            deliveries=self._deliveries_sql(company, as_of),
            waiting=self._waiting_sql(company),
            named=self._pickings_named_sql(),
            as_of=as_of,
            fresh=self._numbers(company)["fresh_days"],
        )

    def _pickings_named_sql(self):
        """The transfers of a ``signal`` that were not given up."""
        return SQL(
            """
            SELECT 1 FROM stock_picking picking
             WHERE picking.id IN (%s) AND picking.state <> 'cancel'
            """,
            self._named_sql("pickings"),
        )
