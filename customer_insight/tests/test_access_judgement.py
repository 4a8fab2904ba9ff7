from odoo.exceptions import AccessError

from ..models.customer_insight import DIMENSIONS, FIGURES
from .access_case import AccessCase


class TestWhoJudges(AccessCase):
    """Salespeople read all customers and judge their own; nobody touches figures."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls._create_user("salesperson", cls.company, "colleague")
        cls.free = cls.customer("Nobody's")
        cls.engine.refresh(cls.company)

    def setUp(self):
        super().setUp()
        self.insight = self.known.insight_id
        self.env.flush_all()

    # How a judgement can be made

    def ways(self, role, partner):
        """Return each way that the screens offer, as a function without arguments."""
        ids, insight = partner.ids, partner.insight_id.ids
        stage = {"growth_stage": "quasi"}
        card, row = (
            {"insight_growth_stage": "quasi"},
            {"growth_stage_override": "quasi"},
        )
        return {
            "drag a card": lambda: self.rpc(
                role, "res.partner", "web_save", ids, card, {"insight_growth_stage": {}}
            ),
            "edit a list": lambda: self.rpc(role, "res.partner", "write", ids, card),
            "insight's page": lambda: self.rpc(
                role, "customer.insight", "web_save", insight, row, {}
            ),
            "insight's bar": lambda: self.rpc(
                role, "customer.insight", "write", insight, stage
            ),
            "wizard": lambda: self.wizard(role, partner).action_apply(),
        }

    def wizard(self, role, partner):
        values = {"dimension": "growth_stage", "growth_stage": "quasi"}
        wizards = self.as_user(role, "customer.insight.override.wizard")
        return wizards.create({**values, "partner_ids": partner.ids})

    def assertJudges(self, role, partner):
        for way, judge in self.ways(role, partner).items():
            with self.subTest(way=way):
                partner.insight_id.growth_stage_override = False
                judge()
                self.assertEqual(partner.insight_growth_stage, "quasi")
                judge_id = partner.insight_id.growth_stage_override_user_id
                self.assertEqual(judge_id, self.users[role], "it says who judged")

    def assertMayNotJudge(self, role, partner):
        for way, judge in self.ways(role, partner).items():
            with self.subTest(way=way):
                with self.assertRaises(AccessError):
                    judge()
                self.assertFalse(partner.insight_id.growth_stage_override)

    def test_salesperson_judges_his_own_customer(self):
        """He needs no right to change contacts for that."""
        self.assertJudges("salesperson", self.known)

    def test_salesperson_judges_a_customer_of_nobody(self):
        self.assertJudges("salesperson", self.free)

    def test_salesperson_does_not_judge_a_colleague_s_customer(self):
        self.known.user_id = self.colleague
        self.assertMayNotJudge("salesperson", self.known)

    def test_salesperson_reads_a_colleague_s_customer(self):
        self.known.user_id = self.colleague
        mine = self.insight.with_env(self.as_user("salesperson", "res.partner").env)
        self.assertEqual(mine.category, self.insight.category)
        self.assertTrue(mine.explanation)

    def test_manager_judges_everybody_s_customers(self):
        for partner in self.known + self.free:
            self.assertJudges("manager", partner)

    def test_internal_user_without_sales_rights_judges_nobody(self):
        self.assertMayNotJudge("internal", self.free)

    def test_portal_user_does_not_judge_himself(self):
        self.assertMayNotJudge("portal", self.known)

    # What is not judgement

    def test_nobody_writes_figures(self):
        facts = ("partner_id", "company_id", "category_previous", "category_since")
        for name in (*FIGURES, *facts):
            with self.subTest(figure=name), self.assertRaises(AccessError):
                self.rpc(
                    "manager",
                    "customer.insight",
                    "write",
                    self.insight.ids,
                    {
                        name: self.insight._convert_to_write(
                            {name: self.insight[name]}
                        )[name]
                    },
                )

    def test_nobody_writes_figures_by_the_customer(self):
        """Fields shown on the contact are refused or without effect."""
        before = self.insight.read(FIGURES)
        for name in FIGURES:
            field = self.env["res.partner"]._fields.get(f"insight_{name}")
            if field:
                with self.subTest(figure=name), self.assertRaises(AccessError):
                    values = {field.name: 1 if field.type != "date" else "2020-01-01"}
                    self.rpc("manager", "res.partner", "write", self.known.ids, values)
        self.env.invalidate_all()
        self.assertEqual(self.insight.read(FIGURES), before)

    def test_nobody_makes_or_removes_insights(self):
        values = {"partner_id": self.free.id, "company_id": self.foreign.id}
        for method, argument in (("create", values), ("unlink", self.insight.ids)):
            with self.subTest(method=method), self.assertRaises(AccessError):
                self.rpc("manager", "customer.insight", method, argument)

    def test_nobody_judges_in_another_s_name(self):
        for name in DIMENSIONS:
            with self.subTest(dimension=name):
                value = self.insight[name]
                key = f"{name}_override"
                forged = {key: value, f"{key}_user_id": self.colleague.id}
                ids = self.insight.ids
                self.rpc("salesperson", "customer.insight", "write", ids, forged)
                judge = self.insight[f"{key}_user_id"]
                self.assertEqual(judge, self.users["salesperson"])

    def test_nobody_looks_into_another_s_wizard(self):
        wizard = self.wizard("manager", self.known)
        with self.assertRaises(AccessError):
            wizard.with_user(self.users["salesperson"]).read(["reason"])
