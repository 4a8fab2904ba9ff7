from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_development import DevelopmentCase


@tagged("post_install", "-at_install")
class TestPromise(DevelopmentCase):
    """What was promised is reminded of once, and seen to be kept."""

    def promise(self, user=None, **values):
        user = user or self.anna
        return (
            self.env["customer.insight.promise"]
            .with_user(user)
            .create(
                {
                    "partner_id": self.partner.id,
                    "name": "Price list",
                    "promised_on": "2025-12-20",
                    "date_deadline": "2026-01-05",
                    **values,
                }
            )
        )

    def reminders(self):
        return self.activities("promise")

    def test_one_reminder_for_who_promised(self):
        self.promise(self.bert)
        reminder = self.reminders()
        self.assertEqual(
            (reminder.user_id, reminder.summary, reminder.date_deadline),
            (self.bert, "Price list", date(2026, 1, 5)),
        )

    def test_reminder_follows_the_promise(self):
        promise = self.promise()
        promise.write({"date_deadline": "2026-01-09", "name": "Full price list"})
        reminder = self.reminders()
        self.assertEqual(
            (reminder.summary, str(reminder.date_deadline)),
            ("Full price list", "2026-01-09"),
        )

    def test_kept_on_time(self):
        promise = self.promise()
        promise.action_keep()
        self.assertEqual(
            (promise.state, promise.closed_on), ("kept", date(2025, 12, 31))
        )
        self.assertEqual((promise.kept_percent, promise.on_time_percent), (100, 100))
        self.assertFalse(self.reminders())

    def test_kept_late(self):
        promise = self.promise()
        with freeze_time("2026-01-08 12:00:00"):
            promise.action_keep()
        self.assertEqual(promise.late_days, 3)
        self.assertEqual((promise.kept_percent, promise.on_time_percent), (100, 0))

    def test_broken_and_undone(self):
        promise = self.promise()
        promise.action_break()
        self.assertEqual((promise.kept_percent, promise.late_days), (0, 0))
        self.assertFalse(self.reminders())
        promise.action_undo()
        self.assertEqual((promise.state, promise.closed_on), ("open", False))
        self.assertEqual(len(self.reminders()), 1)

    def test_done_reminder_keeps_it(self):
        promise = self.promise()
        self.reminders().with_user(self.anna).action_feedback(feedback="Sent")
        self.assertEqual(promise.state, "kept")
        promise.action_undo()
        self.assertEqual(len(self.reminders()), 1, "reminded anew")

    def test_overdue_stays_open_for_a_person_to_decide(self):
        promise = self.promise()
        with freeze_time("2026-02-01 12:00:00"):
            self.run_cron("ir_cron_check_goals")
            overdue = self.env["customer.insight.promise"].search(
                [("state", "=", "open"), ("date_deadline", "<", "today")]
            )
        self.assertIn(promise, overdue)

    def test_promise_to_a_contact_is_one_to_his_customer(self):
        contact = self.customer("Mr Li", parent_id=self.partner.id)
        promise = self.promise(partner_id=contact.id)
        self.assertEqual(
            (promise.partner_id, promise.contact_id), (self.partner, contact)
        )
        action = contact.with_user(self.anna).action_insight_promise()
        self.assertEqual(action["context"]["default_contact_id"], contact.id)

    def test_recorded_from_a_call_about_a_quotation(self):
        order = self.quotation(self.partner, "2025-12-05", 100)
        call = order.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.anna.id
        )
        action = call.with_user(self.anna).action_insight_promise()
        self.assertEqual(action["context"]["default_partner_id"], self.partner.id)

    def test_recorded_from_a_note(self):
        note = self.partner.with_user(self.anna).message_post(
            body="I bring the price list\non Friday"
        )
        context = note.action_insight_promise()["context"]
        self.assertEqual(context["default_partner_id"], self.partner.id)
        self.assertEqual(context["default_name"], "I bring the price list on Friday")

    def test_recorded_from_what_was_fed_back(self):
        """Of a finished call only what was written, not which call it was."""
        order = self.quotation(self.partner, "2025-12-05", 100, user_id=self.anna.id)
        call = order.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.anna.id, summary="Price"
        )
        call.with_user(self.anna).action_feedback("New price by Friday")
        note = order.message_ids.filtered("mail_activity_type_id")
        context = note.with_user(self.anna).action_insight_promise()["context"]
        self.assertEqual(context["default_partner_id"], self.partner.id)
        self.assertEqual(context["default_name"], "New price by Friday")

    def test_head_of_the_form_tells_what_is_open(self):
        self.assertNotIn("promises", self.partner.insight_summary)
        kept = self.promise(date_deadline="2025-12-29")
        self.promise()
        kept.action_keep()
        self.env.invalidate_all()
        said = self.partner.with_user(self.anna).insight_summary
        self.assertEqual(said["promises"], {"count": 1, "date": "2026-01-05"})

    def test_share_kept_by_salesperson(self):
        for user, states in ((self.anna, "kkb"), (self.bert, "k")):
            for state in states:
                promise = self.promise(user)
                promise.action_keep() if state == "k" else promise.action_break()
        self.promise()  # open: does not count yet
        action = self.env.ref("customer_insight.customer_insight_promise_action_report")
        self.assertEqual(action.domain, "[('state', '!=', 'open')]")
        rows = self.env["customer.insight.promise"]._read_group(
            [("state", "!=", "open"), ("partner_id", "=", self.partner.id)],
            ["user_id"],
            ["__count", "kept_percent:avg"],
            order="user_id",
        )
        shares = {user: (count, round(share)) for user, count, share in rows}
        self.assertEqual(shares, {self.anna: (3, 67), self.bert: (1, 100)})

    def test_others_dont_decide_about_my_promise_to_my_customer(self):
        promise = self.promise()
        with self.assertRaises(AccessError):
            promise.with_user(self.bert).action_break()
        mine = self.promise(self.bert)
        mine.action_keep()
        self.assertEqual(mine.state, "kept", "who promised decides, too")

    def test_salespeople_dont_delete_promises(self):
        with self.assertRaises(AccessError):
            self.promise().unlink()

    def test_other_company_sees_its_own(self):
        self.promise()
        other = self._create_company("Other")
        self.anna.company_ids += other
        there = self.partner.with_user(self.anna).with_context(
            allowed_company_ids=other.ids
        )
        self.assertFalse(there.insight_promise_ids)
        self.assertNotIn("promises", there.insight_summary)

    def test_promises_and_reminders_survive_archiving(self):
        promise = self.promise()
        self.partner.active = False
        self.assertEqual((promise.state, len(self.reminders())), ("open", 1))
        promise.action_break()
        promise.action_undo()
        self.assertEqual(len(self.reminders()), 1)

    def test_promises_survive_a_merge(self):
        contact = self.customer("Mr Li", parent_id=self.partner.id)
        promise = self.promise(contact_id=contact.id)
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
        self.assertEqual((promise.partner_id, promise.contact_id), (twin, contact))
        self.partner = twin
        self.assertEqual(len(self.reminders()), 1)
        promise.action_keep()
        self.assertFalse(self.reminders())
