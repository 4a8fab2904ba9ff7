from odoo import Command
from odoo.tests import tagged

from .common_invoicing import InvoicingCase
from .common_live import CONTACTS, USER, LiveCase


class RequestCase(LiveCase):
    """Who waits for a refresh at the end of a transaction."""

    def assertWait(self, partners):
        """These customers wait, each once, and the scheduled action will be woken."""
        found = self.waiting()
        self.assertEqual(len(found), len(set(found.ids)), "once per transaction")
        self.assertEqual(found.commercial_partner_id, partners)
        self.assertEqual(self.wakes(), 1 if partners else 0)


@tagged("post_install", "-at_install")
class TestRequestsOfOrders(RequestCase):
    """Whatever changes an order leaves its customer waiting for a refresh."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner, cls.other = cls.customers(2)
        cls.quote = cls.quotation(cls.partner, "2025-12-15", 100)
        cls.deal = cls.order(cls.other, "2025-12-15", 100)

    def setUp(self):
        super().setUp()
        self.nobody_waits()

    def test_new_quotation(self):
        self.quotation(self.partner, "2025-12-20", 50)
        self.assertWait(self.partner)

    def test_confirmed_order(self):
        self.quote.action_confirm()
        self.assertWait(self.partner)

    def test_cancelled_order(self):
        self.deal._action_cancel()
        self.assertWait(self.other)

    def test_sent_quotation(self):
        self.quote.state = "draft"
        self.nobody_waits()
        self.quote.action_quotation_sent()
        self.assertWait(self.partner)

    def test_new_price_of_a_line(self):
        self.deal.order_line.price_unit = 150
        self.assertWait(self.other)

    def test_new_discount_and_quantity_of_a_line(self):
        for values in ({"discount": 10}, {"product_uom_qty": 3}):
            self.deal.order_line.write(values)
            self.assertWait(self.other)
            self.nobody_waits()

    def test_added_and_removed_line(self):
        line = {"product_id": self.product.id, "price_unit": 20}
        self.quote.order_line = [Command.create(line)]
        self.assertWait(self.partner)
        self.nobody_waits()
        self.quote.order_line[-1].unlink()
        self.assertWait(self.partner)

    def test_other_date_and_other_validity(self):
        for values in ({"date_order": "2025-01-15"}, {"validity_date": "2026-02-01"}):
            self.quote.write(values)
            self.assertWait(self.partner)
            self.nobody_waits()

    def test_order_marked_as_sample(self):
        self.deal.insight_is_sample = True
        self.assertWait(self.other)

    def test_order_moved_to_another_customer_concerns_both(self):
        self.quote.partner_id = self.other
        self.assertWait(self.partner | self.other)

    def test_deleted_quotation(self):
        self.quote.state = "draft"
        self.nobody_waits()
        self.quote.unlink()
        self.assertWait(self.partner)

    def test_orders_of_several_customers_in_one_go(self):
        second = self.quotation(self.other, "2025-12-15", 100)
        self.nobody_waits()
        (self.quote | second).action_confirm()
        self.assertWait(self.partner | self.other)

    def test_order_of_a_contact_concerns_his_company(self):
        contact = self.customer("Buyer", parent_id=self.partner.id)
        self.nobody_waits()
        self.order(contact, "2025-12-20", 10)
        self.assertWait(self.partner)

    def test_salesperson_who_confirms(self):
        self.quote.user_id = self.anna
        self.nobody_waits()
        self.quote.with_user(self.anna).action_confirm()
        self.assertWait(self.partner)

    def test_what_does_not_count_asks_for_nothing(self):
        self.quote.write({"note": "<p>Thank you</p>", "client_order_ref": "A-1"})
        self.quote.message_post(body="Called him")
        self.deal.order_line.name = "Another description"
        self.assertWait(self.partner.browse())

    def test_taken_back_part_of_a_transaction_asks_for_nothing(self):
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.quote.action_confirm()
            raise ZeroDivisionError
        self.assertWait(self.partner.browse())

    def test_request_before_a_part_taken_back_stays(self):
        self.deal.insight_is_sample = True
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.quote.action_confirm()
            raise ZeroDivisionError
        self.assertWait(self.other)


@tagged("post_install", "-at_install")
class TestRequestsOfPartners(RequestCase):
    """Whoever changes hands, parents or marks is classified again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner, cls.other = cls.customers(2)
        cls.contact = cls.customer("Buyer", parent_id=cls.partner.id)
        cls.order(cls.contact, "2025-12-15", 100)

    def setUp(self):
        super().setUp()
        self.nobody_waits()

    def test_new_customer(self):
        self.assertWait(self.customer("New"))

    def test_contact_moved_to_another_company_concerns_both(self):
        self.contact.parent_id = self.other
        self.assertWait(self.partner | self.other)

    def test_contact_who_becomes_a_company(self):
        self.contact.is_company = True
        self.assertWait(self.partner | self.contact)

    def test_archived_customer(self):
        self.other.active = False
        self.assertWait(self.other)

    def test_marks_and_facts_that_count(self):
        kind = self.env.ref("customer_insight.type_dealer")
        for values in (
            {"user_id": self.anna.id},
            {"insight_type_id": kind.id},
            {"insight_rival_response": "stays"},
            {"supplier_rank": 1},
            {"company_id": self.company.id},
        ):
            with self.subTest(values=values):
                self.nobody_waits()
                self.other.write(values)
                self.assertWait(self.other)

    def test_referral_concerns_both(self):
        self.other.insight_referred_by_id = self.partner
        self.assertWait(self.partner | self.other)

    def test_referral_taken_back_concerns_both(self):
        self.other.insight_referred_by_id = self.partner
        self.nobody_waits()
        self.other.insight_referred_by_id = False
        self.assertWait(self.partner | self.other)

    def test_new_customer_who_was_referred_concerns_both(self):
        new = self.customer("Friend", insight_referred_by_id=self.partner.id)
        self.assertWait(self.partner | new)

    def test_deleted_contact_concerns_his_company(self):
        friend = self.customer("Short lived", parent_id=self.other.id)
        self.nobody_waits()
        friend.unlink()
        self.assertEqual(self.waiting().exists(), self.other)

    def test_merged_customers(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.partner | self.other).ids, self.other)
        self.assertEqual(self.waiting().exists().commercial_partner_id, self.other)

    def test_what_does_not_count_asks_for_nothing(self):
        self.other.write({"phone": "+86 10 1234", "comment": "Nice", "city": "Beijing"})
        self.assertWait(self.partner.browse())


