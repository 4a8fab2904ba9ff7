from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .parameter import Parameter

_lt = LazyTranslate(__name__)


# From here on the company's own figures say what is usual.
ENOUGH_CUSTOMERS = 10
# The spread of the logarithms of the gaps where people come as they like (0.85 and 1.0
# in the data of ``./dev real``); who is more even is late sooner, down to a quarter.
UNEVEN, EVENEST = 0.9, 0.25
# A rhythm is as even as all others' until so many gaps say something else.
EVENNESS_GAPS = 4
# So many of his usual gaps are never overdue (of two orders: half way to the others').
LEAST_OF_USUAL = 1.25


class DetectorOverdue(models.AbstractModel):
    """An order overdue against the customer's own rhythm.

    The longest gap that is still normal is ``patience · ∛((own · even)² · all · n)``,
    and never less than his usual gap and a quarter:

    - ``own``: the geometric mean of his last 12 gaps, drawn to the others' as if he had
      made ``others`` gaps more like theirs. ``all``: the same mean over all customers.
    - ``even``: the spread of their logarithms over ``UNEVEN``, a quarter to 1.
    - ``n``: his days of purchase in the year up to the last one.

    Why: long gaps are frequent even where the usual one is short; their tail is taken
    as Pareto's with exponent 3. Customers leave by the day, not by the order, so that
    who orders often has to be late for longer in his own measure before leaving is the
    likelier reason, and the more he has ordered, the less often he leaves (as in
    BG/NBD). docs/formulas.md derives it, docs/measurements.md says what it is worth.
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
    _sentence_daily = _lt(
        "No order for %(days)s days. He usually orders every day, and "
        "%(bound_days)s days would still be normal. Last order: %(last_date)s."
    )
    _sentence_after_two = _lt(
        "No order for %(days)s days after his second one. For a customer like him "
        "%(bound_days)s days would still be normal. Last order: %(last_date)s."
    )
    _parameters = (
        Parameter(
            "patience",
            _lt("Patience"),
            2,
            _lt("times"),
            _lt("Twice as much lets everybody be late for twice as long."),
            minimum=0.1,
            maximum=20,
        ),
        Parameter(
            "others",
            _lt("Weight of the others"),
            3,
            _lt("gaps"),
            _lt("With so many gaps of his own, half of what is usual is his rhythm."),
            maximum=100,
        ),
        Parameter(
            "minimum_days",
            _lt("At least"),
            7,
            _lt("days"),
            _lt("A shorter gap is never overdue, however often he orders."),
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
                 company AS (%(everybody)s), bounds AS (%(bounds)s)
            SELECT partner_id, NULL::int AS product_id,
                   LEAST(100, 50 * gap / bound) AS severity, turnover AS value,
                   jsonb_build_object(
                       'days', gap, 'usual_days', ROUND(EXP(level)::numeric),
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
            everybody=self._everybody_sql(as_of),
            bounds=self._bounds_sql(as_of, parameters),
            give_up=parameters["give_up"],
            seasonal=self._is_seasonal_sql(as_of),
        )

    def _days_sql(self, company, as_of):
        """Days of purchase, with the gap before each; ``back`` counts from the last."""
        return SQL(
            """
            SELECT *, day - LAG(day) OVER own AS gap,
                   ROW_NUMBER() OVER latest AS back,
                   FIRST_VALUE(day) OVER latest AS last_day
              FROM (
                SELECT partner_id, day, MAX(order_id) AS order_id, SUM(amount) AS amount
                  FROM (%s) purchases GROUP BY partner_id, day
              ) days
            WINDOW own AS (PARTITION BY partner_id ORDER BY day),
                   latest AS (PARTITION BY partner_id ORDER BY day DESC)
            """,
            self._purchases_sql(company, as_of),
        )

    def _rhythms_sql(self, as_of):
        """A row per customer: his last gaps, and what he bought in a year.

        ``level`` is the mean of their logarithms, ``ragged`` the sum of the squares of
        what each is off it.
        """
        return SQL(
            """
            SELECT *, COALESCE(variance, 0) * (gaps - 1) AS ragged
              FROM (
                SELECT partner_id, last_day, COUNT(*) AS day_count,
                       COUNT(gap) FILTER (WHERE back <= 12) AS gaps,
                       AVG(LN(gap)) FILTER (WHERE back <= 12) AS level,
                       VAR_SAMP(LN(gap)) FILTER (WHERE back <= 12) AS variance,
                       COUNT(*) FILTER (WHERE day > last_day - 365) AS year_count,
                       SUM(amount) FILTER (WHERE day >= %s::date - 365) AS turnover,
                       (ARRAY_AGG(order_id ORDER BY day DESC) FILTER (WHERE back <= 5))
                           AS order_ids
                  FROM days GROUP BY partner_id, last_day HAVING COUNT(*) > 1
              ) rhythms
            """,
            as_of,
        )

    def _everybody_sql(self, as_of):
        """What is usual among the customers who bought in a year and have a rhythm.

        Nothing (null) where there are too few of them.
        """
        return SQL(
            """
            SELECT AVG(level) AS all_level,
                   SUM(ragged) / SUM(gaps - 1) AS all_variance
              FROM rhythms WHERE gaps > 1 AND turnover > 0 HAVING COUNT(*) >= %s
            """,
            ENOUGH_CUSTOMERS,
        )

    def _bounds_sql(self, as_of, parameters):
        """The gap today beside the longest that is normal; none if that is unknown."""
        return SQL(
            """
            SELECT *, GREATEST(
                       %(patience)s * CBRT((own * even) ^ 2 * alike * year_count),
                       %(least)s * EXP(
                           CASE WHEN gaps > 1 THEN level
                                ELSE (level + LN(alike)) / 2 END),
                       %(minimum)s) AS bound
              FROM (
                SELECT rhythms.*, %(as_of)s::date - 1 - last_day AS gap,
                       EXP(COALESCE(all_level, level)) AS alike,
                       EXP((gaps * level + %(others)s * COALESCE(all_level, level))
                           / (gaps + %(others)s)) AS own,
                       GREATEST(%(evenest)s, LEAST(1, SQRT(
                           (%(known)s * COALESCE(all_variance, %(uneven)s ^ 2) + ragged)
                           / (%(known)s + gaps - 1)) / %(uneven)s)) AS even
                  FROM rhythms LEFT JOIN company ON TRUE
                 WHERE turnover > 0 AND (gaps > 1 OR all_level IS NOT NULL)
              ) gaps
            """,
            as_of=as_of,
            patience=parameters["patience"],
            others=parameters["others"],
            minimum=parameters["minimum_days"],
            known=EVENNESS_GAPS,
            uneven=UNEVEN,
            evenest=EVENEST,
            least=LEAST_OF_USUAL,
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
        if evidence.get("count") == 2:
            return self._sentence_after_two
        daily = evidence.get("usual_days") == 1
        return self._sentence_daily if daily else self._sentence

    def _recovered_sql(self, company, as_of):
        return self._ordered_again_sql(company, as_of)
