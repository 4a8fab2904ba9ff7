from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorOverdue(models.AbstractModel):
    """An order overdue against the customer's own rhythm.

    Rhythm: the gaps between his last 13 days of purchase. With median m and quartiles
    q₁, q₃, the upper bound is ``m + k·max((q₃ − q₁)/1.349, m/4)``: k robust standard
    deviations. With two days of purchase: the gap within which most customers of the
    company came for the third time, or his own gap and a quarter, if that is longer.
    """

    _name = "customer.insight.detector.overdue"
    _inherit = "customer.insight.detector"
    _description = "Detector: Order Overdue"
    _sequence = 10
    _topic = "overdue"
    _title = _lt("Order overdue")
    _about = _lt(
        "A customer has not ordered for longer than is usual for him. Never after a "
        "first order, in a pause that he also made last year, or long after he left."
    )
    _sentence = _lt(
        "No order for %(days)s days. He usually orders every %(usual_days)s days, and "
        "%(bound_days)s days would still be normal. Last order: %(last_date)s."
    )
    _sentence_after_two = _lt(
        "No order for %(days)s days after his second one. Most of our customers came a "
        "third time within %(bound_days)s days. Last order: %(last_date)s."
    )
    _parameters = (
        Parameter(
            "spread",
            _lt("Patience"),
            2,
            _lt("spreads"),
            _lt("How many spreads beyond his usual gap are still normal."),
            maximum=20,
        ),
        Parameter(
            "minimum_days",
            _lt("At least"),
            7,
            _lt("days"),
            _lt("A shorter gap is never overdue, however often he orders."),
        ),
        Parameter(
            "cohort_share",
            _lt("Second order: wait until"),
            90,
            _lt("% of customers had come a third time"),
            _lt("After two orders his own rhythm is unknown: others' stands in."),
            minimum=50,
            maximum=100,
        ),
        Parameter(
            "give_up",
            _lt("Long gone after"),
            2,
            _lt("times the normal gap"),
            _lt("Who has been away longer than this raises no new signal."),
            minimum=1,
        ),
    )

    def _detect_sql(self, company, as_of, parameters):
        return SQL(
            """
            WITH days AS (%(days)s), rhythms AS (%(rhythms)s),
                 bounds AS (%(bounds)s)
            SELECT partner_id, NULL::int AS product_id,
                   LEAST(100, 50 * gap / bound) AS severity, turnover AS value,
                   jsonb_build_object(
                       'days', gap, 'usual_days', ROUND(usual::numeric),
                       'bound_days', FLOOR(bound), 'last_date', last_day,
                       'count', day_count, 'orders', order_ids) AS evidence,
                   last_day + FLOOR(bound)::int + 1 AS event_date
              FROM bounds
             WHERE gap > FLOOR(bound)
               AND gap <= GREATEST(%(give_up)s * bound, bound + 60)
               AND NOT (%(seasonal)s)
            """,
            days=self._days_sql(company, as_of),
            rhythms=self._rhythms_sql(as_of),
            bounds=self._bounds_sql(as_of, parameters),
            give_up=parameters["give_up"],
            seasonal=self._is_seasonal_sql(as_of),
        )

    def _days_sql(self, company, as_of):
        """Days of purchase, with the gap before each; ``back`` counts from the last."""
        return SQL(
            """
            SELECT *, day - LAG(day) OVER own AS gap,
                   ROW_NUMBER() OVER own AS position,
                   ROW_NUMBER() OVER (PARTITION BY partner_id ORDER BY day DESC) AS back
              FROM (
                SELECT partner_id, day, MAX(order_id) AS order_id, SUM(amount) AS amount
                  FROM (%s) purchases GROUP BY partner_id, day
              ) days
            WINDOW own AS (PARTITION BY partner_id ORDER BY day)
            """,
            self._purchases_sql(company, as_of),
        )

    def _rhythms_sql(self, as_of):
        """A row per customer: his quartiles, and what he bought in a year."""
        return SQL(
            """
            SELECT partner_id, COUNT(*) AS day_count,
                   MIN(day) AS first_day, MAX(day) AS last_day,
                   percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY gap)
                       FILTER (WHERE back <= 12) AS quartiles,
                   SUM(amount) FILTER (WHERE day >= %s::date - 365) AS turnover,
                   (ARRAY_AGG(order_id ORDER BY day DESC) FILTER (WHERE back <= 5))
                       AS order_ids
              FROM days GROUP BY partner_id HAVING COUNT(*) > 1
            """,
            as_of,
        )

    def _bounds_sql(self, as_of, parameters):
        """The gap today beside the longest that is normal; none if that is unknown."""
        return SQL(
            """
            SELECT *, GREATEST(normal, %(minimum)s) AS bound
              FROM (
                SELECT rhythms.*, %(as_of)s::date - 1 - last_day AS gap,
                       quartiles[2] AS usual,
                       CASE WHEN day_count > 2
                            THEN quartiles[2] + %(spread)s * GREATEST(
                                (quartiles[3] - quartiles[1]) / 1.349, quartiles[2] / 4)
                            WHEN cohort.size >= 10
                                THEN GREATEST(cohort.gap, 1.25 * quartiles[2]) END
                           AS normal
                  FROM rhythms CROSS JOIN (
                    SELECT COUNT(*) AS size,
                           percentile_cont(%(share)s) WITHIN GROUP (ORDER BY gap) AS gap
                      FROM days WHERE position = 3
                  ) cohort
              ) gaps
             WHERE normal IS NOT NULL AND turnover > 0
            """,
            as_of=as_of,
            spread=parameters["spread"],
            minimum=parameters["minimum_days"],
            share=parameters["cohort_share"] / 100,
        )

    def _is_seasonal_sql(self, as_of):
        """Last year he paused as long as would not be normal, at the same time."""
        return SQL(
            """
            EXISTS (SELECT 1 FROM days pause
                     WHERE pause.partner_id = bounds.partner_id
                       AND pause.gap > bounds.bound
                       AND pause.day - pause.gap <= bounds.last_day - 365 + 30
                       AND pause.day >= %s::date - 365)
            """,
            as_of,
        )

    def _sentence_for(self, evidence):
        two = evidence.get("count") == 2
        return self._sentence_after_two if two else self._sentence

    def _recovered_sql(self, company, as_of):
        return self._ordered_again_sql(company, as_of)
