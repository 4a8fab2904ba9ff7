from odoo import api, models
from odoo.tools import SQL

from .calibration_cases import KEPT_IN_TIME

BINS = 5
TOTALS = SQL(
    "COUNT(*) AS count, COUNT(*) FILTER (WHERE won) AS won,"
    " COUNT(*) FILTER (WHERE NOT won) AS lost"
)


class CustomerInsightCalibration(models.AbstractModel):
    """How well intention, scorecards and classes predicted what customers did."""

    _inherit = "customer.insight.calibration"

    @api.readonly
    def get_calibration(self):
        """Return what the screen shows.

        :return: ``intention`` and ``score``: dicts of :meth:`_judge`; ``classes``: a
            list of dicts ``category, count, share, amount``; ``months``: the months'
            ends looked at; ``rebuilt``: how many of them were worked out afterwards;
            ``days``, ``window``, ``minimum`` of the policy; ``currency_id``
        """
        company = self.env.company
        engine = self.env["customer.insight.engine"]
        engine._check_allowed(company)
        run = engine._make_run(company, engine._today())
        policy = run.policy
        days = policy.calibration_days
        months = self._months(company, days, run.last_day)
        return {
            "intention": self._judge(run, self._intention_cases_sql(run, months, days)),
            "score": self._judge(run, self._score_cases_sql(run)),
            "classes": self._by_class(run, self._class_cases_sql(run, months, days)),
            "months": months,
            "rebuilt": self._rebuilt(company, months),
            "days": days,
            "window": policy.window_months,
            "minimum": policy.calibration_minimum,
            "currency_id": company.currency_id.id,
        }

    @api.model
    def _judge(self, run, cases):
        """Return how cases ``p, won, amount`` came out.

        :return: ``count, won, lost``; ``missing_won, missing_lost``: how many more are
            needed. If none is: ``brier``, ``brier_base`` (of who always says the mean),
            ``auc``, and ``bins``: dicts ``bin`` (0–4), ``count, predicted, share`` (%),
            ``amount`` (mean)
        """
        (totals,) = self._query(run, SQL("SELECT %s FROM (%s) c", TOTALS, cases))
        least = run.policy.calibration_minimum
        found = {
            **totals,
            "missing_won": max(0, least - totals["won"]),
            "missing_lost": max(0, least - totals["lost"]),
            "bins": [],
        }
        if found["missing_won"] or found["missing_lost"]:
            return found
        (quality,) = self._query(run, self._quality_sql(cases))
        return {**found, **quality, "bins": self._query(run, self._bins_sql(cases))}

    @api.model
    def _quality_sql(self, cases):
        """Brier = mean (p − y)²; base = ȳ(1 − ȳ); AUC by mean ranks.

        AUC: how often one who bought had the higher p than one who did not; a tie is
        half: (ΣR − n₁(n₁ + 1)/2) / (n₁·n₀), R the ranks of those who bought.
        """
        return SQL(
            """
            SELECT AVG((p - y) ^ 2) AS brier, AVG(y) * (1 - AVG(y)) AS brier_base,
                   (SUM(rank) FILTER (WHERE y = 1) - SUM(y) * (SUM(y) + 1) / 2)
                       / NULLIF(SUM(y) * (COUNT(*) - SUM(y)), 0) AS auc
              FROM (
                SELECT p, won::int::float8 AS y,
                       RANK() OVER (ORDER BY p)
                           + (COUNT(*) OVER (PARTITION BY p) - 1) / 2.0::float8 AS rank
                  FROM (%s) cases
              ) ranked
            """,
            cases,
        )

    @api.model
    def _bins_sql(self, cases):
        """Five bins of 20 points; 100 belongs to the last."""
        return SQL(
            """
            SELECT LEAST(FLOOR(p * %(bins)s), %(bins)s - 1)::int AS bin,
                   COUNT(*) AS count, AVG(100 * p) AS predicted,
                   AVG(100 * won::int)::float8 AS share, AVG(amount)::float8 AS amount
              FROM (%(cases)s) cases GROUP BY 1 ORDER BY 1
            """,
            cases=cases,
            bins=BINS,
        )

    @api.model
    def _by_class(self, run, cases):
        """Return a dict for each class: who bought again, and how much a head."""
        return self._query(
            run,
            SQL(
                """
                SELECT category, COUNT(*) AS count,
                       AVG(100 * won::int)::float8 AS share,
                       AVG(amount)::float8 AS amount
                  FROM (%s) cases GROUP BY category ORDER BY category
                """,
                cases,
            ),
        )

    @api.model
    def _rebuilt(self, company, months):
        """How many of these months were worked out later than their end."""
        rows = self.env["customer.insight.snapshot"]._read_group(
            [("company_id", "=", company.id), ("month", "in", months)],
            ["month:day"],
            ["taken_on:min"],
        )
        return sum(
            not taken or (taken - month).days > KEPT_IN_TIME for month, taken in rows
        )

    @api.model
    def _query(self, run, select):
        """Run a statement that may select from ``purchases``."""
        engine = self.env["customer.insight.engine"]
        parts = {
            "refunds": engine._refunds_sql(run),
            "orders": engine._orders_sql(run),
            "purchases": SQL(
                "SELECT partner_id, moment, net FROM orders WHERE is_purchase"
            ),
        }
        self.env.flush_all()
        engine._set_up_planner()
        rows = self.env.execute_query_dict(SQL("%s %s", engine._chain(parts), select))
        engine._reset_planner()
        return rows
