from datetime import datetime, time

from odoo import fields, models
from odoo.fields import Command

from . import order_plan

NOT_SOLD = ("draft", "sent", "cancel")
SAMPLES = ("sample", "free")
OFFICE_HOURS = range(1, 9)  # in China, as UTC
CREDITED_AFTER = 12  # days


class CustomerInsightDemo(models.AbstractModel):
    """The demo's orders, quotations, samples and credit notes."""

    _inherit = "customer.insight.demo"

    def _create_documents(self):
        """Create what the plan says, the oldest first, in one batch."""
        plan = order_plan.plan(
            self._read("order_rhythms.csv"),
            self._read("order_documents.csv"),
            fields.Date.today(),
        )
        catalogue = self._catalogue()
        names = {document.customer for document in plan}
        buyers = {name: self._buyer(name) for name in names}
        pricelists = {"": self.env["product.pricelist"], "EUR": self._euro_pricelist()}
        orders = self.env["sale.order"].create(
            [
                {
                    "partner_id": buyers[document.customer].id,
                    "pricelist_id": pricelists[document.currency].id,
                    "order_line": self._order_lines(document, catalogue),
                    **self._order_values(document),
                }
                for document in plan
            ]
        )
        for order, document in zip(orders, plan, strict=True):
            if document.returned:
                self._credit(order, document.returned / 100)

    def _catalogue(self):
        """Return ``{family: products}``."""
        products = self.env["product.product"].search(
            [("company_id", "=", self.env.company.id)], order="default_code"
        )
        by_category = products.grouped("categ_id")
        return {
            category.get_external_id()[category.id].rpartition("family_")[2]: found
            for category, found in by_category.items()
        }

    def _buyer(self, name):
        """Who orders for a customer: his buyer, else himself."""
        customer = self._customer(name)
        buyers = customer.child_ids.filtered(
            lambda person: person.insight_decision_role == "purchases"
        )
        return buyers[:1] or customer

    def _euro_pricelist(self):
        return self.env["product.pricelist"].create(
            {
                "name": "Export EUR",
                "currency_id": self.env.ref("base.EUR").id,
                "company_id": self.env.company.id,
            }
        )

    def _order_values(self, document):
        dice = document.random()
        hour, minute = dice.choice(OFFICE_HOURS), dice.randrange(60)
        return {
            "company_id": self.env.company.id,
            "state": document.kind if document.kind in NOT_SOLD else "sale",
            "date_order": datetime.combine(document.day, time(hour, minute)),
            "validity_date": document.valid_until,
            "insight_is_sample": document.kind in SAMPLES,
        }

    def _order_lines(self, document, catalogue):
        return [
            Command.create(
                {
                    "product_id": product.id,
                    "product_uom_qty": quantity,
                    "price_unit": self._price(product, document),
                    "discount": discount,
                    "analytic_distribution": False,
                }
            )
            for product, quantity, discount in order_plan.lines(document, catalogue)
        ]

    def _price(self, product, document):
        """The list price in the document's currency; nothing for a free sample."""
        company = self.env.company
        if document.kind == "free":
            return 0
        if not document.currency:
            return product.list_price
        currency = self.env.ref(f"base.{document.currency}")
        return company.currency_id._convert(
            product.list_price, currency, company, document.day
        )

    def _credit(self, order, share):
        """Invoice the order, take a share of the goods back and credit it."""
        for line in order.order_line:
            line.qty_delivered = line.product_uom_qty
        invoice = order._create_invoices()
        invoice.invoice_date = order.date_order.date()
        invoice.action_post()
        day = fields.Date.add(invoice.invoice_date, days=CREDITED_AFTER)
        credit = invoice._reverse_moves([{"invoice_date": day, "date": day}])
        for line in credit.invoice_line_ids:
            line.quantity = round(line.quantity * share) or 1
        credit.action_post()
