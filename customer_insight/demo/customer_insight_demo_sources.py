from dateutil.relativedelta import relativedelta

from odoo import models

# Where demo facts come from, in turn: mostly visits.
DEMO_SOURCES = (
    ("visit", "sure"),
    ("visit", "likely"),
    ("customer", "likely"),
    ("visit", "sure"),
    ("survey", "likely"),
    ("import", "likely"),
    ("customer", "doubtful"),
)
AGES = (12, 95, 200, 40, 380, 150, 30, 60, 260, 20, 110)  # days ago, in turn


class CustomerInsightDemo(models.AbstractModel):
    """The demo's facts come from several sources; some are due for a check."""

    _inherit = "customer.insight.demo"

    def _follow_up(self):
        res = super()._follow_up()
        self._spread_sources()
        return res

    def _spread_sources(self):
        facts = self.env["customer.insight.fact"].search(
            [("customer_id.company_id", "=", self.env.company.id)], order="id"
        )
        for number, fact in enumerate(facts):
            source, confidence = DEMO_SOURCES[number % len(DEMO_SOURCES)]
            date = self._days_ago(AGES[number % len(AGES)])
            months = fact.requirement_id.check_months
            fact.write(
                {
                    "source": source,
                    "confidence": confidence,
                    "author_id": fact.customer_id.user_id.id or self.env.uid,
                    "date": date,
                    "check_on": months and date + relativedelta(months=months),
                }
            )
