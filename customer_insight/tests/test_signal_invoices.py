from datetime import date, timedelta

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
        self.take_back(self.sell(day="2025-10-01"), 10, 100)
        self.assertSilent("returned_soon", self.partner)

    def test_a_corrected_invoice_is_no_return(self):
        invoice = self.sell()
        self.reverse(invoice, "2025-12-11")
        self.assertFires("returned_soon", self.partner, self.product)
        copy = invoice.copy({"invoice_date": "2025-12-12", "date": "2025-12-12"})
        copy.invoice_line_ids.sale_line_ids = invoice.invoice_line_ids.sale_line_ids
        self.post(copy, "2025-12-12")
        self.assertSilent("returned_soon", self.partner)

    def test_one_piece_of_many_is_nothing_to_ask_about(self):
        self.take_back(self.sell(quantity=100), 2, 100)
        self.assertSilent("returned_soon", self.partner)

    def test_drafts_and_the_future_do_not_exist(self):
        invoice = self.sell()
        self.take_back(invoice, 4, 100, day="2025-12-30")
        self.assertSilent("returned_soon", self.partner, as_of=date(2025, 12, 30))
        self.assertFires(
            "returned_soon", self.partner, self.product, as_of=date(2025, 12, 31)
        )


class TestSignalLate(SignalCase):
    """Late against his own habit, and not against the due date."""

    def habit(self, late, count=4):
        for number in range(count):
            due = date(2025, 3, 1) + timedelta(30 * number)
            self.bill(due, due + timedelta(late))

    def test_tells_who_is_later_than_usual(self):
        self.habit(late=2)
        invoice = self.bill(date(2025, 12, 10))
        self.assertFires(
            "late_payment",
            self.partner,
            days=21,
            usual_days=2,
            count=1,
            value=1000.0,
            severity=50.0 * 21 / 12,
            invoices=[invoice.id],
            event_date=date(2025, 12, 23),
        )

    def test_who_always_pays_late_is_not_late(self):
        self.habit(late=20)
        self.bill(date(2025, 12, 10))
        self.assertSilent("late_payment", self.partner)

    def test_without_a_habit_nothing_is_unusual(self):
        self.habit(late=0, count=2)
        self.bill(date(2025, 12, 1))
        self.assertSilent("late_payment", self.partner)

    def test_who_pays_early_has_time_until_the_due_date(self):
        self.habit(late=-20)
        self.bill(date(2025, 12, 25))
        self.assertSilent("late_payment", self.partner)

    def test_an_invoice_paid_late_is_told_for_a_while(self):
        self.habit(late=2)
        self.bill(date(2025, 12, 1), date(2025, 12, 28))
        self.assertFires("late_payment", self.partner, days=27)
        self.assertSilent("late_payment", self.partner, as_of=date(2026, 2, 1))

    def test_what_was_not_paid_then_was_open(self):
        self.habit(late=2)
        self.bill(date(2025, 12, 1), date(2025, 12, 28))
        self.assertFires(
            "late_payment", self.partner, as_of=date(2025, 12, 25), days=23
        )

    def test_a_blocked_invoice_is_our_doing(self):
        self.habit(late=2)
        invoice = self.bill(date(2025, 12, 1))
        invoice.action_toggle_block_payment()
        self.assertEqual(invoice.payment_state, "blocked")
        self.assertSilent("late_payment", self.partner)

    def test_an_invoice_taken_out_of_follow_up_is_left_alone(self):
        self.habit(late=2)
        self.bill(date(2025, 12, 1)).no_followup = True
        self.assertSilent("late_payment", self.partner)

    def test_an_invoice_in_dispute_is_left_alone(self):
        self.habit(late=2)
        invoice = self.bill(date(2025, 12, 1))
        dispute = self.Signal._open_dispute(
            self.company, self.partner, "Ten pieces missing", invoices=invoice
        )
        self.assertSilent("late_payment", self.partner)
        dispute.state = "dismissed"
        self.assertFires("late_payment", self.partner)

    def test_one_invoice_is_no_plural(self):
        self.habit(late=2)
        self.bill(date(2025, 12, 10))
        signal = self.run_detector("late_payment")
        self.assertIn("An invoice over 1,000.00", signal.explanation)
        self.assertIn(", 21 days late. He usually pays 2", signal.explanation)
        self.bill(date(2025, 12, 11))
        self.run_detector("late_payment")
        self.assertIn("2 invoices over", signal.explanation)
