from itertools import cycle

from odoo import Command, models
from odoo.tools import SQL

# When classes were looked at before, in days before today.
PAST_REFRESHES = (120, 90, 60, 30, 14)

# How many customers of a class have a follow-up, the biggest first.
FOLLOW_UPS = {
    "EI": 4,
    "EII": 5,
    "EIII": 6,
    "EIV": 3,
    "PI": 4,
    "PII": 2,
    "PIII": 3,
    "PIV": 1,
    "F": 2,
}

CRITERIA = ("strength", "management", "network", "marketing", "growth", "advantage")

# When follow-ups are due, in days from today: some late, some now, most to come.
DUE = (-9, 0, 4, 11, -2, 1, 7, 0, 15, 3, -5, 21)


class CustomerInsightDemo(models.AbstractModel):
    """The demo's classes with their past, people's judgements, and what to do next."""

    _inherit = "customer.insight.demo"

    def _rate(self):
        """Give potential customers their stars."""
        for row in self._read("ratings.csv"):
            self.env["customer.insight.rating"].create(
                {
                    "partner_id": self._customer(row["customer"]).id,
                    "date": self._days_ago(int(row["days"])),
                    "user_id": self._record(f"user_{row['user']}").id,
                    "line_ids": [
                        Command.create(
                            {
                                "criterion_id": self._record(f"criterion_{name}").id,
                                "stars": row[name],
                            }
                        )
                        for name in CRITERIA
                    ],
                    "has_own_score": bool(row["own_score"]),
                    "own_score": float(row["own_score"] or 0),
                    "own_reason": row["own_reason"],
                    "note": row["note"],
                }
            )

    def _classify(self):
        """Classify as of some past days, then now: classes get a history.

        The past schedules nothing; the last step from class to class does.
        """
        engine = self.env["customer.insight.engine"]
        policy = self.env["customer.insight.policy"]._for_company(self.env.company)
        policy.auto_schedule = False
        for days in PAST_REFRESHES:
            engine.refresh(self.env.company, as_of=self._days_ago(days))
        policy.auto_schedule = True
        engine.refresh(self.env.company)
        self.env["customer.insight"]._complete(
            SQL("stored.company_id = %s", self.env.company.id)
        )
        list(self.env["customer.insight.snapshot"]._take_missing(self.env.company))

    def _judge(self):
        """Write what salespeople judge otherwise than the figures."""
        for row in self._read("judgements.csv"):
            key = f"{row['dimension']}_override"
            judged = self._days_ago(int(row["judged"]))
            insight = self._customer(row["customer"]).insight_id
            insight.write(
                {
                    key: row["value"],
                    f"{key}_reason": row["reason"],
                    f"{key}_until": self._until(row["until"]),
                    f"{key}_user_id": self._record(f"user_{row['user']}").id,
                    f"{key}_date": judged,
                }
            )
            if row["dimension"] == "category":
                insight.category_since = judged

    def _until(self, days):
        """A judgement's last day; no days: it holds until it is withdrawn."""
        return self._days_ago(-int(days)) if days else False

    def _follow_up(self):
        """Schedule playbooks for the biggest of each class, and spread the days."""
        insights = self.env["customer.insight"].search(
            [("partner_id.company_id", "=", self.env.company.id)]
        )
        for category, customers in insights.grouped("category").items():
            customers[: FOLLOW_UPS[category]]._schedule_playbook()
        activities = insights.partner_id.activity_ids.sorted("id")
        for activity, days in zip(activities, cycle(DUE), strict=False):
            activity.date_deadline = self._days_ago(-days)
