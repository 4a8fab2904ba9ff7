from datetime import date, timedelta

from odoo.modules.module import get_manifest
from odoo.tests import TransactionCase, freeze_time, tagged
from odoo.tools import convert_file

from ..models.customer_insight import (
    CATEGORIES,
    GROWTH_STAGES,
    PURCHASE_MODES,
    SIGNS,
)

DAY = date(2026, 3, 2)
DEMO_COMPANY = "customer_insight.demo_company"


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    """Who tries the addon meets everything that it can tell, in one company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.day = cls._install()
        cls.company = cls.env.ref(DEMO_COMPANY)
        here = [("company_id", "=", cls.company.id)]
        cls.customers = cls.env["res.partner"].search(
            [*here, ("is_company", "=", True)]
        )
        cls.customers -= cls.company.partner_id
        cls.insights = cls.env["customer.insight"].search(
            [*here, ("partner_id", "in", cls.customers.ids)]
        )
        cls.orders = cls.env["sale.order"].search(here)

    @classmethod
    def _install(cls):
        """Load the demo unless this database has it; return the day it is made for."""
        company = cls.env.ref(DEMO_COMPANY, raise_if_not_found=False)
        if company:
            return company.create_date.date()
        with freeze_time(DAY):
            for name in get_manifest("customer_insight")["demo"]:
                convert_file(cls.env, "customer_insight", name, {}, mode="init")
        return DAY

    def assertMet(self, records, name, values):
        """Each value has an example among the records."""
        self.assertLessEqual(set(values), set(records.mapped(name)), f"{name}: all met")

    def test_sixty_customers_have_their_people_and_owners(self):
        self.assertEqual(len(self.customers), 60)
        self.assertEqual(self.insights.partner_id, self.customers)
        for customer in self.customers:
            self.assertIn(len(customer.child_ids), range(1, 5), customer.name)
        self.assertGreater(len(self.customers.user_id), 3, "several salespeople")
        self.assertMet(self.customers.child_ids, "insight_decision_role", ["decides"])

    def test_orders_go_back_two_years_and_end_now(self):
        sold = self.orders.filtered(lambda order: order.state == "sale")
        days = [order.date_order.date() for order in sold]
        self.assertLess(min(days), self.day - timedelta(days=700))
        self.assertGreater(max(days), self.day - timedelta(days=7))
        self.assertLessEqual(max(days), self.day, "nobody orders in the future")

    def test_every_class_has_a_customer(self):
        self.assertMet(self.insights, "category", dict(CATEGORIES))
        self.assertMet(self.insights, "category_computed", dict(CATEGORIES))

    def test_few_customers_are_the_best(self):
        best = self.insights.filtered(lambda i: i.category_computed == "EI")
        rest = self.insights.filtered(lambda i: i.category_computed in ("EIII", "EIV"))
        self.assertLess(2 * len(best), len(rest))

    def test_every_growth_stage_and_purchase_mode_has_a_customer(self):
        self.assertMet(self.insights, "growth_stage", dict(GROWTH_STAGES))
        self.assertMet(self.insights, "purchase_mode", [*dict(PURCHASE_MODES), False])

    def test_every_sign_of_loyalty_is_seen_in_each_way(self):
        for name in ("loyalty_full_price", "loyalty_repeat", "loyalty_immune"):
            self.assertMet(self.insights, name, dict(SIGNS))
        for name in ("loyalty_referred", "loyalty_recommends"):
            self.assertMet(self.insights, name, ["yes", "unknown"])

    def test_every_personality_and_communication_style_is_met(self):
        for kind in ("personality", "communication"):
            traits = self.env["customer.insight.trait"].search([("kind", "=", kind)])
            shipped = traits.filtered(lambda t: t.get_external_id()[t.id])
            met = self.customers[f"insight_{kind}_id"]
            self.assertFalse(shipped - met, f"each {kind} has a customer")

    def test_some_customers_are_new_and_a_big_one_is_lapsed(self):
        self.assertTrue(any(self.insights.mapped("is_new")))
        lapsed = self.insights.filtered("is_lapsed")
        self.assertTrue({"EI", "EII"} & set(lapsed.mapped("category")))

    def test_classes_have_a_past(self):
        moves = self.insights.mapped(
            lambda i: (i.category_previous, i.category_computed)
        )
        self.assertIn(("EI", "EII"), moves, "a big customer begins to waver")
        self.assertGreater(len(set(self.insights.mapped("category_since"))), 3)

    def test_people_judge_otherwise_and_say_why(self):
        judged = self.insights.filtered("category_override")
        self.assertTrue(judged)
        for insight in judged:
            self.assertTrue(insight.category_override_reason)
            self.assertTrue(insight.category_override_user_id)
            self.assertGreater(insight.category_override_until, self.day)

    def test_documents_of_every_kind_are_there(self):
        self.assertMet(self.orders, "state", ["draft", "sent", "sale", "cancel"])
        self.assertMet(self.orders, "insight_is_sample", [True])
        self.assertGreater(len(self.orders.currency_id), 1, "one pays in euros")
        self.assertTrue(any(self.orders.order_line.mapped("discount")))
        self.assertTrue(any(self.insights.mapped("refund_amount")))
        sent = self.orders.filtered(lambda order: order.state == "sent")
        self.assertLess(min(sent.mapped("validity_date")), self.day, "some ran out")
        self.assertGreater(max(sent.mapped("validity_date")), self.day, "some are open")

    def test_the_season_shows_in_what_is_bought(self):
        lines = self.orders.order_line.filtered(
            lambda line: line.product_id.default_code.startswith("BT-")
        )
        months = [line.order_id.date_order.month for line in lines]
        winter = sum(month in (11, 12, 1, 2) for month in months)
        self.assertGreater(winter, len(months) / 2, "batteries are sold in winter")

    def test_follow_ups_are_late_due_and_planned(self):
        activities = self.customers.activity_ids.filtered("insight_playbook_id")
        days = activities.mapped("date_deadline")
        self.assertLess(min(days), self.day)
        self.assertIn(self.day, days)
        self.assertGreater(max(days), self.day)

    def test_installing_twice_adds_nothing(self):
        self.env["customer.insight.demo"]._install()
        count = self.env["sale.order"].search_count(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(count, len(self.orders))

    def test_customer_files_meet_every_value(self):
        names = [
            name
            for name, field in self.customers._fields.items()
            if field.type == "selection" and field.prefetch == "insight_file"
        ]
        self.assertGreater(len(names), 15)
        for name in names:
            values = self.customers._fields[name].get_values(self.env)
            people = self.customers | self.customers.child_ids
            self.assertMet(people, name, values)
        for name in ("life_status", "trade_status"):
            values = self.insights._fields[name].get_values(self.env)
            self.assertMet(self.insights, name, values)
        positions = ["main", "general", "scattered", False]
        self.assertMet(self.insights, "market_position", positions)
        self.assertMet(self.customers, "insight_is_key_account", [True, False])
        self.assertMet(self.customers, "insight_is_internal", [True, False])

    def test_some_files_are_complete_and_some_poor(self):
        complete = self.customers.filtered("insight_organisation")
        poor = self.customers.filtered(lambda c: not c.insight_line_of_business)
        self.assertGreater(len(complete), 15)
        self.assertGreater(len(poor), 10)
        kinds = complete.insight_facility_ids._fields["kind"].get_values(self.env)
        self.assertMet(complete.insight_facility_ids, "kind", kinds)
        reasons = complete.insight_end_customer_ids._fields["reason"]
        self.assertMet(
            self.customers.insight_end_customer_ids,
            "reason",
            reasons.get_values(self.env),
        )
        self.assertGreater(len(self.customers.insight_kept_currency_id), 1)
        here = self.customers.with_company(self.company)
        shares = here.mapped("insight_wallet_share")
        self.assertEqual(min(shares), 0, "some demand is unknown")
        self.assertTrue(any(20 < share < 100 for share in shares))

    def test_people_of_every_kind_are_met(self):
        people = self.customers.child_ids
        for name in (
            "insight_decision_role",
            "insight_influence",
            "insight_attitude",
            "insight_department_kind",
            "insight_position",
        ):
            values = people._fields[name].get_values(self.env)
            self.assertMet(people, name, values)
        self.assertTrue(people.insight_manager_id, "somebody reports to somebody")
        self.assertTrue(any(people.mapped("insight_has_left")))

    def test_some_customers_break_every_rule_and_salespeople_hear_of_it(self):
        rules = self.env["customer.insight.coverage"].search([])
        broken = {rule for rule, _partner in rules._gaps(self.company)}
        self.assertEqual(broken, set(rules.ids))
        found = self.customers.activity_ids.insight_coverage_id
        self.assertEqual(found, rules.filtered("activity_type_id"))

    def test_personal_files_are_kept_and_a_birthday_is_announced(self):
        files = self.env["customer.insight.person"].search(
            [("partner_id.company_id", "=", self.company.id)]
        )
        for name in ("family", "hobbies", "character", "birth_year_unknown"):
            self.assertTrue(any(files.mapped(name)), name)
        self.assertTrue(files.activity_ids)

    def test_signals_of_every_kind_are_met(self):
        signals = self.env["customer.insight.signal"].search(
            [("company_id", "=", self.company.id)]
        )
        detectors = self.env["customer.insight.detector"]._detectors()
        # known with another app
        met = detectors.keys() - {"margin", "late_delivery"}
        self.assertMet(signals, "detector", met)
        self.assertMet(
            signals, "state", ["new", "investigating", "snoozed", "explained"]
        )
        self.assertTrue(signals.reason_id, "some causes are known")
        self.assertTrue(signals.activity_ids, "some are work")

    def test_every_customer_was_found_somehow_and_some_through_others(self):
        self.assertTrue(all(self.customers.mapped("insight_source_id")))
        kinds = self.customers.insight_source_id._fields["kind"].get_values(self.env)
        self.assertMet(self.customers.insight_source_id, "kind", kinds)
        root = self.env.ref("customer_insight.customer_muting")
        steps = root._insight_brought()[root.id].values()
        self.assertGreaterEqual(max(steps), 2, "a chain, not only a pair")
        self.assertTrue(any(self.customers.mapped("insight_ruled_out")))

    def test_plans_and_promises_of_every_state_are_met(self):
        plans = self.customers.insight_development_ids
        self.assertMet(plans, "state", ["open", "reached", "missed"])
        promises = self.customers.insight_promise_ids
        self.assertMet(promises, "state", ["open", "kept", "broken"])
        overdue = promises.filtered(
            lambda p: p.state == "open" and p.date_deadline < self.day
        )
        self.assertTrue(overdue, "one is overdue")
        self.assertTrue(any(promises.mapped("late_days")), "one was kept late")

    def test_a_team_has_a_pool_with_customers_in_each_state(self):
        rows = self.env["customer.insight.pool"].search(
            [("team_id.company_id", "=", self.company.id)]
        )
        self.assertMet(rows, "state", ["open", "warned"])
        self.assertMet(rows, "reason", ["no_follow_up", "no_salesperson", "put_back"])
        warned = rows.filtered(lambda row: row.state == "warned")
        self.assertTrue(all(warned.mapped("activity_id")))
        moves = self.env["customer.insight.pool.move"].search(
            [("partner_id", "in", self.customers.ids)]
        )
        self.assertMet(moves, "kind", ["claimed", "returned"])
        handover = self.env["customer.insight.handover"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertGreater(handover[:1].incomplete_count, 0)
