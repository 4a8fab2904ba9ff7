from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import InsightCase


@tagged("post_install", "-at_install")
class TestContribution(InsightCase):
    """What counts as turnover, from when, and from which documents."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()

    def test_one_order_gives_all_figures(self):
        self.order(self.partner, "2025-12-15", 1000)
        # Evenness of one order is 0. 17 days: 2^(−17/91) = 0.878544 → 30 · 0.878544
        # = 26.36. The only customer makes 100 % of the turnover: high, not stable.
        self.assertFigures(
            self.partner,
            {
                "contribution": 1000.0,
                "order_count": 1,
                "order_total_count": 1,
                "first_order_date": date(2025, 12, 15),
                "last_order_date": date(2025, 12, 15),
                "order_interval": None,
                "refund_amount": 0.0,
                "sample_count": 0,
                "quotation_count": 0,
                "quotation_amount": 0.0,
                "full_price_share": 100.0,
                "family_count": 1,
                "quarter_evenness": 0.0,
                "month_evenness": 0.0,
                "order_evenness": 0.0,
                "recency": 0.878544,
                "stability": 26.36,
                "contribution_cut": 1000.0,
                "stability_cut": 50.0,
                "intention": 0.0,
                "expected_contribution": 0.0,
                "category": "EII",
                "growth_stage": "intention",
                "purchase_mode": "transactional",
                "is_lapsed": False,
                "is_new": True,
            },
        )

    def test_orders_add_up(self):
        self.buy(
            self.partner, {"2025-01-10": 99.99, "2025-06-10": 0.01, "2025-12-01": 5}
        )
        self.assertFigures(self.partner, {"contribution": 105.0, "order_count": 3})

    def test_figures_are_plain_python_values(self):
        self.order(self.partner, "2025-12-15", 1000)
        plain = (int, float, str, bool, date, type(None))
        for name, value in self.figures(self.partner).items():
            self.assertIn(type(value), plain, f"{name} goes into JSON as it is")

    def test_order_at_the_first_instant_of_the_window_counts(self):
        self.order(self.partner, "2025-01-01 00:00:00", 10)
        self.assertEqual(self.contribution(self.partner), 10)

    def test_order_a_second_before_the_window_is_past(self):
        self.order(self.partner, "2024-12-31 23:59:59", 10)
        self.assertFigures(
            self.partner,
            {"contribution": 0.0, "order_count": 0, "order_total_count": 1},
        )

    def test_order_in_the_last_second_counts(self):
        self.order(self.partner, "2025-12-31 23:59:59", 10)
        self.assertEqual(self.contribution(self.partner), 10)

    def test_order_on_the_reference_date_does_not_exist(self):
        self.order(self.partner, "2026-01-01 00:00:00", 10)
        self.assertFigures(
            self.partner,
            {"contribution": 0.0, "order_total_count": 0, "last_order_date": None},
        )
        self.assertEqual(self.figures(self.partner)["category"], "F")

    def test_window_of_six_months(self):
        self.policy.window_months = 6  # from 2025-07-01
        self.buy(self.partner, {"2025-06-30 23:59:59": 1, "2025-07-01 00:00:00": 2})
        self.assertEqual(self.contribution(self.partner), 2)

    def test_window_from_a_leap_day_starts_on_28_february(self):
        rows = {"2023-02-27 23:59:59": 1, "2023-02-28 00:00:00": 2}
        self.buy(self.partner, rows)
        self.assertEqual(self.contribution(self.partner, as_of="2024-02-29"), 2)

    @freeze_time("2025-12-31 20:00:00")
    def test_live_refresh_counts_orders_of_today(self):
        self.order(self.partner, "2025-12-31 19:59:00", 10)
        self.refresh(as_of=None)
        self.assertEqual(self.stored(self.partner).contribution, 10)

    def test_confirmed_in_odoo_counts_from_its_confirmation(self):
        quotation = self.quotation(self.partner, "2025-03-01", 10, state="draft")
        with freeze_time("2025-09-09 09:00:00"):
            quotation.action_confirm()
        day = self.figures(self.partner)["first_order_date"]
        self.assertEqual(day, date(2025, 9, 9))

    def test_drafts_sent_and_cancelled_are_no_turnover(self):
        for state in ("draft", "sent", "cancel"):
            self.order(self.partner, "2025-06-15", 10, state=state)
        self.assertFigures(self.partner, {"contribution": 0.0, "order_total_count": 0})

    def test_order_cancelled_later_is_gone(self):
        order = self.order(self.partner, "2025-06-15", 10)
        order.action_cancel()
        self.assertFigures(self.partner, {"contribution": 0.0, "order_total_count": 0})

    def test_free_order_is_a_sample_not_a_purchase(self):
        self.order(self.partner, "2025-06-15", 0)
        self.assertFigures(self.partner, {"order_total_count": 0, "sample_count": 1})

    def test_sample_with_a_price_adds_nothing(self):
        self.sample(self.partner, "2025-06-15", 500)
        self.assertFigures(
            self.partner, {"contribution": 0.0, "order_count": 0, "sample_count": 1}
        )

    def test_samples_before_the_window_are_not_counted(self):
        self.sample(self.partner, "2024-12-31 23:59:59")
        self.sample(self.partner, "2025-01-01 00:00:00")
        self.assertFigures(self.partner, {"sample_count": 1})

    def test_negative_order_takes_away_but_is_no_purchase(self):
        self.buy(self.partner, {"2025-06-15": 100, "2025-11-15": -30})
        self.assertFigures(
            self.partner,
            {
                "contribution": 70.0,
                "order_count": 1,
                "last_order_date": date(2025, 6, 15),
            },
        )

    def test_contribution_is_never_below_zero(self):
        self.buy(self.partner, {"2025-06-15": 100, "2025-11-15": -130})
        self.assertFigures(self.partner, {"contribution": 0.0, "order_count": 1})

    def test_interval_is_the_mean_distance_of_purchases_ever(self):
        self.buy(self.partner, {"2024-06-01": 1, "2024-06-11": 1, "2025-03-28": 1})
        # 2024-06-01 to 2025-03-28 are 300 days, in two steps.
        self.assertFigures(self.partner, {"order_interval": 150.0, "order_count": 1})

    def test_another_company_has_its_own_customers_figures(self):
        other = self._create_company("Other")
        self.env["sale.order"].with_company(other).create(
            self._order_values(self.partner, "2025-06-15", 7, {"company_id": other.id})
        )
        self.order(self.partner, "2025-06-15", 10)
        rows = self.engine.evaluate(other, date(2026, 1, 1), previous={})
        figures = {row["partner_id"]: row for row in rows}
        self.assertEqual(self.contribution(self.partner), 10)
        self.assertEqual(figures[self.partner.id]["contribution"], 7)
