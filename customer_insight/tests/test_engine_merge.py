from odoo import Command
from odoo.tests import tagged

from .common import InsightCase


@tagged("post_install", "-at_install")
class TestMerge(InsightCase):
    """Judgements are people's work: they outlive rows, partners and duplicates."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer("Head", is_company=True)
        cls.other = cls.customer("Other", is_company=True)

    def test_merged_customers_have_one_row_with_all_orders(self):
        self._two_customers_merged()
        self.refresh()
        self.assertFalse(self.stored(self.other))
        row = self.stored(self.partner)
        self.assertEqual(len(row), 1)
        self.assertEqual((row.contribution, row.order_count), (30, 2))

    def test_judgement_of_the_merged_customer_moves_to_the_other(self):
        self._two_customers_merged(judged_other="EI")
        self.refresh()
        row = self.stored(self.partner)
        self.assertEqual((row.category, row.category_override), ("EI", "EI"))
        self.assertEqual(row.category_override_reason, "Told so")

    def test_judgement_of_the_remaining_customer_goes_before(self):
        self._two_customers_merged(judged_other="EI", judged_remaining="EIII")
        self.refresh()
        self.assertEqual(self.stored(self.partner).category, "EIII")

    def test_judgement_moves_to_who_had_no_row_yet(self):
        self.order(self.other, "2025-12-15", 20)
        self.refresh()
        self._judge(self.other, "EI")
        newcomer = self.customer("Newcomer", is_company=True)
        self._merge(self.other, newcomer)
        self.refresh()
        row = self.stored(newcomer)
        self.assertEqual((row.category, row.contribution), ("EI", 20))

    def test_judgement_of_an_archived_duplicate_moves_too(self):
        self.other.action_archive()
        self._two_customers_merged(judged_other="EI")
        self.refresh()
        self.assertEqual(self.stored(self.partner).category, "EI")

    # Moving under a parent, archiving, going back in time

    def test_judgement_moves_to_the_parent(self):
        single = self._judged_customer()
        self.refresh()
        single.parent_id = self.partner
        self.refresh()
        self.assertFalse(self.stored(single))
        self.assertJudged(self.partner)

    def test_judgement_moves_to_a_parent_without_a_row(self):
        single = self._judged_customer()
        single.parent_id = self.customer("New head", is_company=True)
        self.refresh()
        self.assertJudged(single.parent_id)

    def test_judgement_moves_to_an_archived_parent(self):
        single = self._judged_customer()
        self.order(self.partner, "2025-12-15", 10)
        self.partner.action_archive()
        self.refresh()
        single.parent_id = self.partner
        self.refresh()
        self.assertJudged(self.partner)

    def test_judgement_of_the_parent_goes_before(self):
        single = self._judged_customer()
        self.refresh()
        self._judge(self.partner, "EIII")
        single.parent_id = self.partner
        self.refresh()
        self.assertEqual(self.stored(self.partner).category, "EIII")

    def test_judgement_outlives_archiving(self):
        single = self._judged_customer()
        single.action_archive()
        self.refresh()
        self.assertJudged(single)

    def test_judgement_outlives_a_look_at_the_past(self):
        vendor = self._judged_customer(supplier_rank=1)
        self.refresh(as_of="2020-01-01")
        self.assertJudged(vendor)

    # Helpers

    def _two_customers_merged(self, judged_other=None, judged_remaining=None):
        self.orders([(self.partner, "2025-12-15", 10), (self.other, "2025-12-15", 20)])
        self.refresh()
        self._judge(self.other, judged_other)
        self._judge(self.partner, judged_remaining)
        self._merge(self.other, self.partner)

    def _judge(self, partner, category):
        if category:
            self.stored(partner).write(
                {"category_override": category, "category_override_reason": "Told so"}
            )

    def _merge(self, source, destination):
        partners = source + destination
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [Command.set(partners.ids)],
                "dst_partner_id": destination.id,
                "state": "selection",
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()
        self.assertFalse(source.exists())

    def _judged_customer(self, **values):
        customer = self.customer("Single", **values)
        self.order(customer, "2025-12-15", 10)
        self.refresh()
        self._judge(customer, "EI")
        return customer

    def assertJudged(self, partner):
        row = self.stored(partner)
        self.assertEqual((row.category, row.category_override), ("EI", "EI"))
        self.assertEqual(row.category_override_reason, "Told so")
