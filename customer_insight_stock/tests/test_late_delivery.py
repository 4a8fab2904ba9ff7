from datetime import date

from .common import StockCase


class TestLateDelivery(StockCase):
    """Goods that come later than promised, sooner told for the friendly."""

    def friendly(self):
        trait = self.env.ref("customer_insight.trait_personality_friendly")
        self.partner.insight_personality_id = trait

    def test_still_not_delivered(self):
        order = self.ship("2025-12-20")
        row = self.assertFires(
            "late_delivery",
            self.partner,
            days=11,
            severity=85,  # 40 + 5 · (11 − 2)
            value=1000.0,
            promised_date="2025-12-20",
            event_date=date(2025, 12, 23),
        )
        self.assertEqual(row["evidence"]["pickings"], order.picking_ids.ids)

    def test_delivered_late(self):
        self.ship("2025-12-20", delivered="2025-12-24")
        self.assertFires("late_delivery", self.partner, days=4)

    def test_in_time_a_little_late_or_long_over_is_no_news(self):
        self.ship("2025-12-20", delivered="2025-12-20")
        self.ship("2025-12-20", delivered="2025-12-22")
        self.ship("2025-11-20", delivered="2025-12-01", ordered="2025-11-01")
        self.assertSilent("late_delivery", self.partner)

    def test_a_day_is_too_long_for_the_friendly(self):
        self.ship("2025-12-20", delivered="2025-12-21")
        self.assertSilent("late_delivery", self.partner)
        self.friendly()
        self.assertFires("late_delivery", self.partner, days=1)

    def test_what_was_cancelled_or_is_only_quoted_is_not_late(self):
        self.ship("2025-12-20").picking_ids.action_cancel()
        self.ship("2025-12-20")._action_cancel()
        self.assertSilent("late_delivery", self.partner)

    def test_an_order_is_at_stake_once_however_many_parts_are_late(self):
        order = self.ship("2025-12-20")
        self.finish(order.picking_ids, "2025-12-24", quantity=6)
        self.assertEqual(len(order.picking_ids), 2, "the rest is still due")
        self.ship("2025-12-21", quantity=2)
        self.assertFires("late_delivery", self.partner, count=3, days=11, value=1200.0)

    def test_without_a_day_on_the_order_the_transfers_counts(self):
        order = self.ship(False, quantity=1)
        order.picking_ids.move_ids.date_deadline = "2025-12-22"
        self.assertFires(
            "late_delivery", self.partner, days=9, promised_date="2025-12-22"
        )
        order.commitment_date = "2025-12-30"
        order.picking_ids.move_ids.date_deadline = "2025-12-22"
        self.assertSilent("late_delivery", self.partner)

    def test_steps_within_the_warehouse_are_no_deliveries(self):
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", self.company.id)]
        )
        warehouse.delivery_steps = "pick_ship"
        order = self.ship("2025-12-20")
        kinds = set(order.picking_ids.picking_type_id.mapped("code"))
        self.assertIn("internal", kinds)
        self.finish(order.picking_ids, "2025-12-30")
        out = order.picking_ids.filtered(lambda p: p.picking_type_code == "outgoing")
        self.assertFires("late_delivery", self.partner, count=1)["evidence"]
        self.finish(out, "2025-12-20")
        self.assertSilent("late_delivery", self.partner)

    def test_goods_that_come_back_are_no_delivery(self):
        order = self.ship("2025-12-10", delivered="2025-12-10")
        self.send_back(order, 4, "2025-12-30")
        self.assertSilent("late_delivery", self.partner)

    def test_what_was_delivered_later_was_late_already(self):
        self.ship("2025-12-10", delivered="2025-12-30")
        self.assertSilent("late_delivery", self.partner, as_of=date(2025, 12, 13))
        self.assertFires(
            "late_delivery", self.partner, as_of=date(2025, 12, 21), days=10
        )

    def test_back_to_usual_when_all_came(self):
        order = self.ship("2025-12-20")
        signal = self.run_detector("late_delivery")
        self.assertEqual(signal.picking_count, 1)
        self.assertEqual(signal.action_open_pickings()["res_id"], order.picking_ids.id)
        self.assertEqual(signal.recovered, "unknown")
        self.finish(order.picking_ids, "2026-01-02")
        self.run_detector("late_delivery", date(2026, 1, 3))
        self.assertEqual(signal.recovered, "unknown", "it came late: that is news")
        self.ship("2026-01-04", delivered="2026-01-05", ordered="2026-01-03")
        self.run_detector("late_delivery", date(2026, 1, 6))
        self.assertEqual(signal.recovered, "unknown", "late again")
        self.ship("2026-01-06", delivered="2026-01-06", ordered="2026-01-03")
        self.run_detector("late_delivery", date(2026, 1, 7))
        self.assertEqual(signal.recovered, "yes", "in time again")

    def test_what_came_in_time_before_ends_nothing(self):
        self.ship("2025-12-15", delivered="2025-12-15")
        order = self.ship("2025-12-20")
        signal = self.run_detector("late_delivery")
        self.finish(order.picking_ids, "2026-01-02")
        self.run_detector("late_delivery", date(2026, 1, 3))
        self.assertEqual(signal.recovered, "unknown")

    def test_what_was_given_up_is_waited_for_no_more(self):
        order = self.ship("2025-12-20")
        signal = self.run_detector("late_delivery")
        order.picking_ids.action_cancel()
        self.run_detector("late_delivery", date(2026, 1, 3))
        self.assertEqual(signal.recovered, "yes")

    def test_two_weeks_without_a_late_one_are_usual_again(self):
        order = self.ship("2025-12-20")
        signal = self.run_detector("late_delivery")
        self.finish(order.picking_ids, "2026-01-02")
        self.run_detector("late_delivery", date(2026, 1, 16))
        self.assertEqual(signal.recovered, "unknown")
        self.run_detector("late_delivery", date(2026, 1, 17))
        self.assertEqual(signal.recovered, "yes")

    def test_one_delivery_and_one_day_are_no_plural(self):
        self.friendly()
        self.ship("2025-12-20", delivered="2025-12-21")
        signal = self.run_detector("late_delivery")
        self.assertIn("promised for 12/20/2025, one day late", signal.explanation)
        self.ship("2025-12-20")
        self.run_detector("late_delivery")
        self.assertIn("2 deliveries, up to 11 days", signal.explanation)

    def test_a_quotation_for_the_friendly_tells_of_it(self):
        self.friendly()
        self.partner.user_id = self.anna
        self.ship("2025-12-20")
        self.run_detector("late_delivery")
        order = self.quotation(self.partner, "2025-12-30", 100, "draft")
        [hint] = order.with_user(self.chief).insight_guards
        self.assertIn("Late delivery", hint["reason"])

    def test_other_companies_deliveries_are_theirs(self):
        self.ship("2025-12-20")
        self.assertOnlyHere("late_delivery")
