from odoo.tests import tagged

from .common import InsightCase


@tagged("post_install", "-at_install")
class TestCurrency(InsightCase):
    """Amounts become company currency at the order's own rate."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()

    def test_order_in_a_weaker_currency_is_worth_less(self):
        yen = self.currency("JPY", {"2025-01-01": 160})
        self.order(self.partner, "2025-06-15", 1600, currency=yen)
        self.assertEqual(self.contribution(self.partner), 10)  # 1600 / 160

    def test_order_in_a_stronger_currency_is_worth_more(self):
        dinar = self.currency("KWD", {"2025-01-01": 0.25})
        self.order(self.partner, "2025-06-15", 100, currency=dinar)
        self.assertEqual(self.contribution(self.partner), 400)  # 100 / 0.25

    def test_each_order_keeps_the_rate_of_its_day(self):
        dollar = self.currency("USD", {"2025-01-01": 2, "2025-07-01": 4})
        self.order(self.partner, "2025-06-15", 100, currency=dollar)  # 50
        self.order(self.partner, "2025-08-15", 100, currency=dollar)  # 25
        self.assertEqual(self.contribution(self.partner), 75)

    def test_missing_rate_counts_as_one(self):
        orders = self.buy(self.partner, {"2025-06-15": 10, "2025-07-15": 20})
        self.env.flush_all()
        self._set_rate(orders[0], 0)
        self._set_rate(orders[1], None)
        self.assertEqual(self.contribution(self.partner), 30)

    def test_sums_are_rounded_once(self):
        dollar = self.currency("USD", {"2025-01-01": 3})
        for day in ("2025-06-15", "2025-07-15", "2025-08-15"):
            self.order(self.partner, day, 100, currency=dollar)
        # 3 · 33.333… = 100, not 3 · 33.33 = 99.99
        self.assertEqual(self.contribution(self.partner), 100)

    def test_company_currency_without_cents(self):
        yen = self.currency("JPY", {})
        self.company.currency_id = yen
        order = self.order(self.partner, "2025-06-15", 1001)
        self.env.flush_all()
        self._set_rate(order, 2)
        self.assertEqual(self.contribution(self.partner), 501)  # 500.5, half up

    def test_company_currency_in_steps_of_five_cents(self):
        self.company.currency_id = self.env["res.currency"].create(
            {"name": "XFC", "symbol": "x", "rounding": 0.05}
        )
        order = self.order(self.partner, "2025-06-15", 20.05)
        self.env.flush_all()
        self._set_rate(order, 2)
        self.assertAlmostEqual(self.contribution(self.partner), 10.05)  # of 10.025

    def test_quotations_are_converted_too(self):
        dollar = self.currency("USD", {"2025-01-01": 2})
        self.quotation(self.partner, "2025-12-15", 100, currency=dollar)
        self.assertFigures(self.partner, {"quotation_amount": 50.0})

    def test_evenness_compares_converted_amounts(self):
        dollar = self.currency("USD", {"2025-01-01": 2})
        self.order(self.partner, "2025-02-15", 200, currency=dollar)
        self.order(self.partner, "2025-08-15", 100)
        self.assertFigures(self.partner, {"order_evenness": 1.0})

    def _set_rate(self, order, rate):
        self.env.cr.execute(
            "UPDATE sale_order SET currency_rate = %s WHERE id = %s", (rate, order.id)
        )
        order.invalidate_recordset()
