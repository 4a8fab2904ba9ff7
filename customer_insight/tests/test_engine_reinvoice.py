from odoo.tests import tagged

from .common_invoicing import InvoicingCase


@tagged("post_install", "-at_install")
class TestReinvoice(InvoicingCase):
    """Orders of 1000 invoiced again, in advance, abroad or the wrong way round."""

    def test_credit_note_replaced_by_a_corrected_invoice_takes_nothing_away(self):
        invoice = self.invoiced_order()
        self.credit(invoice, 1000)
        self.invoice_again(invoice, 1000)
        # Invoiced 2000, that is 1000 beyond the order: 1000 − 1000.
        self.assertRefund(0.0, net=1000.0)

    def test_corrected_invoice_of_less_takes_the_difference(self):
        invoice = self.invoiced_order()
        self.credit(invoice, 1000)
        self.invoice_again(invoice, 900)
        # Invoiced 1900, that is 900 beyond the order: 1000 − 900.
        self.assertRefund(100.0, net=900.0)

    def test_corrected_invoice_counts_from_its_own_date(self):
        invoice = self.invoiced_order()
        self.credit(invoice, 1000, day="2025-09-30")
        self.invoice_again(invoice, 1000, day="2025-10-02")
        self.assertRefund(0.0, net=1000.0, as_of="2025-10-03")
        self.assertRefund(1000.0, net=0.0, as_of="2025-10-02")

    def test_draft_of_a_corrected_invoice_does_not_count_yet(self):
        invoice = self.invoiced_order()
        self.credit(invoice, 1000)
        self.invoice_again(invoice, 1000, post=False)
        self.assertRefund(1000.0, net=0.0)

    def test_half_invoiced_order_and_a_credit_note(self):
        order = self.order(self.partner, "2025-06-15", 1000)
        order.order_line.qty_to_invoice = 0.5
        invoice = self.post(order._create_invoices(), "2025-06-20")
        self.credit(invoice, 300)
        self.assertRefund(300.0, net=700.0)  # nothing beyond the order

    def test_down_payment_taken_back_is_no_refund(self):
        order = self.order(self.partner, "2025-06-15", 1000)
        self.credit(self.down_payment(order), 300)
        self.assertRefund(0.0, net=1000.0)

    def test_down_payment_and_final_invoice_are_one_order(self):
        order = self.order(self.partner, "2025-06-15", 1000)
        self.down_payment(order)
        self.post(order._create_invoices(final=True), "2025-07-15")
        self.assertRefund(0.0, net=1000.0)

    def test_all_taken_back_after_a_down_payment(self):
        order = self.order(self.partner, "2025-06-15", 1000)
        down_payment = self.down_payment(order)
        final = self.post(order._create_invoices(final=True), "2025-07-15")
        for invoice in down_payment, final:
            self.reverse(invoice)
        # Goods for 1000 came back; the two lines of the down payment don't count.
        self.assertRefund(1000.0, net=0.0)

    def test_negative_order_settled_by_a_credit_note_counts_once(self):
        self.order(self.partner, "2025-06-15", 1000)
        order = self.order(self.partner, "2025-07-15", -400)
        self.post(order._create_invoices(final=True), "2025-07-20")
        # A credit note of 400 that the order itself asked for: invoiced 0 is 400
        # beyond the order's −400.
        self.assertRefund(0.0, net=600.0)

    def test_refund_in_another_currency_is_converted(self):
        dollar = self.currency("USD", {"2025-01-01": 2})
        order = self.order(self.partner, "2025-06-15", 1000, currency=dollar)
        invoice = self.post(order._create_invoices(), "2025-06-20")
        self.credit(invoice, 300)
        self.assertRefund(150.0, net=350.0)

    def test_refund_is_worth_what_it_was_on_its_own_day(self):
        dollar = self.currency("USD", {"2025-01-01": 2, "2025-07-01": 4})
        order = self.order(self.partner, "2025-06-15", 1000, currency=dollar)
        invoice = self.post(order._create_invoices(), "2025-06-20")
        self.credit(invoice, 400, day="2025-07-20")
        self.assertRefund(100.0, net=400.0)  # 1000/2 − 400/4

    def test_line_of_a_credit_note_counts_once_for_two_lines_of_an_order(self):
        lines = [{"price_unit": 600}, {"price_unit": 400}]
        order = self.order(self.partner, "2025-06-15", lines=lines)
        invoice = self.post(order._create_invoices(), "2025-06-20")
        note = self.credit(invoice, 300, post=False)
        note.invoice_line_ids.sale_line_ids = order.order_line
        note.action_post()
        self.assertRefund(300.0, net=700.0)
