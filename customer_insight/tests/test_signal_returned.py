from datetime import date

from odoo import Command

from .common_signals import SignalCase


class TestSignalReturned(SignalCase):
    """Goods that come back soon, told from money that goes back."""

    def sell(self, quantity=10, price=100, day="2025-12-01"):
        line = {"price_unit": price, "product_uom_qty": quantity}
        order = self.order(self.partner, day, lines=[line])
        return self.post(order._create_invoices(), day)

    def take_back(self, invoice, quantity, price, day="2025-12-11"):
        note = invoice._reverse_moves([{"date": day, "invoice_date": day}])
        line = note.invoice_line_ids.filtered("product_id")
        values = {"quantity": quantity, "price_unit": price}
        note.write({"invoice_line_ids": [Command.update(line.id, values)]})
        note.action_post()
        return note

    def test_tells_of_goods_that_came_back(self):
        invoice = self.sell()
        note = self.take_back(invoice, 4, 100)
        row = self.assertFires(
            "returned_soon",
            self.partner,
            self.product,
            days=10,
            severity=58.0,  # 30 + 70 · 4/10
            value=400.0,
            event_date=date(2025, 12, 11),
        )
        self.assertEqual(row["evidence"]["invoices"], [note.id, invoice.id])

    def test_a_reduced_price_is_no_return(self):
        """All ten pieces credited at 15 each: the goods stayed."""
        self.take_back(self.sell(), 10, 15)
        self.assertSilent("returned_soon", self.partner)

    def test_a_sum_taken_off_is_no_return(self):
        self.take_back(self.sell(), 1, 50)
        self.assertSilent("returned_soon", self.partner)

    def test_long_after_is_not_soon(self):
        self.take_back(self.sell(day="2025-11-10"), 10, 100)  # 31 days
        self.assertSilent("returned_soon", self.partner)
        self.take_back(self.sell(day="2025-11-11"), 10, 100)
        self.assertFires("returned_soon", self.partner, self.product, days=30)

    def test_after_two_months_it_is_no_news(self):
        self.take_back(self.sell(), 4, 100)
        self.assertFires(
            "returned_soon", self.partner, self.product, as_of=date(2026, 2, 9)
        )
        self.assertSilent("returned_soon", self.partner, as_of=date(2026, 2, 10))

    def test_the_same_day_is_soonest(self):
        self.take_back(self.sell(), 4, 100, day="2025-12-01")
        self.assertFires("returned_soon", self.partner, self.product, days=0)

    def test_a_credit_note_for_no_invoice_is_no_return(self):
        """A present by hand: neither an invoice nor an order is named in it."""
        note = self.take_back(self.sell(), 4, 100)
        note.reversed_entry_id = False
        self.assertFires("returned_soon", self.partner, self.product)
        note.invoice_line_ids.sale_line_ids = False
        self.assertSilent("returned_soon", self.partner)

    def test_invoices_without_an_order_come_back_too(self):
        invoice = self.bill(date(2025, 12, 20))  # of 20 November
        self.reverse(invoice, "2025-12-11")
        self.assertFires("returned_soon", self.partner, self.product, days=21)

    def test_a_line_of_nothing_breaks_nothing(self):
        invoice = self.sell()
        self.take_back(invoice, 0, 100)
        self.assertSilent("returned_soon", self.partner)
        self.take_back(invoice, 4, 100)
        self.assertFires("returned_soon", self.partner, self.product, quantity=4)

    def test_other_companies_credit_notes_are_theirs(self):
        self.take_back(self.sell(), 4, 100)
        self.assertOnlyHere("returned_soon")

    def correct(self, invoice, quantity, day="2025-12-12"):
        """Invoice the same line of the order again, as a draft."""
        copy = invoice.copy({"invoice_date": day, "date": day})
        copy.invoice_line_ids.sale_line_ids = invoice.invoice_line_ids.sale_line_ids
        copy.invoice_line_ids.quantity = quantity
        return copy

    def test_a_corrected_invoice_is_no_return(self):
        invoice = self.sell()
        self.reverse(invoice, "2025-12-11")
        copy = self.correct(invoice, 10)
        self.assertFires("returned_soon", self.partner, self.product)  # a draft
        self.post(copy, "2025-12-12")
        self.assertSilent("returned_soon", self.partner)
        self.assertFires(
            "returned_soon", self.partner, self.product, as_of=date(2025, 12, 12)
        )

    def test_what_is_invoiced_again_for_less_came_back(self):
        invoice = self.sell()
        self.reverse(invoice, "2025-12-11")
        self.post(self.correct(invoice, 6), "2025-12-12")
        self.assertFires("returned_soon", self.partner, self.product)

    def test_what_was_invoiced_before_is_no_correction(self):
        invoice = self.sell()
        self.post(self.correct(invoice, 10), "2025-12-02")
        self.take_back(invoice, 4, 100)
        self.assertFires("returned_soon", self.partner, self.product, quantity=4)

    def test_one_piece_of_many_is_nothing_to_ask_about(self):
        self.take_back(self.sell(quantity=100), 2, 100)
        self.assertSilent("returned_soon", self.partner)

    def test_drafts_and_the_future_do_not_exist(self):
        invoice = self.sell()
        draft = [{"date": "2025-12-11", "invoice_date": "2025-12-11"}]
        invoice._reverse_moves(draft)
        self.assertSilent("returned_soon", self.partner)
        self.take_back(invoice, 4, 100, day="2025-12-30")
        self.assertSilent("returned_soon", self.partner, as_of=date(2025, 12, 30))
        self.assertFires(
            "returned_soon", self.partner, self.product, as_of=date(2025, 12, 31)
        )
