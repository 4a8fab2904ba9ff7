from datetime import date
from itertools import count
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from .common_signals import SignalCase


class TestReplay(SignalCase):
    """A manager sees what a detector would have told, before he switches it on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.user_id = cls.anna
        # who came six times, every ten days, is overdue after 28
        cls.tune("overdue", patience=0.8)

    def replay(self, detector="overdue", what_if=None, **values):
        """Return a look back, tried to its end: December, every week."""
        replay = (
            self.env["customer.insight.replay"]
            .with_user(self.chief)
            .create(
                {
                    "setting_id": self.setting(detector).id,
                    "date_from": date(2025, 12, 1),
                    "date_to": date(2025, 12, 31),
                    **values,
                }
            )
        )
        for row in replay.parameter_ids:
            row.what_if = (what_if or {}).get(row.name, row.what_if)
        replay.action_try()
        while replay.advance():
            pass
        self.assertFalse(replay.last_error)
        return replay

    def found(self, replay, side="as_set"):
        """``{(customer, day of the look)}`` of what was found."""
        findings = replay.finding_ids.filtered(lambda f: f.side == side)
        return {(finding.partner_id, finding.found_on) for finding in findings}

    def sides(self, replay):
        return {side["side"]: side for side in replay.result["sides"]}

    # What is found

    def test_what_the_night_would_have_told_is_found_on_its_day(self):
        # every ten days until 22 November: overdue after 28 days, from the 21st
        self.buys(self.partner, self.every(10, 6, "2025-11-22"))
        replay = self.replay(step_days=1)
        self.assertEqual(self.found(replay), {(self.partner, date(2025, 12, 21))})
        finding = replay.finding_ids
        self.assertEqual(finding.user_id, self.anna)
        self.assertEqual(finding.evidence["days"], 29)
        self.assertIn("No order for 29 days", finding.explanation)
        self.assertEqual(finding.order_count, 5)

    def test_weekly_looks_find_it_on_the_next_look(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-22"))
        # looks: 30 November, 7, 14, 21, 28 December
        self.assertEqual(
            self.found(self.replay()), {(self.partner, date(2025, 12, 21))}
        )

    def test_the_days_after_a_look_do_not_exist_for_it(self):
        """He came back on 24 December; on the 21st nobody could know."""
        days = [*self.every(10, 6, "2025-11-22"), date(2025, 12, 24)]
        self.buys(self.partner, days)
        replay = self.replay(step_days=1)
        self.assertEqual(self.found(replay), {(self.partner, date(2025, 12, 21))})

    def test_no_signal_is_written_and_nobody_gets_work(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-22"))
        self.replay()
        self.assertFalse(self.Signal.search([("company_id", "=", self.company.id)]))
        self.assertFalse(self.partner.activity_ids)
        self.assertFalse(self.setting("overdue").last_run)

    def test_open_signals_of_today_hide_nothing(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-22"))
        self.run_detector("overdue").action_dismiss()
        self.assertEqual(len(self.found(self.replay())), 1)

    def test_what_stood_before_is_counted_apart(self):
        self.buys(self.partner, self.every(10, 6, "2025-10-28"))  # since 26 November
        replay = self.replay()
        [side] = replay.result["sides"]
        self.assertEqual((side["standing"], side["count"]), (1, 0))
        domain = replay.action_open_findings()["domain"]
        self.assertFalse(replay.finding_ids.search(domain))

    def test_a_later_event_is_told_after_the_quiet_time(self):
        days = self.every(10, 6, "2025-08-23")  # overdue from 21 September
        again = self.every(10, 3, "2025-10-25")  # back; and overdue again
        self.buys(self.partner, [*days, *again])
        look = {"date_from": date(2025, 9, 1), "step_days": 1}
        self.assertEqual(len(self.found(self.replay(**look))), 1, "within 90 days")
        self.setting("overdue").quiet_days = 10
        self.assertEqual(len(self.found(self.replay(**look))), 2)

    def test_other_companies_customers_are_not_looked_at(self):
        elsewhere = self._create_company("Elsewhere")
        self.Setting._sync()
        self.buys(self.partner, self.every(10, 6, "2025-11-22"))
        setting = self.Setting.search(
            [("detector", "=", "overdue"), ("company_id", "=", elsewhere.id)]
        )
        replay = self.env["customer.insight.replay"].create(
            {"setting_id": setting.id, "date_from": "2025-12-01"}
        )
        replay.action_try()
        replay.advance()
        self.assertFalse(replay.finding_ids)

    # Both settings

    def test_other_numbers_are_tried_beside(self):
        patient, quick = self.customers(2)
        self.buys(patient, self.every(10, 6, "2025-11-26"))  # 28 days are normal
        self.buys(quick, self.every(4, 9, "2025-11-26"))  # 11 days are normal
        replay = self.replay(what_if={"minimum_days": 29}, step_days=1)
        self.assertEqual(
            self.found(replay),
            {(patient, date(2025, 12, 25)), (quick, date(2025, 12, 8))},
        )
        self.assertEqual(
            self.found(replay, "what_if"),
            {(patient, date(2025, 12, 26)), (quick, date(2025, 12, 26))},
        )
        self.assertEqual(replay.result["common"], 2)
        weeks = [(w["as_set"], w["what_if"]) for w in replay.result["weeks"]]
        self.assertEqual(weeks, [(0, 0), (1, 0), (0, 0), (1, 2), (0, 0)])

    def test_the_same_numbers_are_looked_up_once(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-22"))
        self.assertEqual(list(self.sides(self.replay())), ["as_set"])

    def test_the_setting_changes_only_when_the_numbers_are_taken(self):
        replay = self.replay(what_if={"minimum_days": 20})
        [row] = self.setting("overdue").parameter_ids.filtered(
            lambda row: row.name == "minimum_days"
        )
        self.assertEqual(row.value, 7)
        replay.action_adopt()
        self.assertEqual(row.value, 20)

    def test_a_number_changed_after_the_look_is_not_taken_untried(self):
        replay = self.replay(what_if={"minimum_days": 20})
        replay.parameter_ids[0].what_if = 3
        self.assertEqual(replay.state, "draft", "the results belong to other numbers")
        with self.assertRaisesRegex(UserError, "not been tried yet"):
            replay.action_adopt()

    def test_another_time_has_to_be_tried_too(self):
        replay = self.replay()
        replay.date_from = date(2025, 11, 1)
        self.assertEqual(replay.state, "draft")

    def test_a_number_keeps_its_limits(self):
        with self.assertRaisesRegex(ValidationError, "out of its limits"):
            self.replay(what_if={"give_up": 0.5})

    # What came of it

    def test_who_came_back_by_himself_needed_nobody(self):
        back, away, late = self.customers(3)
        for partner in (back, away, late):
            self.buys(partner, self.every(10, 6, "2025-11-07"))  # found on 6 December
        self.buys(back, [date(2025, 12, 12)])
        self.buys(late, [date(2025, 12, 20)])
        replay = self.replay(step_days=1, outcome_days=10)
        outcomes = {f.partner_id: f.outcome for f in replay.finding_ids}
        self.assertEqual(outcomes, {back: "back", away: "away", late: "away"})
        self.assertAlmostEqual(self.sides(replay)["as_set"]["precision"], 66.7)

    def test_what_is_not_over_yet_is_not_known(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-22"))  # found on the 21st
        replay = self.replay(outcome_days=30)
        self.assertEqual(replay.finding_ids.outcome, "unknown")
        self.assertFalse(self.sides(replay)["as_set"]["precision"])

    def test_an_invoice_paid_later_was_open_then(self):
        """Paid today, but at the time nobody knew: its outcome is as of then."""
        for month in (6, 7, 8, 9):
            self.bill(date(2025, month, 1), paid=date(2025, month, 1))
        self.bill(date(2025, 11, 10), paid=date(2025, 12, 10))
        replay = self.replay("late_payment", outcome_days=5)
        self.assertEqual(replay.finding_ids.outcome, "away")
        replay = self.replay("late_payment", outcome_days=25)
        self.assertEqual(replay.finding_ids.outcome, "back")

    def test_who_stays_in_his_stage_did_not_come_back(self):
        """By the findings' own customers, not by those of today's signals."""
        self.policy.write({"stage_days_trial": 30, "lapsed_days": 500})
        moved, stays = self.customers(2)
        for partner in (moved, stays):
            self.quotation(partner, "2025-11-01", 500)
        self.order(moved, "2025-12-10", 500)
        replay = self.replay("stuck", step_days=1, outcome_days=10)
        outcomes = {f.partner_id: f.outcome for f in replay.finding_ids}
        self.assertEqual(outcomes, {moved: "back", stays: "away"})

    def test_disputes_stand_open_on_the_past_too(self):
        dispute = self.Signal._open_dispute(self.company, self.partner, "Squeaks")
        dispute.event_date = date(2025, 11, 25)
        replay = self.replay("slow_service", outcome_days=5)
        self.assertEqual(replay.finding_ids.outcome, "away")

    # For whom, how long

    def test_salespeople_see_how_many_they_would_have_got(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-22"))
        nobodys = self.customer("Nobody's")
        self.buys(nobodys, self.every(10, 6, "2025-11-21"))
        people = self.replay().result["people"]
        self.assertEqual(
            {(row["name"], row["as_set"]) for row in people}, {("Anna", 1), (False, 1)}
        )

    def test_a_long_time_is_looked_up_in_slices(self):
        replay = self.replay()
        replay.action_try()
        self.patch(type(self.env["customer.insight.replay"]), "_look", lambda *a: None)
        with self.mocked_clock(step=5):
            self.assertTrue(replay.advance())
            self.assertEqual(replay.next_day, date(2025, 12, 7))
            self.assertEqual(replay.result["progress"], 20)
        while replay.advance():
            pass
        self.assertEqual(replay.state, "done")

    def mocked_clock(self, step):
        """A clock on which each look takes ``step`` seconds."""
        ticks = count(0, step)
        return patch(
            "odoo.addons.customer_insight.models.replay.replay_look.time.monotonic",
            lambda: next(ticks),
        )

    def test_stopped_it_counts_as_far_as_it_looked(self):
        """A week's mean over the weeks to come would be too low."""
        self.buys(self.partner, self.every(10, 6, "2025-11-22"))
        replay = self.replay()
        self.assertFalse(replay.result["stopped"])
        replay.action_try()
        while replay.next_day <= date(2025, 12, 21):
            replay._look(replay.next_day)
            replay._next()
        replay.action_stop()
        replay.invalidate_recordset(["result"])
        self.assertEqual(replay.result["stopped"], "2025-12-21")
        weeks = [week["day"] for week in replay.result["weeks"]]
        self.assertEqual(weeks, ["2025-12-01", "2025-12-08", "2025-12-15"])
        self.assertEqual(replay.result["people"][0]["as_set_week"], 1 / 3)

    def test_too_many_looks_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "more than 400 looks"):
            self.replay(date_from=date(2020, 1, 1), step_days=1)
        with self.assertRaisesRegex(ValidationError, "ends before it begins"):
            self.replay(date_from=date(2026, 1, 1))

    def test_what_people_open_by_hand_cannot_be_tried(self):
        with self.assertRaisesRegex(UserError, "Only people open"):
            self.replay("dispute")

    def test_a_broken_detector_says_so(self):
        replay = self.replay()
        detector = type(self.env["customer.insight.detector.overdue"])
        self.patch(detector, "_purchases_sql", lambda *a, **k: self.broken_sql())
        replay.action_try()
        with self.assertLogs("odoo.addons.customer_insight", "ERROR"):
            self.assertFalse(replay.advance())
        self.assertEqual(replay.state, "done")
        self.assertIn("broken_column", replay.last_error)

    def broken_sql(self):
        return SQL("SELECT broken_column")

    def test_only_managers_look_back_and_each_at_his_own(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-22"))
        replay = self.replay()
        with self.assertRaises(AccessError):
            replay.with_user(self.anna).read(["result"])
        other = self._create_user(
            "other", "customer_insight.customer_insight_group_manager"
        )
        with self.assertRaises(AccessError):
            replay.finding_ids.with_user(other).read(["partner_id"])
