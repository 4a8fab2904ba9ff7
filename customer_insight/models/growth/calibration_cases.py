from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.engine_classes import (
    CONTRIBUTION_HIGH,
    CONTRIBUTION_LOW,
    EXPECTED_HIGH,
    EXPECTED_LOW,
)

KEPT_IN_TIME = 7  # days after a month's end


class CustomerInsightSnapshot(models.Model):
    """When a month's end was worked out: then, or from today's documents."""

    _inherit = "customer.insight.snapshot"

    taken_on = fields.Date(string="Worked Out On", readonly=True)


class CustomerInsightCalibration(models.AbstractModel):
    """Cases: what was predicted of a customer at a date, and what came of it."""

    _name = "customer.insight.calibration"
    _description = "Calibration"

    @api.model
    def _months(self, company, days, last_day):
        """Return month's ends whose ``days`` after are over, the newest first.

        So far apart that no order counts for two of them.
        """
        known = self.env["customer.insight.snapshot"]._read_group(
            [("company_id", "=", company.id)], ["month:day"], order="month:day DESC"
        )
        chosen, latest = [], last_day - timedelta(days)
        for (month,) in known:
            if month <= latest:
                chosen.append(month)
                latest = month - timedelta(days)
        return chosen

    @api.model
    def _intention_cases_sql(self, run, months, days):
        """Potential customers at month's ends: ``p, won, amount``.

        Future customers are left out: of them nothing is predicted, and their many
        zeros would make any ranking look good.
        """
        return SQL(
            """
            SELECT intention / 100 AS p, amount IS NOT NULL AS won,
                   COALESCE(amount, 0) AS amount
              FROM (%s) later
             WHERE category_computed = ANY(%s)
            """,
            self._later_sql(run, months, days),
            EXPECTED_HIGH + EXPECTED_LOW,
        )

    @api.model
    def _class_cases_sql(self, run, months, days):
        """Customers with a purchase in the window: ``category, won, amount``."""
        return SQL(
            """
            SELECT category_computed AS category, amount IS NOT NULL AS won,
                   COALESCE(amount, 0) AS amount
              FROM (%s) later
             WHERE category_computed = ANY(%s) AND order_count > 0
            """,
            self._later_sql(run, months, days),
            CONTRIBUTION_HIGH + CONTRIBUTION_LOW,
        )

    @api.model
    def _later_sql(self, run, months, days):
        """Months' ends with ``amount``: net purchases of the days after, or nothing."""
        return SQL(
            """
            SELECT kept.category_computed, kept.intention, kept.order_count,
                   after.amount
              FROM customer_insight_snapshot kept
         LEFT JOIN (
                SELECT month, partner_id, SUM(net) AS amount
                  FROM UNNEST(%(months)s::date[]) month
                  JOIN purchases ON moment >= month + 1
                   AND moment < month + 1 + %(days)s
                 GROUP BY month, partner_id
              ) after
                ON after.month = kept.month AND after.partner_id = kept.partner_id
             WHERE kept.company_id = %(company)s
               AND kept.month = ANY(%(months)s::date[])
            """,
            months=months,
            days=days,
            company=run.company.id,
        )

    @api.model
    def _score_cases_sql(self, run):
        """Customers who were rated before they bought first: ``p, won, amount``.

        ``amount`` is what they bought in a window from their first purchase on, which
        must be over; won is who reached today's contribution cut-off with it.
        """
        return SQL(
            """
            SELECT rated.expected_contribution / 100 AS p,
                   bought.amount >= cut.contribution_cut AS won, bought.amount
              FROM (
                SELECT first.partner_id, first.day, SUM(net) AS amount
                  FROM (SELECT partner_id, MIN(moment)::date AS day
                          FROM purchases GROUP BY partner_id) first
                  JOIN purchases ON purchases.partner_id = first.partner_id
                   AND purchases.moment < first.day + %(window)s
                 WHERE first.day + %(window)s <= %(end)s
                 GROUP BY first.partner_id, first.day
              ) bought
              JOIN LATERAL (
                SELECT expected_contribution FROM customer_insight_rating rating
                 WHERE rating.partner_id = bought.partner_id
                   AND rating.company_id = %(company)s AND rating.date <= bought.day
                 ORDER BY rating.date DESC, rating.id DESC LIMIT 1
              ) rated ON TRUE
              JOIN customer_insight_cutoff cut ON cut.company_id = %(company)s
               AND cut.contribution_cut IS NOT NULL
            """,
            window=SQL("make_interval(months => %s)", run.policy.window_months),
            end=run.end,
            company=run.company.id,
        )
