from datetime import timedelta
from math import log

from odoo import models
from odoo.tools import SQL

from . import logistic
from .detector_overdue import STAYS_AWAY, TOLERANCE

# The past is looked at every four weeks for a year.
LOOKS, LOOK_DAYS = 13, 28
# So many stayed away, and so many came back: fewer teach nothing.
ENOUGH_CASES = 30
NAMES = ("constant", "away", "level", "often", "spread")
NAMES += ("away_level", "away_often", "level_often")
# Of more customers, every second, third … is looked at.
MOST_CUSTOMERS = 5000


class DetectorOverdue(models.AbstractModel):
    """What the company's own past says of customers who were late.

    Logistic regression of "no order in the 90 days that followed" on how long he had
    been away, his usual gap and how often he had bought in a year, each as logarithm
    and in pairs, and on how unevenly he came. Learned anew each month, from what was
    known before it.
    """

    _inherit = "customer.insight.detector.overdue"

    def _learned(self, company, as_of):
        """Return the weights, None where the past says too little.

        :return: ``{name: weight}`` by ``NAMES``, and ``"odds"``: the logarithm of
            stayed / came back among all who were late
        """
        cells = self.env.execute_query(self._past_sql(company, as_of.replace(day=1)))
        cases, stayed = (sum(cell[place] for cell in cells) for place in (0, 1))
        if min(stayed, cases - stayed) < ENOUGH_CASES:
            return None
        weights = logistic.fit(
            [(*cell[:2], self._features(*cell[2:])) for cell in cells]
        )

        return weights and self._named_weights(weights, stayed, cases)

    def _past_sql(self, company, as_of):
        """Counted cells: ``cases``, ``stayed``, and the means of four figures.

        A case is a customer who was late on the day of a look; a look lies so far back
        that what came of it is known.
        """
        last_look = as_of - timedelta(STAYS_AWAY)
        return SQL(
            """
            WITH purchases AS MATERIALIZED (%(purchases)s),
                 days AS (%(days)s), histories AS (%(histories)s),
                 cases AS (%(cases)s)
            SELECT COUNT(*), COUNT(*) FILTER (WHERE stayed),
                   AVG(away), AVG(level), AVG(often), AVG(spread)
              FROM cases
             WHERE EXP(away) - 1 > %(tolerance)s * %(usual)s
             GROUP BY ROUND(away * 4), ROUND(level * 3), ROUND(often * 3),
                      ROUND(spread * 3)
            """,
            purchases=self._purchases_sql(company, as_of),
            days=self._days_sql(self._sampled_sql()),
            histories=self._histories_sql(),
            cases=self._cases_sql(last_look),
            tolerance=TOLERANCE,
            usual=self._usual_sql(),
        )

    def _sampled_sql(self):
        return SQL(
            """
            SELECT * FROM purchases
             WHERE MOD(partner_id, (SELECT COUNT(DISTINCT partner_id) / %s + 1
                                      FROM purchases)) = 0
            """,
            MOST_CUSTOMERS,
        )

    def _histories_sql(self):
        """What was known of a customer's rhythm on the evening of each purchase."""
        return SQL(
            """
            SELECT partner_id, day, LEAD(day) OVER own AS next_day,
                   COUNT(gap) OVER latest AS gaps, AVG(LN(gap)) OVER latest AS level,
                   COALESCE(STDDEV_POP(LN(gap)) OVER latest, 0) AS spread,
                   LN(COUNT(*) OVER year) AS often
              FROM days
            WINDOW own AS (PARTITION BY partner_id ORDER BY day),
                   latest AS (own ROWS BETWEEN 11 PRECEDING AND CURRENT ROW),
                   year AS (own RANGE BETWEEN '364 days' PRECEDING AND CURRENT ROW)
            """
        )

    def _cases_sql(self, last_look):
        """Every absence on every look's day; ``all_level`` is that day's."""
        return SQL(
            """
            SELECT *, AVG(level) FILTER (WHERE gaps > 1) OVER (PARTITION BY look)
                   AS all_level
              FROM (
                SELECT look, gaps, level, often, spread, LN(look - day) AS away,
                       COALESCE(next_day >= look + %(ahead)s, TRUE) AS stayed
                  FROM histories JOIN (
                    SELECT %(last_look)s::date - %(step)s * back AS look
                      FROM GENERATE_SERIES(0, %(looks)s - 1) back
                  ) looks ON day < look AND day >= look - 365
                         AND COALESCE(next_day >= look, TRUE)
                 WHERE gaps > 0
              ) cases
            """,
            last_look=last_look,
            step=LOOK_DAYS,
            looks=LOOKS,
            ahead=STAYS_AWAY,
        )

    @staticmethod
    def _features(away, level, often, spread):
        return away, level, often, spread, away * level, away * often, level * often

    @staticmethod
    def _named_weights(weights, stayed, cases):
        named = dict(zip(NAMES, weights, strict=True))
        return {**named, "odds": log(stayed / (cases - stayed))}
