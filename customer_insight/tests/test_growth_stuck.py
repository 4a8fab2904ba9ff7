from datetime import date

from odoo.tests import freeze_time, tagged

from .common_signals import SignalCase


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class TestStuck(SignalCase):
    """Who stays in a stage for too long is marked, and becomes work once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.user_id = cls.anna
        cls.policy.write({"stage_days_trial": 60, "stage_days_intention": 120})

    def tries(self, day, partner=None):
        """A quotation of 500 sent on a day, open for ever."""
        return self.quotation(partner or self.partner, day, 500)

    def stuck(self):
        found = self.env["res.partner"].search([("insight_is_stuck", "=", True)])
        return found & self.partner

    # The mark

    def test_days_are_counted_from_the_document(self):
        self.tries("2025-11-18")  # 12 days of November, 31 of December
        self.classify()
        self.assertEqual(self.partner.insight_stage_days, 43)
        self.assertEqual(self.partner.insight_summary["stage_days"], 43)

    def test_marked_from_the_day_after_the_limit(self):
        self.tries("2025-11-01")  # 60 days: still allowed
        self.classify()
        self.assertFalse(self.partner.insight_is_stuck)
        self.assertFalse(self.stuck())
        self.policy.stage_days_trial = 59
        self.env.invalidate_all()
        self.assertTrue(self.partner.insight_is_stuck)
        self.assertTrue(self.partner.insight_summary["is_stuck"])
        self.assertTrue(self.stuck())

    def test_no_limit_marks_nobody(self):
        self.tries("2024-01-01")
        self.policy.stage_days_trial = 0
        self.classify()
        self.assertFalse(self.partner.insight_is_stuck)
        self.assertFalse(self.stuck())

    def test_search_and_mark_say_the_same_and_its_opposite(self):
        late, early, judged, nobody = self.customers(4)
        self.tries("2025-08-01", late)
        self.tries("2025-12-01", early)
        self.tries("2025-08-01", judged)
        self.classify()
        judged.insight_id.growth_stage = "intention"
        self.env.flush_all()
        Insight = self.env["customer.insight"]
        everybody = Insight.search([("company_id", "=", self.company.id)])
        stuck = Insight.search([("is_stuck", "=", True)]) & everybody
        free = Insight.search([("is_stuck", "=", False)]) & everybody
        self.assertEqual(stuck, late.insight_id)
        self.assertEqual(everybody.filtered("is_stuck"), stuck)
        self.assertEqual(free, everybody - stuck)
        self.assertTrue(nobody.insight_id in free)

    def test_who_has_lapsed_is_not_stuck(self):
        self.buy(self.partner, {"2025-05-01": 100})
        self.classify()
        self.assertTrue(self.partner.insight_is_lapsed)
        self.assertFalse(self.partner.insight_is_stuck)
        self.assertFalse(self.stuck())

    def test_a_judged_stage_counts_from_the_judgement_and_is_not_stuck(self):
        self.tries("2025-08-01")
        self.classify()
        with freeze_time("2025-12-21 12:00:00"):
            self.judge(self.partner, "growth_stage", "intention")
        self.env.invalidate_all()
        insight = self.partner.insight_id
        self.assertEqual(insight.stage_since, date(2025, 12, 21))
        self.assertEqual(insight.stage_days, 10)
        self.assertFalse(insight.is_stuck)

    def test_limits_are_those_of_the_customers_company(self):
        self.tries("2025-08-01")
        self.classify()
        other = self._create_company("Lenient")
        policy = self.env["customer.insight.policy"]._for_company(other)
        policy.stage_days_trial = 0
        self.assertTrue(self.partner.insight_is_stuck)

    # The signal

    def test_signal_once_with_days_limit_and_documents(self):
        quotation = self.tries("2025-10-15")
        self.assertFires(
            "stuck",
            self.partner,
            stage="trial",
            days=77,
            limit_days=60,
            value=500.0,
            severity=50 * 77 / 60,
            event_date=date(2025, 12, 15),  # the 61st day
            orders=quotation.ids,
        )

    def test_silent_until_the_limit_and_long_after(self):
        self.tries("2025-11-01")
        self.assertSilent("stuck", self.partner)
        self.assertFires("stuck", self.partner, as_of=date(2026, 1, 2))
        self.assertFires("stuck", self.partner, as_of=date(2026, 5, 1))  # 180 days
        self.assertSilent("stuck", self.partner, as_of=date(2026, 5, 2))

    def test_silent_where_somebody_judged_otherwise(self):
        self.tries("2025-10-15")
        self.classify()
        self.judge(self.partner, "growth_stage", "potential")
        self.env.flush_all()
        self.assertSilent("stuck", self.partner)

    def test_who_has_a_row_but_no_judgement_of_it_is_told(self):
        """A judgement that ran out, came later, or is another company's."""
        self.tries("2025-10-15")
        self.classify()
        self.assertFires("stuck", self.partner)
        self.judge(self.partner, "growth_stage", "potential")
        row = self.partner.insight_id
        row.growth_stage_override_until = date(2026, 1, 10)
        self.env.flush_all()
        self.assertFires("stuck", self.partner, as_of=date(2025, 12, 31))
        self.assertSilent("stuck", self.partner, as_of=date(2026, 1, 11))
        self.assertFires("stuck", self.partner, as_of=date(2026, 1, 12))
        row.company_id = self._create_company("Elsewhere")
        self.env.flush_all()
        self.assertFires("stuck", self.partner)

    def test_silent_where_he_lapsed(self):
        self.policy.stage_days_intention = 100
        self.buy(self.partner, {"2025-06-15": 100})
        self.assertSilent("stuck", self.partner)

    def test_sentences_speak_of_the_stage(self):
        self.tries("2025-10-15")
        [signal] = self.run_detector("stuck")
        self.assertIn("In trial for 77 days", signal.explanation)
        self.assertIn("60 days", signal.explanation)

    def test_work_once_for_a_stay_and_withdrawn_when_he_moves_on(self):
        self.tries("2025-10-15")
        self.run_cron("ir_cron_detect_signals")
        self.env.invalidate_all()
        signal = self.signals("stuck")
        self.assertEqual(signal.activity_ids.user_id, self.anna)
        self.run_cron("ir_cron_detect_signals")
        self.env.invalidate_all()
        self.assertEqual(len(signal.activity_ids), 1)
        self.order(self.partner, "2025-12-31", 800)
        self.run_cron("ir_cron_detect_signals")
        self.env.invalidate_all()
        self.assertEqual(signal.state, "explained")
        self.assertFalse(signal.activity_ids)
        self.assertEqual(self.signals("stuck"), signal)

    def test_a_closed_stay_is_not_told_again(self):
        self.tries("2025-10-15")
        signal = self.run_detector("stuck")
        signal.state = "dismissed"
        self.setting("stuck").quiet_days = 0
        self.assertEqual(self.run_detector("stuck", date(2026, 2, 1)), signal)

    def test_next_stage_is_a_new_stay(self):
        self.tries("2025-10-15")
        signal = self.run_detector("stuck")
        signal.state = "dismissed"
        self.setting("stuck").quiet_days = 0
        self.policy.lapsed_days = 500
        self.order(self.partner, "2026-01-05", 800)
        found = self.run_detector("stuck", date(2026, 6, 1))
        self.assertEqual((found - signal).evidence["stage"], "intention")
