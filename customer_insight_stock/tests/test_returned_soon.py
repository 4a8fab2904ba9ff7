from datetime import date

from .common import StockCase


class TestReturnedSoon(StockCase):
    """Goods that come back, before anybody credits them."""

    def test_a_return_is_told_without_a_credit_note(self):
        order = self.ship("2025-12-10", delivered="2025-12-10")
        back = self.send_back(order, 4, "2025-12-16", "<p>They squeak</p>")
        row = self.assertFires(
            "returned_soon",
            self.partner,
            self.goods,
            days=6,
            severity=58.0,  # 30 + 70 · 4/10
            value=400.0,
            event_date=date(2025, 12, 16),
        )
        self.assertEqual(row["evidence"]["pickings"], back.ids)
        signal = self.run_detector("returned_soon")
        self.assertIn("4 of 10", signal.explanation)
        self.assertIn("12/16/2025, 6 days after the delivery", signal.explanation)
        self.assertIn("They squeak", signal.explanation)

    def test_the_next_day_is_at_once(self):
        order = self.ship("2025-12-10", delivered="2025-12-10")
        self.send_back(order, 4, "2025-12-11")
        signal = self.run_detector("returned_soon")
        self.assertIn("at once after the delivery", signal.explanation)
        self.assertNotIn("Noted", signal.explanation)

    def test_pieces_of_a_dozen_are_worth_their_part(self):
        """A dozen at 120, of which four pieces came back."""
        dozen = self.env.ref("uom.product_uom_dozen")
        line = {"product_uom_id": dozen.id, "price_unit": 120}
        order = self.ship("2025-12-10", "2025-12-10", quantity=1, **line)
        self.send_back(order, 4, "2025-12-16")
        self.assertFires(
            "returned_soon",
            self.partner,
            self.goods,
            quantity=4,
            sold_quantity=12,
            value=40.0,
        )

    def test_what_is_announced_only_has_not_come_back(self):
        order = self.ship("2025-12-10", delivered="2025-12-10")
        back = self.send_back(order, 4, None)
        self.assertEqual(back.state, "assigned")
        self.assertSilent("returned_soon", self.partner)

    def test_after_two_months_it_is_no_news(self):
        order = self.ship("2025-12-10", delivered="2025-12-10")
        self.send_back(order, 4, "2025-12-16")
        told = date(2026, 2, 14)
        self.assertFires("returned_soon", self.partner, self.goods, as_of=told)
        self.assertSilent("returned_soon", self.partner, as_of=date(2026, 2, 15))

    def test_other_companies_returns_are_theirs(self):
        order = self.ship("2025-12-10", delivered="2025-12-10")
        self.send_back(order, 4, "2025-12-16")
        self.assertOnlyHere("returned_soon")

    def test_long_after_few_and_what_is_not_yet_back_are_no_news(self):
        old = self.ship("2025-11-01", delivered="2025-11-01", ordered="2025-10-20")
        self.send_back(old, 4, "2025-12-16")
        self.assertSilent("returned_soon", self.partner)
        many = self.ship("2025-12-10", delivered="2025-12-10", quantity=100)
        self.send_back(many, 2, "2025-12-16")
        self.assertSilent("returned_soon", self.partner)
        order = self.ship("2025-12-10", delivered="2025-12-10")
        self.send_back(order, 10, "2025-12-30")
        self.assertSilent("returned_soon", self.partner, as_of=date(2025, 12, 30))

    def test_the_credit_note_of_a_return_is_the_same_event(self):
        self.goods.invoice_policy = "order"
        order = self.ship("2025-12-10", delivered="2025-12-10")
        invoice = self.post(order._create_invoices(), "2025-12-10")
        self.send_back(order, 4, "2025-12-16")
        signal = self.run_detector("returned_soon", date(2025, 12, 18))
        signal.state = "dismissed"
        note = invoice._reverse_moves(
            [{"date": "2025-12-20", "invoice_date": "2025-12-20"}]
        )
        note.invoice_line_ids.filtered("product_id").quantity = 4
        note.action_post()
        self.assertEqual(self.run_detector("returned_soon"), signal, "told already")
        row = self.assertFires("returned_soon", self.partner, self.goods)
        self.assertEqual(row["value"], 400)
        self.assertIn(note.id, row["evidence"]["invoices"])
        self.assertTrue(row["evidence"]["pickings"])

    def test_a_credit_note_alone_reads_as_before(self):
        self.goods.invoice_policy = "order"
        order = self.ship("2025-12-10")
        invoice = self.post(order._create_invoices(), "2025-12-10")
        self.reverse(invoice, "2025-12-16")
        signal = self.run_detector("returned_soon")
        self.assertIn("6 days after the invoice", signal.explanation)
