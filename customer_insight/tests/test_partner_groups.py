from odoo.tests import tagged

from .common import MONTHS, QUARTERS
from .common_live import LiveCase

STAGES = ["potential", "trial", "intention", "quasi", "regular"]


@tagged("post_install", "-at_install")
class TestPartnerGroups(LiveCase):
    """Kanban, list and pivot of contacts: sorted, grouped, summed, and quick."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.big, cls.small, cls.past, cls.future = cls.customers(4)
        cls.buy(cls.big, dict.fromkeys(MONTHS, 1000))
        cls.buy(cls.small, dict.fromkeys(QUARTERS, 10))
        cls.order(cls.past, "2024-03-15", 100)
        cls.classify()
        cls.vendor = cls.customer("Vendor", supplier_rank=1)
        cls.everybody = cls.big | cls.small | cls.past | cls.future | cls.vendor
        cls.among = [("id", "in", cls.everybody.ids)]
        cls.env.flush_all()
        cls.env.invalidate_all()

    # What the client asks about the fields

    def test_client_offers_figures_to_search_sort_and_group(self):
        names = ["insight_category", "insight_growth_stage", "insight_contribution"]
        names += ["insight_is_lapsed", "insight_last_order_date", "insight_stability"]
        wanted = ["searchable", "sortable", "groupable"]
        for name, found in self.everybody.fields_get(names, wanted).items():
            self.assertEqual(found, dict.fromkeys(wanted, True), name)

    def test_client_does_not_offer_what_cannot_be_searched(self):
        names = ["insight_explanation", "insight_next_action", "insight_strategy"]
        found = self.everybody.fields_get(names, ["searchable", "groupable"])
        for name in names:
            self.assertEqual(found[name], {"searchable": False, "groupable": False})

    # Sorting

    def test_customers_sort_by_contribution_largest_first(self):
        known = [*self.among, ("insight_id", "!=", False)]
        found = self.everybody.search(known, order="insight_contribution desc, id")
        self.assertEqual(found, self.big + self.small + self.past + self.future)

    def test_customers_sort_by_class(self):
        found = self.everybody.search(self.among, order="insight_category, id")
        classes = [partner.insight_category for partner in found]
        self.assertEqual(classes, ["EI", "EIII", "EIV", "F", False])

    def test_sorting_a_page_is_stable(self):
        order = "insight_order_count desc, id"
        whole = self.everybody.search(self.among, order=order)
        pages = [
            self.everybody.search(self.among, order=order, limit=2, offset=offset)
            for offset in (0, 2, 4)
        ]
        self.assertEqual(whole, pages[0] + pages[1] + pages[2])

    # Grouping

    def test_groups_count_and_sum(self):
        rows = self.everybody._read_group(
            self.among,
            ["insight_category"],
            ["__count", "insight_contribution:sum", "insight_stability:max"],
        )
        found = {category: (count, total) for category, count, total, _max in rows}
        expected = {"EI": (1, 12000), "EIII": (1, 40), "EIV": (1, 0), "F": (1, 0)}
        self.assertEqual(found, {**expected, False: (1, False)})

    def test_stability_of_a_group_is_an_average_not_a_sum(self):
        info = self.everybody.fields_get(["insight_stability"], ["aggregator"])
        self.assertEqual(info["insight_stability"]["aggregator"], "avg")

    def test_groups_by_two_computed_values_at_once(self):
        rows = self.everybody._read_group(
            self.among, ["insight_growth_stage", "insight_is_lapsed"], ["__count"]
        )
        self.assertIn(("regular", False, 2), rows)
        self.assertIn(("intention", True, 1), rows)

    def test_groups_by_month_of_the_last_order(self):
        rows = self.everybody.formatted_read_group(
            self.among, ["insight_last_order_date:month"], ["__count"]
        )
        self.assertEqual([row["__count"] for row in rows], [1, 1, 1, 2])

    def test_each_group_opens_its_own_customers(self):
        groups = self.everybody.formatted_read_group(
            self.among, ["insight_category"], ["__count"]
        )
        for group in groups:
            found = self.everybody.search([*self.among, *group["__extra_domain"]])
            self.assertEqual(len(found), group["__count"], group)

    def test_kanban_shows_empty_stages_in_their_order(self):
        groups = self._kanban_columns([*self.among, ("insight_id", "!=", False)])
        self.assertEqual(groups, dict(zip(STAGES, [1, 0, 1, 0, 2], strict=True)))
        self.assertEqual(list(groups), STAGES)

    def test_kanban_shows_all_stages_without_any_customer(self):
        groups = self._kanban_columns([("id", "=", 0)])
        self.assertEqual(groups, dict.fromkeys(STAGES, 0))

    def _kanban_columns(self, domain):
        result = self.everybody.with_context(read_group_expand=True).web_read_group(
            domain, ["insight_growth_stage"], ["insight_contribution:sum"]
        )
        return {
            group["insight_growth_stage"]: group["__count"]
            for group in result["groups"]
        }

    def test_other_company_groups_by_its_own_figures(self):
        other = self._create_company("Other")
        self.engine.refresh(other)
        there = self.everybody.with_context(allowed_company_ids=other.ids)
        rows = there._read_group(self.among, ["insight_category"], ["__count"])
        self.assertEqual(rows, [("F", 4), (False, 1)])

    # Speed

    def test_kanban_of_80_takes_as_many_queries_as_of_8(self):
        self.classify(self._crowd())
        few, many = self._queries_of_kanban(8), self._queries_of_kanban(80)
        self.assertEqual(few, many, "a query per customer")
        self.assertLessEqual(many, 4, "page, insights, their figures, count")

    def test_list_with_next_actions_takes_no_query_per_customer(self):
        self.classify(self._crowd())
        self._queries_of_list(80)  # rights and rules are known then
        few, many = self._queries_of_list(50), self._queries_of_list(80)
        self.assertEqual(few, many, "a query per customer")

    def test_opening_a_customer_costs_few_queries(self):
        view = self.env.ref("base.view_partner_form")
        shown = self.everybody.get_view(view.id, "form")["models"]["res.partner"]
        names = list(self.everybody.with_user(self.anna).fields_get(shown, ["type"]))
        bare = [name for name in names if not name.startswith("insight_")]
        self._queries_of_form(names)  # rights and rules are known then
        more = self._queries_of_form(names) - self._queries_of_form(bare)
        self.assertLessEqual(
            more, 5, "insight, cut-offs, contacts, next step, promises"
        )

    @classmethod
    def _crowd(cls):
        crowd = cls.customers(80)
        cls.orders([(partner, "2025-11-15", 100) for partner in crowd])
        return crowd

    def _queries_of_kanban(self, limit):
        names = ["name", "insight_category", "insight_growth_stage"]
        names += ["insight_purchase_mode", "insight_contribution", "insight_is_new"]
        names += ["insight_is_lapsed", "insight_is_overridden", "insight_order_count"]
        found = self._statements_of_page(limit, names)
        return len([sql for sql in found if "customer_insight" in sql])

    def _queries_of_list(self, limit):
        names = ["name", "insight_next_action", "insight_explanation"]
        return len(self._statements_of_page(limit, [*names, "insight_strategy"]))

    def _statements_of_page(self, limit, names):
        """The statements of a page of the customers' list, read like the client."""
        self.env.invalidate_all()
        with self.statements() as found:
            self.everybody.with_user(self.anna).web_search_read(
                [("insight_order_count", "=", 1), ("insight_id", "!=", False)],
                {name: {} for name in names},
                limit=limit,
                order="insight_contribution desc, id",
            )
        return found

    def _queries_of_form(self, names):
        self.env.invalidate_all()
        with self.statements() as found:
            self.big.with_user(self.anna).web_read({name: {} for name in names})
        return len(found)
