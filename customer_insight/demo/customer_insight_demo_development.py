from datetime import timedelta

from odoo import models
from odoo.fields import Command


class CustomerInsightDemo(models.AbstractModel):
    """How the demo's customers were found, and how some of them are being won."""

    _inherit = "customer.insight.demo"

    def _know_people(self):
        res = super()._know_people()
        self._note_sources()
        self._look_again()
        self._touch()
        self._plan()
        self._promise()
        return res

    def _note_sources(self):
        for row in self._read("acquisition.csv"):
            self._customer(row["customer"]).write(
                {
                    "insight_source_id": self._record(f"source_{row['source']}").id,
                    "insight_source_date": self._days_ago(int(row["days"])),
                    "insight_source_note": row["note"] or False,
                }
            )

    def _look_again(self):
        """Two were given up, one past customer is to be seen again."""
        for row in self._read("second_looks.csv"):
            customer = self._customer(row["customer"])
            day = self._days_ago(-int(row["look"]))
            customer.insight_second_look_date = day
            if row["reason"]:
                customer.insight_ruled_out = row["reason"]
                customer.insight_ruled_out_note = row["note"]
                customer.insight_ruled_out_date = self._days_ago(int(row["ruled"]))
            customer._insight_schedule_second_look(day, note=row["note"])

    def _touch(self):
        """Calls and visits: some are over, some lie ahead."""
        for row in self._read("touches.csv"):
            customer, day = self._customer(row["customer"]), int(row["days"])
            activity = customer.activity_schedule(
                f"mail.mail_activity_data_{row['kind']}",
                date_deadline=self._days_ago(day),
                user_id=customer.user_id.id,
            )
            if day > 0:
                activity._action_done()
                activity.date_done = self._days_ago(day)

    def _plan(self):
        for row in self._read("development_plans.csv"):
            template = self._record(f"development_template_{row['template']}")
            start = self._days_ago(int(row["started"]))
            plan = self.env["customer.insight.development"].create(
                {
                    "partner_id": self._customer(row["customer"]).id,
                    "template_id": template.id,
                    "goal_stage": row["stage"],
                    "goal_amount": float(row["amount"]),
                    "start_date": start,
                    "deadline": self._days_ago(-int(row["days"])),
                    "state": row["state"],
                    "note": row["note"] or False,
                    "step_ids": self._steps(template, start, int(row["done"])),
                }
            )
            if row["state"] != "open":
                plan.closed_on = plan.deadline

    def _steps(self, template, start, done):
        """Steps of a template, the first ones done."""
        return [
            Command.create(
                {
                    "name": line.name,
                    "sequence": line.sequence,
                    "date_deadline": start + timedelta(days=line.days),
                    "is_done": number < done,
                    "done_on": number < done and start + timedelta(days=line.days),
                }
            )
            for number, line in enumerate(template.line_ids)
        ]

    def _promise(self):
        """Open, overdue, kept and broken ones."""
        for row in self._read("promises.csv"):
            customer = self._customer(row["customer"])
            promise = self.env["customer.insight.promise"].create(
                {
                    "partner_id": customer.id,
                    "contact_id": customer.child_ids[:1].id,
                    "name": row["name"],
                    "user_id": customer.user_id.id,
                    "promised_on": self._days_ago(int(row["promised"])),
                    "date_deadline": self._days_ago(int(row["due"])),
                }
            )
            if row["state"] != "open":
                closed = self._days_ago(int(row["closed"]))
                promise.write({"state": row["state"], "closed_on": closed})
