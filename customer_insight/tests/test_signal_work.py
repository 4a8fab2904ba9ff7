from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .common_signals import SignalCase

INVESTIGATE = "customer_insight.mail_activity_type_investigate"


class TestSignalWork(SignalCase):
    """From an event to a cause, a countermeasure and an outcome, without a flood."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.user_id = cls.anna
        # who came six times, every ten days, is overdue after 28
        cls.tune("overdue", patience=0.8)
        cls.reason = cls.env.ref("customer_insight.reason_overdue_people")

    def late(self, partner=None, amount=100):
        """Let a customer be overdue since 26 December; return his signal."""
        partner = partner or self.partner
        self.buys(partner, self.every(10, 6, "2025-11-27"), amount)
        signals = self.run_detector("overdue")
        return signals.filtered(lambda signal: signal.partner_id == partner)

    # One open signal

    def test_what_is_found_again_changes_the_figures_only(self):
        signal = self.late()
        signal.write({"state": "investigating", "outcome": "Called him"})
        again = self.run_detector("overdue", date(2026, 1, 2))
        self.assertEqual(again, signal)
        self.assertEqual(signal.evidence["days"], 35)
        self.assertEqual(
            (signal.state, signal.outcome), ("investigating", "Called him")
        )

    def test_nothing_new_writes_nothing(self):
        self.late()
        self.assertEqual(self.setting("overdue").last_count, 1)
        self.run_detector("overdue")
        self.assertEqual(self.setting("overdue").last_count, 0)

    def test_a_closed_event_is_not_told_again(self):
        signal = self.late()
        signal.state = "dismissed"
        self.assertEqual(self.run_detector("overdue", date(2026, 1, 5)), signal)

    def test_a_later_event_is_quiet_for_a_while(self):
        signal = self.late()
        signal.state = "dismissed"  # today: 31 December
        self.buys(self.partner, self.every(10, 3, "2026-01-20"))
        self.assertEqual(self.run_detector("overdue", date(2026, 3, 20)), signal)
        self.setting("overdue").quiet_days = 30
        self.assertEqual(len(self.run_detector("overdue", date(2026, 3, 20))), 2)

    def test_the_most_at_risk_comes_first(self):
        small, big = self.customers(2)
        self.late(small, 10)
        self.late(big, 1000)
        self.assertEqual(self.signals("overdue").partner_id.ids, [big.id, small.id])

    def test_archived_customers_raise_nothing(self):
        self.partner.active = False
        self.assertFalse(self.late())

    def test_only_one_open_signal_of_a_kind(self):
        signal = self.late()
        same = {"detector": "overdue", "event_date": date(2025, 12, 31)}
        again = self.Signal._record(self.company, partner=self.partner, **same)
        self.assertEqual(again, signal)

    # Evidence

    def test_evidence_is_a_sentence_with_figures(self):
        signal = self.late()
        self.assertEqual(
            signal.explanation,
            "No order for 34 days. He usually orders every 10 days, and 28 days would "
            "still be normal. Last order: 11/27/2025.",
        )
        self.assertEqual(signal.value, 600)
        self.assertEqual(signal.at_risk, 353.4)

    def test_evidence_opens_its_documents(self):
        signal = self.late()
        action = signal.action_open_orders()
        orders = self.env["sale.order"].search(action["domain"])
        self.assertEqual(orders.partner_id, self.partner)
        self.assertEqual(signal.order_count, 5)

    def test_an_open_signal_counts_the_days_that_have_gone_by(self):
        """He is long gone: no night finds him any more, and he is still away."""
        signal = self.late()
        with freeze_time("2026-05-31"):
            signal.invalidate_recordset()
            self.assertIn("No order for 185 days", signal.explanation)
            signal.state = "dismissed"
            self.assertIn("No order for 34 days", signal.explanation)

    def test_a_chance_is_told_of_the_days_it_was_learned_for(self):
        signal = self.late()
        signal.evidence = {**signal.evidence, "chance": 40, "ahead_days": 90}
        self.assertIn("40 ordered nothing", signal.explanation)
        with freeze_time("2026-05-31"):
            signal.invalidate_recordset()
            self.assertNotIn("ordered nothing", signal.explanation)

    def test_evidence_of_an_older_version_is_still_readable(self):
        signal = self.late()
        signal.evidence = {"days": 3}
        self.assertIn("days: 3", signal.explanation)

    # States

    def test_explained_needs_a_cause(self):
        signal = self.late().with_user(self.anna)
        with self.assertRaisesRegex(UserError, "Choose the cause first"):
            signal.action_explain()
        signal.reason_id = self.reason
        signal.action_explain()
        self.assertEqual(signal.outcome_date, date(2025, 12, 31))
        signal.action_reopen()
        self.assertFalse(signal.outcome_date, "open again")

    def test_causes_are_proposed_by_topic(self):
        signal = self.late().with_user(self.anna)
        self.assertIn(self.reason, signal.candidate_ids)
        self.assertEqual(set(signal.candidate_ids.mapped("topic")), {"overdue"})
        reason = self.reason.with_user(self.anna)
        reason.with_context(insight_signal_id=signal.id).action_choose()
        self.assertEqual(signal.reason_id, self.reason)
        self.assertEqual(signal.countermeasure, self.reason.countermeasure)
        self.assertEqual(self.reason.signal_count, 1)

    def test_snoozed_comes_back(self):
        signal = self.late()
        signal.action_snooze()
        self.assertEqual(signal.snooze_until, date(2026, 1, 14))
        self.Signal._follow_up(self.company, date(2026, 1, 14))
        self.assertEqual(signal.state, "snoozed")
        self.Signal._follow_up(self.company, date(2026, 1, 15))
        self.assertEqual(signal.state, "new")
        self.assertFalse(signal.snooze_until)

    def test_who_orders_again_has_recovered(self):
        signal = self.late()
        signal.state = "investigating"
        self.buys(self.partner, ["2026-01-05"])
        self.run_detector("overdue", date(2026, 1, 6))
        self.assertEqual(signal.recovered, "yes")
        self.assertEqual(signal.state, "investigating", "somebody works on it")

    def test_what_nobody_looked_at_closes_by_itself(self):
        signal = self.late()
        self.buys(self.partner, ["2026-01-05"])
        self.run_detector("overdue", date(2026, 1, 6))
        self.Signal._follow_up(self.company, date(2026, 1, 6))
        self.assertEqual(signal.state, "explained")
        self.assertEqual(signal.outcome_date, date(2026, 1, 5))
        self.assertFalse(signal.reason_id)

    def test_who_never_comes_back_has_not_recovered(self):
        signal = self.late()
        self.run_detector("overdue", date(2026, 9, 1))
        self.assertEqual(signal.recovered, "no")

    # Work

    def test_the_most_urgent_become_work_up_to_the_cap(self):
        self.policy.signal_daily_cap = 2
        customers = self.customers(3)
        customers.user_id = self.anna
        for customer, amount in zip(customers, (10, 1000, 100), strict=True):
            self.late(customer, amount)
        self.Signal._schedule_investigations(self.company)
        signals = self.signals("overdue")
        self.assertEqual(
            [len(signal.activity_ids) for signal in signals], [1, 1, 0], "ranked"
        )
        self.assertEqual(signals[0].activity_ids.user_id, self.anna)
        self.Signal._schedule_investigations(self.company)
        self.assertEqual(len(signals.activity_ids), 2, "no more on the same day")
        with freeze_time("2026-01-01 12:00:00"):
            self.Signal._schedule_investigations(self.company)
        self.assertEqual(len(signals.activity_ids), 3, "the rest on the next")

    def test_without_salesperson_it_is_the_fallbacks_work(self):
        self.partner.user_id = False
        signal = self.late()
        self.Signal._schedule_investigations(self.company)
        self.assertFalse(signal.activity_ids)
        self.policy.fallback_user_id = self.chief
        self.Signal._schedule_investigations(self.company)
        self.assertEqual(signal.activity_ids.user_id, self.chief)

    def test_closing_takes_the_work_away(self):
        signal = self.late()
        self.Signal._schedule_investigations(self.company)
        signal.with_user(self.anna).action_dismiss()
        self.assertFalse(signal.activity_ids)

    def test_the_causes_plan_is_scheduled_once(self):
        signal = self.late().with_user(self.anna)
        with self.assertRaisesRegex(UserError, "Choose a cause"):
            signal.action_schedule_plan()
        signal.reason_id = self.reason
        signal.action_schedule_plan()
        steps = self.reason.plan_id.template_ids
        self.assertEqual(signal.activity_ids.activity_type_id, steps.activity_type_id)
        self.assertEqual(signal.activity_ids.user_id, self.anna)
        signal.action_schedule_plan()
        self.assertEqual(len(signal.activity_ids), len(steps), "no second time")

    # Disputes

    def test_a_dispute_is_opened_from_an_order(self):
        order = self.order(self.partner, "2025-12-01", 300)
        wizard = self.env["customer.insight.dispute.wizard"].with_user(self.anna)
        action = order.with_user(self.anna).action_insight_open_dispute()
        dialog = wizard.with_context(**action["context"]).create({"text": "It squeaks"})
        signal = self.Signal.browse(dialog.action_open()["res_id"])
        self.assertEqual(signal.partner_id, self.partner)
        self.assertEqual(signal.state, "investigating")
        self.assertEqual(signal.explanation, "It squeaks")
        self.assertEqual(signal.value, 300)
        self.assertEqual(signal.action_open_orders()["res_id"], order.id)
        self.assertEqual(set(signal.candidate_ids.mapped("topic")), {"dispute"})

    def test_a_second_dispute_adds_to_the_open_one(self):
        """Neither its words nor its documents are lost."""
        first, second = (
            self.order(self.partner, day, 300) for day in ("2025-12-01", "2025-12-02")
        )
        signal = self.Signal._open_dispute(
            self.company, self.partner, "It squeaks", orders=first
        )
        again = self.Signal._open_dispute(
            self.company, self.partner, "It rattles", orders=second
        )
        self.assertEqual(again, signal)
        self.assertEqual(signal.explanation, "It squeaks\nIt rattles")
        self.assertEqual(signal.order_count, 2)

    # Merging

    def test_merging_customers_unites_open_signals(self):
        other = self.customer("Other", user_id=self.anna.id)
        mine, theirs = self.late(), self.late(other)
        theirs.write({"state": "investigating", "outcome": "Called"})
        theirs.message_post(body="Spoke to the owner")
        closed = self.Signal._open_dispute(self.company, other, "Old")
        closed.state = "dismissed"
        merge = self.env["base.partner.merge.automatic.wizard"]
        merge._merge((self.partner | other).ids, self.partner)
        self.assertFalse(mine.exists())
        self.assertEqual(theirs.partner_id, self.partner)
        self.assertIn("Spoke to the owner", "".join(theirs.message_ids.mapped("body")))
        self.assertEqual(closed.partner_id, self.partner, "closed ones move along")
