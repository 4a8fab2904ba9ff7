from odoo.fields import Domain
from odoo.tests import tagged

from .common import MONTHS, QUARTERS
from .common_live import LiveCase

FIGURES = ("contribution", "stability", "order_count", "intention")


@tagged("post_install", "-at_install")
class TestPartnerSearch(LiveCase):
    """Customers are found by their class and figures, wherever contacts are listed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.big, cls.small, cls.quoted, cls.past, cls.future = cls.customers(5)
        cls.buy(cls.big, dict.fromkeys(MONTHS, 1000))
        cls.buy(cls.small, dict.fromkeys(QUARTERS, 10))
        cls.quotation(cls.quoted, "2025-12-30", 50000)
        cls.order(cls.past, "2024-03-15", 100)
        cls.classify()
        cls.contact = cls.customer("Buyer of Big", parent_id=cls.big.id)
        cls.vendor = cls.customer("Vendor", supplier_rank=1)
        cls.known = (
            cls.big | cls.small | cls.quoted | cls.past | cls.future | cls.contact
        )
        cls.everybody = cls.known | cls.vendor
        cls.env.flush_all()
        cls.env.invalidate_all()

    def test_the_data_has_a_customer_of_each_kind(self):
        self.assertEqual(
            [partner.insight_category for partner in self.everybody],
            ["EI", "EIII", "PI", "EIV", "F", "EI", False],
        )

    def test_class_is_found_with_the_contacts_of_the_company(self):
        self.assertFinds([("insight_category", "=", "EI")], self.big | self.contact)

    def test_several_classes_are_found_at_once(self):
        domain = [("insight_category", "in", ["EIII", "F"])]
        self.assertFinds(domain, self.small | self.future)

    def test_not_of_a_class_finds_also_who_has_no_insight(self):
        rest = self.everybody - self.big - self.contact
        self.assertFinds([("insight_category", "!=", "EI")], rest)
        self.assertFinds([("insight_category", "not in", ["EI"])], rest)
        self.assertFinds(["!", ("insight_category", "=", "EI")], rest)

    def test_without_a_class_is_who_has_no_insight(self):
        self.assertFinds([("insight_category", "=", False)], self.vendor)
        self.assertFinds([("insight_category", "!=", False)], self.known)

    def test_false_among_several_classes(self):
        values = ["F", False]
        found = self.future | self.vendor
        self.assertFinds([("insight_category", "in", values)], found)
        self.assertFinds([("insight_category", "not in", values)], self.known - found)

    def test_class_is_found_by_a_piece_of_its_code(self):
        buying = self.big | self.contact | self.small | self.past
        self.assertFinds([("insight_category", "=like", "E%")], buying)
        self.assertFinds(
            [("insight_category", "not ilike", "EI")], self.everybody - buying
        )

    def test_purchase_mode_is_empty_without_a_purchase(self):
        nothing = self.quoted | self.future | self.vendor
        self.assertFinds([("insight_purchase_mode", "=", False)], nothing)
        self.assertFinds(
            [("insight_purchase_mode", "!=", False)], self.everybody - nothing
        )

    def test_marks_are_found_and_excluded(self):
        for domain in ([("insight_is_lapsed", "=", True)], ["!", self._no_lapse()]):
            self.assertFinds(domain, self.past)
        self.assertFinds([self._no_lapse()], self.everybody - self.past)
        both = [("insight_is_lapsed", "in", [True, False])]
        self.assertFinds(both, self.everybody)

    @staticmethod
    def _no_lapse():
        return ("insight_is_lapsed", "!=", True)

    def test_judged_otherwise_is_found_and_excluded(self):
        self.judge(self.small, "growth_stage", "trial")
        self.assertFinds([("insight_is_overridden", "=", True)], self.small)
        rest = self.everybody - self.small
        self.assertFinds([("insight_is_overridden", "=", False)], rest)
        self.assertFinds([("insight_is_overridden", "!=", True)], rest)

    def test_judged_or_not_is_everybody(self):
        domain = [("insight_is_overridden", "in", [True, False])]
        self.assertFinds(domain, self.everybody)

    def test_amounts_above_a_limit(self):
        buyers = self.big | self.contact
        self.assertFinds([("insight_contribution", ">", 40)], buyers)
        self.assertFinds([("insight_contribution", ">=", 40)], buyers | self.small)
        self.assertFinds([("insight_contribution", "=", 40)], self.small)
        self.assertFinds(
            [("insight_contribution", "!=", 40)], self.everybody - self.small
        )

    def test_more_than_nothing_does_not_find_who_has_no_insight(self):
        for name in FIGURES:
            with self.subTest(figure=name):
                self.assertSearchIsFilter([(f"insight_{name}", ">", 0)])
                self.assertSearchIsFilter([(f"insight_{name}", ">=", 0)])

    def test_less_than_nothing_finds_nobody(self):
        for name in FIGURES:
            with self.subTest(figure=name):
                self.assertFinds([(f"insight_{name}", "<", 0)], self.everybody.browse())

    def test_dates_are_compared(self):
        field = "insight_last_order_date"
        self.assertFinds([(field, "<", "2025-01-01")], self.past)
        self.assertFinds(
            [(field, ">=", "today -2m")], self.big | self.contact | self.small
        )
        nothing = self.quoted | self.future | self.vendor
        self.assertFinds([(field, "=", False)], nothing)
        self.assertFinds([(field, "!=", False)], self.everybody - nothing)

    def test_condition_on_the_insight_itself(self):
        rich = [("contribution", ">", 40)]
        found = self.big | self.contact
        self.assertFinds([("insight_id", "any", rich)], found)
        self.assertFinds([("insight_id", "not any", rich)], self.everybody - found)
        self.assertFinds([("insight_id.category", "=", "F")], self.future)
        self.assertFinds([("insight_id", "any", [])], self.known)

    def test_insight_itself_and_none(self):
        row = self.small.insight_id
        self.assertFinds([("insight_id", "=", row.id)], self.small)
        self.assertFinds([("insight_id", "!=", row.id)], self.everybody - self.small)
        self.assertFinds([("insight_id", "=", False)], self.vendor)
        self.assertFinds([("insight_id", "!=", False)], self.known)
        either = [row.id, False]
        self.assertFinds([("insight_id", "in", either)], self.small | self.vendor)
        self.assertFinds([("insight_id", "not in", either)], self.known - self.small)

    def test_conditions_join(self):
        domain = Domain("insight_category", "like", "E") & Domain(
            "insight_is_lapsed", "=", False
        )
        self.assertFinds(domain, self.big | self.contact | self.small)
        self.assertFinds(~domain, self.quoted | self.past | self.future | self.vendor)

    def test_the_company_at_work_decides(self):
        other = self._create_company("Other")
        self.engine.refresh(other)
        there = self.everybody.with_context(allowed_company_ids=other.ids)
        self.assertEqual(there[0].insight_category, "F", "no order there")
        self.assertEqual(there[0].with_company(self.company).insight_category, "EI")
        found = there.search(self._among([("insight_category", "=", "F")]))
        self.assertEqual(found, self.known.filtered(lambda p: found and p in found))
        self.assertIn(self.big, found)

    def test_archived_customer_keeps_his_class(self):
        self.past.active = False
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.past.insight_category, "EIV")
        archived = self.everybody.with_context(active_test=False)
        found = archived.search(self._among([("insight_category", "=", "EIV")]))
        self.assertEqual(found, self.past)

    def assertFinds(self, domain, partners):
        """The domain finds these partners, in SQL and in Python."""
        found = self.everybody.search(self._among(domain))
        self.assertEqual(self._names(found), self._names(partners), str(domain))
        self.assertSearchIsFilter(domain)

    def assertSearchIsFilter(self, domain):
        found = self.everybody.search(self._among(domain))
        kept = self.everybody.filtered_domain(list(Domain(domain)))
        self.assertEqual(self._names(found), self._names(kept), str(domain))

    def _among(self, domain):
        return Domain("id", "in", self.everybody.ids) & Domain(domain)

    @staticmethod
    def _names(partners):
        return sorted(partners.mapped("name"))
