from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_live import LiveCase


class ReasonCase(LiveCase):
    """A customer who wavers (EII), one who does not want to buy yet (PII)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.write({"contribution_rule": "amount", "contribution_amount": 500})
        cls.firm = cls.customer("Firm", is_company=True, user_id=cls.anna.id)
        cls.order(cls.firm, "2025-11-15", 1000)
        cls.prospect = cls.customer("Prospect", is_company=True, user_id=cls.anna.id)
        cls.quotation(cls.prospect, "2025-02-15", 5000)
        cls.classify()
        cls.rival = cls.env["customer.insight.competitor"].create({"name": "Rival"})
        cls.gives_more = cls.env.ref("customer_insight.reason_waver_rival")
        cls.dissatisfied = cls.env.ref("customer_insight.reason_waver_dissatisfied")
        cls.unknown = cls.env.ref("customer_insight.reason_intention_unknown")

    @classmethod
    def reason(cls, partner, reason, user=None, **values):
        rows = cls.env["customer.insight.customer.reason"].with_user(user or cls.anna)
        return rows.create({"partner_id": partner.id, "reason_id": reason.id, **values})

    def summary(self, partner):
        self.env.invalidate_all()
        return partner.with_user(self.anna).insight_summary


@tagged("post_install", "-at_install")
class TestCustomerReasons(ReasonCase):
    """Somebody found out why, acts on it, and says when it is over."""

    def test_who_and_when_and_which_company(self):
        row = self.reason(self.firm, self.gives_more)
        self.assertEqual(row.user_id, self.anna)
        self.assertEqual(str(row.date), "2025-12-31")
        self.assertEqual(row.company_id, self.company)
        self.assertEqual(row.state, "open")
        self.assertEqual(self.firm.insight_reason_ids, row.sudo())

    def test_head_of_the_form_asks_where_it_matters(self):
        self.assertEqual(self.summary(self.firm)["category"], "EII")
        self.assertEqual(self.summary(self.firm)["reasons"], [])
        self.assertEqual(self.summary(self.prospect)["category"], "PII")
        self.assertEqual(self.summary(self.prospect)["reasons"], [])
        future = self.customer("Future", is_company=True)
        self.classify()
        self.assertNotIn("reasons", self.summary(future))

    def test_head_of_the_form_shows_what_holds(self):
        self.reason(self.firm, self.gives_more)
        self.reason(self.firm, self.dissatisfied).action_close()
        self.assertEqual(self.summary(self.firm)["reasons"], [self.gives_more.name])

    def test_head_of_the_form_costs_one_query_more(self):
        insight = self.firm.insight_id.with_user(self.anna)
        self.reason(self.firm, self.gives_more)
        self.env.flush_all()
        self.env.invalidate_all()
        insight.read(["category"])
        insight._open_reasons()
        self.env["customer.insight.reason"].invalidate_model()
        with self.assertQueryCount(1):
            insight._open_reasons().mapped("name")

    def test_several_reasons_but_none_twice(self):
        self.reason(self.firm, self.gives_more)
        self.reason(self.firm, self.gives_more, competitor_id=self.rival.id)
        self.reason(self.firm, self.dissatisfied)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.reason(self.firm, self.gives_more)

    def test_a_closed_reason_may_come_back(self):
        first = self.reason(self.firm, self.gives_more)
        first.action_close()
        self.assertEqual(str(first.date_closed), "2025-12-31")
        self.reason(self.firm, self.gives_more)
        self.assertEqual(len(self.firm.insight_reason_ids), 2, "both are counted")

    def test_reopened(self):
        row = self.reason(self.firm, self.gives_more)
        row.action_close()
        row.action_reopen()
        self.assertEqual((row.state, row.date_closed), ("open", False))

    def test_only_reasons_of_customers(self):
        dispute = self.env.ref("customer_insight.reason_dispute_product")
        with self.assertRaisesRegex(ValidationError, "wavering or for low intention"):
            self.reason(self.firm, dispute)

    def test_reasons_offered_fit_the_customer(self):
        rows = self.env["customer.insight.customer.reason"]
        offered = {
            partner: rows.new({"partner_id": partner.id}).wanted_topic
            for partner in (self.firm, self.prospect)
        }
        self.assertEqual(
            offered, {self.firm: "wavering", self.prospect: "low_intention"}
        )

    def test_dialog_is_about_the_customer(self):
        contact = self.customer("Buyer", parent_id=self.firm.id)
        action = contact.with_user(self.anna).action_insight_note_reason()
        self.assertEqual(action["context"]["default_partner_id"], self.firm.id)
        self.assertEqual(action["target"], "new")

    # Countermeasure

    def test_countermeasure_is_scheduled_once(self):
        row = self.reason(self.firm, self.gives_more)
        row.action_schedule_plan()
        steps = self.firm.activity_ids
        plan = self.gives_more.plan_id.template_ids.activity_type_id
        found = self.env.ref("customer_insight.mail_activity_type_find_reason")
        self.assertEqual(steps.activity_type_id, plan - found, "the reason is found")
        self.assertEqual(steps.user_id, self.anna)
        row.action_schedule_plan()
        self.assertEqual(self.firm.activity_ids, steps)

    def test_countermeasure_does_not_flood(self):
        """Two reasons with one plan, and the playbook's own steps."""
        for reason in (self.gives_more, self.dissatisfied):
            self.reason(self.firm, reason).action_schedule_plan()
        kinds = self.firm.activity_ids.mapped("activity_type_id.id")
        self.assertEqual(len(self.firm.activity_ids), len(set(kinds)))

    def test_reason_without_plan_says_what_to_do(self):
        self.gives_more.plan_id = False
        row = self.reason(self.firm, self.gives_more)
        with self.assertRaisesRegex(UserError, "Configuration / Causes"):
            row.action_schedule_plan()

    # Counted

    def test_counted_by_product_region_and_competitor(self):
        state = self.env["res.country.state"].search([], limit=1)
        self.firm.write({"state_id": state.id, "country_id": state.country_id.id})
        brakes = self.families[0]
        self.reason(
            self.firm,
            self.gives_more,
            categ_id=brakes.id,
            competitor_id=self.rival.id,
        )
        rows = self.env["customer.insight.customer.reason"].with_user(self.chief)
        [counted] = rows._read_group(
            [],
            ["reason_id", "topic", "categ_id", "country_id", "country_state_id"]
            + ["competitor_id", "salesperson_id"],
            ["__count"],
        )
        expected = (self.gives_more, "wavering", brakes, state.country_id, state)
        self.assertEqual(counted, (*expected, self.rival, self.anna, 1))

    # Who may

    def test_another_company_has_reasons_of_its_own(self):
        other = self._create_company("Other")
        self.reason(self.firm, self.gives_more)
        carl = self._create_user("carl", "customer_insight.customer_insight_group_user")
        carl.write({"company_ids": [Command.set(other.ids)], "company_id": other.id})
        rows = self.env["customer.insight.customer.reason"].with_user(carl)
        self.assertFalse(rows.with_context(allowed_company_ids=other.ids).search([]))

    def test_who_may_not_edit_the_customer_may_only_read(self):
        row = self.reason(self.firm, self.gives_more)
        reader = self._create_user(
            "reader", "customer_insight.customer_insight_group_user"
        )
        if self.firm.with_user(reader).has_access("write"):
            self.skipTest("salespeople edit contacts here")
        self.assertTrue(row.with_user(reader).note is False)
        with self.assertRaises(AccessError):
            row.with_user(reader).action_close()

    # Merged and removed

    def test_merged_customers_keep_their_reasons(self):
        twin = self.customer("Twin", is_company=True, user_id=self.anna.id)
        self.reason(self.firm, self.gives_more, note="At the fair")
        self.reason(twin, self.gives_more, note="By phone", date="2025-12-01")
        self.reason(twin, self.dissatisfied)
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [Command.set((self.firm | twin).ids)],
                "dst_partner_id": self.firm.id,
                "state": "selection",
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()
        rows = {row.reason_id: row for row in self.firm.insight_reason_ids}
        self.assertEqual(len(self.firm.insight_reason_ids), 2)
        self.assertEqual(rows[self.gives_more].note, "By phone\nAt the fair")
        self.assertEqual(str(rows[self.gives_more].date), "2025-12-01")
        self.assertIn(self.dissatisfied, rows)

    def test_deleted_customer_takes_his_reasons_along(self):
        twin = self.customer("Twin")
        row = self.reason(twin, self.gives_more)
        twin.unlink()
        self.assertFalse(row.exists())

    def test_used_reason_cannot_be_deleted(self):
        self.reason(self.firm, self.gives_more)
        self.env.flush_all()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.gives_more.unlink()
