from datetime import date, timedelta

from .common_signals import SignalCase

JANUARY = date(2026, 1, 31)


class TestRecovery(SignalCase):
    """Whether it helped: each detector tells from documents when he is back to usual.

    And does not say so of what is not over.
    """

    # Late payment

    def late(self):
        for number in range(4):
            due = date(2025, 3, 1) + timedelta(30 * number)
            self.bill(due, due + timedelta(2))
        invoice = self.bill(date(2025, 12, 10))
        return invoice, self.run_detector("late_payment")

    def test_paid_late_is_not_in_time_again(self):
        """He paid at last: for two weeks that is still what there is to ask about."""
        invoice, signal = self.late()
        self.pay(invoice, date(2026, 1, 5))
        self.assertRecovers(signal, date(2026, 1, 7), "unknown")
        self.Signal._follow_up(self.company, date(2026, 1, 7))
        self.assertEqual(signal.state, "new", "nobody has seen it yet")
        self.assertRecovers(signal, date(2026, 1, 21))
        self.Signal._follow_up(self.company, date(2026, 1, 21))
        self.assertEqual(signal.state, "explained")

    def test_the_next_invoice_paid_in_time_ends_it_sooner(self):
        invoice, signal = self.late()
        self.pay(invoice, date(2026, 1, 5))
        self.bill(date(2026, 1, 4), date(2026, 1, 6))
        self.assertRecovers(signal, date(2026, 1, 8))

    def test_a_next_invoice_paid_late_ends_nothing(self):
        invoice, signal = self.late()
        self.pay(invoice, date(2026, 1, 5))
        self.bill(date(2026, 1, 1), date(2026, 1, 6))
        self.assertRecovers(signal, date(2026, 1, 8), "unknown")

    def test_open_invoices_end_nothing(self):
        _invoice, signal = self.late()
        self.bill(date(2026, 1, 4), date(2026, 1, 4))
        self.assertRecovers(signal, date(2026, 3, 1), "unknown")
        self.assertRecovers(signal, date(2026, 9, 1), "no")

    def test_what_is_paid_later_was_open_until_then(self):
        """Another invoice, paid in time, doesn't make up for it."""
        invoice, signal = self.late()
        self.bill(date(2026, 1, 4), date(2026, 1, 6))
        self.pay(invoice, date(2026, 1, 20))
        self.assertRecovers(signal, date(2026, 1, 20), "unknown")
        self.assertRecovers(signal, date(2026, 1, 21))

    # Demand jumps

    def jump(self):
        days = [f"2025-{month:02}-10" for month in range(1, 12)]
        self.buys(self.partner, days, product_uom_qty=10, price_unit=10)
        self.buys(self.partner, ["2025-12-10"], product_uom_qty=60, price_unit=10)
        return self.run_detector("product_jump")

    def test_who_buys_on_as_usual_is_back(self):
        signal = self.jump()
        self.buys(self.partner, ["2026-01-20"], product_uom_qty=12, price_unit=10)
        self.assertRecovers(signal, JANUARY)
        self.Signal._follow_up(self.company, JANUARY)
        self.assertEqual(signal.state, "new", "why it jumped is still worth asking")

    def test_who_stocked_up_and_pauses_is_not_back_yet(self):
        self.assertRecovers(self.jump(), JANUARY, "unknown")

    def test_what_jumped_and_is_half_over_is_not_back_yet(self):
        """Three times 25; in mid January only the last of them is in the 30 days."""
        days = [f"2025-{month:02}-10" for month in range(1, 12)]
        self.buys(self.partner, days, product_uom_qty=10, price_unit=10)
        late = ["2025-12-03", "2025-12-10", "2025-12-20"]
        self.buys(self.partner, late, product_uom_qty=25, price_unit=10)
        signal = self.run_detector("product_jump")
        self.assertRecovers(signal, date(2026, 1, 15), "unknown")

    def test_who_takes_as_much_again_is_not_back(self):
        signal = self.jump()
        self.buys(self.partner, ["2026-01-20"], product_uom_qty=60, price_unit=10)
        self.assertRecovers(signal, JANUARY, "unknown")

    def test_other_products_say_nothing(self):
        signal = self.jump()
        other = self.products[1]
        self.buys(self.partner, ["2026-01-20"], product_id=other.id)
        self.assertRecovers(signal, JANUARY, "unknown")

    # Returned soon

    def returned(self):
        order = self.order(self.partner, "2025-12-01", 100)
        invoice = self.post(order._create_invoices(), "2025-12-01")
        self.reverse(invoice, "2025-12-11")
        return self.run_detector("returned_soon")

    def test_who_buys_the_product_again_trusts_it_again(self):
        signal = self.returned()
        self.buys(self.partner, ["2026-01-05"], product_id=self.products[1].id)
        self.assertRecovers(signal, date(2026, 1, 10), "unknown")
        self.buys(self.partner, ["2026-01-11"])
        self.assertRecovers(signal, date(2026, 1, 12))

    # Contribution or stability falls

    def falls(self):
        self.buys(self.partner, [f"2024-{m:02}-15" for m in range(10, 13)], 3000)
        self.buys(self.partner, [f"2025-{m:02}-15" for m in range(1, 13)], 1000)
        return self.run_detector("decline")  # 12,000; it was 18,000

    def test_half_of_what_counts_as_a_fall_is_made_up_for(self):
        """Back from 85 % of the 18,000 on: 30 % less would be a fall."""
        signal = self.falls()
        self.buys(self.partner, ["2026-01-15"], 3000)
        self.assertRecovers(signal, JANUARY, "unknown")  # 14,000
        self.buys(self.partner, ["2026-01-16"], 1500)
        self.assertRecovers(signal, JANUARY)  # 15,500

    def test_who_buys_as_much_but_unevenly_is_not_back(self):
        evidence = {"earlier_amount": 1000, "earlier_stability": 90}
        signal = self.Signal._record(
            self.company, "decline", self.partner, event_date=date(2025, 12, 1)
        )
        signal.evidence = evidence
        self.buys(self.partner, ["2025-12-20"], 1000)
        self.assertRecovers(signal, JANUARY, "unknown")
        signal.evidence = {**evidence, "earlier_stability": 30}
        self.assertRecovers(signal, JANUARY)

    # Quotation revised again

    def revised(self):
        partner = self.partner
        trait = self.env.ref("customer_insight.trait_personality_suspicious")
        partner.insight_personality_id = trait
        for day in ("2025-12-08", "2025-12-15", "2025-12-20"):
            self.quotation(partner, day, 500)
        return self.run_detector("quotation")

    def test_an_order_for_something_else_ends_no_haggling(self):
        signal = self.revised()
        self.buys(self.partner, ["2026-01-05"], product_id=self.products[1].id)
        self.assertRecovers(signal, date(2026, 1, 6), "unknown")
        self.buys(self.partner, ["2026-01-06"])
        self.assertRecovers(signal, date(2026, 1, 7))

    def test_an_order_from_before_ends_no_haggling(self):
        self.buys(self.partner, ["2025-12-01"])
        self.assertRecovers(self.revised(), date(2026, 1, 6), "unknown")

    # Rules for quotations

    def discounted(self):
        trait = self.env.ref("customer_insight.trait_personality_realistic")
        self.partner.insight_personality_id = trait
        order = self.quotation(self.partner, "2025-12-28", 100, "sent")
        order.order_line.discount = 20
        return order, self.run_detector("discount")

    def test_a_mended_quotation_keeps_to_the_rule(self):
        order, signal = self.discounted()
        self.assertRecovers(signal, date(2026, 1, 2), "unknown")
        order.order_line.discount = 5
        self.assertRecovers(signal, date(2026, 1, 3))
        self.Signal._follow_up(self.company, date(2026, 1, 3))
        self.assertEqual(signal.state, "new", "what was sent is still to be looked at")

    def test_the_latest_quotation_counts(self):
        _order, signal = self.discounted()
        fair = self.quotation(self.partner, "2026-01-04", 100, "sent")
        fair.order_line.discount = 15
        self.assertRecovers(signal, date(2026, 1, 5), "unknown")
        self.buys(self.partner, ["2026-01-06"], 100)
        self.assertRecovers(signal, date(2026, 1, 7))

    def test_a_fair_quotation_from_before_makes_up_for_nothing(self):
        """Nor does withdrawing the one that was not."""
        self.quotation(self.partner, "2025-12-20", 100, "sent")
        order, signal = self.discounted()
        order.state = "cancel"
        self.env.flush_all()
        self.assertRecovers(signal, date(2026, 1, 2), "unknown")

    # Stuck

    def test_who_falls_back_a_stage_has_not_recovered(self):
        self.policy.write({"stage_days_trial": 60, "stage_days_intention": 120})
        quotation = self.quotation(self.partner, "2025-10-15", 500)
        signal = self.run_detector("stuck")
        self.assertEqual(signal.evidence["stage"], "trial")
        quotation.state = "draft"
        self.env.flush_all()
        self.assertRecovers(signal, date(2026, 1, 5), "unknown")

    # For how long nobody knows

    def test_what_is_just_noticed_is_not_given_up(self):
        """However old the event: he has 180 days from the day it was noticed."""
        signal = self.Signal._record(
            self.company, "stuck", self.partner, event_date=date(2025, 1, 1)
        )
        signal.write({"evidence": {"stage": "trial"}, "detected_on": "2025-12-30"})
        self.assertRecovers(signal, date(2026, 1, 1), "unknown")
        self.assertRecovers(signal, date(2026, 8, 1), "no")
