from odoo import models
from odoo.tools import SQL

from .detector_overdue import RHYTHM_GAPS, TOLERANCE

# From here on the company's own figures say what is usual.
ENOUGH_CUSTOMERS = 10
# A rhythm is as even as all others' until so many gaps say something else.
EVENNESS_GAPS = 4
# The spread of the logarithms of the gaps where people come as they like (0.85 and 1.0
# in the data of ``./dev real``); who is more even is late sooner, down to a quarter.
UNEVEN, EVENEST = 0.9, 0.25


class DetectorOverdue(models.AbstractModel):
    """The gap from which on a customer is overdue: ``bound``, in days.

    ``1.25 · max(usual gap, patience · normal)``. *Normal* is what the company's own
    past teaches: as long as he is less likely to stay away than those who were late
    there, on average. Before there is such a past, ``2 · ∛((own · even)² · all · n)``:

    - ``own``: the geometric mean of his last 12 gaps, drawn to the others' as if he had
      made ``others`` gaps more like theirs. ``all``: the same mean over all customers.
    - ``even``: the spread of their logarithms over ``UNEVEN``, a quarter to 1.
    - ``n``: his days of purchase in the year up to the last one.

    Why: long gaps are frequent even where the usual one is short; their tail is taken
    as Pareto's with exponent 3. Customers leave by the day, not by the order, so that
    who orders often has to be late for longer in his own measure before leaving is the
    likelier reason, and the more he has ordered, the less often he leaves (as in
    BG/NBD). docs/formulas.md derives both, docs/measurements.md says what they are
    worth.
    """

    _inherit = "customer.insight.detector.overdue"

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

    def _everybody_sql(self):
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

    def _usual_sql(self):
        """A row's usual gap in days, by its ``gaps`` and their ``level``."""
        return SQL(
            """
            EXP((LEAST(gaps, %(rhythm)s) * level
                 + GREATEST(%(rhythm)s - gaps, 0) * COALESCE(all_level, level))
                / %(rhythm)s)
            """,
            rhythm=RHYTHM_GAPS,
        )

    def _bounds_sql(self, as_of, parameters, learned):
        """The gap today beside the longest that is normal; none if that is unknown.

        ``chance`` is that of no order in the 90 days to come, where it was learned.
        """
        return SQL(
            """
            SELECT *, GREATEST(%(minimum)s, %(tolerance)s * GREATEST(
                       %(usual)s, %(patience)s * (%(normal)s))) AS bound,
                   %(usual)s AS usual, %(chance)s AS chance
              FROM (
                SELECT rhythms.*, company.*, %(as_of)s::date - 1 - last_day AS gap
                  FROM rhythms LEFT JOIN company ON TRUE
                 WHERE turnover > 0 AND (gaps > 1 OR all_level IS NOT NULL)
              ) gaps
            """,
            as_of=as_of,
            patience=parameters["patience"],
            normal=_learned_sql(learned) if learned else _assumed_sql(parameters),
            minimum=parameters["minimum_days"],
            tolerance=TOLERANCE,
            usual=self._usual_sql(),
            chance=_chance_sql(learned) if learned else SQL("NULL::float8"),
        )


def _assumed_sql(parameters):
    return SQL(
        """
        2 * CBRT((EXP((gaps * level + %(others)s * COALESCE(all_level, level))
                        / (gaps + %(others)s))
                    * GREATEST(%(evenest)s, LEAST(1, SQRT(
                        (%(known)s * COALESCE(all_variance, %(uneven)s ^ 2) + ragged)
                        / (%(known)s + gaps - 1)) / %(uneven)s))) ^ 2
                   * EXP(COALESCE(all_level, level)) * year_count)
        """,
        others=parameters["others"],
        known=EVENNESS_GAPS,
        uneven=UNEVEN,
        evenest=EVENEST,
    )


def _learned_sql(learned):
    """The days without an order at which his odds are those of all who were late."""
    return SQL(
        "EXP(GREATEST(0, LEAST(7, (%s - (%s)) / GREATEST(0.05, %s)))) - 1",
        learned["odds"],
        _rest_sql(learned),
        _slope_sql(learned),
    )


def _chance_sql(learned):
    """Of the odds, whose logarithm is kept to what a double precision can raise."""
    return SQL(
        "1 / (1 + EXP(-GREATEST(-500, LEAST(500, %s + (%s) * LN(gap + 1)))))",
        _rest_sql(learned),
        _slope_sql(learned),
    )


def _slope_sql(learned):
    """By how much the odds' logarithm grows with the logarithm of the days away."""
    return SQL(
        "(%(away)s + %(away_level)s * level + %(away_often)s * LN(year_count))",
        **learned,
    )


def _rest_sql(learned):
    return SQL(
        "%(constant)s + %(level)s * level + %(spread)s * SQRT(ragged / gaps)"
        " + (%(often)s + %(level_often)s * level) * LN(year_count)",
        **learned,
    )
