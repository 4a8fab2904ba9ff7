from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_live import LiveCase

TODAY = date(2025, 12, 31)


@tagged("post_install", "-at_install")
class TestJudgement(LiveCase):
    """What a salesperson knows goes before the figures, and says who, when and why."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer(user_id=cls.anna.id)
        cls.order(cls.partner, "2025-12-15", 100)  # EII, intention, transactional
        cls.classify()
        cls.row = cls.partner.insight_id
        cls.mine = cls.partner.with_user(cls.anna)

    def assertStage(self, effective, override):
        self.assertEqual(self.row.growth_stage, effective)
        self.assertEqual(self.row.growth_stage_override, override)
        self.assertEqual(self.row.growth_stage_computed, "intention")

    # Who, when, why

    def test_judgement_notes_who_and_when(self):
        self.judge(self.mine, "growth_stage", "regular", reason="Told me so")
        self.assertStage("regular", "regular")
        self.assertEqual(self.row.growth_stage_override_user_id, self.anna)
        self.assertEqual(self.row.growth_stage_override_date, TODAY)
        self.assertEqual(self.row.growth_stage_override_reason, "Told me so")

    def test_each_dimension_is_judged_for_itself(self):
        self.judge(self.mine, "category", "EI")
        self.judge(self.mine, "purchase_mode", "loyal")
        found = (self.row.category, self.row.growth_stage, self.row.purchase_mode)
        self.assertEqual(found, ("EI", "intention", "loyal"))
        self.assertFalse(self.row.growth_stage_override_user_id)

    def test_later_judge_is_the_one_named(self):
        self.judge(self.mine, "category", "EI")
        self.judge(self.partner.with_user(self.chief), "category", "EIV")
        self.assertEqual(self.row.category_override_user_id, self.chief)

    def test_nobody_signs_with_anothers_name(self):
        forged = {"user_id": self.chief.id, "date": "2020-01-01"}
        self.judge(self.mine, "growth_stage", "regular", **forged)
        self.assertEqual(self.row.growth_stage_override_user_id, self.anna)
        self.assertEqual(self.row.growth_stage_override_date, TODAY)

    def test_nobody_changes_the_signature_afterwards(self):
        self.judge(self.mine, "growth_stage", "regular")
        self.row.with_user(self.anna).write(
            {"growth_stage_override_user_id": self.chief.id}
        )
        self.assertEqual(self.row.growth_stage_override_user_id, self.anna)

    def test_withdrawn_judgement_leaves_no_trace(self):
        details = {"reason": "Told me so", "until": "2026-03-01"}
        self.judge(self.mine, "growth_stage", "regular", **details)
        self.judge(self.mine, "growth_stage", False)
        self.assertStage("intention", False)
        for detail in ("user_id", "date", "reason", "until"):
            self.assertFalse(self.row[f"growth_stage_override_{detail}"], detail)

    def test_new_judgement_does_not_keep_the_old_reason(self):
        self.judge(self.mine, "growth_stage", "regular", reason="Framework contract")
        self.judge(self.mine, "growth_stage", "potential")
        self.assertFalse(self.row.growth_stage_override_reason)

    def test_reason_is_corrected_without_judging_again(self):
        self.judge(self.mine, "growth_stage", "regular", reason="Tpyo")
        self.row.with_user(self.anna).growth_stage_override_reason = "Typo"
        self.assertEqual(self.row.growth_stage_override_reason, "Typo")
        self.assertEqual(self.row.growth_stage, "regular")

    # Figures stay figures

    def test_figures_are_not_written_by_people(self):
        for name in ("contribution", "category_computed", "is_lapsed", "partner_id"):
            with self.subTest(field=name), self.assertRaises(AccessError) as error:
                self.row.with_user(self.chief).write({name: False})
            self.assertIn("computed from his documents", str(error.exception))

    def test_insights_are_neither_created_nor_deleted_by_people(self):
        insights = self.row.with_user(self.chief)
        with self.assertRaises(AccessError):
            insights.create({"partner_id": self.partner.id})
        with self.assertRaises(AccessError):
            insights.unlink()

    def test_figure_shown_on_the_partner_is_not_written(self):
        with self.assertRaises(AccessError):
            self.mine.write({"insight_contribution": 5, "insight_category": "EI"})
        self.assertEqual(self.partner.insight_category, "EII")

    # Until when

    def test_judgement_holds_on_its_last_day_and_not_after_it(self):
        self.judge(self.mine, "growth_stage", "regular", until="2026-01-10")
        for day, stage in (("2026-01-10", "regular"), ("2026-01-11", "intention")):
            with freeze_time(day):
                self.classify()
                self.assertEqual(self.row.growth_stage, stage, day)

    def test_night_of_the_last_day_ends_the_judgement(self):
        self.judge(self.mine, "growth_stage", "regular", until="2026-01-10")
        with freeze_time("2026-01-11 02:10:00"):
            self.run_cron("ir_cron_refresh_all")
        self.assertStage("intention", "regular")
        self.assertFalse(self.row.is_overridden)

    def test_judgement_of_yesterday_counts_no_more_at_once(self):
        self.judge(self.mine, "growth_stage", "regular", until="2025-12-30")
        self.assertEqual(self.row.growth_stage, "intention")

    def test_judgement_for_today_only_counts_at_once(self):
        self.judge(self.mine, "growth_stage", "regular", until="2025-12-31")
        self.assertEqual(self.row.growth_stage, "regular")

    def test_judging_anew_after_the_last_day_holds(self):
        self.judge(self.mine, "growth_stage", "regular", until="2026-01-10")
        with freeze_time("2026-02-01"):
            self.classify()
            self.mine.insight_growth_stage = "quasi"
            self.assertStage("quasi", "quasi")
            self.assertFalse(self.row.growth_stage_override_until)

    def test_refresh_keeps_judgement_and_signature(self):
        self.judge(self.mine, "growth_stage", "regular", reason="Told me so")
        self.order(self.partner, "2025-12-20", 500)
        self.classify()
        self.assertEqual(self.row.growth_stage, "regular")
        self.assertEqual(self.row.growth_stage_computed, "quasi")
        self.assertEqual(self.row.growth_stage_override_user_id, self.anna)
        self.assertEqual(self.row.growth_stage_override_reason, "Told me so")

    # Marked

    def test_mark_says_that_somebody_judged_otherwise(self):
        self.assertFalse(self.row.is_overridden)
        self.judge(self.mine, "purchase_mode", "loyal")
        self.assertTrue(self.row.is_overridden)
        self.assertTrue(self.partner.insight_is_overridden)

    def test_judgement_like_the_figures_is_not_marked(self):
        self.judge(self.mine, "growth_stage", "intention")
        self.assertFalse(self.row.is_overridden)
        self.assertEqual(self.row.growth_stage_override, "intention")

    def test_class_before_and_since_when_are_remembered(self):
        self.judge(self.mine, "category", "EIV")
        self.assertEqual(self.row.category_previous, "EII")
        self.assertEqual(self.row.category_since, TODAY)

    def test_refresh_dates_a_new_class_today_not_tomorrow(self):
        self.order(self.customer(), "2025-12-15", 10000)
        self.classify()  # the new one makes 80 % alone; the band keeps nobody at 1 %
        self.assertEqual(self.row.category, "EIV")
        self.assertEqual(self.row.category_since, TODAY)

    def test_other_company_judges_for_itself(self):
        other = self._create_company("Other")
        self.engine.refresh(other, partners=self.partner)
        self.judge(self.mine, "growth_stage", "regular")
        there = self.partner.with_company(other)
        self.assertEqual(there.insight_growth_stage, "potential")
        self.assertFalse(there.insight_is_overridden)
