from datetime import datetime, time

from odoo import models

MORNING = time(2, 30)  # in China, as UTC


class CustomerInsightDemo(models.AbstractModel):
    """Customers who look, answer and are met; and why others don't buy (yet)."""

    _inherit = "customer.insight.demo"

    def _create_documents(self):
        res = super()._create_documents()
        for row in self._read("signs.csv"):
            customer, day = self._customer(row["customer"]), int(row["days"])
            kind = row["kind"]
            if kind in ("viewed", "answer"):
                self._leave_letter(customer, self._days_ago(day), kind, row["words"])
            else:
                self._meet(customer, self._days_ago(day), kind, row["words"])
        return res

    def _follow_up(self):
        res = super()._follow_up()
        self._note_reasons()
        return res

    # Signs

    def _leave_letter(self, customer, day, kind, words):
        """A look at his last quotation, or an answer to it, as the portal notes it."""
        order = self.env["sale.order"].search(
            [
                ("partner_id", "child_of", customer.id),
                ("state", "in", ("draft", "sent")),
            ],
            order="date_order DESC",
            limit=1,
        )
        values = {"message_type": "comment", "body": words}
        if kind == "viewed":
            values = {
                "message_type": "notification",
                "subtype_id": self.env.ref("sale.mt_order_viewed").id,
                "body": f"Quotation viewed by customer {customer.name}",
            }
        self.env["mail.message"].create(
            {
                "model": "sale.order",
                "res_id": order.id,
                "author_id": order.partner_id.id,
                "date": datetime.combine(day, MORNING),
                **values,
            }
        )

    def _meet(self, customer, day, kind, words):
        """A meeting or a call that is done."""
        activity = customer.activity_schedule(
            f"mail.mail_activity_data_{kind}",
            day,
            summary=words,
            user_id=customer.user_id.id,
        )
        activity.action_archive()
        activity.date_done = day

    # Reasons

    def _note_reasons(self):
        rows = self.env["customer.insight.customer.reason"]
        for row in self._read("customer_reasons.csv"):
            rows += rows.create(self._reason_values(row))
        rows[0].action_schedule_plan()

    def _reason_values(self, row):
        closed = row["closed"]
        family = row["family"] and self._record(f"family_{row['family']}").id
        rival = row["competitor"]
        return {
            "partner_id": self._customer(row["customer"]).id,
            "reason_id": self._record(f"reason_{row['reason']}").id,
            "categ_id": family,
            "competitor_id": rival and self._record(f"competitor_{rival}").id,
            "date": self._days_ago(int(row["days"])),
            "user_id": self._record(f"user_{row['user']}").id,
            "note": row["note"],
            "state": "closed" if closed else "open",
            "date_closed": closed and self._days_ago(int(closed)),
        }
