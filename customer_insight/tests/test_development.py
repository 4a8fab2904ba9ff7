from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import file_open

from .common_live import LiveCase

STEP = "customer_insight.mail_activity_type_development_step"
TODAY = "2025-12-31"


class DevelopmentCase(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer("Firm", is_company=True, user_id=cls.anna.id)
        cls.classify()

    def plan(self, **values):
        return (
            self.env["customer.insight.development"]
            .with_user(self.anna)
            .create(
                {
                    "partner_id": self.partner.id,
                    "goal_stage": "quasi",
                    "start_date": "2025-11-01",
                    "deadline": "2026-01-31",
                    **values,
                }
            )
        )

    def activities(self, kind):
        kind = self.env.ref(f"customer_insight.mail_activity_type_{kind}")
        return self.env["mail.activity"].search(
            [("activity_type_id", "=", kind.id), ("res_id", "=", self.partner.id)]
        )

    def done(self, kind, day, record=None):
        """An activity of Odoo's own kinds that was done on a day."""
        activity = (record or self.partner).activity_schedule(
            f"mail.mail_activity_data_{kind}", user_id=self.anna.id
        )
        activity._action_done()
        activity.date_done = day


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


@tagged("post_install", "-at_install")
class TestSteps(DevelopmentCase):
    """The next step is the salesperson's activity; one at a time."""

    def setUp(self):
        super().setUp()
        template = self.env["customer.insight.development.template"].create(
            {
                "name": "Way",
                "line_ids": [
                    Command.create({"name": name, "days": days})
                    for name, days in (("Call", 3), ("Visit", 10))
                ],
            }
        )
        self.way = self.plan(template_id=template.id)

    def test_template_gives_dated_steps(self):
        self.assertEqual(
            self.way.step_ids.mapped(lambda s: (s.name, str(s.date_deadline))),
            [("Call", "2025-11-04"), ("Visit", "2025-11-11")],
        )

    def test_card_is_silent_about_steps_where_there_are_none(self):
        self.assertFalse(self.plan().steps_done)

    def test_next_step_is_an_activity(self):
        reminder = self.activities("development_step")
        self.assertEqual(
            (reminder.summary, reminder.user_id, str(reminder.date_deadline)),
            ("Call", self.anna, "2025-11-04"),
        )

    def test_done_activity_does_the_step(self):
        self.activities("development_step").with_user(self.anna)._action_done()
        self.assertEqual(self.way.step_ids.mapped("is_done"), [True, False])
        self.assertEqual(str(self.way.step_ids[0].done_on), TODAY)
        self.assertEqual(self.activities("development_step").summary, "Visit")

    def test_done_step_does_the_activity(self):
        self.way.action_step_done()
        self.assertEqual(self.activities("development_step").summary, "Visit")
        self.way.step_ids[1].is_done = True
        self.assertFalse(self.activities("development_step"))
        self.way.step_ids[0].is_done = False
        self.assertEqual(self.activities("development_step").summary, "Call")

    def test_reminder_follows_the_step(self):
        self.way.step_ids[0].write({"name": "Ring", "date_deadline": "2025-11-09"})
        reminder = self.activities("development_step")
        self.assertEqual(
            (reminder.summary, str(reminder.date_deadline)), ("Ring", "2025-11-09")
        )
        self.way.step_ids[0].unlink()
        self.assertEqual(self.activities("development_step").summary, "Visit")

    def test_given_up_plan_reminds_no_more(self):
        self.way.action_drop()
        self.assertFalse(self.activities("development_step"))
        self.way.action_reopen()
        self.assertEqual(len(self.activities("development_step")), 1)

    def test_plan_follows_the_customer_to_his_new_salesperson(self):
        self.partner.user_id = self.bert
        self.assertEqual(self.way.user_id, self.bert)
        self.assertEqual(self.activities("development_step").user_id, self.bert)

    def test_plan_of_a_contact_is_his_customers(self):
        contact = self.customer("Mr Li", parent_id=self.partner.id)
        self.assertEqual(self.plan(partner_id=contact.id).partner_id, self.partner)

    def test_colleagues_read_but_dont_change(self):
        theirs = self.way.with_user(self.bert)
        self.assertEqual(theirs.goal_stage, "quasi")
        with self.assertRaises(AccessError):
            theirs.deadline = "2026-03-01"
        with self.assertRaises(AccessError):
            theirs.step_ids[0].is_done = True

    def test_plans_and_reminders_survive_a_merge(self):
        twin = self.customer("Firm Ltd", is_company=True, user_id=self.anna.id)
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [Command.set((twin | self.partner).ids)],
                "dst_partner_id": twin.id,
                "state": "selection",
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()
        self.assertEqual(twin.insight_development_ids, self.way.sudo())
        self.partner = twin
        self.activities("development_step").with_user(self.anna)._action_done()
        self.assertTrue(self.way.step_ids[0].is_done)


@tagged("post_install", "-at_install")
class TestTouches(DevelopmentCase):
    """He trusts whom he has heard of four times."""

    def touches(self, partner=None):
        self.env.invalidate_all()
        return (partner or self.partner).with_user(self.anna).insight_touch_count

    def test_nothing_yet(self):
        self.assertEqual(self.touches(), 0)

    def test_each_kind_counts_once_a_day(self):
        contact = self.customer("Mr Li", parent_id=self.partner.id)
        self.done("call", "2025-12-01")
        self.done("email", "2025-12-01")
        self.done("meeting", "2025-12-03", contact)
        quotation = self.quotation(self.partner, "2025-12-05", 100)
        self.sample(contact, "2025-12-08")
        self.assertEqual(self.touches(), 4, "1, 3, 5 and 8 December")
        self.assertEqual(self.touches(contact), 4, "a contact is his customer")
        self.done("call", "2025-12-09", quotation)
        self.assertEqual(self.touches(), 5)

    def test_what_he_does_not_notice_is_no_touch(self):
        self.done("todo", "2025-12-01")
        self.partner.activity_schedule("mail.mail_activity_data_call")
        self.quotation(self.partner, "2025-12-05", 100, state="draft")
        self.quotation(self.partner, "2025-12-05", 100, state="cancel")
        self.partner.message_post(body="Internal", subtype_xmlid="mail.mt_note")
        self.assertEqual(self.touches(), 0)

    def test_mail_to_him_counts_and_his_answer_does_not(self):
        self.partner.with_user(self.anna).message_post(
            body="Hello",
            message_type="comment",
            partner_ids=self.partner.ids,
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(self.touches(), 1)
        other = self.customer("Other")
        self.partner.message_post(
            body="Thanks",
            message_type="comment",
            author_id=self.partner.id,
            partner_ids=other.ids,
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(self.touches(), 1)

    def test_other_companies_quotations_are_theirs(self):
        other = self._create_company("Other")
        self.quotation(self.partner, "2025-12-05", 100)
        partner = self.partner.with_company(other)
        self.assertEqual(partner._insight_touches(), {})

    def test_list_of_plans_takes_one_query(self):
        partners = self.customers(20)
        self.env.flush_all()
        with self.assertQueryCount(1):
            partners._insight_touches()


@tagged("post_install", "-at_install")
class TestAdvice(DevelopmentCase):
    """The right sentence at the right moment, and never a wall of text."""

    def advice(self):
        self.env.invalidate_all()
        now = self.partner.with_user(self.anna).insight_development
        return [one["name"] for one in now["advice"]]

    def text(self, name):
        return self.env.ref(f"customer_insight.advice_{name}").name

    def appointment(self, day):
        self.partner.activity_schedule(
            "mail.mail_activity_data_meeting", date_deadline=day, user_id=self.anna.id
        )

    def test_before_the_first_touch(self):
        self.assertEqual(self.advice(), [self.text("first"), self.text("goal")])

    def test_fits_his_communication_style(self):
        trait = self.env.ref("customer_insight.trait_communication_visual")
        self.partner.insight_communication_id = trait
        self.assertEqual(self.advice()[0], self.text("first_visual"))

    def test_fits_who_decides(self):
        trait = self.env.ref("customer_insight.trait_communication_tactile")
        self.customer(
            "Ms Wu",
            parent_id=self.partner.id,
            insight_decision_role="decides",
            insight_communication_id=trait.id,
        )
        self.assertEqual(self.advice()[0], self.text("first_tactile"))

    def test_appointment_more_than_three_days_ahead_is_confirmed(self):
        self.plan()
        self.appointment("2026-01-04")
        self.assertEqual(self.advice()[0], self.text("confirm"))

    def test_appointment_within_three_days(self):
        self.appointment("2026-01-03")
        self.assertEqual(self.advice()[0], self.text("meet"))

    def test_trust_until_four_touches(self):
        self.plan()
        for day in ("2025-12-15", "2025-12-16", "2025-12-17"):
            self.done("call", day)
        self.assertEqual(self.advice(), [self.text("trust")])
        self.done("call", "2025-12-18")
        self.assertEqual(self.advice(), [])

    def test_silence_of_a_month(self):
        self.plan()
        self.done("call", "2025-11-30")
        self.assertIn(self.text("stalled"), self.advice())

    def test_promise_that_is_due_comes_first(self):
        self.env["customer.insight.promise"].create(
            {
                "partner_id": self.partner.id,
                "name": "Sample",
                "promised_on": "2025-12-01",
                "date_deadline": "2026-01-02",
            }
        )
        self.appointment("2026-01-20")
        advice = self.advice()
        self.assertEqual(advice[0], self.text("promise"))
        self.assertEqual(len(advice), 3, "no wall of text")

    def test_existing_customer_is_not_courted(self):
        for day in ("2025-10-15", "2025-11-15", "2025-12-15"):
            self.order(self.partner, day, 1000)
        self.classify()
        courting = {self.text(name) for name in ("first", "trust", "goal")}
        self.assertFalse(courting & set(self.advice()))


@tagged("post_install", "-at_install")
class TestTouchTypes(LiveCase):
    """Which activities are touches is known in an updated database, too."""

    def test_types_that_nobody_decided_about_are_decided_and_others_stay(self):
        Types = self.env["mail.activity.type"]
        call = self.env.ref("mail.mail_activity_data_call")
        review = self.env.ref("customer_insight.mail_activity_type_business_review")
        todo = self.env.ref("mail.mail_activity_data_todo")
        mine, chosen = Types.create(
            [
                {"name": "Hotline", "category": "phonecall"},
                {"name": "Inner call", "category": "phonecall"},
            ]
        )
        (call + review + todo).insight_touch = False
        chosen.insight_touch = "none"
        # what each update of the addon calls, see data/mail_activity_type_touch_data
        Types._insight_decide_touches()
        self.assertEqual(
            (call + review + todo + mine + chosen).mapped("insight_touch"),
            ["contact", "appointment", "none", "contact", "none"],
        )

    def test_update_calls_it(self):
        path = "customer_insight/data/mail_activity_type_touch_data.xml"
        with file_open(path) as data:
            self.assertNotIn("noupdate", data.read())
        Types = self.env["mail.activity.type"].with_context(active_test=False)
        self.assertFalse(Types.search([("insight_touch", "=", False)]))

    def test_none_is_no_touch(self):
        partner = self.customer("Untouched", is_company=True, user_id=self.anna.id)
        kind = self.env["mail.activity.type"].create(
            {"name": "Paperwork", "insight_touch": "none"}
        )
        done = partner.activity_schedule(activity_type_id=kind.id, user_id=self.anna.id)
        done.with_user(self.anna).action_feedback("Filed")
        self.assertEqual(partner.with_user(self.anna).insight_touch_count, 0)
        kind.insight_touch = "contact"
        partner.invalidate_recordset()
        self.assertEqual(partner.with_user(self.anna).insight_touch_count, 1)
