from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..signals.parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorSlowService(models.AbstractModel):
    """A dispute waits too long; sooner for who leaves quietly when service is slow."""

    _name = "customer.insight.detector.slow_service"
    _inherit = "customer.insight.detector"
    _description = "Detector: Slow Service"
    _sequence = 78
    _topic = "dispute"
    _quiet_days = 0
    _title = _lt("Slow service")
    _about = _lt(
        "A dispute has been open for too long. Sooner for friendly customers, who "
        "seldom complain aloud: those whose personality has a rule on slow service."
    )
    _sentence = _lt(
        "His dispute has been open for %(days)s days; %(limit)s are enough for a "
        "customer of his kind."
    )
    _parameters = (
        Parameter("friendly_days", _lt("Friendly customers: after"), 2, _lt("days")),
        Parameter("days", _lt("Others: after"), 7, _lt("days")),
    )

    def _detect_sql(self, company, as_of, parameters):
        return SQL(
            """
            SELECT partner_id, NULL::int AS product_id,
                   LEAST(100, 50 + 10 * (MAX(open_days) - MIN(patience))) AS severity,
                   SUM(value)::float8 AS value,
                   jsonb_build_object(
                       'days', MAX(open_days), 'limit', MIN(patience),
                       'orders', '[]'::jsonb) AS evidence,
                   (MIN(since) + MIN(patience)::int + 1) AS event_date
              FROM (
                SELECT dispute.partner_id, dispute.value, dispute.event_date AS since,
                       %(as_of)s::date - 1 - dispute.event_date AS open_days,
                       %(patience)s AS patience
                  FROM customer_insight_signal dispute
                  JOIN res_partner customer ON customer.id = dispute.partner_id
                 WHERE dispute.detector = 'dispute'
                   AND dispute.company_id = %(company)s
                   AND dispute.event_date < %(as_of)s
                   AND (dispute.state IN ('new', 'investigating', 'snoozed')
                        OR dispute.outcome_date >= %(as_of)s)
              ) disputes
             WHERE open_days > patience
             GROUP BY partner_id
            """,
            as_of=as_of,
            company=company.id,
            patience=self._patience_sql(parameters),
        )

    def _patience_sql(self, parameters):
        """The days that a ``customer`` waits: fewer, if his personality says so."""
        return SQL(
            """
            CASE WHEN customer.insight_personality_id IN (
                      SELECT trait_id FROM (%s) traits)
                 THEN %s ELSE %s END
            """,
            self.env["customer.insight.guard"]._traits_sql("slow_service"),
            parameters["friendly_days"],
            parameters["days"],
        )

    def _recovered_sql(self, company, as_of):
        """Signals of customers whose disputes were all closed before the date.

        Disputes are named with their schema: on the past, only findings stand for
        signals.
        """
        return SQL(
            """
            SELECT signal.id AS signal_id
              FROM customer_insight_signal signal
             WHERE %(waiting)s AND NOT EXISTS (
                SELECT 1 FROM public.customer_insight_signal dispute
                 WHERE dispute.partner_id = signal.partner_id
                   AND dispute.company_id = %(company)s
                   AND dispute.detector = 'dispute'
                   AND dispute.event_date < %(as_of)s
                   AND (dispute.state IN ('new', 'investigating', 'snoozed')
                        OR dispute.outcome_date >= %(as_of)s))
            """,
            company=company.id,
            waiting=self._waiting_sql(company),
            as_of=as_of,
        )
