from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """From orders to sums: of a customer's months, then of the customer."""

    _inherit = "customer.insight.engine"

    def _months_sql(self, run):
        """A row per customer and month of the window (0: all before it)."""
        return SQL(
            """
            SELECT partner_id, month,
                   SUM(net) AS net,
                   SUM(refund) FILTER (WHERE NOT is_sample) AS refund,
                   COUNT(*) FILTER (WHERE is_purchase) AS purchases,
                   SUM(net) FILTER (WHERE is_purchase) AS bought,
                   SUM(net * net) FILTER (WHERE is_purchase) AS squares,
                   SUM(turnover) FILTER (WHERE is_purchase) AS turnover,
                   MIN(day) FILTER (WHERE is_purchase) AS first_day,
                   MAX(day) FILTER (WHERE is_purchase) AS last_day
              FROM orders
             GROUP BY partner_id, month
            """
        )

    def _sums_sql(self, run):
        """A row per customer: his sums in the window, his purchases ever.

        ``q*``, ``month_*``: Σx and Σx² of quarters and months, negative ones as 0.
        """
        return SQL(
            """
            SELECT sums.*, quarters.*
              FROM (
                SELECT partner_id,
                       COALESCE(SUM(net) FILTER (WHERE month > 0), 0) AS net,
                       COALESCE(SUM(refund) FILTER (WHERE month > 0), 0)
                           AS refund_amount,
                       COALESCE(SUM(turnover) FILTER (WHERE month > 0), 0) AS turnover,
                       COALESCE(SUM(purchases) FILTER (WHERE month > 0), 0)::int
                           AS order_count,
                       SUM(purchases)::int AS order_total_count,
                       MIN(first_day) AS first_order_date,
                       MAX(last_day) AS last_order_date,
                       SUM(bought) FILTER (WHERE month > 0) AS order_sum,
                       SUM(squares) FILTER (WHERE month > 0) AS order_squares,
                       SUM(GREATEST(net, 0)) FILTER (WHERE month > 0) AS month_sum,
                       SUM(GREATEST(net, 0) ^ 2) FILTER (WHERE month > 0)
                           AS month_squares,
                       SUM(net) FILTER (WHERE month BETWEEN 1 AND 3) AS q1,
                       SUM(net) FILTER (WHERE month BETWEEN 4 AND 6) AS q2,
                       SUM(net) FILTER (WHERE month BETWEEN 7 AND 9) AS q3,
                       SUM(net) FILTER (WHERE month BETWEEN 10 AND 12) AS q4,
                       COUNT(DISTINCT (month - 1) / 3)
                           FILTER (WHERE month > 0 AND purchases > 0) AS active_quarters
                  FROM months
                 GROUP BY partner_id
              ) sums
        CROSS JOIN LATERAL (
                SELECT SUM(GREATEST(q, 0)) AS quarter_sum,
                       SUM(GREATEST(q, 0) ^ 2) AS quarter_squares
                  FROM unnest(ARRAY[q1, q2, q3, q4]) q
              ) quarters
            """
        )
