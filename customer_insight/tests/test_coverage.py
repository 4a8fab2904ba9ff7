from datetime import timedelta

from odoo import Command, fields
from odoo.tests import freeze_time, tagged

from .common_live import LiveCase

TODAY = "2025-12-31"


@tagged("post_install", "-at_install")
@freeze_time(f"{TODAY} 12:00:00")
class TestCoverage(LiveCase):
    """Whom we should know at a customer: gaps are found, told once, and taken back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Coverage = cls.env["customer.insight.coverage"]
        cls.Coverage.search([]).active = False
        cls.firm = cls.customer("Firm", is_company=True, user_id=cls.anna.id)
        cls.classify(cls.firm)
        cls.become("EI")

    @classmethod
    def become(cls, category, firm=None):
        (firm or cls.firm).insight_id.category_override = category

    @classmethod
    def rule(cls, kind, **values):
        """A rule of the kind, the only one."""
        kind_of_activity = cls.env.ref(
            "customer_insight.mail_activity_type_know_people"
        )
        return cls.Coverage.create(
            {
                "name": kind,
                "kind": kind,
                "advice": "Ask.",
                "activity_type_id": kind_of_activity.id,
                **values,
            }
        )

    @classmethod
    def person(cls, role=False, firm=None, **values):
        names = {"insight_decision_role": role, "parent_id": (firm or cls.firm).id}
        return cls.customer("Person", **names, **values)

    def broken(self, firm=None):
        """Kinds of the rules that a customer breaks."""
        gaps = self.Coverage._gaps(self.company, firm or self.firm)
        return {self.Coverage.browse(rule).kind for rule, _partner in gaps}

    def apply(self, partners=None):
        return self.Coverage._apply(self.company, partners)

    def open_ones(self, firm=None):
        self.env.invalidate_all()
        return self.env["mail.activity"].search(
            [
                ("res_id", "=", (firm or self.firm).id),
                ("insight_coverage_id", "!=", False),
            ]
        )

    # What each kind finds

    def test_no_decision_maker(self):
        self.rule("no_decision_maker")
        self.person("purchases")
        self.assertEqual(self.broken(), {"no_decision_maker"})
        self.person("decides")
        self.assertFalse(self.broken())

    def test_a_company_without_anybody_has_no_decision_maker(self):
        self.rule("no_decision_maker")
        self.assertTrue(self.broken())

    def test_a_decision_maker_who_left_is_missed_until_he_has_a_successor(self):
        self.rule("no_decision_maker")
        self.rule("decision_maker_left")
        boss = self.person("decides")
        self.assertFalse(self.broken())
        boss.insight_has_left = True
        self.assertEqual(self.broken(), {"decision_maker_left"}, "told once, not twice")
        self.person("decides")
        self.assertFalse(self.broken())

    def test_a_decision_maker_who_opposes(self):
        self.rule("decision_maker_opposes")
        boss = self.person("decides", insight_attitude="neutral")
        self.person("uses", insight_attitude="opposes")
        self.assertFalse(self.broken())
        boss.insight_attitude = "opposes"
        self.assertTrue(self.broken())

    def test_a_single_contact(self):
        self.rule("single_contact")
        self.assertFalse(self.broken(), "nobody is not one")
        self.person("decides")
        self.assertTrue(self.broken())
        second = self.person()
        self.assertFalse(self.broken())
        second.insight_has_left = True
        self.assertTrue(self.broken(), "who left is no contact")

    def test_addresses_and_archived_contacts_are_no_people(self):
        self.rule("single_contact")
        self.person("decides")
        self.person().active = False
        self.person(type="delivery")
        self.assertTrue(self.broken())

    def test_a_role_of_somebody_who_left(self):
        self.rule("role_left")
        buyer = self.person("purchases")
        self.assertFalse(self.broken())
        buyer.insight_has_left = True
        self.assertTrue(self.broken())
        buyer.insight_decision_role = False
        self.assertFalse(self.broken())

    def test_nobody_who_purchases_by_role_function_or_department(self):
        self.rule("no_purchaser")
        buyer = self.person("decides")
        self.assertTrue(self.broken())
        for name, value in (
            ("insight_decision_role", "purchases"),
            ("insight_function", "purchasing"),
            ("insight_department_kind", "purchases"),
        ):
            buyer.write({name: value})
            self.assertFalse(self.broken(), name)
            buyer.write({name: False})

    def test_nobody_who_uses(self):
        self.rule("no_user")
        worker = self.person()
        self.assertTrue(self.broken())
        worker.insight_function = "using"
        self.assertFalse(self.broken())

    def test_who_buys_for_himself_needs_nobody_known(self):
        self.rule("no_decision_maker")
        single = self.customer("Single", is_company=False)
        self.classify(single)
        self.become("EI", single)
        self.assertFalse(self.broken(single))

    def test_a_rule_is_for_its_classes(self):
        rule = self.rule("no_decision_maker", for_ei=False)
        self.assertNotIn("EI ", f"{rule.classes} ")
        self.assertFalse(self.broken())
        self.become("EII")
        self.assertTrue(self.broken())

    # Activities

    def test_one_activity_for_the_salesperson_with_what_to_do(self):
        rule = self.rule("no_decision_maker", days=3)
        activity = self.apply()
        self.assertEqual(activity.user_id, self.anna)
        self.assertEqual(activity.summary, "no_decision_maker")
        self.assertIn("Ask.", activity.note)
        self.assertEqual(str(activity.date_deadline), "2026-01-03")
        self.assertEqual(activity.insight_coverage_id, rule)
        self.assertFalse(self.apply(), "one is open")
        self.assertEqual(len(self.open_ones()), 1)

    def test_the_activity_is_withdrawn_when_the_gap_closes(self):
        self.rule("no_decision_maker")
        self.apply()
        self.person("decides")
        self.apply()
        self.assertFalse(self.open_ones())

    def test_the_activity_is_withdrawn_when_the_rule_is_archived(self):
        rule = self.rule("no_decision_maker")
        self.apply()
        rule.active = False
        self.apply()
        self.assertFalse(self.open_ones())

    def test_two_open_ones_of_merged_customers_become_one(self):
        self.rule("no_decision_maker")
        other = self.customer("Other", is_company=True, user_id=self.anna.id)
        self.classify(other)
        self.become("EI", other)
        self.apply()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.firm | other).ids, self.firm)
        self.apply()
        self.assertEqual(len(self.open_ones()), 1)

    def test_done_and_still_a_gap_is_asked_again_later_only(self):
        self.rule("no_decision_maker", repeat_days=30)
        self.apply().action_feedback("Nobody told me")
        self.assertFalse(self.apply())
        later = fields.Date.to_date(TODAY) + timedelta(days=31)
        with freeze_time(later):
            self.assertTrue(self.apply())

    def test_nobody_gets_more_than_the_cap_in_a_run(self):
        self.rule("no_decision_maker")
        self.policy.coverage_cap = 2
        firms = self.env["res.partner"].create(
            [
                {"name": f"F{n}", "is_company": True, "user_id": self.anna.id}
                for n in range(3)
            ]
        )
        self.classify(firms)
        for firm in firms:
            self.become("EI", firm)
        self.assertEqual(len(self.apply()), 2)
        self.assertEqual(len(self.apply()), 2, "the rest follows in the next run")
        self.assertFalse(self.apply())

    def test_the_worst_gap_of_the_biggest_customer_comes_first(self):
        self.policy.coverage_cap = 1
        self.rule("single_contact", severity="low")
        high = self.rule("no_decision_maker", severity="high")
        self.person()
        self.assertEqual(self.apply().insight_coverage_id, high)

    def test_a_rule_without_activity_is_only_shown(self):
        self.rule("no_decision_maker", activity_type_id=False)
        self.assertFalse(self.apply())
        self.assertEqual(
            self.firm.insight_coverage_gaps,
            [
                {
                    "name": "no_decision_maker",
                    "advice": "Ask.",
                    "severity": "medium",
                    "label": "Weakness",
                }
            ],
        )

    def test_without_gaps_nothing_is_shown(self):
        self.rule("no_decision_maker")
        self.person("decides")
        self.assertFalse(self.firm.insight_coverage_gaps)

    def test_a_new_salesperson_takes_over(self):
        self.rule("no_decision_maker")
        activity = self.apply()
        self.firm.user_id = self.bert
        self.assertEqual(activity.user_id, self.bert)

    def test_without_salesperson_the_policy_names_somebody_or_nobody(self):
        self.rule("no_decision_maker")
        self.firm.user_id = False
        self.assertFalse(self.apply())
        self.policy.fallback_user_id = self.chief
        self.assertEqual(self.apply().user_id, self.chief)

    # When

    def test_a_changed_contact_is_checked_soon(self):
        self.rule("decision_maker_left")
        boss = self.person("decides")
        self.end_transaction()
        self.env["customer.insight.request"].search([]).unlink()
        boss.with_user(self.anna).insight_has_left = True
        self.assertIn(self.firm, self.waiting())
        with self.enter_registry_test_mode():
            self.env.ref(
                "customer_insight.ir_cron_refresh_changed"
            ).method_direct_trigger()
        self.assertTrue(self.open_ones())

    def test_every_night_all_are_checked(self):
        self.rule("no_decision_maker")
        with self.enter_registry_test_mode():
            self.env.ref(
                "customer_insight.ir_cron_check_coverage"
            ).method_direct_trigger()
        self.assertEqual(len(self.open_ones()), 1)

    def test_all_customers_are_checked_with_a_few_queries(self):
        self.rule("no_decision_maker")
        self.rule("single_contact")
        firms = self.env["res.partner"].create(
            [
                {"name": f"F{n}", "is_company": True, "child_ids": [self.new_person()]}
                for n in range(30)
            ]
        )
        self.classify(firms)
        self.Coverage._gaps(self.company)
        with self.assertQueryCount(3):
            gaps = self.Coverage._gaps(self.company)
        self.assertGreater(len(gaps), 30)

    def new_person(self):
        return Command.create({"name": "Somebody"})

    def test_another_company_has_its_own_classes(self):
        self.rule("no_decision_maker")
        elsewhere = self._create_company("Elsewhere")
        self.assertFalse(self.Coverage._gaps(elsewhere, self.firm))
