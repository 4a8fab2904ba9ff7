from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_development import TODAY, DevelopmentCase


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
