import csv
from datetime import datetime, time

from odoo import api, models
from odoo.tools import SQL, file_open

from odoo.addons.customer_insight.demo.customer_insight_demo import QUIET

LOST = {
    "competitor": ("Went to a competitor 去了竞争对手", "reason_intention_rival"),
    "unknown": ("Does not know us 不了解我们", "reason_intention_unknown"),
}
STAGES = {"1": "crm.stage_lead1", "2": "crm.stage_lead2", "3": "crm.stage_lead3"}
AFTERNOON = time(6)  # in China, as UTC


class CustomerInsightDemo(models.AbstractModel):
    """The demo company's pipeline, with what was lost and whom it only heard of."""

    _inherit = "customer.insight.demo"

    @api.model
    def _install_crm(self):
        """Fill the pipeline of the demo company, unless it is filled already."""
        company = self.env.ref(
            "customer_insight.demo_company", raise_if_not_found=False
        )
        if not company:
            return
        demo = self.with_context(**QUIET, allowed_company_ids=company.ids)
        demo = demo.with_company(company)
        Lead = demo.env["crm.lead"].with_context(active_test=False)
        if not Lead.search_count([("company_id", "=", company.id)]):
            reasons = demo._lost_reasons()
            with file_open("customer_insight_crm/demo/opportunities.csv") as file:
                for row in csv.DictReader(file):
                    demo._open_lead(row, reasons)
            demo._have_met()
            demo.env.flush_all()
            demo.env["customer.insight.engine"].refresh(company)

    def _lost_reasons(self):
        return {
            key: self.env["crm.lost.reason"].create(
                {"name": name, "insight_reason_id": self._record(reason).id}
            )
            for key, (name, reason) in LOST.items()
        }

    def _open_lead(self, row, reasons):
        customer = row["customer"] and self._customer(row["customer"])
        lead = self.env["crm.lead"].create(
            {
                "name": row["name"],
                "type": row["type"],
                "partner_id": customer and customer.id,
                "partner_name": row["company"],
                "company_id": self.env.company.id,
                "user_id": self._record(f"user_{row['user']}").id,
                "stage_id": row["stage"] and self.env.ref(STAGES[row["stage"]]).id,
                "expected_revenue": float(row["revenue"]),
                "probability": float(row["probability"]),
            }
        )
        if row["quoted"]:
            self._quoted(customer).opportunity_id = lead
        if row["lost"]:
            lead.action_set_lost(lost_reason_id=reasons[row["lost"]].id)
        self._date_back(lead, int(row["created"]), int(row["stage_days"]))

    def _quoted(self, customer):
        """The customer's last quotation: an opportunity and it are one need."""
        return self.env["sale.order"].search(
            [
                ("partner_id", "child_of", customer.id),
                ("state", "in", ("draft", "sent")),
            ],
            order="date_order DESC, id DESC",
            limit=1,
        )

    def _date_back(self, lead, created, stage):
        self.env.flush_all()
        moments = {
            "create_date": self._days_ago(created),
            "date_last_stage_update": self._days_ago(stage),
        }
        for name, day in moments.items():
            self.env.cr.execute(
                SQL(
                    "UPDATE crm_lead SET %s = %s WHERE id = %s",
                    SQL.identifier(name),
                    datetime.combine(day, AFTERNOON),
                    lead.id,
                )
            )
        lead.invalidate_recordset()

    def _have_met(self):
        """An appointment with a potential customer, a week ago."""
        start = datetime.combine(self._days_ago(7), AFTERNOON)
        customer = self._customer("tianmo")
        self.env["calendar.event"].create(
            {
                "name": "Contract draft 合同草案",
                "start": start,
                "stop": start.replace(hour=AFTERNOON.hour + 1),
                "user_id": customer.user_id.id,
                "partner_ids": [(6, 0, (customer | customer.user_id.partner_id).ids)],
            }
        )
