from datetime import date

from odoo import Command
from odoo.exceptions import AccessError

from . import access_table as table
from .access_case import AccessCase


class TestCompany(AccessCase):
    """What one company knows about a customer stays in that company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.there = cls.env["customer.insight"].with_company(cls.foreign)
        cls.engine.with_company(cls.foreign).refresh(cls.foreign, partners=cls.known)
        cls.there = cls.there.search(
            [("partner_id", "=", cls.known.id), ("company_id", "=", cls.foreign.id)]
        )
        cls.records["customer.insight.cutoff"] = cls.env[
            "customer.insight.cutoff"
        ].search([("company_id", "=", cls.company.id)])
        cls.records["customer.insight.playbook"] = cls.env[
            "customer.insight.playbook"
        ].create({"name": "Ours", "category": "EI", "company_id": cls.company.id})
        cls.records["customer.insight.criterion"] = cls.env[
            "customer.insight.criterion"
        ].create({"name": "Ours", "company_id": cls.company.id})
        cls.records["customer.insight.rating"] = cls.env[
            "customer.insight.rating"
        ].create(
            {
                "partner_id": cls.known.id,
                "company_id": cls.company.id,
                "has_own_score": True,
                "own_reason": "Ours",
            }
        )
        cls.records["customer.insight.snapshot"] = (
            cls.env["customer.insight.snapshot"]
            .sudo()
            .create(
                {
                    "partner_id": cls.known.id,
                    "company_id": cls.company.id,
                    "month": date(2025, 11, 30),
                }
            )
        )

        cls.records["customer.insight.reason"] = cls.env[
            "customer.insight.reason"
        ].create({"name": "Ours", "topic": "other", "company_id": cls.company.id})
        cls.records["customer.insight.handover"] = cls.env[
            "customer.insight.handover"
        ].create(
            {
                "company_id": cls.company.id,
                "from_user_id": cls.users["manager"].id,
                "to_user_id": cls.users["salesperson"].id,
            }
        )
        cls._fill_reports()

    @classmethod
    def _fill_reports(cls):
        """Reports are read from rows of ours: one customer must be in each."""
        cls.env.cr.execute(
            "UPDATE customer_insight SET is_lapsed = TRUE WHERE id = %s",
            [cls.known.insight_id.id],
        )
        cls.env.invalidate_all()
        for model in ("customer.insight.acquisition", "customer.insight.past"):
            here = [("company_id", "=", cls.company.id)]
            cls.records[model] = cls.env[model].sudo().search(here)

    def setUp(self):
        super().setUp()
        self.turn("light")
        self.env.cr.execute(
            "UPDATE customer_insight SET category = 'PII' WHERE id = %s",
            [self.there.id],
        )
        self.env.invalidate_all()

    def models_by_company(self):
        return [
            model
            for model, cls in self.env.registry.items()
            if model.startswith("customer.insight")
            and "company_id" in cls._fields
            and not (cls._abstract or cls._transient)
        ]

    def test_models_by_company_have_a_rule_for_it(self):
        for model in self.models_by_company():
            for operation in ("read", "write", "create", "unlink"):
                with self.subTest(model=model, operation=operation):
                    rules = self.env["ir.rule"].with_user(self.users["manager"])
                    domain = rules._compute_domain(model, operation)
                    self.assertIn("company_id", str(domain))

    def test_salesperson_elsewhere_finds_none_of_our_rows(self):
        for model in self.models_by_company():
            with self.subTest(model=model):
                rows = self.as_user("foreign", model)
                if table.MODELS[model].get("salesperson"):
                    found = rows.search([])
                    self.assertNotIn(self.company, found.sudo().company_id)
                else:
                    self.assertFalse(rows.has_access("read"))

    def test_salesperson_elsewhere_neither_reads_nor_writes_our_rows(self):
        for model in self.models_by_company():
            if not self.env[model]._fields["company_id"].store:
                continue  # goes with the customer, whom companies may share
            for method, argument in (("read", ["display_name"]), ("write", {})):
                with self.subTest(model=model, method=method):
                    ids = self.records[model][:1].ids
                    self.assertTrue(ids, f"Add a row of {model} to setUpClass")
                    with self.assertRaises(AccessError):
                        self.rpc("foreign", model, method, ids, argument)

    def test_salesperson_elsewhere_sees_his_own_company_s_class(self):
        partner = self.as_user("foreign", "res.partner").browse(self.known.id)
        self.assertEqual(partner.insight_category, "PII")
        self.assertEqual(partner.insight_id, self.there.with_env(partner.env))

    def test_salesperson_elsewhere_searches_and_groups_his_own_company_s_class(self):
        partners = self.as_user("foreign", "res.partner")
        mine = [("id", "=", self.known.id)]
        ours = self.known.insight_category
        self.assertEqual(
            partners.search_count([*mine, ("insight_category", "=", "PII")]), 1
        )
        self.assertEqual(
            partners.search_count([*mine, ("insight_category", "=", ours)]), 0
        )
        [group] = partners.formatted_read_group(mine, ["insight_category"], ["__count"])
        self.assertEqual(group["insight_category"], "PII")

    def test_class_follows_the_company_that_is_chosen(self):
        self.users["salesperson"].company_ids = [Command.link(self.foreign.id)]
        partners = self.as_user("salesperson", "res.partner").browse(self.known.id)
        classes = [
            partners.with_company(company).insight_category
            for company in (self.company, self.foreign)
        ]
        self.assertEqual(classes, [self.known.insight_category, "PII"])

    def test_asking_for_a_company_of_others_is_refused(self):
        """The web client's context is the user's to change."""
        context = {"allowed_company_ids": self.foreign.ids}
        mine = [("id", "=", self.known.id)]
        for method, *arguments in (
            ("read", self.known.ids, ["insight_category"]),
            ("search_count", [*mine, ("insight_category", "=", "PII")]),
            ("search_count", [*mine, ("insight_category", "!=", "EI")]),
            ("search", [*mine, ("insight_id", "!=", False)]),
            ("search_read", mine, ["id"], 0, None, "insight_category"),
            ("formatted_read_group", mine, ["insight_category"]),
            ("action_open_insight", self.known.ids),
            ("action_insight_refresh", self.known.ids),
            ("action_insight_schedule_playbook", self.known.ids),
        ):
            with self.subTest(method=method, arguments=arguments):
                call = ("salesperson", "res.partner", method, *arguments)
                self.assertRaises(AccessError, self.rpc, *call, context=context)

    def test_work_elsewhere_leaves_our_rows_alone(self):
        """Refreshing and judging write the row of the company one works in."""
        self.known.user_id = False
        ours = self.known.insight_id
        before = ours.read()
        self.order(self.known, date.today(), 99999)
        self.rpc("foreign", "res.partner", "action_insight_refresh", self.known.ids)
        elsewhere = self.as_user("foreign", "res.partner").browse(self.known.id)
        elsewhere.insight_id.growth_stage = "quasi"
        self.assertEqual(ours.read(), before)

    def test_engine_answers_sales_of_the_company_only(self):
        """Its statement sees all documents, whoever asks; and code can be written."""
        for role in (*table.CLOSED, "foreign"):
            engine = self.as_user(role, "customer.insight.engine")
            for method in (engine.evaluate, engine.refresh):
                call = (self.company.with_env(engine.env), date.today())
                with self.subTest(role=role, method=method.__name__):
                    self.assertRaises(AccessError, method, *call)
