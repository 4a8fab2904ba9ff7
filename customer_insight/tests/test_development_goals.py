from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from .common_development import TODAY, DevelopmentCase


@tagged("post_install", "-at_install")
class TestGoals(DevelopmentCase):
    """A goal is reached or missed by the figures, and its salesperson hears it once."""

    def check(self, day=TODAY):
        with freeze_time(f"{day} 12:00:00"):
            self.run_cron("ir_cron_check_goals")
        self.env.invalidate_all()

    def test_goal_is_needed(self):
        with self.assertRaisesRegex(ValidationError, "Set a goal"):
            self.plan(goal_stage=False)

    def test_stage_reached_before_the_day(self):
        plan = self.plan()
        self.order(self.partner, "2025-11-15", 100)
        self.classify()
        self.check()
        self.assertEqual(plan.state, "open", "one purchase is an intention")
        self.assertEqual(plan.progress, 66, "2 of 3 stages")
        self.order(self.partner, "2025-12-15", 100)
        self.classify()
        self.check()
        self.assertEqual((plan.state, str(plan.closed_on)), ("reached", TODAY))
        self.assertEqual(self.activities("goal_reached").user_id, self.anna)

    def test_told_once(self):
        self.plan(goal_stage="intention")
        self.order(self.partner, "2025-11-15", 100)
        self.classify()
        self.check()
        self.activities("goal_reached")._action_done()
        self.check()
        self.assertFalse(self.activities("goal_reached"))

    def test_amount_counts_from_the_beginning_to_the_last_day(self):
        plan = self.plan(goal_stage=False, goal_amount=1000)
        self.order(self.partner, "2025-10-31", 5000)
        self.order(self.partner, "2025-11-01", 600)
        self.sample(self.partner, "2025-12-01", 900)
        self.quotation(self.partner, "2025-12-01", 900)
        contact = self.customer("Buyer", parent_id=self.partner.id)
        self.order(contact, "2025-12-31", 300)
        self.check()
        self.assertEqual((plan.amount, plan.progress, plan.state), (900, 90, "open"))
        self.order(self.partner, "2026-01-31", 100)
        self.check("2026-02-01")
        self.assertEqual(plan.state, "reached", "the last day counts")

    def test_both_must_be_reached(self):
        plan = self.plan(goal_stage="intention", goal_amount=1000)
        self.order(self.partner, "2025-11-15", 100)
        self.classify()
        self.check()
        self.assertEqual((plan.state, plan.progress), ("open", 10))

    def test_missed_after_the_day(self):
        plan = self.plan()
        self.check("2026-01-31")
        self.assertEqual(plan.state, "open", "the day itself is in time")
        self.check("2026-02-01")
        self.assertEqual(plan.state, "missed")
        self.assertIn("Quasi", self.activities("goal_missed").note)
        self.check("2026-02-02")
        self.assertEqual(len(self.activities("goal_missed")), 1)

    def test_reopened_goal_is_checked_again(self):
        plan = self.plan()
        self.check("2026-02-01")
        plan.action_reopen()
        plan.deadline = "2026-03-31"
        self.check("2026-02-02")
        self.assertEqual((plan.state, plan.closed_on), ("open", False))

    def test_dropped_and_other_companies_stay_as_they_are(self):
        other = self._create_company("Other")
        dropped = self.plan()
        dropped.action_drop()
        foreign = self.plan(goal_stage="intention").sudo()
        foreign.company_id = other
        self.order(self.partner, "2025-11-15", 100)
        self.classify()
        self.check()
        self.assertEqual((dropped.state, foreign.state), ("dropped", "open"))

    def test_archived_customer_keeps_his_plan(self):
        plan = self.plan()
        self.partner.active = False
        self.check("2026-02-01")
        self.assertEqual(plan.state, "open")
        self.partner.active = True
        self.check("2026-02-01")
        self.assertEqual(plan.state, "missed")

    def test_cron_runs_in_batches(self):
        plans = self.plan() | self.plan() | self.plan()
        Cron = self.env.registry["ir.cron"]
        with (
            freeze_time("2026-02-01 12:00:00"),
            patch.object(Cron, "_commit_progress") as commit,
        ):
            self.env["customer.insight.development"]._cron_check_goals(batch_size=2)
        self.assertEqual(set(plans.mapped("state")), {"missed"})
        told = [
            (call.kwargs["processed"], call.kwargs["remaining"])
            for call in commit.mock_calls
        ]
        self.assertEqual(told, [(2, 1), (1, 0)])

    def test_judged_stage_counts(self):
        plan = self.plan()
        self.judge(self.partner.with_user(self.anna), "growth_stage", "quasi")
        self.check()
        self.assertEqual(plan.state, "reached")
