from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import MONTHS
from .common_live import LiveCase

VIEWS = {
    "res.partner": "customer_insight.res_partner_view_search",
    "customer.insight": "customer_insight.customer_insight_view_search",
}


@tagged("post_install", "-at_install")
class TestFilters(LiveCase):
    """Each filter and each group-by that a search view offers does its work."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.big, cls.small, cls.past, cls.quoted, cls.future = cls.customers(5)
        cls.everybody = cls.big | cls.small | cls.past | cls.quoted | cls.future
        cls.everybody.is_company = True
        cls.buy(cls.big, dict.fromkeys(MONTHS, 1000))
        cls.order(cls.big, "2024-12-15", 1)
        cls.order(cls.small, "2025-12-15", 10)
        cls.order(cls.past, "2024-03-15", 100)
        cls.quotation(cls.quoted, "2025-12-30", 50)
        cls.classify()
        cls.big.user_id = cls.anna
        cls.judge(cls.small.with_user(cls.chief), "category", "EI")

    def nodes(self, model):
        view = self.env.ref(VIEWS[model])
        arch = self.env[model].with_user(self.anna).get_view(view.id, "search")["arch"]
        return etree.fromstring(arch).iter("filter")

    def found(self, model, domain):
        """The customers of this test that the filter leaves."""
        names = {"uid": self.anna.id, "context_today": None}
        among = "partner_id" if model == "customer.insight" else "id"
        records = self.env[model].with_user(self.anna)
        found = records.search(
            [*safe_eval(domain, names), (among, "in", self.everybody.ids)]
        )
        return found.partner_id if model == "customer.insight" else found

    def ours(self, model):
        prefix = "insight_" if model == "res.partner" else ""
        return {
            node.get("name").removeprefix(prefix): node.get("domain")
            for node in self.nodes(model)
            if node.get("domain") and node.get("name", "").startswith(prefix)
        }

    def test_filters_find_whom_they_name(self):
        expected = {
            "my_customers": self.big,
            "existing": self.big | self.small | self.past,
            "potential": self.quoted,
            "future": self.future,
            "lapsed": self.past,
            "new": self.small,
            "overridden": self.small,
            "moved": self.small,
            "old": self.big | self.past,
            "trading": self.big | self.small,
            "main": self.big,
            "scattered": self.small | self.past,
        }
        for model in VIEWS:
            filters = self.ours(model)
            for name, partners in expected.items():
                with self.subTest(model=model, filter=name):
                    self.assertEqual(self.found(model, filters[name]), partners)

    def test_customers_are_whom_the_engine_knows(self):
        vendor = self.customer("Vendor", supplier_rank=1, is_company=True)
        self.everybody |= vendor
        found = self.found("res.partner", self.ours("res.partner")["classified"])
        self.assertEqual(found, self.everybody - vendor)

    def test_every_filter_is_understood(self):
        for model in VIEWS:
            for name, domain in self.ours(model).items():
                with self.subTest(model=model, filter=name):
                    self.found(model, domain)

    def test_every_group_by_is_understood(self):
        for model in VIEWS:
            specs = self.group_bys(model)
            self.assertGreater(len(specs), 5)
            for spec in specs:
                with self.subTest(model=model, group_by=spec):
                    records = self.env[model].with_user(self.anna)
                    groups = records.formatted_read_group([], [spec], ["__count"])
                    self.assertTrue(groups)

    def group_bys(self, model):
        ours = "insight" if model == "res.partner" else ""
        return [
            safe_eval(node.get("context"))["group_by"]
            for node in self.nodes(model)
            if "group_by" in node.get("context", "") and ours in node.get("name")
        ]

    def test_menu_shows_each_customer_once(self):
        contact = self.customer("Buyer", parent_id=self.big.id)
        action = self.env.ref("customer_insight.res_partner_action")
        found = self.env["res.partner"].search(safe_eval(action.domain))
        self.assertLessEqual(self.everybody, found)
        self.assertNotIn(contact, found)

    def test_default_order_of_kanban_and_list_is_understood(self):
        for name in ("kanban", "list"):
            view = self.env.ref(f"customer_insight.res_partner_view_{name}")
            order = etree.fromstring(view.arch).get("default_order")
            found = self.env["res.partner"].search(
                [("id", "in", self.everybody.ids)], order=order
            )
            self.assertEqual(found[0], self.big)