@tagged("post_install", "-at_install")
class TestRequestsOfInvoices(InvoicingCase, RequestCase):
    """A credit note changes what its order was worth."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accountant = cls._create_user("lin", "account.group_account_invoice")
        cls.clerk = cls._create_user(
            "kim", f"account.group_account_invoice,{USER},{CONTACTS}"
        )

    def setUp(self):
        super().setUp()
        self.invoice = self.invoiced_order("2025-12-15")
        self.note = self.credit(self.invoice, 300, "2025-12-20", post=False)
        self.nobody_waits()

    def test_posted_credit_note(self):
        self.note.action_post()
        self.assertWait(self.partner)

    def test_credit_note_reset_to_draft(self):
        self.note.action_post()
        self.nobody_waits()
        self.note.button_draft()
        self.assertWait(self.partner)

    def test_credit_note_posted_by_an_accountant_without_sales(self):
        self.note.with_user(self.accountant).action_post()
        self.assertWait(self.partner)

    def test_credit_note_on_the_order_of_a_colleague(self):
        self.invoice.invoice_line_ids.sale_line_ids.order_id.user_id = self.anna
        self.note.action_post()
        self.nobody_waits()
        self.env.invalidate_all()
        self.note.with_user(self.clerk).button_draft()
        self.assertWait(self.partner)

    def test_what_does_not_count_asks_for_nothing(self):
        self.note.write({"ref": "Damaged", "narration": "<p>Sorry</p>"})
        self.assertWait(self.partner.browse())
