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
