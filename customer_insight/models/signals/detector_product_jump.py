from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorProductJump(models.AbstractModel):
    """One product's demand jumps.

    In the last n days he took q. Usual u: what he took in the year before, for n days.
    Market m: the same ratio of all other customers together, at least 1. Peak p: the
    most of his largest day in that year, and of the same n days last year (15 more on
    each side). It jumps where ``q ≥ factor·u·m`` and ``q ≥ peak_factor·p``.
    """

    _name = "customer.insight.detector.product_jump"
    _inherit = "customer.insight.detector"
    _description = "Detector: Demand Jumps"
    _sequence = 30
    _topic = "product_jump"
    _closes_by_itself = False
    _title = _lt("Demand jumps")
    _about = _lt(
        "A customer suddenly takes much more of a product than he usually does and "
        "than others do now. Not in a season that he had last year, nor with one large "
        "order of a kind that he places from time to time."
    )
    _sentence = _lt(
        "He took %(quantity)s %(unit)s of %(product)s in %(days)s days; usual are "
        "%(usual_quantity)s."
    )
    _sentence_season = _lt("Last year at this time: %(season_quantity)s.")
    _sentence_market = _lt("Other customers take %(market)s times their usual.")
    _parameters = (
        Parameter("days", _lt("In the last"), 30, _lt("days"), minimum=7, maximum=180),
        Parameter(
            "factor",
            _lt("A jump is"),
            3,
            _lt("times his usual"),
            _lt("More is needed where the whole market takes more."),
            minimum=1,
        ),
        Parameter(
            "peak_factor",
            _lt("and"),
            1.5,
            _lt("times his peak"),
            _lt("The peak: his largest day, and the same days of last year."),
            minimum=1,
        ),
        Parameter(
            "orders",
            _lt("Known from at least"),
            3,
            _lt("orders before"),
            _lt("A product that he has just begun to buy does not jump."),
            minimum=1,
        ),
    )

    def _detect_sql(self, company, as_of, parameters):
        since = SQL("%s::date - %s - 380", as_of, int(parameters["days"]))
        return SQL(
            """
            WITH bought AS (%(bought)s), sums AS (%(sums)s), usuals AS (%(usuals)s)
            SELECT partner_id, product_id,
                   100 * (1 - usual / quantity) AS severity,
                   amount * (1 - usual / quantity) AS value,
                   jsonb_build_object(
                       'quantity', ROUND(quantity::numeric, 1), 'days', %(days)s::int,
                       'usual_quantity', ROUND(usual::numeric, 1),
                       'season_quantity', ROUND(season::numeric, 1),
                       'limit_quantity', ROUND((%(limit)s)::numeric, 1),
                       'market', ROUND(market::numeric, 1), 'orders', order_ids)
                       AS evidence,
                   last_day AS event_date
              FROM usuals
             WHERE quantity > 0 AND usual > 0 AND day_count >= %(orders)s
               AND quantity >= %(limit)s
            """,
            bought=self._bought_sql(company, as_of, since),
            sums=self._sums_sql(as_of, parameters),
            usuals=self._usuals_sql(parameters),
            limit=self._limit_sql(parameters),
            days=parameters["days"],
            orders=parameters["orders"],
        )

    def _limit_sql(self, parameters):
        """The quantity from which on it is a jump."""
        return SQL(
            "GREATEST(%s * usual * GREATEST(1, market),"
            " %s * GREATEST(season, largest))",
            parameters["factor"],
            parameters["peak_factor"],
        )

    def _sentence_for(self, evidence):
        """Last year and the others, where they have something to say."""
        sentences = [self._sentence]
        if evidence.get("season_quantity"):
            sentences.append(self._sentence_season)
        if (evidence.get("market") or 0) > 1:
            sentences.append(self._sentence_market)
        return tuple(sentences)

    def _recovered_sql(self, company, as_of):
        """Signals of what is bought on, and jumps no more.

        In as many days as were looked at, all of them after the event: something, and
        less than would have been a jump then. Who stocked up pauses first.
        """
        longest = 180  # the parameter's maximum
        return SQL(
            """
            SELECT signal.id AS signal_id
              FROM customer_insight_signal signal
              JOIN (%(bought)s) bought ON bought.partner_id = signal.partner_id
               AND bought.product_id = signal.product_id
               AND bought.day >= %(as_of)s::date - (signal.evidence->>'days')::int
             WHERE %(waiting)s
               AND signal.event_date
                   < %(as_of)s::date - (signal.evidence->>'days')::int
             GROUP BY signal.id, signal.evidence
            HAVING SUM(bought.quantity)
                   < (signal.evidence->>'limit_quantity')::float8
            """,
            bought=self._bought_sql(
                company, as_of, SQL("%s::date - %s", as_of, longest)
            ),
            waiting=self._waiting_sql(company),
            as_of=as_of,
        )

    def _sums_sql(self, as_of, parameters):
        """A row per customer and product: now, the year before, a year ago."""
        start = SQL("(%s::date - %s)", as_of, int(parameters["days"]))
        return SQL(
            """
            SELECT partner_id, product_id,
                   COALESCE(SUM(quantity) FILTER (WHERE day >= %(start)s), 0)
                       AS quantity,
                   SUM(amount) FILTER (WHERE day >= %(start)s) AS amount,
                   COALESCE(SUM(quantity) FILTER (WHERE %(before)s), 0)
                       AS year_quantity,
                   COALESCE(MAX(quantity) FILTER (WHERE %(before)s), 0) AS largest,
                   COUNT(*) FILTER (WHERE day < %(start)s) AS day_count,
                   GREATEST(%(days)s, LEAST(365,
                       %(start)s - MIN(day) FILTER (WHERE %(before)s))) AS known_days,
                   COALESCE(SUM(quantity) FILTER (WHERE day >= %(start)s - 365 - 15
                       AND day < %(as_of)s::date - 365 + 15 AND day < %(start)s), 0)
                       AS season,
                   MAX(day) AS last_day,
                   (ARRAY_AGG(order_id ORDER BY day DESC)
                       FILTER (WHERE day >= %(start)s))[1:10] AS order_ids
              FROM (SELECT partner_id, product_id, day, SUM(quantity) AS quantity,
                           SUM(amount) AS amount, MAX(order_id) AS order_id
                      FROM bought GROUP BY partner_id, product_id, day) days
             GROUP BY partner_id, product_id
            """,
            start=start,
            before=SQL("day >= %(start)s - 365 AND day < %(start)s", start=start),
            as_of=as_of,
            days=parameters["days"],
        )

    def _usuals_sql(self, parameters):
        """The sums with ``usual`` for these days, and ``market``: the others' ratio."""
        return SQL(
            """
            SELECT *, COALESCE(
                       (SUM(quantity) OVER product - quantity)
                       / NULLIF(SUM(usual) OVER product - usual, 0), 1) AS market
              FROM (SELECT *, year_quantity * %(days)s::float8 / known_days AS usual
                      FROM sums) usuals
            WINDOW product AS (PARTITION BY product_id)
            """,
            days=parameters["days"],
        )
