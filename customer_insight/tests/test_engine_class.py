from datetime import date

from odoo.tests import new_test_user, tagged

from .common import MONTHS, InsightCase


@tagged("post_install", "-at_install")
class TestClass(InsightCase):
    """Existing, past, potential and future customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()

    def test_four_existing_classes(self):
        self.policy.write({"contribution_rule": "amount", "contribution_amount": 600})
        partners = self.customers(4)
        for partner, amount in zip(partners[::2], (50, 49), strict=True):
            self.buy(
                partner, dict.fromkeys(MONTHS, amount)
            )  # 600 and 588, stability 96
        for partner, amount in zip(partners[1::2], (600, 599), strict=True):
            self.order(partner, "2025-12-15", amount)  # stability 26
        self.assertEqual(self.categories(partners), "EI EII EIII EIV")

    def test_nobody_is_high_with_nothing_contributed(self):
        self.policy.write({"contribution_rule": "amount", "contribution_amount": 0})
        self.buy(self.partner, {"2025-12-15": 10, "2025-12-16": -10})
        self.assertEqual(self._category(), "EIV")
        self.assertEqual(self._category(was="EI"), "EIV")

    def test_past_customer_keeps_each_class(self):
        self.order(self.partner, "2024-12-15", 100)
        for category in ("EI", "EII", "EIII", "EIV"):
            self.assertEqual(self._category(was=category), category)

    def test_past_customer_without_a_class_is_low_in_both(self):
        self.order(self.partner, "2024-12-15", 100)
        for was in (None, "PI", "PII", "PIII", "PIV", "F"):
            self.assertEqual(self._category(was), "EIV")

    def test_past_customer_with_a_quotation_is_still_a_past_customer(self):
        self.order(self.partner, "2024-12-15", 100)
        self.quotation(self.partner, "2025-12-15", 100)
        self.assertEqual(self._category(was="EI"), "EI")

    def test_stored_class_is_the_previous_one(self):
        self.order(self.partner, "2025-12-15", 100)
        self.refresh()  # EII
        rows = self.engine.evaluate(self.company, date(2027, 6, 1))
        found = {row["partner_id"]: row["category"] for row in rows}
        self.assertEqual(found[self.partner.id], "EII", "past, as he was")
        self.assertEqual(
            self.figures(self.partner, as_of="2027-06-01")["category"], "EIV"
        )

    def test_class_of_the_other_company_is_not_the_previous_one(self):
        other = self._create_company("Other")
        self.env["customer.insight"].with_company(other).create(
            {
                "partner_id": self.partner.id,
                "company_id": other.id,
                "category_computed": "EI",
            }
        )
        self.order(self.partner, "2024-12-15", 100)
        self.refresh()
        self.assertEqual(self.stored(self.partner).category, "EIV")

    def test_existing_customer_goes_before_his_quotations(self):
        self.quotation(self.partner, "2025-12-30", 100000)
        self.order(self.partner, "2025-12-15", 100)
        self.assertEqual(self._category(), "EII")

    def test_nothing_known_means_future(self):
        self.assertEqual(self._category(), "F")
        self.assertEqual(self._category(was="PI"), "F")

    # Who is a customer

    def test_mere_vendor_is_no_customer(self):
        vendor = self.customer(supplier_rank=1)
        both = self.customer(supplier_rank=1, customer_rank=1)
        self.assertCustomers(both, but_not=vendor)

    def test_vendor_who_buys_is_a_customer(self):
        vendor = self.customer(supplier_rank=1)
        self.order(vendor, "2025-12-15", 100)
        self.assertCustomers(vendor)

    def test_vendor_with_a_draft_is_a_customer(self):
        vendor = self.customer(supplier_rank=1)
        self.quotation(vendor, "2025-12-15", 100, state="draft")
        self.assertCustomers(vendor)

    def test_vendor_with_an_old_or_empty_quotation_is_a_customer(self):
        old, empty, free = self.customers(3)
        (old + empty + free).supplier_rank = 1
        self.quotation(old, "2020-12-15", 100)
        self.quotation(empty, "2025-12-15", 0)
        self.quotation(free, "2025-12-15", 100, insight_is_sample=True)
        self.assertCustomers(old + empty + free)

    def test_cancelled_order_makes_no_customer_of_a_vendor(self):
        vendor = self.customer(supplier_rank=1)
        self.order(vendor, "2025-12-15", 100, state="cancel")
        self.assertCustomers(but_not=vendor)

    def test_later_order_makes_no_customer_of_a_vendor(self):
        vendor = self.customer(supplier_rank=1)
        self.order(vendor, "2026-01-01 00:00:00", 100)
        self.assertCustomers(but_not=vendor)

    def test_colleagues_and_own_companies_are_no_customers(self):
        user = new_test_user(self.env, login="insight_colleague")
        portal = new_test_user(
            self.env, login="insight_portal", groups="base.group_portal"
        )
        own = self.company.partner_id + self._create_company("Second").partner_id
        self.assertCustomers(portal.partner_id, but_not=user.partner_id + own)

    def test_colleague_who_buys_is_a_customer(self):
        user = new_test_user(self.env, login="insight_colleague")
        self.order(user.partner_id, "2025-12-15", 100)
        self.assertCustomers(user.partner_id)

    def test_partner_of_another_company_is_no_customer(self):
        other = self._create_company("Other")
        foreign = self.customer(company_id=other.id)
        ours = self.customer(company_id=self.company.id)
        self.assertCustomers(ours, but_not=foreign)

    def test_partner_of_the_parent_company_is_open_to_its_branch(self):
        branch = self._create_company("Branch", parent_id=self.company.id)
        ours = self.customer(company_id=self.company.id)
        theirs = self.customer(company_id=branch.id)
        rows = self.engine.evaluate(branch, date(2026, 1, 1), previous={})
        found = {row["partner_id"] for row in rows}
        self.assertLessEqual({ours.id, theirs.id}, found)
        self.assertCustomers(ours, but_not=theirs)

    def test_archived_partner_without_documents_is_no_customer(self):
        self.partner.active = False
        self.assertCustomers(but_not=self.partner)

    def test_contacts_are_no_customers_of_their_own(self):
        contact = self.customer(parent_id=self.partner.id)
        self.assertCustomers(self.partner, but_not=contact)

    def test_future_scope_narrowed_to_marked_partners(self):
        self.policy.future_scope = "marked"
        kind = self.env["customer.insight.type"].create({"name": "Dealer"})
        ranked = self.customer(customer_rank=1)
        assigned = self.customer(user_id=self.env.user.id)
        typed = self.customer(insight_type_id=kind.id)
        self.assertCustomers(ranked + assigned + typed, but_not=self.partner)

    def test_narrowed_scope_keeps_everybody_with_documents(self):
        self.policy.future_scope = "marked"
        self.quotation(self.partner, "2025-12-15", 100, state="draft")
        self.assertCustomers(self.partner)

    # Helpers

    def _category(self, was=None):
        previous = {self.partner: was} if was else {}
        return self.figures(self.partner, previous=previous)["category"]

    def assertCustomers(self, partners=(), but_not=()):
        rows = self.evaluate()
        for partner in partners:
            self.assertIn(partner.id, rows)
        for partner in but_not:
            self.assertNotIn(partner.id, rows)
