from datetime import date

from odoo import Command

from .test_guards import GuardCase


class TestGuardSignals(GuardCase):
    """What was sent against the rules, the night tells, too."""

    def test_a_discount_over_the_cap(self):
        self.of_kind("realistic")
        self.quote("2025-12-20", "sent", discount=5)
        self.assertSilent("discount", self.partner)
        order = self.quote("2025-12-28", "sent", discount=20)
        row = self.assertFires(
            "discount",
            self.partner,
            discount=20,
            cap=5,
            severity=85,  # 40 + 3 · 15
            event_date=date(2025, 12, 28),
        )
        self.assertEqual(row["evidence"]["orders"], [order.id])
        self.assertSilent("discount", self.partner, as_of=date(2025, 12, 28))

    def test_drafts_and_others_are_not_told(self):
        self.of_kind("realistic")
        self.quote("2025-12-28", "draft", discount=20)
        self.quote("2025-12-28", "cancel", discount=20)
        other = self.customer()
        self.quote("2025-12-28", "sent", partner=other, discount=20)
        self.assertFalse(self.found("discount"))
        self.quote("2025-12-28", "sale", discount=20)
        self.assertFires("discount", self.partner)

    def test_samples_gifts_and_what_is_long_ago_are_not_told(self):
        self.of_kind("realistic")
        sample = self.quote("2025-12-28", "sent", discount=20)
        sample.insight_is_sample = True
        self.quote("2025-12-28", "sent", discount=100)
        self.quote("2025-12-17", "sent", discount=20)
        self.assertSilent("discount", self.partner)
        self.quote("2025-12-18", "sent", discount=20)
        self.assertFires("discount", self.partner)

    def test_rules_that_are_archived_or_about_something_else_are_not_told(self):
        rules = self.of_kind("realistic").guard_ids
        self.quote("2025-12-28", "sent", discount=20)
        rules.active = False
        self.assertSilent("discount", self.partner)
        rules.active = True
        rules.kind = "follow_up"
        self.assertSilent("discount", self.partner)

    def test_other_companies_quotations_are_theirs(self):
        self.of_kind("realistic")
        self.quote("2025-12-28", "sent", discount=20)
        self.assertOnlyHere("discount")

    def lines(self, *lines):
        """A quotation of these lines, sent on 28 December."""
        return self.quotation(self.partner, "2025-12-28", None, "sent", lines=lines)

    def test_the_largest_of_the_lines_and_of_the_whole_counts(self):
        self.of_kind("realistic")
        self.lines({"price_unit": 900}, {"price_unit": 100, "discount": 8})
        self.assertFires("discount", self.partner, discount=8)
        self.lines({"price_unit": 100}, {"price_unit": -12})
        self.assertFires("discount", self.partner, discount=12)

    def test_what_is_paid_in_advance_is_no_discount(self):
        self.of_kind("realistic")
        advance = {"price_unit": -30, "is_downpayment": True, "product_uom_qty": 1}
        self.lines({"price_unit": 100}, advance)
        self.assertSilent("discount", self.partner)

    def test_what_reads_as_the_cap_is_not_over_it(self):
        self.of_kind("realistic")
        self.lines({"price_unit": 100, "discount": 5.04})
        self.assertSilent("discount", self.partner)
        self.lines({"price_unit": 100, "discount": 5.05})
        self.assertFires("discount", self.partner, discount=5.1)

    def test_the_latest_quotation_is_told(self):
        self.of_kind("realistic")
        self.quote("2025-12-20", "sent", discount=50)
        self.quote("2025-12-28", "sent", discount=10)
        self.assertFires("discount", self.partner, discount=10)

    def test_a_margin_is_not_guessed_where_nobody_knows_it(self):
        self.of_kind("difficult")
        self.quote("2025-12-28", "sent")
        if not self.env["customer.insight.guard"]._has_margin():
            self.assertSilent("margin", self.partner)
            self.assertFalse(self.hints(self.quote(), self.chief))

    def test_a_new_product_offered(self):
        self.of_kind("conservative")
        new = self.products[1]
        self.quote("2025-12-28", "sent", product_id=new.id)
        self.assertSilent("new_product", self.partner)  # everything is new to him
        self.buys(self.partner, ["2025-06-01"])
        row = self.assertFires("new_product", self.partner, new, line_amount=100)
        self.assertEqual(row["severity"], 30)
        self.buys(self.partner, ["2025-11-01"], product_id=new.id)
        self.assertSilent("new_product", self.partner)

    def offer(self, day="2025-12-28", state="sent", **line):
        """Quote a conservative customer of old something that he never bought."""
        self.of_kind("conservative")
        self.buys(self.partner, ["2025-06-01"])
        return self.quote(day, state, product_id=self.products[1].id, **line)

    def test_what_he_ordered_is_no_offer_and_a_gift_neither(self):
        self.offer(state="sale")
        gift = {"product_id": self.products[2].id, "price_unit": 0}
        self.lines({"price_unit": 100}, gift)
        self.assertSilent("new_product", self.partner)

    def test_an_advance_is_no_new_product(self):
        self.offer("2025-11-01")
        advance = {"product_id": self.products[2].id, "is_downpayment": True}
        self.lines({"price_unit": 100}, {"price_unit": 30, **advance})
        self.assertSilent("new_product", self.partner)

    def test_another_variant_is_nothing_new(self):
        self.offer()
        red, blue = self.two_variants()
        self.quote("2025-12-28", "sent", product_id=blue.id)
        self.assertFires("new_product", self.partner, blue)
        self.buys(self.partner, ["2025-07-01"], product_id=red.id)
        self.assertNotIn((self.partner.id, blue.id), self.found("new_product"))

    def test_what_a_contact_of_his_bought_is_known(self):
        self.offer()
        buyer = self.customer("Buyer", parent_id=self.partner.id)
        self.buys(buyer, ["2025-07-01"], product_id=self.products[1].id)
        self.assertSilent("new_product", self.partner)

    def test_quotations_later_orders_and_other_companies_make_nothing_known(self):
        self.offer()
        new = {"product_id": self.products[1].id}
        self.quote("2025-08-01", "cancel", **new)
        self.buys(self.partner, ["2025-12-30"], **new)
        elsewhere = self._create_company("Elsewhere")
        self.buys(self.partner, ["2025-08-01"], **new).company_id = elsewhere
        self.assertFires("new_product", self.partner, self.products[1])

    def test_service_is_slow_sooner_for_the_friendly(self):
        dispute = self.Signal._open_dispute(self.company, self.partner, "Squeaks")
        dispute.event_date = date(2025, 12, 27)  # four days ago
        self.assertSilent("slow_service", self.partner)
        self.of_kind("friendly")
        self.assertFires(
            "slow_service",
            self.partner,
            days=4,
            limit=2,
            severity=70,
            event_date=date(2025, 12, 30),
        )

    def test_service_is_slow_for_others_after_a_week(self):
        dispute = self.Signal._open_dispute(self.company, self.partner, "Squeaks")
        dispute.event_date = date(2025, 12, 24)  # seven days ago
        self.assertSilent("slow_service", self.partner)
        dispute.event_date = date(2025, 12, 23)
        signal = self.run_detector("slow_service")
        self.assertIn("open for 8 days", signal.explanation)
        dispute.write({"state": "dismissed"})
        self.run_detector("slow_service", date(2026, 1, 2))
        self.assertEqual(signal.recovered, "yes")

    def test_what_is_settled_or_not_yet_told_is_not_slow(self):
        dispute = self.Signal._open_dispute(self.company, self.partner, "Squeaks")
        dispute.event_date = date(2025, 12, 20)
        self.assertSilent("slow_service", self.partner, as_of=date(2025, 12, 20))
        dispute.state = "dismissed"  # today: 31 December
        self.assertSilent("slow_service", self.partner)
        self.assertFires("slow_service", self.partner, as_of=date(2025, 12, 31))

    def test_other_signals_and_other_companies_disputes_are_no_slow_service(self):
        dispute = self.Signal._open_dispute(self.company, self.partner, "Squeaks")
        dispute.event_date = date(2025, 12, 1)
        self.assertOnlyHere("slow_service")
        dispute.detector = "overdue"
        self.assertSilent("slow_service", self.partner)

    def test_a_complaint_told_again_is_as_old_as_it_was(self):
        dispute = self.Signal._open_dispute(self.company, self.partner, "Squeaks")
        dispute.event_date = date(2025, 12, 20)
        self.Signal._open_dispute(self.company, self.partner, "Still squeaks")
        self.assertEqual(dispute.event_date, date(2025, 12, 20))

    def test_types_of_ones_own_are_suspicious_by_their_rule(self):
        stingy = self.of_kind("stingy")
        for day in ("2025-12-10", "2025-12-15", "2025-12-20"):
            self.quote(day, "sent")
        self.assertSilent("quotation", self.partner)
        stingy.guard_ids = [
            Command.create({"kind": "revisions", "cap": 2, "advice": "No more"})
        ]
        self.assertFires("quotation", self.partner, count=3)
