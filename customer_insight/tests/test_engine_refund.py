from odoo.tests import tagged

from .common_invoicing import InvoicingCase


@tagged("post_install", "-at_install")
class TestRefund(InvoicingCase):
    """Orders of 1000 that are taken back in part or in full."""

    def test_no_invoice_no_refund(self):
        self.order(self.partner, "2025-06-15", 1000)
        self.assertRefund(0.0, net=1000.0)

    def test_invoice_alone_changes_nothing(self):
        self.invoiced_order()
        self.assertRefund(0.0, net=1000.0)

    def test_partial_credit_note_is_taken_off(self):
        self.credit(self.invoiced_order(), 300)
        self.assertRefund(300.0, net=700.0)
        self.assertFigures(
            self.partner, {"order_count": 1, "growth_stage": "intention"}
        )

    def test_credit_notes_add_up(self):
        invoice = self.invoiced_order()
        self.credit(invoice, 300)
        self.credit(invoice, 200)
        self.assertRefund(500.0, net=500.0)

    def test_order_returned_in_full_was_no_purchase(self):
        self.credit(self.invoiced_order(), 1000)
        self.assertRefund(1000.0, net=0.0)
        self.assertFigures(
            self.partner,
            {
                "order_count": 0,
                "order_total_count": 0,
                "first_order_date": None,
                "sample_count": 0,
                "stability": 0.0,
                "growth_stage": "potential",
                "purchase_mode": None,
                "is_new": False,
                "category": "F",
            },
        )

    def test_returning_one_order_leaves_the_other(self):
        self.credit(self.invoiced_order(), 1000)
        self.order(self.partner, "2025-09-15", 50)
        self.assertRefund(1000.0, net=50.0)
        self.assertFigures(self.partner, {"order_count": 1, "order_evenness": 0.0})

    def test_credit_note_of_more_than_the_order(self):
        invoice = self.invoiced_order()
        self.order(self.partner, "2025-09-15", 500)
        self.credit(invoice, 1200)
        self.assertRefund(1200.0, net=300.0)  # 1000 − 1200 + 500

    def test_draft_credit_note_does_not_count_yet(self):
        self.credit(self.invoiced_order(), 300, post=False)
        self.assertRefund(0.0, net=1000.0)

    def test_cancelled_credit_note_does_not_count(self):
        note = self.credit(self.invoiced_order(), 300)
        note.button_draft()
        note.button_cancel()
        self.assertRefund(0.0, net=1000.0)

    def test_credit_note_counts_from_the_day_after_its_accounting_date(self):
        self.credit(self.invoiced_order(), 300, day="2025-12-31")
        self.assertRefund(300.0, net=700.0, as_of="2026-01-01")
        self.assertRefund(0.0, net=1000.0, as_of="2025-12-31")

    def test_refund_belongs_to_the_order_not_to_its_own_date(self):
        invoice = self.invoiced_order("2024-12-15")
        self.credit(invoice, 300, day="2025-03-15")
        self.assertRefund(0.0, net=0.0)
        self.assertRefund(300.0, net=700.0, as_of="2025-04-01")

    def test_refund_lowers_the_month_of_its_order(self):
        self.credit(self.invoiced_order("2025-02-15"), 700)
        self.order(self.partner, "2025-08-15", 300)
        self.assertFigures(self.partner, {"order_evenness": 1.0})

    def test_samples_have_no_refund(self):
        order = self.sample(self.partner, "2025-06-15", 1000)
        self.credit(self.post(order._create_invoices(), "2025-06-20"), 300)
        self.assertRefund(0.0, net=0.0)
        self.assertFigures(self.partner, {"sample_count": 1})

    def test_free_orders_have_no_refund(self):
        lines = [{"price_unit": 1000}, {"price_unit": -1000}]
        order = self.order(self.partner, "2025-06-15", lines=lines)
        self.credit(self.post(order._create_invoices(), "2025-06-20"), 300)
        self.order(self.partner, "2025-09-15", 500)
        self.assertRefund(0.0, net=500.0)

    def test_cancelled_order_has_no_refund(self):
        invoice = self.invoiced_order()
        self.credit(invoice, 300)
        invoice.line_ids.sale_line_ids.order_id.write({"state": "cancel"})
        self.order(self.partner, "2025-09-15", 50)
        self.assertRefund(0.0, net=50.0)
