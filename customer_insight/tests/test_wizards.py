from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common_live import USER, LiveCase

ACTIONS = [
    "action_schedule_playbook",
    "action_refresh",
    "action_set_stage",
    "action_set_purchase_mode",
    "action_set_category",
]


@tagged("post_install", "-at_install")
class TestWizards(LiveCase):
    """Customers are judged, refreshed and scheduled from the Action menu."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second, cls.foreign = cls.customers(3)
        (cls.first | cls.second).user_id = cls.anna
        cls.foreign.user_id = cls.bert
        cls.both = cls.first | cls.second
        cls.order(cls.first, "2025-12-15", 100)
        cls.classify()

    def run_action(self, name, partners, user=None):
        action = self.env.ref(f"customer_insight.{name}").with_user(user or self.anna)
        return action.with_context(
            active_model="res.partner",
            active_id=partners[:1].id,
            active_ids=partners.ids,
        ).run()

    def open_wizard(self, name, partners, user=None):
        """The form that the action opens."""
        action = self.run_action(name, partners, user)
        model = self.env[action["res_model"]].with_user(user or self.anna)
        return Form(model.with_context(**action["context"]))

    # The Action menu

    def test_actions_are_in_the_menu_of_contacts(self):
        Actions = self.env["ir.actions.actions"].with_user(self.anna)
        offered = Actions.get_bindings("res.partner")["action"]
        found = {action["id"]: action for action in offered}
        for name in ACTIONS:
            action = self.env.ref(f"customer_insight.{name}")
            self.assertIn(action.id, found, name)
            self.assertEqual(action.binding_view_types, "list,form,kanban")

    def test_actions_are_not_offered_outside_of_sales(self):
        clerk = self._create_user("kim", "base.group_user")
        Actions = self.env["ir.actions.actions"].with_user(clerk)
        offered = Actions.get_bindings("res.partner").get("action", [])
        ids = {action["id"] for action in offered}
        for name in ACTIONS:
            action = self.env.ref(f"customer_insight.{name}")
            self.assertNotIn(action.id, ids, name)
            with self.assertRaises(AccessError):
                self.run_action(name, self.first, clerk)

    def test_refresh_action_brings_figures_up_to_date(self):
        self.order(self.first, "2025-12-16", 50)
        result = self.run_action("action_refresh", self.both)
        self.assertEqual(result["tag"], "soft_reload")
        self.assertEqual(self.first.insight_contribution, 150)

    def test_schedule_action_schedules_for_the_salesperson(self):
        result = self.run_action("action_schedule_playbook", self.both)
        self.assertIn("2 of 2", result["params"]["message"])
        for partner in self.both:
            self.assertEqual(self.steps(partner).user_id, self.anna)

    # Judging

    def test_one_customer_proposes_what_holds_now(self):
        form = self.open_wizard("action_set_stage", self.first)
        self.assertEqual(form.growth_stage, "intention")
        form = self.open_wizard("action_set_category", self.first)
        self.assertEqual(form.category, "EII")

    def test_several_customers_propose_nothing(self):
        form = self.open_wizard("action_set_stage", self.both)
        self.assertFalse(form.growth_stage)

    def test_stage_is_judged_with_reason_and_last_day(self):
        form = self.open_wizard("action_set_stage", self.both)
        form.growth_stage = "regular"
        form.reason = "Framework contract"
        form.until = "2026-06-30"
        form.save().action_apply()
        for row in self.both.insight_id:
            self.assertEqual(row.growth_stage, "regular")
            self.assertEqual(row.growth_stage_override_reason, "Framework contract")
            self.assertEqual(str(row.growth_stage_override_until), "2026-06-30")
            self.assertEqual(row.growth_stage_override_user_id, self.anna)

    def test_mode_and_class_are_judged(self):
        form = self.open_wizard("action_set_purchase_mode", self.first)
        form.purchase_mode = "loyal"
        form.save().action_apply()
        form = self.open_wizard("action_set_category", self.first)
        form.category = "EI"
        form.save().action_apply()
        found = (self.first.insight_purchase_mode, self.first.insight_category)
        self.assertEqual(found, ("loyal", "EI"))
        self.assertFalse(self.second.insight_is_overridden)

    def test_value_is_asked_for(self):
        form = self.open_wizard("action_set_category", self.both)
        with self.assertRaises(AssertionError):
            form.save()

    def test_contact_judges_his_company(self):
        contact = self.customer("Buyer", parent_id=self.first.id)
        form = self.open_wizard("action_set_category", contact)
        form.category = "EI"
        form.save().action_apply()
        self.assertEqual(self.first.insight_category, "EI")

    def test_customer_never_classified_is_judged(self):
        fresh = self.customer("Fresh", user_id=self.anna.id)
        form = self.open_wizard("action_set_category", fresh)
        form.category = "PI"
        form.save().action_apply()
        self.assertEqual(fresh.insight_category, "PI")

    def test_later_reason_replaces_the_earlier(self):
        for reason in ("Told me so", False):
            form = self.open_wizard("action_set_stage", self.first)
            form.growth_stage = "regular"
            form.reason = reason
            form.save().action_apply()
        self.assertFalse(self.first.insight_id.growth_stage_override_reason)

    # Withdrawing

    def test_withdrawn_judgement_lets_the_figures_decide(self):
        self.first.insight_growth_stage = "regular"
        self.first.insight_purchase_mode = "loyal"
        form = self.open_wizard("action_set_stage", self.both)
        form.growth_stage = "regular"
        form.save().action_withdraw()
        self.assertEqual(self.first.insight_growth_stage, "intention")
        self.assertEqual(self.first.insight_purchase_mode, "loyal", "another judgement")

    def test_withdrawing_works_without_a_value(self):
        self.both.insight_growth_stage = "regular"
        wizard = (
            self.env["customer.insight.override.wizard"]
            .with_user(self.anna)
            .create({"dimension": "growth_stage", "partner_ids": self.both.ids})
        )
        wizard.action_withdraw()
        stages = self.both.mapped("insight_growth_stage")
        self.assertEqual(stages, ["intention", "potential"])

    # Who may

    def test_salesperson_judges_his_own_customers_only(self):
        form = self.open_wizard("action_set_stage", self.first | self.foreign)
        form.growth_stage = "regular"
        wizard = form.save()
        with self.assertRaises(UserError) as error, self.env.cr.savepoint():
            wizard.action_apply()
        self.assertIn(self.foreign.name, str(error.exception))
        self.env.invalidate_all()
        for partner in self.first | self.foreign:
            self.assertFalse(partner.insight_is_overridden, "nothing is written")

    def test_salesperson_withdraws_his_own_customers_only(self):
        self.foreign.insight_growth_stage = "regular"
        form = self.open_wizard("action_set_stage", self.first | self.foreign)
        form.growth_stage = "regular"
        wizard = form.save()
        with self.assertRaises(UserError) as error, self.env.cr.savepoint():
            wizard.action_withdraw()
        self.assertIn(self.foreign.name, str(error.exception))
        self.assertEqual(self.foreign.insight_growth_stage, "regular")

    def test_dragging_a_foreign_card_names_the_customer(self):
        with self.assertRaises(UserError) as error, self.env.cr.savepoint():
            self.foreign.with_user(self.anna).insight_growth_stage = "regular"
        self.assertIn(self.foreign.name, str(error.exception))

    def test_manager_judges_everybody(self):
        partners = self.first | self.foreign
        form = self.open_wizard("action_set_stage", partners, self.chief)
        form.growth_stage = "regular"
        form.save().action_apply()
        stages = partners.mapped("insight_growth_stage")
        self.assertEqual(stages, ["regular", "regular"])

    def test_salesperson_who_may_not_edit_contacts_judges(self):
        ming = self._create_user("ming", USER)
        self.both.user_id = ming
        form = self.open_wizard("action_set_stage", self.both, ming)
        form.growth_stage = "regular"
        form.save().action_apply()
        self.first.with_user(ming).insight_purchase_mode = "loyal"
        self.assertEqual(self.first.insight_growth_stage, "regular")
        self.assertEqual(self.first.insight_purchase_mode, "loyal")
