from odoo import models
from odoo.tools import SQL

MONTHS = [SQL.identifier(f"m{number}") for number in range(1, 13)]
QUARTERS = [SQL.identifier(f"q{number}") for number in range(1, 5)]


class CustomerInsightEngine(models.AbstractModel):
    """From orders to sums: of a customer's months, quarters and orders."""

    _inherit = "customer.insight.engine"

    def _sums_sql(self, run):
        """A row per customer: his sums in the window, his purchases ever.

        ``month_*``, ``quarter_*``: Σx and Σx² of months and quarters, negative as 0.
        """
        return SQL(
            """
            SELECT *, %(net)s AS net,
                   %(month_sum)s AS month_sum, %(month_squares)s AS month_squares,
                   %(quarter_sum)s AS quarter_sum,
                   %(quarter_squares)s AS quarter_squares
              FROM (SELECT *, %(quarters)s FROM (%(months)s) months OFFSET 0) quarters
            """,
            net=SQL(" + ").join(QUARTERS),
            month_sum=self._sum_of(MONTHS),
            month_squares=self._sum_of_squares(MONTHS),
            quarter_sum=self._sum_of(QUARTERS),
            quarter_squares=self._sum_of_squares(QUARTERS),
            quarters=self._quarters_sql(),
            months=self._months_sql(run),
        )

    def _months_sql(self, run):
        """A row per customer, with the net of each month of the window, ``m1…m12``."""
        return SQL(
            """
            SELECT partner_id,
                   COALESCE(SUM(refund) FILTER (WHERE month > 0 AND NOT is_sample), 0)
                       AS refund_amount,
                   COALESCE(SUM(turnover) FILTER (WHERE is_purchase AND month > 0), 0)
                       AS turnover,
                   COUNT(*) FILTER (WHERE is_purchase AND month > 0)::int
                       AS order_count,
                   COUNT(*) FILTER (WHERE is_purchase)::int AS order_total_count,
                   (MIN(moment) FILTER (WHERE is_purchase))::date AS first_order_date,
                   (MAX(moment) FILTER (WHERE is_purchase))::date AS last_order_date,
                   SUM(net) FILTER (WHERE is_purchase AND month > 0) AS order_sum,
                   SUM(net * net) FILTER (WHERE is_purchase AND month > 0)
                       AS order_squares,
                   BIT_COUNT(COALESCE(BIT_OR(1 << (month - 1) / 3)
                       FILTER (WHERE is_purchase AND month > 0), 0)::bit(4))::int
                       AS active_quarters,
                   %s
              FROM orders
             GROUP BY partner_id
            OFFSET 0
            """,
            SQL(", ").join([*self._month_nets_sql(), self._stage_sums_sql(run)]),
        )

    def _month_nets_sql(self):
        """The net of each month of the window, ``m1…m12``."""
        for number, name in enumerate(MONTHS, start=1):
            yield SQL(
                "COALESCE(SUM(net) FILTER (WHERE month = %s), 0) AS %s", number, name
            )

    def _quarters_sql(self):
        """The nets of the quarters, ``q1…q4``: three months each."""
        return SQL(", ").join(
            SQL("%s AS %s", SQL(" + ").join(MONTHS[3 * i : 3 * i + 3]), name)
            for i, name in enumerate(QUARTERS)
        )

    def _sum_of(self, names):
        """Σx, negative ones as 0."""
        return SQL(" + ").join(SQL("GREATEST(%s, 0)", name) for name in names)

    def _sum_of_squares(self, names):
        """Σx², negative ones as 0."""
        return SQL(" + ").join(SQL("GREATEST(%s, 0) ^ 2", name) for name in names)
