from odoo.tests import tagged

from .common import InsightCase


@tagged("post_install", "-at_install")
class TestGrowth(InsightCase):
    """Growth stage, lapsed, new, and how a customer buys."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()

    # Growth stage

    def test_nothing_yet_is_potential(self):
        self.assertStage("potential")

    def test_draft_is_still_potential(self):
        self.quotation(self.partner, "2025-12-15", 100, state="draft")
        self.assertStage("potential")

    def test_sent_quotation_is_a_trial_for_ever(self):
        self.quotation(self.partner, "2020-12-15", 100, validity_date="2021-01-15")
        self.assertStage("trial")

    def test_sent_quotation_of_samples_is_a_trial(self):
        self.quotation(self.partner, "2025-12-15", 0)
        self.assertStage("trial")

    def test_sample_is_a_trial_for_ever(self):
        self.sample(self.partner, "2020-12-15")
        self.assertStage("trial")

    def test_later_sample_is_no_trial_yet(self):
        self.sample(self.partner, "2026-01-01 00:00:00")
        self.assertStage("potential")

    def test_cancelled_quotation_is_no_trial(self):
        self.quotation(self.partner, "2025-12-15", 100, state="cancel")
        self.assertStage("potential")

    def test_one_purchase_is_intention(self):
        self.order(self.partner, "2020-12-15", 100)
        self.assertStage("intention")

    def test_two_purchases_ever_are_quasi(self):
        self.buy(self.partner, {"2020-12-15": 100, "2025-12-15": 100})
        self.assertStage("quasi")

    def test_many_purchases_in_two_quarters_are_quasi(self):
        days = ["2025-02-15", "2025-02-16", "2025-03-15", "2025-05-15", "2025-05-16"]
        self.buy(self.partner, dict.fromkeys(days, 100))
        self.assertStage("quasi")

    def test_purchases_in_three_quarters_are_regular(self):
        days = ["2025-02-15", "2025-05-15", "2025-11-15"]
        self.buy(self.partner, dict.fromkeys(days, 100))
        self.assertStage("regular")

    def test_quarters_before_the_window_do_not_make_regular(self):
        days = ["2024-11-15", "2025-05-15", "2025-11-15"]
        self.buy(self.partner, dict.fromkeys(days, 100))
        self.assertStage("quasi")

    def test_samples_do_not_make_regular(self):
        self.buy(self.partner, {"2025-02-15": 100, "2025-05-15": 100})
        self.sample(self.partner, "2025-08-15")
        self.order(self.partner, "2025-11-15", -10)
        self.assertStage("quasi")

    def test_quarter_with_a_purchase_counts_though_more_was_returned(self):
        days = ["2025-02-15", "2025-05-15", "2025-11-15"]
        self.buy(self.partner, {**dict.fromkeys(days, 100), "2025-11-16": -150})
        self.assertStage("regular")

    def test_counts_come_from_the_policy(self):
        self.policy.write({"quasi_orders": 4, "regular_quarters": 4})
        days = ["2025-02-15", "2025-05-15", "2025-11-15"]
        self.buy(self.partner, dict.fromkeys(days, 100))
        self.assertStage("intention")
        self.order(self.partner, "2025-08-15", 100)
        self.assertStage("regular")

    # Lapsed and new

    def test_lapsed_from_the_hundred_and_eightieth_day(self):
        self.order(self.partner, "2025-07-05", 100)
        self.assertLapsed(True, as_of="2026-01-01")
        self.assertLapsed(False, as_of="2025-12-31")

    def test_slow_customer_lapses_by_his_own_interval(self):
        # Every 100 days, so after 300: 7 March 2025 + 300 days = 1 January 2026.
        self.buy(self.partner, {"2024-11-27": 100, "2025-03-07": 100})
        self.assertLapsed(True, as_of="2026-01-01")
        self.assertLapsed(False, as_of="2025-12-31")

    def test_own_interval_is_not_rounded(self):
        # 200 days in three steps: 3 · 66.666… = 200 days after 15 June 2025.
        days = ["2024-11-27", "2025-01-27", "2025-03-27", "2025-06-15"]
        self.buy(self.partner, dict.fromkeys(days, 100))
        self.assertLapsed(True, as_of="2026-01-01")
        self.assertLapsed(False, as_of="2025-12-31")

    def test_quick_customer_lapses_by_the_days_of_the_policy(self):
        self.buy(self.partner, {"2025-07-04": 100, "2025-07-05": 100})
        self.assertLapsed(True, as_of="2026-01-01")
        self.assertLapsed(False, as_of="2025-12-31")

    def test_lapsed_by_days_and_intervals_of_the_policy(self):
        self.policy.write({"lapsed_days": 10, "lapsed_intervals": 1.5})
        self.buy(self.partner, {"2025-11-22": 100, "2025-12-02": 100})
        self.assertLapsed(True, as_of="2025-12-17")  # 15 days
        self.assertLapsed(False, as_of="2025-12-16")

    def test_who_never_bought_cannot_lapse(self):
        self.sample(self.partner, "2020-12-15")
        self.quotation(self.partner, "2020-12-15", 100)
        self.assertLapsed(False, as_of="2026-01-01")

    def test_samples_do_not_keep_a_customer_from_lapsing(self):
        self.order(self.partner, "2025-07-05", 100)
        self.sample(self.partner, "2025-12-15")
        self.assertLapsed(True, as_of="2026-01-01")

    def test_new_for_ninety_days(self):
        self.order(self.partner, "2025-10-03", 100)
        self.assertFigures(self.partner, {"is_new": True}, as_of="2026-01-01")
        self.assertFigures(self.partner, {"is_new": False}, as_of="2026-01-02")

    def test_old_customer_is_not_new_with_a_new_order(self):
        self.buy(self.partner, {"2025-10-02": 100, "2025-12-15": 100})
        self.assertFigures(self.partner, {"is_new": False})

    def test_who_never_bought_is_not_new(self):
        self.quotation(self.partner, "2025-12-15", 100)
        self.assertFigures(self.partner, {"is_new": False})

    # Purchase mode

    def test_no_purchase_has_no_mode(self):
        self.sample(self.partner, "2025-12-15")
        self.assertFalse(self.figures(self.partner)["purchase_mode"])

    def test_one_purchase_ever_is_transactional(self):
        self.order(self.partner, "2020-12-15", 100)
        self.assertMode("transactional")

    def test_two_purchases_ever_are_relational(self):
        self.buy(self.partner, {"2020-12-15": 100, "2021-12-15": 100})
        self.assertMode("relational")

    def test_regular_stable_and_full_price_is_loyal(self):
        self._buy_regularly(discounted=20)  # of 100: full-price share 80 %
        self.assertMode("loyal")

    def test_more_than_a_fifth_at_a_discount_is_relational(self):
        self._buy_regularly(discounted=20.1)
        self.assertMode("relational")

    def test_unstable_is_not_loyal(self):
        self.policy.stability_cut = 80  # he has about 78
        self._buy_regularly(discounted=0)
        self.assertMode("relational")

    def test_loyalty_has_the_band_of_stability(self):
        self.policy.stability_cut = 80
        self._buy_regularly(discounted=0)
        self.assertMode("loyal", previous={self.partner: "EIII"})

    def test_rare_but_stable_is_not_loyal(self):
        self.policy.regular_quarters = 4
        days = ["2025-02-15", "2025-05-15", "2025-11-15"]
        self.buy(self.partner, dict.fromkeys(days, 100))
        # Quarters 20, months 14, orders 10, recency 21: stable with 65
        self.assertFigures(self.partner, {"category": "EI"})
        self.assertMode("relational")

    # Helpers

    def _buy_regularly(self, discounted):
        """Four equal orders, one a quarter; a part of each hundred at half price."""
        lines = [
            {"price_unit": 100 - discounted},
            {"price_unit": 2 * discounted, "discount": 50},
        ]
        days = ("2025-02-15", "2025-05-15", "2025-08-15", "2025-11-15")
        self.orders([(self.partner, day, None, {"lines": lines}) for day in days])

    def assertStage(self, stage):
        self.assertFigures(self.partner, {"growth_stage": stage})

    def assertLapsed(self, lapsed, as_of):
        self.assertFigures(self.partner, {"is_lapsed": lapsed}, as_of=as_of)

    def assertMode(self, mode, **options):
        self.assertFigures(self.partner, {"purchase_mode": mode}, **options)
