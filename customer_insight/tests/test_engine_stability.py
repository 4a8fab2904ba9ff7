from odoo.tests import tagged

from .common import MONTHS, QUARTERS, InsightCase


@tagged("post_install", "-at_install")
class TestStability(InsightCase):
    """E = 1 − √((n·Σx²/(Σx)² − 1)/(n − 1)), recency = 2^(−days/91)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()

    def test_equal_months_are_wholly_even(self):
        self.buy(self.partner, dict.fromkeys(MONTHS, 100))
        # Last on 15 December: 17 days, 2^(−17/91) = 0.878544.
        # 30 + 30 + 10 + 30 · 0.878544 = 96.36
        self.assertFigures(
            self.partner,
            {
                "quarter_evenness": 1.0,
                "month_evenness": 1.0,
                "order_evenness": 1.0,
                "recency": 0.878544,
                "stability": 96.36,
            },
        )

    def test_one_equal_order_a_quarter(self):
        self.buy(self.partner, dict.fromkeys(QUARTERS, 100))
        # Quarters and orders are equal. Months: 12 · 4·100² / 400² = 3,
        # √((3 − 1)/11) = 0.426401, E = 0.573599.
        # Last on 15 November: 47 days, 2^(−47/91) = 0.699074.
        # 30 + 30 · 0.573599 + 10 + 30 · 0.699074 = 78.18
        self.assertFigures(
            self.partner,
            {
                "quarter_evenness": 1.0,
                "month_evenness": 0.573599,
                "order_evenness": 1.0,
                "recency": 0.699074,
                "stability": 78.18,
            },
        )

    def test_all_in_one_month_is_uneven(self):
        days = ["2025-03-10", "2025-03-15", "2025-03-20"]
        self.buy(self.partner, dict.fromkeys(days, 100))
        # Only the three orders are even. 287 days: 2^(−287/91) = 0.112356.
        # 10 · 1 + 30 · 0.112356 = 13.37
        self.assertFigures(
            self.partner,
            {
                "quarter_evenness": 0.0,
                "month_evenness": 0.0,
                "order_evenness": 1.0,
                "stability": 13.37,
            },
        )

    def test_even_quarters_of_uneven_months_and_orders(self):
        amounts = [90, 10, 0, 50, 50, 0, 100, 0, 0, 100, 0, 0]
        rows = {day: n for day, n in zip(MONTHS, amounts, strict=True) if n}
        self.buy(self.partner, rows)
        # Σx² = 33 200, Σx = 400: Σx²/(Σx)² = 0.2075.
        # Months: 12 · 0.2075 = 2.49; √(1.49/11) = 0.368042
        # Orders: 6 · 0.2075 = 1.245; √(0.245/5) = 0.221359
        self.assertFigures(
            self.partner,
            {
                "quarter_evenness": 1.0,
                "month_evenness": 0.631958,
                "order_evenness": 0.778641,
            },
        )

    def test_two_different_orders(self):
        self.buy(self.partner, {"2025-02-15": 300, "2025-08-15": 100})
        # Σx²/(Σx)² = 100 000/160 000 = 0.625.
        # Quarters: √((2.5 − 1)/3) = 0.707107. Months: √((7.5 − 1)/11) = 0.768706.
        # Orders: √((1.25 − 1)/1) = 0.5.
        self.assertFigures(
            self.partner,
            {
                "quarter_evenness": 0.292893,
                "month_evenness": 0.231294,
                "order_evenness": 0.5,
            },
        )

    def test_negative_months_count_as_zero(self):
        self.orders(
            [
                (self.partner, "2025-02-15", 100),
                (self.partner, "2025-05-15", 100),
                (self.partner, "2025-05-16", -50),
                (self.partner, "2025-08-15", -100),
            ]
        )
        # Quarters 100, 50, 0 (of −100), 0: Σx²/(Σx)² = 12 500/22 500 = 0.555556.
        # √((2.222222 − 1)/3) = 0.638285. Months: √((6.666667 − 1)/11) = 0.717741.
        # The purchases, 100 and 100, are even. Contribution 100 + 100 − 50 − 100.
        self.assertFigures(
            self.partner,
            {
                "contribution": 50.0,
                "quarter_evenness": 0.361715,
                "month_evenness": 0.282259,
                "order_evenness": 1.0,
            },
        )

    def test_nothing_left_in_any_month_is_uneven(self):
        self.buy(self.partner, {"2025-05-15": 100, "2025-05-16": -200})
        # One purchase, 230 days ago; its month and quarter are below 0.
        self.assertFigures(
            self.partner,
            {"quarter_evenness": 0.0, "month_evenness": 0.0, "order_evenness": 0.0},
        )

    def test_quarters_are_cut_by_equal_time(self):
        # The second quarter starts after 365/4 days: on 2 April, 06:00.
        before, after = self.customers(2)
        start = "2025-01-01 00:00:00"
        self.buy(before, {start: 100, "2025-04-02 05:59:59": 100})
        self.buy(after, {start: 100, "2025-04-02 06:00:00": 100})
        # Two equal quarters of four: √((4 · 2/4 − 1)/3) = 0.577350.
        self.assertFigures(before, {"quarter_evenness": 0.0})
        self.assertFigures(after, {"quarter_evenness": 0.42265})

    def test_months_are_cut_by_equal_time(self):
        # The second month starts after 365/12 days: on 31 January, 10:00.
        before, after = self.customers(2)
        start = "2025-01-01 00:00:00"
        self.buy(before, {start: 100, "2025-01-31 09:59:59": 100})
        self.buy(after, {start: 100, "2025-01-31 10:00:00": 100})
        # Two equal months of twelve: √((12 · 2/4 − 1)/11) = 0.674200.
        self.assertFigures(before, {"month_evenness": 0.0})
        self.assertFigures(after, {"month_evenness": 0.3258})

    def test_last_instant_belongs_to_the_last_month(self):
        days = ["2025-12-01 14:00:00", "2025-12-31 23:59:59"]
        self.buy(self.partner, dict.fromkeys(days, 100))
        self.assertFigures(self.partner, {"month_evenness": 0.0})

    def test_window_of_a_leap_year(self):
        # 366 days: the second month starts on 31 January, 12:00.
        before, after = self.customers(2)
        start = "2024-01-01 00:00:00"
        self.buy(before, {start: 100, "2024-01-31 11:59:59": 100})
        self.buy(after, {start: 100, "2024-01-31 12:00:00": 100})
        self.assertFigures(before, {"month_evenness": 0.0}, as_of="2025-01-01")
        self.assertFigures(after, {"month_evenness": 0.3258}, as_of="2025-01-01")

    def test_recency_halves_in_ninety_one_days(self):
        self.order(self.partner, "2025-07-03", 100)
        self.assertFigures(self.partner, {"recency": 0.25, "stability": 7.5})
        self.order(self.partner, "2025-10-02", 100)
        self.assertFigures(self.partner, {"recency": 0.5})

    def test_recency_ignores_the_hour(self):
        self.order(self.partner, "2025-10-02 23:59:59", 100)
        self.assertFigures(self.partner, {"recency": 0.5})

    def test_recency_looks_at_purchases_only(self):
        self.order(self.partner, "2025-10-02", 100)
        self.sample(self.partner, "2025-12-31")
        self.order(self.partner, "2025-12-31", -1)
        self.quotation(self.partner, "2025-12-31", 100)
        self.assertFigures(self.partner, {"recency": 0.5})

    def test_past_customer_has_no_stability(self):
        self.buy(self.partner, {"2024-12-30": 100, "2024-12-31": 100})
        self.assertFigures(self.partner, {"recency": 0.0, "stability": 0.0})

    def test_weights_come_from_the_policy(self):
        self._weigh(quarters=0, months=0, orders=1, recency=3)
        self.buy(self.partner, {"2025-10-01": 300, "2025-10-02": 100})
        # (1 · 0.5 + 3 · 0.5) / 4
        self.assertFigures(self.partner, {"order_evenness": 0.5, "stability": 50.0})

    def test_half_life_comes_from_the_policy(self):
        self.policy.recency_half_life = 182
        self.order(self.partner, "2025-07-03", 100)
        self.assertFigures(self.partner, {"recency": 0.5})

    def _weigh(self, **weights):
        self.policy.write({f"weight_{name}": n for name, n in weights.items()})
