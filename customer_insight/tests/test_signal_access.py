from datetime import date

from odoo.exceptions import AccessError

from .access_case import AccessCase


class TestSignalAccess(AccessCase):
    """Salespeople see what changed at their own customers; outsiders see nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.signals = cls.env["customer.insight.signal"]
        for partner in cls.records["res.partner"]:
            cls.signals |= cls.signals._record(
                cls.company,
                "overdue",
                partner,
                event_date=date.today(),
                evidence={"days": 40},
                value=1000,
                severity=80,
            )
        cls.own, cls.others = cls.signals
        cls.others.partner_id.user_id = cls.users["manager"]

    def test_salespeople_see_their_own_customers_signals(self):
        self.assertEqual(self.shown("salesperson"), self.own.ids)
        with self.assertRaises(AccessError):
            self.rpc("salesperson", "customer.insight.signal", "read", self.others.ids)

    def test_managers_see_all(self):
        self.assertEqual(set(self.shown("manager")), set(self.signals.ids))

    def shown(self, role):
        overdue = [("detector", "=", "overdue")]
        return self.rpc(role, "customer.insight.signal", "search", overdue)

    def test_other_companies_see_nothing(self):
        found = self.rpc("foreign", "customer.insight.signal", "search", [])
        self.assertFalse(found)

    def test_outsiders_see_nothing(self):
        for role in ("public", "portal", "internal"):
            for method, args in (("search", [[]]), ("read", [self.signals.ids])):
                with (
                    self.subTest(role=role, method=method),
                    self.assertRaises(AccessError),
                ):
                    self.rpc(role, "customer.insight.signal", method, *args)

    def test_figures_are_nobodys_to_write(self):
        for values in ({"severity": 1}, {"evidence": {}}, {"partner_id": 1}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.rpc(
                    "manager", "customer.insight.signal", "write", self.own.ids, values
                )
        self.rpc(
            "salesperson",
            "customer.insight.signal",
            "write",
            self.own.ids,
            {"state": "investigating", "outcome": "Called"},
        )
        self.assertEqual(self.own.state, "investigating")

    def test_nobody_invents_signals(self):
        values = {"partner_id": self.known.id, "detector": "overdue"}
        for role in ("salesperson", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.rpc(role, "customer.insight.signal", "create", values)

    def test_a_salesperson_does_not_choose_numbers(self):
        with self.assertRaises(AccessError):
            self.rpc(
                "salesperson", "customer.insight.detector.setting", "search_count", []
            )

    def test_a_dispute_with_a_foreign_document_is_refused(self):
        order = self.records["sale.order"][:1]
        order.user_id = self.users["manager"]
        values = {
            "partner_id": self.known.id,
            "order_id": order.id,
            "company_id": self.company.id,
            "text": "It squeaks",
        }
        wizard = self.as_user("salesperson", "customer.insight.dispute.wizard")
        with self.assertRaises(AccessError):
            wizard.create(values).action_open()
