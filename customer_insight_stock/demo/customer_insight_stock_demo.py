import csv
from datetime import datetime, time

from odoo import api, models
from odoo.fields import Command
from odoo.tools import file_open

from odoo.addons.customer_insight.demo.customer_insight_demo import QUIET

MORNING = time(2)  # in China, as UTC
DETECTORS = ("late_delivery", "returned_soon")


class CustomerInsightDemo(models.AbstractModel):
    """The demo company's deliveries: in time, too late, still due, and come back."""

    _inherit = "customer.insight.demo"

    @api.model
    def _install_stock(self):
        """Deliver something of the demo company, unless that was done already."""
        company = self.env.ref(
            "customer_insight.demo_company", raise_if_not_found=False
        )
        if not company:
            return
        demo = self.with_context(**QUIET, allowed_company_ids=company.ids)
        demo = demo.with_company(company).with_context(skip_procurement=False)
        here = [("company_id", "=", company.id)]
        if not demo.env["stock.picking"].search_count(here, limit=1):
            demo._open_warehouse()
            with file_open("customer_insight_stock/demo/deliveries.csv") as file:
                for row in csv.DictReader(file):
                    demo._ship(row)
            demo._notice_deliveries()

    def _ship(self, row):
        """Order, deliver and take back, on the days of the row."""
        order = self._order_goods(row)
        if row["delivered"]:
            self._finish(order.picking_ids, row["delivered"])
        if row["returned"]:
            self._take_back(order.picking_ids, float(row["returned"]), row)

    def _order_goods(self, row):
        order = self.env["sale.order"].create(
            {
                "partner_id": self._customer(row["customer"]).id,
                "company_id": self.env.company.id,
                "user_id": self._customer(row["customer"]).user_id.id,
                "commitment_date": self._morning(row["promised"]),
                "order_line": [
                    Command.create(
                        {
                            "product_id": self._record(row["product"]).id,
                            "product_uom_qty": float(row["quantity"]),
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        order.date_order = self._morning(row["ordered"])
        return order

    def _take_back(self, picking, quantity, row):
        wizard = (
            self.env["stock.return.picking"]
            .with_context(active_model=picking._name, active_id=picking.id)
            .create({"picking_id": picking.id})
        )
        wizard.product_return_moves.quantity = quantity
        back = picking.browse(wizard.action_create_returns()["res_id"])
        back.note = row["note"]
        self._finish(back, row["back"])

    def _finish(self, picking, days):
        """Do a transfer, so many days ago."""
        for move in picking.move_ids:
            move.write({"quantity": move.product_uom_qty, "picked": True})
        picking._action_done()
        picking.date_done = self._morning(days)
        picking.move_ids.date = picking.date_done

    def _morning(self, days):
        return datetime.combine(self._days_ago(int(days)), MORNING)

    def _notice_deliveries(self):
        """Let the detectors of deliveries look, and hand out what they find."""
        company, today = self.env.company, self.env["customer.insight.engine"]._today()
        Setting = self.env["customer.insight.detector.setting"]
        Setting._sync()
        for detector in DETECTORS:
            Setting._of(company, detector)._run(today)
        self.env["customer.insight.signal"]._follow_up(company, today)
