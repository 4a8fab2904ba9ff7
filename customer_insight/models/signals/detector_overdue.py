from odoo import fields, models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .parameter import Parameter

_lt = LazyTranslate(__name__)

# Days without an order after which he is said to have stayed away.
STAYS_AWAY = 90
# So many gaps make a rhythm; before that, the others' stand in for the missing ones.
RHYTHM_GAPS = 3
# Overdue begins a quarter beyond what is normal.
TOLERANCE = 1.25


class DetectorOverdue(models.AbstractModel):
    """An order overdue against the customer's own rhythm.

    Raised when he has been away for longer than ``bound`` (detector_overdue_bound), and
    not in a pause that he also made last year. Nobody's rhythm can be known while the
    company's own records are younger than 90 days.
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
    _sentence_after_few = _lt(
        "No order for %(days)s days after only %(count)s orders. For a customer like "
        "him %(bound_days)s days would still be normal. Last order: %(last_date)s."
    )
    _sentence_learned = _lt(
        "Of 100 customers like him who were away for so long here, %(chance)s ordered "
        "nothing in the next %(ahead_days)s days either."
    )
    _parameters = (
        Parameter(
            "patience",
            _lt("Patience"),
            1,
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
            _lt(
                "With so many gaps of his own, half of what is usual is his rhythm. "
                "Only while the past of this company teaches too little."
            ),
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
                   COALESCE(100 * chance, LEAST(100, 50 * gap / bound)) AS severity,
                   turnover AS value, %(evidence)s AS evidence,
                   last_day + FLOOR(bound)::int + 1 AS event_date
              FROM bounds
             WHERE gap > FLOOR(bound)
               AND gap <= GREATEST(%(give_up)s * bound, bound + 60)
               AND (SELECT MIN(day) FROM days) <= %(as_of)s::date - %(record)s
               AND NOT (%(seasonal)s)
            """,
            days=self._days_sql(self._purchases_sql(company, as_of)),
            rhythms=self._rhythms_sql(as_of),
            everybody=self._everybody_sql(),
            bounds=self._bounds_sql(as_of, parameters, self._learned(company, as_of)),
            evidence=self._evidence_sql(),
            give_up=parameters["give_up"],
            as_of=as_of,
            record=STAYS_AWAY,
            seasonal=self._is_seasonal_sql(as_of),
        )

    def _days_sql(self, purchases):
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
            purchases,
        )

    def _evidence_sql(self):
        return SQL(
            """
            jsonb_strip_nulls(jsonb_build_object(
                'days', gap, 'usual_days', ROUND(usual::numeric),
                'bound_days', FLOOR(bound), 'last_date', last_day,
                'count', day_count, 'orders', order_ids,
                'chance', ROUND(100 * chance::numeric),
                'ahead_days', CASE WHEN chance IS NOT NULL THEN %s END))
            """,
            STAYS_AWAY,
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
        sentences = [self._sentence]
        if 0 < evidence.get("count", 0) <= RHYTHM_GAPS:
            sentences = [self._sentence_after_few]
        elif evidence.get("usual_days") == 1:
            sentences = [self._sentence_daily]
        if evidence.get("chance"):
            sentences.append(self._sentence_learned)
        return tuple(sentences)

    def _evidence_on(self, evidence, day):
        """The days go on; a chance is that of so many days, and of no other number."""
        if not evidence.get("last_date"):
            return evidence
        days = (day - fields.Date.to_date(evidence["last_date"])).days
        same = days == evidence.get("days")
        return {**evidence, "days": days, "chance": same and evidence.get("chance")}

    def _recovered_sql(self, company, as_of):
        return self._ordered_again_sql(company, as_of)
