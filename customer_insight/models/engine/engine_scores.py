from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """From sums to scores: how evenly and how lately a customer buys."""

    _inherit = "customer.insight.engine"

    def _scores_sql(self, run):
        """The sums with ``contribution``, evenness, ``recency`` and ``stability``."""
        return SQL(
            """
            SELECT scored.*,
                   CASE WHEN order_count = 0 THEN 0 ELSE %(stability)s END AS stability
              FROM (
                SELECT sums.*,
                       %(contribution)s AS contribution,
                       %(quarters)s AS quarter_evenness,
                       %(months)s AS month_evenness,
                       %(orders)s AS order_evenness,
                       %(recency)s AS recency
                  FROM sums
              ) scored
            """,
            contribution=self._round_sql(run, SQL("GREATEST(net, 0)")),
            quarters=self._evenness_sql("quarter_sum", "quarter_squares", SQL("4")),
            months=self._evenness_sql("month_sum", "month_squares", SQL("12")),
            orders=self._evenness_sql(
                "order_sum", "order_squares", SQL("order_count::float8")
            ),
            recency=self._recency_sql(run),
            stability=self._stability_sql(run),
        )

    def _round_sql(self, run, amount):
        """Round an amount as the company's currency is rounded."""
        return SQL(
            "CASE WHEN %(amount)s = 0 THEN 0"
            " ELSE ROUND((%(amount)s / %(step)s)::numeric) * %(step)s::numeric END",
            amount=amount,
            step=run.company.currency_id.rounding,
        )

    def _round_ratio_sql(self, ratio):
        """Round a float to six decimals, half up, and faster than as a numeric."""
        return SQL("FLOOR(%s * 1e6::float8 + 0.5) / 1e6::float8", ratio)

    def _evenness_sql(self, total, squares, count):
        """``E = 1 − (σ/μ)/√(n−1)`` from Σx, Σx² and n: 1 all equal, 0 all in one.

        With sums: ``1 − √((n·Σx²/(Σx)² − 1)/(n − 1))``. One amount or none: 0.
        """
        evenness = SQL(
            "(1 - SQRT(LEAST(1, GREATEST(0,"
            " (%(count)s * %(squares)s / (%(total)s * %(total)s) - 1)"
            " / (%(count)s - 1)))))",
            count=count,
            total=SQL.identifier(total),
            squares=SQL.identifier(squares),
        )
        return SQL(
            "CASE WHEN %s > 1 AND %s > 0 THEN %s ELSE 0 END",
            count,
            SQL.identifier(total),
            self._round_ratio_sql(evenness),
        )

    def _recency_sql(self, run):
        """2^(−days since the last purchase / half-life); 0 without one."""
        return SQL(
            """
            CASE WHEN order_count > 0 THEN
                2 ^ (-(%s::date - last_order_date) / %s::float8)
            ELSE 0 END
            """,
            run.as_of,
            run.policy.recency_half_life,
        )

    def _stability_sql(self, run):
        """Weighted mean of evenness and recency, 0–100, two decimals."""
        policy = run.policy
        weights = (
            policy.weight_quarters,
            policy.weight_months,
            policy.weight_orders,
            policy.weight_recency,
        )
        return SQL(
            """
            ROUND((100 * (%s::float8 * quarter_evenness + %s::float8 * month_evenness
                + %s::float8 * order_evenness + %s::float8 * recency)
                / %s::float8)::numeric, 2)::float8
            """,
            *weights,
            sum(weights),
        )
