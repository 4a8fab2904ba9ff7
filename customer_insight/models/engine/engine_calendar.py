from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL

MONTHS_SHOWN = 12


class CustomerInsightEngine(models.AbstractModel):
    """Net sales by calendar month, for people to look at."""

    _inherit = "customer.insight.engine"

    def _calendar_months(self, company, as_of, partners):
        """Return ``{commercial partner id: {first day of a month: net}}``.

        The last 12 calendar months, the running one included; every month is there.
        Nets are the engine's own (part ``orders``): by the policy's measure, less
        credit notes, without samples, in company currency. One query for all.

        :raise AccessError: for whoever may not see the company's insights
        """
        self._check_allowed(company)
        run = self._make_run(company, as_of, partners)
        months = self._month_starts(run)
        nets = {partner: dict.fromkeys(months, 0.0) for partner in run.partners}
        self.env.flush_all()
        for partner, month, net in self.env.execute_query(
            self._calendar_sql(run, months[0])
        ):
            nets[partner][month] = net
        return nets

    def _month_starts(self, run):
        """First days of the months shown, the oldest first."""
        newest = run.last_day.replace(day=1)
        return [
            newest - relativedelta(months=ago)
            for ago in range(MONTHS_SHOWN - 1, -1, -1)
        ]

    def _calendar_sql(self, run, start):
        """A row per customer and month with orders: ``partner_id, month, net``."""
        parts = {
            "refunds": self._refunds_sql(run),
            "orders": self._orders_sql(run),
        }
        return SQL(
            """
            %(parts)s
            SELECT partner_id, DATE_TRUNC('month', moment)::date AS month,
                   SUM(net)::float8 AS net
              FROM orders
             WHERE moment >= %(start)s
             GROUP BY 1, 2
            """,
            parts=self._chain(parts),
            start=start,
        )
