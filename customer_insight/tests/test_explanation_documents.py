import json

from odoo.tests import freeze_time, tagged
from odoo.tools import json_default

from .common_invoicing import InvoicingCase
from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestDocuments(InvoicingCase, LiveCase):
    """A click on a figure opens exactly the documents that make it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.customer("Buyer", parent_id=cls.partner.id)
        cls.branch = cls.customer("Branch", parent_id=cls.partner.id, is_company=True)
        cls.stranger = cls.customer("Stranger")
        cls.dollar = cls.currency("USD", {"2025-01-01": 2})

    def opened(self, name):
        """What the button of the figure opens, for the salesperson."""
        self.classify()
        row = self.partner.insight_id.with_user(self.chief)
        action = getattr(row, f"action_open_{name}")()
        self.assertEqual(action["type"], "ir.actions.act_window")
        self.assertIn(self.partner.display_name, action["name"])
        action = json.loads(json.dumps(action, default=json_default))  # on its way
        return self.env[action["res_model"]].search(action["domain"])

    def figure(self, name):
        return self.partner.insight_id[name]

    def _confuse(self):
        """Documents that look alike and don't count."""
        self.order(self.stranger, "2025-06-15", 7)
        self.order(self.branch, "2025-06-15", 7)
        self.order(self.partner, "2024-12-31 23:59:59", 7)
        self.order(self.partner, "2026-01-01 00:00:00", 7)
        self.order(self.partner, "2025-06-15", 7, state="cancel")
        other = self._create_company("Other")
        self.order(self.partner, "2025-06-15", 7, company_id=other.id)

    # Orders

    def test_orders_of_the_window_make_the_contribution(self):
        self._confuse()
        self.quotation(self.partner, "2025-06-15", 50)
        self.sample(self.partner, "2025-06-15")
        self.order(self.partner, "2025-01-01 00:00:00", 100)
        self.order(self.contact, "2025-12-31 23:59:59", 200)
        self.order(self.partner, "2025-06-15", 300, currency=self.dollar)
        orders = self.opened("orders")
        self.assertEqual(len(orders), self.figure("order_count"))
        self.assertEqual(self._worth(orders), self.figure("contribution"))
        self.assertEqual(self._worth(orders), 450)

    def test_sample_with_a_price_is_not_among_the_orders(self):
        self.sample(self.partner, "2025-06-15", 100)
        self.order(self.partner, "2025-06-15", 10)
        self.assertEqual(self._worth(self.opened("orders")), 10)

    def test_orders_of_an_archived_contact_are_among_them(self):
        self.order(self.contact, "2025-06-15", 200)
        self.contact.active = False
        self.assertEqual(self._worth(self.opened("orders")), 200)

    def test_orders_ever(self):
        self.order(self.partner, "2023-06-15", 100)
        self.order(self.partner, "2025-06-15", 100)
        self.sample(self.partner, "2025-06-15")
        self.order(self.partner, "2026-02-15", 100)
        self.order(self.branch, "2024-06-15", 100)
        orders = self.opened("orders_ever")
        self.assertEqual(len(orders), self.figure("order_total_count"))
        self.assertEqual(len(orders), 2)

    def test_months_are_those_of_the_same_orders(self):
        self._confuse()
        self.order(self.partner, "2025-06-15", 100)
        self.sample(self.partner, "2025-06-15")
        self.assertEqual(self.opened("months"), self.opened("orders"))

    def test_window_of_the_policy(self):
        self.policy.window_months = 3
        self.order(self.partner, "2025-09-30", 100)
        self.order(self.partner, "2025-10-01", 20)
        self.assertEqual(self._worth(self.opened("orders")), 20)

    def test_orders_of_the_day_the_figures_were_made(self):
        self.order(self.partner, "2025-01-02", 100)
        self.classify()
        with freeze_time("2026-01-10"):  # no refresh since
            action = self.partner.insight_id.action_open_orders()
            found = self.env["sale.order"].search(action["domain"])
            self.assertEqual(self._worth(found), self.figure("contribution"))

    # Quotations and samples

    def test_open_quotations(self):
        self._confuse()
        self.quotation(self.partner, "2025-12-15", 50)
        self.quotation(self.contact, "2025-12-15", 60, state="draft")
        self.quotation(self.partner, "2025-12-15", 70, validity_date="2025-12-31")
        found = self.opened("quotations")
        self.assertEqual(len(found), self.figure("quotation_count"))
        self.assertEqual(self._worth(found), self.figure("quotation_amount"))
        self.assertEqual(self._worth(found), 180)

    def test_quotations_that_are_not_open(self):
        self.quotation(self.partner, "2025-12-15", 50)
        self.quotation(self.partner, "2025-11-15", 60, validity_date="2025-12-30")
        self.quotation(self.partner, "2024-11-15", 70)
        self.quotation(self.partner, "2025-11-15", 80, insight_is_sample=True)
        self.quotation(self.partner, "2025-11-15", 0)
        self.quotation(self.partner, "2026-01-15", 90)
        found = self.opened("quotations")
        self.assertEqual(self._worth(found), self.figure("quotation_amount"))
        self.assertEqual(len(found), 1)

    def test_samples_and_free_orders(self):
        self._confuse()
        self.sample(self.partner, "2025-06-15")
        self.sample(self.contact, "2025-06-15", 30)
        self.order(self.partner, "2025-06-15", 0)
        self.sample(self.partner, "2024-06-15")
        self.sample(self.partner, "2026-01-15")
        found = self.opened("samples")
        self.assertEqual(len(found), self.figure("sample_count"))
        self.assertEqual(len(found), 3)

    def test_button_on_the_contact_opens_the_same_quotations(self):
        quote = self.quotation(self.partner, "2025-12-15", 50)
        self.quotation(self.partner, "2025-11-15", 60, validity_date="2025-12-30")
        self.classify()
        action = self.contact.with_user(self.chief).action_insight_open_quotations()
        self.assertEqual(self.env["sale.order"].search(action["domain"]), quote)

    def test_referred_customers(self):
        self.stranger.insight_referred_by_id = self.contact
        self.branch.insight_referred_by_id = self.stranger
        self.assertEqual(self.opened("referred"), self.stranger)
        self.assertEqual(self.figure("loyalty_recommends"), "yes")

    # Prices and refunds

    def test_discounted_lines_make_the_share_of_full_price(self):
        self._confuse()
        dear = {"price_unit": 70}
        cheap = {"price_unit": 60, "discount": 50}
        self.order(self.partner, "2025-06-15", lines=[dear, cheap])
        self.order(self.partner, "2024-06-15", lines=[cheap])
        self.order(self.partner, "2026-01-15", lines=[cheap])
        self.order(self.branch, "2025-06-15", lines=[cheap])
        self.sample(self.partner, "2025-06-15", lines=[cheap])
        lines = self.opened("discounted")
        self.assertEqual(sum(lines.mapped("price_subtotal")), 30)
        self.assertEqual(self.figure("full_price_share"), 70)

    def test_credit_notes_make_the_refunds(self):
        invoice = self.invoiced_order("2025-06-15")
        self.credit(invoice, 300)
        self.credit(invoice, 50, post=False)
        self.credit(invoice, 60, "2026-01-15")
        self._credit_of(self.branch, "2025-06-15")
        notes = self.opened("refunds")
        self.assertEqual(self.figure("refund_amount"), 300)
        self.assertEqual(sum(notes.mapped("amount_untaxed")), 300)

    def test_credit_notes_of_orders_before_the_window_are_not_among_them(self):
        self.credit(self.invoiced_order("2024-06-15"), 300, "2025-08-15")
        self.order(self.partner, "2025-06-15", 100)
        self.assertFalse(self.opened("refunds"))
        self.assertEqual(self.figure("refund_amount"), 0)

    def _credit_of(self, partner, day):
        order = self.order(partner, day, 1000)
        self.credit(self.post(order._create_invoices(), day), 40)

    @staticmethod
    def _worth(orders):
        return sum(order.amount_untaxed / order.currency_rate for order in orders)
