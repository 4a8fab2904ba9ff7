from datetime import date

from .common_signals import SignalCase


class TestDisputeRecovery(SignalCase):
    """A dispute is over when its invoices are settled; service is slow until then."""

    def dispute(self, invoice):
        return self.Signal._open_dispute(
            self.company, self.partner, "Squeaks", invoices=invoice
        )

    def test_a_dispute_is_over_when_its_invoice_is_paid_after_it(self):
        invoice = self.bill(date(2025, 12, 10))
        signal = self.dispute(invoice)
        signal.event_date = date(2025, 12, 20)
        self.assertRecovers(signal, date(2026, 1, 2), "unknown")
        self.pay(invoice, date(2026, 1, 5))
        self.assertRecovers(signal, date(2026, 1, 6))
        self.assertEqual(signal.state, "investigating", "people close it")

    def test_of_a_dispute_about_paid_goods_documents_say_nothing(self):
        signal = self.dispute(self.bill(date(2025, 12, 1), date(2025, 12, 1)))
        signal.event_date = date(2025, 12, 20)
        self.assertRecovers(signal, date(2026, 12, 1), "unknown")

    def test_a_dispute_is_not_over_while_one_of_its_invoices_is_open(self):
        paid, unpaid = self.bill(date(2025, 12, 10)), self.bill(date(2025, 12, 11))
        signal = self.dispute(paid + unpaid)
        signal.event_date = date(2025, 12, 20)
        self.pay(paid, date(2026, 1, 5))
        self.assertRecovers(signal, date(2026, 1, 6), "unknown")
        self.pay(unpaid, date(2026, 1, 6))
        self.assertRecovers(signal, date(2026, 1, 7))

    def test_a_disputes_invoice_that_is_paid_later_is_open_until_then(self):
        invoice = self.bill(date(2025, 12, 10))
        signal = self.dispute(invoice)
        signal.event_date = date(2025, 12, 20)
        self.pay(invoice, date(2026, 1, 5))
        self.assertRecovers(signal, date(2026, 1, 5), "unknown")
        self.assertRecovers(signal, date(2026, 1, 6))

    # Slow service

    def test_service_is_slow_until_the_dispute_is_closed(self):
        dispute = self.dispute(self.env["account.move"])
        dispute.event_date = date(2025, 12, 20)
        signal = self.run_detector("slow_service")
        for state in ("new", "investigating", "snoozed"):
            dispute.state = state
            self.assertRecovers(signal, date(2026, 1, 2), "unknown")
        dispute.state = "dismissed"  # today: 31 December
        self.assertRecovers(signal, date(2025, 12, 31), "unknown")
        self.assertRecovers(signal, date(2026, 1, 1))
