from datetime import date

from .common_signals import SignalCase


class TestSignalDocuments(SignalCase):
    """What counts as bought, told by a detector: 10 a month, and once 60."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buys(cls.partner, cls.every(30, 11, "2025-11-20"), product_uom_qty=10)

    def sixty(self, partner=None, quantity=60, price=10, **values):
        line = {"product_uom_qty": quantity, "price_unit": price}
        values = {"lines": [line], **values}
        return self.order(partner or self.partner, "2025-12-10", None, **values)

    def test_a_confirmed_order_counts(self):
        self.sixty()
        self.assertFires(
            "product_jump", self.partner, self.product, quantity=60, days=30
        )

    def test_quotations_and_cancelled_orders_are_no_purchases(self):
        for state in ("draft", "sent", "cancel"):
            self.sixty(state=state)
        self.assertSilent("product_jump", self.partner)

    def test_samples_and_gifts_are_no_purchases(self):
        self.sixty(insight_is_sample=True)
        self.sixty(price=0)
        present = {"product_uom_qty": 60, "price_unit": 0}
        paid = {"product_id": self.products[1].id, "price_unit": 10}
        self.sixty(lines=[present, paid])
        self.assertSilent("product_jump", self.partner)

    def test_what_is_taken_back_on_an_order_is_no_purchase(self):
        """Two negatives would be a price."""
        back = {"product_uom_qty": -60, "price_unit": -10}
        self.sixty(lines=[back])
        self.assertFalse(self.bought("2025-12-10"))

    def test_an_order_that_gives_back_more_than_it_costs_is_no_purchase(self):
        self.sixty(
            lines=[{"product_uom_qty": 60, "price_unit": 10}, {"price_unit": -700}]
        )
        self.assertSilent("product_jump", self.partner)

    def test_down_payments_are_no_goods(self):
        advance = {"product_uom_qty": 60, "price_unit": 10, "is_downpayment": True}
        self.sixty(lines=[advance])
        self.assertSilent("product_jump", self.partner)

    def test_other_companies_orders_are_theirs(self):
        elsewhere = self._create_company("Elsewhere")
        self.sixty().company_id = elsewhere
        self.assertSilent("product_jump", self.partner)

    def test_later_days_do_not_exist(self):
        self.sixty()
        self.assertSilent("product_jump", self.partner, as_of=date(2025, 12, 10))
        self.assertFires(
            "product_jump", self.partner, self.product, as_of=date(2025, 12, 11)
        )

    def test_what_a_contact_orders_is_his_customers(self):
        buyer = self.customer("Buyer", parent_id=self.partner.id)
        self.sixty(buyer)
        self.assertSilent("product_jump", buyer)
        self.assertFires("product_jump", self.partner, self.product)

    def test_amounts_are_in_the_companys_currency(self):
        """60 pieces at 10 dollars, of which two make a euro."""
        dollar = self.currency("USD", {"2025-01-01": 2})
        self.sixty(currency=dollar)
        [row] = self.bought("2025-12-10")
        self.assertEqual((row["quantity"], row["amount"]), (60, 300))

    def bought(self, since):
        """The lines that were bought since a day."""
        detector = self.env["customer.insight.detector.product_jump"]
        self.env.flush_all()
        return self.env.execute_query_dict(
            detector._bought_sql(self.company, date(2026, 1, 1), since)
        )
