from odoo import Command
from odoo.tests import tagged

from .common import InsightCase


@tagged("post_install", "-at_install")
class TestPartner(InsightCase):
    """Whose documents count for whom, when partners change."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer("Head", is_company=True)
        cls.other = cls.customer("Other", is_company=True)

    def test_orders_of_contacts_and_addresses_count_for_the_customer(self):
        contact = self.customer(parent_id=self.partner.id)
        address = self.customer(parent_id=contact.id, type="delivery")
        rows = [(self.partner, 1), (contact, 10), (address, 100)]
        self.orders([(who, "2025-12-15", amount) for who, amount in rows])
        self.assertFigures(self.partner, {"contribution": 111.0, "order_count": 3})

    def test_subsidiary_is_a_customer_of_its_own(self):
        subsidiary = self.customer(parent_id=self.partner.id, is_company=True)
        self.order(subsidiary, "2025-12-15", 10)
        self.assertFigures(subsidiary, {"contribution": 10.0})
        self.assertFigures(self.partner, {"contribution": 0.0, "category": "F"})

    def test_quotations_and_samples_of_contacts_count_too(self):
        contact = self.customer(parent_id=self.partner.id)
        self.quotation(contact, "2025-11-02", 10)
        self.sample(contact, "2025-11-02")
        self.assertFigures(self.partner, {"quotation_count": 1, "sample_count": 1})

    def test_asking_for_a_contact_gives_the_customer(self):
        contact = self.customer(parent_id=self.partner.id)
        self.order(contact, "2025-12-15", 10)
        rows = self.evaluate(partners=contact)
        self.assertEqual(list(rows), self.partner.ids)
        self.assertEqual(rows[self.partner.id]["contribution"], 10)

    def test_customer_moved_under_a_parent(self):
        single = self.customer("Single")
        self.order(single, "2025-12-15", 10)
        self.refresh()
        self.assertTrue(self.stored(single))
        single.parent_id = self.partner
        self.assertFigures(self.partner, {"contribution": 10.0})
        self.assertNotIn(single.id, self.evaluate())
        self.refresh()
        self.assertFalse(self.stored(single), "a contact is no customer of his own")
        self.assertEqual(self.stored(self.partner).contribution, 10)

    def test_refresh_of_the_moved_one_alone_removes_his_row(self):
        single = self.customer("Single")
        self.order(single, "2025-12-15", 10)
        self.refresh()
        single.parent_id = self.partner
        self.refresh(partners=single)
        self.assertFalse(self.stored(single))
        self.assertEqual(self.stored(self.partner).contribution, 10)

    def test_contact_who_leaves_takes_his_orders_along(self):
        contact = self.customer(parent_id=self.partner.id)
        self.order(contact, "2025-12-15", 10)
        contact.parent_id = self.other
        self.assertFigures(self.partner, {"contribution": 0.0})
        self.assertFigures(self.other, {"contribution": 10.0})

    def test_order_moved_to_another_customer(self):
        order = self.order(self.partner, "2025-12-15", 10)
        order.partner_id = self.other
        self.assertFigures(self.partner, {"contribution": 0.0, "category": "F"})
        self.assertFigures(self.other, {"contribution": 10.0})

    def test_archived_customer_keeps_his_figures(self):
        self.order(self.partner, "2025-12-15", 10)
        self.partner.action_archive()
        self.assertFigures(self.partner, {"contribution": 10.0, "category": "EII"})

    def test_archived_customer_keeps_his_place_in_the_ranking(self):
        # 80 + 20: the first makes 80 %, archived or not
        self.orders([(self.partner, "2025-12-15", 80), (self.other, "2025-12-15", 20)])
        self.partner.action_archive()
        self.assertEqual(self.categories(self.partner + self.other), "EII EIV")

    def test_archived_contact_still_bought_for_the_customer(self):
        contact = self.customer(parent_id=self.partner.id)
        self.order(contact, "2025-12-15", 10)
        contact.action_archive()
        self.assertFigures(self.partner, {"contribution": 10.0})

    # Merging

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
