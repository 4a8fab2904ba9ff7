from odoo import models
from odoo.tools import SQL

from .engine_classes import CONTRIBUTION_HIGH


class CustomerInsightEngine(models.AbstractModel):
    """Old or new, past or current, main or scattered: the cuts by documents."""

    _inherit = "customer.insight.engine"

    def _statuses_sql(self, run):
        """By time, by trade, and by volume and market position."""
        return SQL(
            """
            CASE WHEN order_total_count = 0 THEN 'future'
                 WHEN is_new THEN 'new'
                 ELSE 'old' END AS life_status,
            CASE WHEN order_total_count = 0 THEN 'upcoming'
                 WHEN is_lapsed THEN 'past'
                 ELSE 'current' END AS trade_status,
            CASE WHEN order_total_count = 0 THEN NULL
                 WHEN category_computed = ANY(%(high)s) AND NOT is_lapsed
                     AND first_order_date <= %(start)s THEN 'main'
                 WHEN order_total_count = 1 OR active_quarters <= 1 THEN 'scattered'
                 ELSE 'general' END AS market_position
            """,
            high=CONTRIBUTION_HIGH,
            start=run.start.date(),
        )
