from unittest.mock import patch

from odoo.tests import Form, new_test_user, tagged

from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestPlaybookPeople(LiveCase):
    """Steps follow each other and their customer; nobody stands in the way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer(user_id=cls.anna.id)
        cls.classify()  # F
        cls.eii = cls.env.ref("customer_insight.playbook_eii")

    def become(self, category, partner=None):
        """Change the class by judgement; return the customer's open steps."""
        partner = partner or self.partner
        self.judge(partner, "category", category)
        return self.steps(partner)

    # The next step

    def test_done_step_is_followed_by_the_next(self):
        first = self.become("EII")
        first.with_user(self.anna).action_feedback("A rival is cheaper")
        second = self.steps(self.partner)
        template = self.eii.plan_id.template_ids[1]
        self.assertEqual(second.insight_step_id, template)
        self.assertEqual(second.user_id, self.anna)
        self.assertEqual(str(second.date_deadline), "2026-01-14", "14 days later")

    def test_last_step_done_is_the_end(self):
        self.become("EII").action_feedback("One")
        self.steps(self.partner).action_feedback("Two")
        self.assertFalse(self.steps(self.partner))

    def test_cancelled_step_has_no_successor(self):
        self.become("EII").unlink()
        self.assertFalse(self.steps(self.partner))

    def test_several_steps_done_at_once(self):
        other = self.customer("Other", user_id=self.bert.id)
        self.classify(other)
        both = self.become("EII") | self.become("EII", other)
        both.action_feedback("Both visited")
        followers = self.steps(self.partner) | self.steps(other)
        self.assertEqual(followers.user_id, self.anna | self.bert)

    def test_step_taken_out_of_the_plan_ends_it(self):
        step = self.become("EII")
        step.insight_step_id.unlink()
        step.action_feedback("Visited")
        self.assertFalse(self.steps(self.partner))

    def test_step_of_a_class_left_meanwhile_is_not_followed(self):
        step = self.become("EII")
        self.policy.auto_schedule = False
        self.become("EIV")
        step.action_feedback("Visited")
        self.assertFalse(self.steps(self.partner), "his class has another playbook")

    def test_done_activity_of_another_kind_has_no_successor(self):
        own = self.partner.activity_schedule("mail.mail_activity_data_call")
        own.action_feedback("Called")
        self.assertFalse(self.steps(self.partner))

    # Who is responsible

    def test_nobody_responsible_schedules_nothing(self):
        self.partner.user_id = False
        self.assertFalse(self.become("EII"))

    def test_policy_names_who_follows_up_without_salesperson(self):
        self.partner.user_id = False
        self.policy.fallback_user_id = self.chief
        self.assertEqual(self.become("EII").user_id, self.chief)

    def test_other_company_has_its_own_fallback(self):
        other = self._create_company("Other")
        policy = self.env["customer.insight.policy"]._for_company(other)
        self.policy.fallback_user_id = self.anna
        policy.fallback_user_id = self.chief
        self.partner.user_id = False
        self.engine.refresh(other, partners=self.partner)
        row = self.partner.with_company(other).insight_id
        row.with_company(self.company)._class_changed()  # as the scheduled action
        self.assertEqual(self.steps(self.partner).user_id, self.chief)

    def test_plan_with_its_own_person(self):
        self.eii.plan_id.template_ids[0].write(
            {"responsible_type": "other", "responsible_id": self.chief.id}
        )
        self.assertEqual(self.become("EII").user_id, self.chief)

    def test_archived_salesperson_gets_nothing(self):
        self.anna.active = False
        self.policy.fallback_user_id = self.chief
        self.assertEqual(self.become("EII").user_id, self.chief)

    def test_portal_salesperson_gets_nothing(self):
        self.partner.user_id = new_test_user(
            self.env, "guest", groups="base.group_portal"
        )
        self.assertFalse(self.become("EII"))

    # New salesperson

    def test_steps_go_over_to_the_new_salesperson(self):
        step = self.become("EII")
        self.partner.user_id = self.bert
        self.assertEqual(step.user_id, self.bert)

    def test_steps_of_many_customers_go_over_at_once(self):
        others = self.customers(2)
        others.user_id = self.anna
        self.classify(others)
        steps = self.become("EII") | self.become("EI", others[0])
        (self.partner | others).write({"user_id": self.bert.id})
        self.assertEqual(steps.user_id, self.bert)

    def test_steps_go_over_from_the_form(self):
        step = self.become("EII")
        with Form(self.partner) as form:
            form.user_id = self.bert
        self.assertEqual(step.user_id, self.bert)

    def test_own_activities_stay_with_their_people(self):
        own = self.partner.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.anna.id
        )
        self.partner.user_id = self.bert
        self.assertEqual(own.user_id, self.anna)

    def test_steps_stay_where_they_are_without_a_new_salesperson(self):
        step = self.become("EII")
        self.partner.user_id = False
        self.assertEqual(step.user_id, self.anna)

    def test_step_of_a_plans_own_person_stays_with_him(self):
        self.eii.plan_id.template_ids[0].write(
            {"responsible_type": "other", "responsible_id": self.chief.id}
        )
        step = self.become("EII")
        self.partner.user_id = self.bert
        self.assertEqual(step.user_id, self.chief)

    # Nothing to schedule

    def test_switched_off_schedules_nothing_by_itself(self):
        self.policy.auto_schedule = False
        self.assertFalse(self.become("EII"))
        self.partner.action_insight_schedule_playbook()
        self.assertEqual(len(self.steps(self.partner)), 1)

    def test_archived_customer_gets_nothing(self):
        self.partner.active = False
        self.assertFalse(self.become("EII"))
        self.partner.action_insight_schedule_playbook()
        self.assertFalse(self.steps(self.partner))

    def test_plan_without_steps(self):
        self.eii.plan_id.template_ids.unlink()
        self.assertFalse(self.become("EII"))
        self.assertFalse(self.partner.insight_next_action)

    def test_playbook_without_plan(self):
        self.eii.plan_id = False
        self.assertFalse(self.become("EII"))

    def test_archived_activity_type_does_not_fail_the_refresh(self):
        self.eii.plan_id.template_ids.activity_type_id.active = False
        self.become("EII")
        self.assertEqual(self.partner.insight_category, "EII")

    # In the other company

    def test_class_of_one_company_does_not_withdraw_steps_of_another(self):
        other = self._create_company("Other")
        self.engine.refresh(other, partners=self.partner)
        step = self.become("EII")
        there = self.partner.with_company(other)
        self.judge(there, "category", "PI")
        self.assertIn(step, self.steps(self.partner))

    # On screen

    def test_button_tells_how_many_got_a_follow_up(self):
        orphan = self.customer("Orphan")
        self.classify(orphan)
        both = (self.partner | orphan).with_user(self.chief)
        message = both.action_insight_schedule_playbook()["params"]["message"]
        self.assertIn("1 of 2", message)

    def test_next_action_is_the_open_activity_else_the_plans_first_step(self):
        self.assertFalse(self.partner.insight_has_next_action)
        proposed = self.partner.insight_next_action
        self.assertIn("Find out whether they need it", proposed)
        step = self.become("EII")
        self.assertTrue(self.partner.insight_has_next_action)
        self.assertEqual(self.partner.insight_next_action, step.summary)
        self.assertEqual(self.partner.insight_next_action_date, step.date_deadline)

    def test_engine_schedules_without_notifying_each_by_mail(self):
        with patch.object(type(self.env["mail.activity"]), "action_notify") as notify:
            self.become("EII")
        notify.assert_not_called()

    def test_strategy_and_advice_are_those_of_the_class(self):
        self.become("EII")
        self.assertEqual(self.partner.insight_strategy, self.eii.strategy)
        self.assertEqual(self.partner.insight_id.advice, self.eii.advice)
