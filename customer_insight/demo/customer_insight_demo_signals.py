from odoo import fields, models
from odoo.fields import Command

# Who pays how late (days), one invoice a month; the last one is still open.
PAYERS = {"litan": (2, 4, 3, 1, 5, 3), "muting": (0, 1, 0, 2, 0, 1)}
OPEN_FOR = {"litan": 34, "muting": 4}  # days after the due date

# A suspicious customer asks again: days ago, price.
REVISIONS = ((23, 168), (14, 158), (3, 149))

# Quotations of other customers that their personality's rules speak about:
# days ago, product, price, discount.
AGAINST = {
    "chiyan": (4, "product_bp_101", 168, 12),  # realistic
    "luoqiao": (6, "product_ra_801", 260, 0),  # conservative
    "boyao": (9, "product_bp_101", 168, 0),  # stubborn
}

# When the detectors looked before, in days before today.
PAST_RUNS = (75, 45, 20)

# What people made of the signals, by detector: cause, state and outcome in turn.
STORIES = {
    "overdue": (
        ("overdue_people", "explained", "Introduced to the new buyer; he ordered."),
        ("overdue_stock", "explained", "Has stock until the end of the month."),
        ("overdue_rival", "investigating", False),
        (False, "dismissed", "Orders by phone, the order was entered late."),
        (False, "snoozed", False),
    ),
    "decline": (("decline_service", "explained", "Delivery mended, visited twice."),),
    "product_jump": (("jump_promotion", "explained", "Ran a spring promotion."),),
    "returned_soon": (("return_wrong_order", "explained", "Sent him our list."),),
}


class CustomerInsightDemo(models.AbstractModel):
    """Something changed at the demo's customers, and people found out why."""

    _inherit = "customer.insight.demo"

    def _create_documents(self):
        res = super()._create_documents()
        for name, late in PAYERS.items():
            self._bill_monthly(self._customer(name), late, OPEN_FOR[name])
        self._revise_quotation()
        return res

    def _follow_up(self):
        res = super()._follow_up()
        self._notice()
        return res

    # Documents

    def _bill_monthly(self, customer, late, open_for):
        """Invoices paid by habit, and one that is open for some days."""
        for number, days in enumerate(late, start=1):
            due = self._days_ago(30 * number + 60)
            invoice = self._bill(customer, due)
            self._pay(invoice, fields.Date.add(due, days=days))
        self._bill(customer, self._days_ago(open_for))

    def _bill(self, customer, due):
        product = self._record("product_bp_101")
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": customer.id,
                "invoice_date": fields.Date.subtract(due, days=30),
                "invoice_payment_term_id": False,
                "invoice_date_due": due,
                "invoice_line_ids": [
                    Command.create({"product_id": product.id, "quantity": 60})
                ],
            }
        )
        invoice.action_post()
        return invoice

    def _pay(self, invoice, day):
        register = self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        )
        register.create({"payment_date": day})._create_payments()

    def _revise_quotation(self):
        """The same brake pads, cheaper each time, and he still asks; and others."""
        suspicious = self._record("trait_personality_suspicious")
        here = [("company_id", "=", self.env.company.id), ("is_company", "=", True)]
        customer = self.env["res.partner"].search(
            [*here, ("insight_personality_id", "=", suspicious.id)],
            order="id",
            limit=1,
        )
        for days, price in REVISIONS:
            self._quote(customer, days, "product_bp_101", price)
        for name, quotation in AGAINST.items():
            self._quote(self._customer(name), *quotation)

    def _quote(self, customer, days, product, price, discount=0):
        line = {
            "product_id": self._record(product).id,
            "product_uom_qty": 80,
            "price_unit": price,
            "discount": discount,
        }
        self.env["sale.order"].create(
            {
                "partner_id": customer.id,
                "user_id": customer.user_id.id,
                "state": "sent",
                "date_order": self._days_ago(days),
                "validity_date": self._days_ago(-30),
                "order_line": [Command.create(line)],
            }
        )

    # Signals

    def _notice(self):
        """Look as of some past days, work on what was found, and look again."""
        company = self.env.company
        Setting = self.env["customer.insight.detector.setting"]
        Setting._sync()
        settings = Setting.search([("company_id", "=", company.id)])
        for days in PAST_RUNS:
            for setting in settings:
                setting._run(self._days_ago(days))
        self._tell_stories()
        self._dispute()
        today = self.env["customer.insight.engine"]._today()
        for setting in settings:
            setting._run(today)
        self.env["customer.insight.signal"]._follow_up(company, today)

    def _tell_stories(self):
        """Let people explain, dismiss, put off or work on the first ones."""
        signals = self.env["customer.insight.signal"].search(
            [("company_id", "=", self.env.company.id), ("state", "=", "new")],
            order="id",
        )
        for detector, stories in STORIES.items():
            found = signals.filtered(lambda s, d=detector: s.detector == d)
            for signal, (cause, state, outcome) in zip(found, stories, strict=False):
                reason = cause and self._record(f"reason_{cause}").id
                signal.write({"reason_id": reason, "outcome": outcome, "state": state})

    def _dispute(self):
        order = self.env["sale.order"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("partner_id.commercial_partner_id", "=", self._customer("shuohe").id),
                ("state", "=", "sale"),
            ],
            limit=1,
        )
        dispute = self.env["customer.insight.signal"]._open_dispute(
            self.env.company,
            order.partner_id,
            "Ten of forty brake pads squeak after a week.",
            orders=order,
            value=order.amount_untaxed,
        )
        # he is friendly: four days are too long
        dispute.event_date = self._days_ago(4)
