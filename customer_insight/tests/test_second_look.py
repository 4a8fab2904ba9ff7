from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestSecondLook(LiveCase):
    """Who is ruled out comes back on his day; who stopped buying is not forgotten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lost = cls.customer("Lost", is_company=True, user_id=cls.anna.id)
        cls.small = cls.customer("Small", is_company=True, user_id=cls.anna.id)
        cls.cold = cls.customer("Cold", is_company=True, user_id=cls.anna.id)
        cls.classify()

    def decide(self, customers, decision, **values):
        wizard = (
            self.env["customer.insight.look.wizard"]
            .with_user(self.anna)
            .create(
                {
                    "decision": decision,
                    "partner_ids": [Command.set(customers.ids)],
                    **values,
                }
            )
        )
        wizard.action_apply()
        return wizard

    def to_work(self):
        action = self.env.ref("customer_insight.res_partner_action_future")
        search = self.env.ref("customer_insight.res_partner_view_search_future")
        self.assertIn("search_default_to_work", action.context)
        self.assertIn('name="to_work"', search.arch)
        domain = [
            ("insight_category", "=", "F"),
            "|",
            ("insight_ruled_out", "=", False),
            ("insight_second_look_date", "<=", "today"),
            ("id", "in", (self.lost | self.small | self.cold).ids),
        ]
        return self.env["res.partner"].with_user(self.anna).search(domain)

    def looks(self):
        return self.cold._insight_second_looks()

    def test_ruled_out_leaves_the_list_and_comes_back_on_the_day(self):
        self.assertIn(self.cold, self.to_work())
        self.decide(
            self.cold, "rule_out", reason="no_need", note="Fine", date="2026-02-10"
        )
        self.assertNotIn(self.cold, self.to_work())
        self.assertEqual(self.cold.insight_ruled_out, "no_need")
        look = self.looks()
        self.assertEqual(
            (str(look.date_deadline), look.user_id), ("2026-02-10", self.anna)
        )
        self.assertIn("Does not need it: Fine", look.note)
        with freeze_time("2026-02-09"):
            self.assertNotIn(self.cold, self.to_work())
        with freeze_time("2026-02-10"):
            self.assertIn(self.cold, self.to_work())

    def test_half_a_year_is_proposed(self):
        wizard = self.decide(self.cold, "rule_out", reason="not_able")
        self.assertEqual(str(wizard.date), "2026-07-01")

    def test_new_day_moves_the_reminder(self):
        self.decide(self.cold, "rule_out", reason="no_need", date="2026-02-10")
        self.decide(self.cold, "second_look", date="2026-03-01")
        self.assertEqual(len(self.looks()), 1)
        self.assertEqual(str(self.looks().date_deadline), "2026-03-01")
        self.assertEqual(self.cold.insight_ruled_out, "no_need")

    def test_never_again_needs_no_day(self):
        self.decide(self.cold, "rule_out", reason="not_willing", date=False)
        self.assertFalse(self.looks())
        self.assertNotIn(self.cold, self.to_work())

    def test_worth_the_work_after_all(self):
        self.decide(self.cold, "rule_out", reason="no_need", date="2026-02-10")
        self.cold.with_user(self.anna).action_insight_take_back()
        self.assertFalse(self.cold.insight_ruled_out or self.looks())
        self.assertIn(self.cold, self.to_work())

    def test_says_what_is_missing(self):
        with self.assertRaisesRegex(UserError, "Say why"):
            self.decide(self.cold, "rule_out")
        with self.assertRaisesRegex(UserError, "lies ahead"):
            self.decide(self.cold, "second_look", date="2025-12-01")

    def test_playbook_steps_of_who_is_ruled_out_are_withdrawn(self):
        self.env.ref("customer_insight.playbook_f")
        step = self.cold.insight_id._schedule_playbook(automatic=True)
        self.assertTrue(step)
        self.decide(self.cold, "rule_out", reason="no_need")
        self.assertFalse(self.steps(self.cold))

    def past(self):
        return (
            self.env["customer.insight.past"]
            .with_user(self.anna)
            .search([("partner_id", "in", (self.lost | self.small | self.cold).ids)])
        )

    def test_past_customers_by_what_they_were_worth(self):
        self.buy(self.small, {"2024-01-10": 100, "2024-02-10": 150})
        self.buy(self.lost, {"2024-01-20": 4000, "2024-02-10": 1000})
        self.classify()
        self.assertEqual(
            self.past().mapped(lambda row: (row.partner_id.name, row.worth)),
            [("Lost", 5000), ("Small", 250)],
        )

    def test_new_future_customer_is_on_the_list_at_once(self):
        added = self.customer("Just met", is_company=True, user_id=self.anna.id)
        action = added.with_user(self.anna).action_insight_add_future()
        self.env.invalidate_all()
        self.assertEqual(added.insight_category, "F")
        self.assertIn(str(added.id), action["params"]["links"][0]["url"])

    def test_past_customer_names_the_cause_and_the_day(self):
        self.buy(self.lost, {"2024-02-10": 1000})
        reason = self.env.ref("customer_insight.reason_dispute_product")
        signal = self.env["customer.insight.signal"]._open_dispute(
            self.company, self.lost, "It squeaks", reason=reason
        )
        self.assertTrue(signal)
        self.classify()
        action = self.past().action_second_look()
        self.assertEqual(
            action["context"]["default_partner_ids"], self.lost.ids, "asks for a day"
        )
        self.decide(self.lost, "second_look", date="2026-01-20")
        self.env.invalidate_all()
        row = self.past()
        self.assertEqual(
            (row.reason_id, str(row.second_look_date)), (reason, "2026-01-20")
        )

    def test_reason_noted_later_in_the_file_goes_before(self):
        self.buy(self.lost, {"2024-02-10": 1000})
        reason = self.env.ref("customer_insight.reason_waver_rival")
        self.env["customer.insight.signal"]._open_dispute(
            self.company,
            self.lost,
            "It squeaks",
            reason=self.env.ref("customer_insight.reason_dispute_product"),
        )
        self.env["customer.insight.customer.reason"].create(
            {
                "partner_id": self.lost.id,
                "reason_id": reason.id,
                "date": "2026-01-15",
            }
        )
        self.classify()
        self.assertEqual(self.past().reason_id, reason)
