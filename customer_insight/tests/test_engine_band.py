from dateutil.relativedelta import relativedelta

from odoo.tests import tagged

from .common import AS_OF, InsightCase


@tagged("post_install", "-at_install")
class TestBand(InsightCase):
    """Who has been high stays high for a while; who has been low has to prove it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()
        cls.policy.write({"contribution_rule": "amount", "contribution_amount": 1000})

    def test_contribution_without_a_previous_class(self):
        self.assertContribution(1000, "high", was=None)
        self.assertContribution(999.99, "low", was=None)

    def test_high_contribution_stays_down_to_ninety_per_cent(self):
        self.assertContribution(900, "high", was="EII")
        self.assertContribution(899.99, "low", was="EII")

    def test_low_contribution_rises_only_above_a_hundred_and_ten_per_cent(self):
        self.assertContribution(1100, "low", was="EIV")
        self.assertContribution(1100.01, "high", was="EIV")

    def test_each_existing_class_says_its_contribution_side(self):
        sides = {"EI": "high", "EII": "high", "EIII": "low", "EIV": "low"}
        for category, side in sides.items():
            self.assertContribution(1000, side, was=category)

    def test_other_classes_have_no_contribution_side(self):
        for category in ("PI", "PIV", "F"):
            self.assertContribution(1000, "high", was=category)

    def test_contribution_band_at_its_border_with_an_awkward_cut(self):
        # 1.1 · 0.1 is 0.11000000000000001 in binary: 0.11 is not above 0.11
        self.policy.contribution_amount = 0.1
        self.assertContribution(0.11, "low", was="EIV")
        self.assertContribution(0.09, "high", was="EI")

    def test_contribution_band_of_zero(self):
        self.policy.band_amount = 0
        self.assertContribution(1000, "high", was="EI")
        self.assertContribution(999.99, "low", was="EI")
        self.assertContribution(1000, "low", was="EIV")
        self.assertContribution(1000.01, "high", was="EIV")

    def test_band_keeps_a_customer_whom_pareto_left_out(self):
        # 1000 of 1950 are 51 %: the first alone is the set, C = 1000.
        self.policy.write({"contribution_rule": "pareto", "pareto_share": 50})
        other = self.customer("Other")
        self.orders([(other, "2025-12-15", 1000), (self.partner, "2025-12-15", 950)])
        partners = other + self.partner
        self.assertEqual(self.categories(partners), "EII EIV")
        previous = {self.partner: "EII", other: "EIV"}
        # 1000 is not above 1100, so the other one is not high yet.
        self.assertEqual(self.categories(partners, previous=previous), "EIV EII")

    def test_stability_without_a_previous_class(self):
        self.assertStability(50, "high", was=None)
        self.assertStability(49.9, "low", was=None)

    def test_high_stability_stays_down_to_ten_points_below(self):
        self.assertStability(40, "high", was="EIII")
        self.assertStability(39.9, "low", was="EIII")

    def test_low_stability_rises_only_above_ten_points_more(self):
        self.assertStability(60, "low", was="EIV")
        self.assertStability(60.1, "high", was="EIV")

    def test_each_existing_class_says_its_stability_side(self):
        sides = {"EI": "high", "EII": "low", "EIII": "high", "EIV": "low"}
        for category, side in sides.items():
            self.assertStability(50, side, was=category)

    def test_median_has_the_band_too(self):
        self.policy.stability_rule = "median"
        self._buy_with_stability(50)  # the median of one
        previous = {self.partner: "EIV"}
        self.assertEqual(self.figures(self.partner)["category"], "EIII")
        row = self.figures(self.partner, previous=previous)
        self.assertEqual(row["category"], "EIV")

    def test_intention_keeps_its_side(self):
        # p = 70 % · 2^(−40/60) = 44.10 and 70 % · 2^(−20/60) = 55.56: within the band
        for day, alone in (("2025-11-22", "PIV"), ("2025-12-12", "PIII")):
            quotation = self.quotation(self.partner, day, 1)
            self.assertEqual(self._category(was=None), alone)
            self.assertEqual(self._category(was="PIII"), "PIII")
            self.assertEqual(self._category(was="PI"), "PIII")
            self.assertEqual(self._category(was="PII"), "PIV")
            self.assertEqual(self._category(was="PIV"), "PIV")
            self.assertEqual(self._category(was="EI"), alone)
            quotation.state = "cancel"
            quotation.unlink()  # or the next one is its second version

    def test_expected_contribution_keeps_its_side(self):
        # 50 · 800/1000 = 40 stays; 50 · 1200/1000 = 60 is not above 60
        cases = {
            800: ("PIV", "PII", "PIV"),
            799: ("PIV", "PIV", "PIV"),
            1000: ("PII", "PII", "PIV"),
            1200: ("PII", "PII", "PIV"),
            1201: ("PII", "PII", "PII"),
        }
        for amount, expected in cases.items():
            quotation = self.quotation(self.partner, "2025-06-15", amount)
            found = tuple(self._category(was) for was in (None, "PII", "PIV"))
            self.assertEqual(found, expected, f"quoted {amount}")
            quotation.state = "cancel"

    def test_classes_do_not_flicker_between_months(self):
        self.assertEqual(self._history(band=10), ["EII"] * 12)

    def test_without_the_band_classes_flicker(self):
        self.assertEqual(self._history(band=0), ["EII", "EIV"] * 6)

    # Helpers

    def _history(self, band):
        """Classes of 12 months, where 1050 and 950 take turns around the cut."""
        self.policy.write({"window_months": 1, "band_amount": band})
        classes, previous = [], {}
        for number in range(12):
            as_of = AS_OF + relativedelta(months=number)
            day = as_of - relativedelta(days=10)
            self.order(self.partner, day, 950 if number % 2 else 1050)
            row = self.figures(self.partner, as_of=as_of, previous=previous)
            previous = {self.partner: row["category"]}
            classes.append(row["category"])
        return classes

    def _category(self, was):
        previous = {self.partner: was} if was else {}
        return self.figures(self.partner, previous=previous)["category"]

    def _buy_with_stability(self, stability):
        """Two orders; for two, E = 1 − |a − b|/(a + b), and only that counts."""
        self.policy.write(
            {
                "weight_quarters": 0,
                "weight_months": 0,
                "weight_orders": 10,
                "weight_recency": 0,
            }
        )
        small = stability / 2
        return self.buy(self.partner, {"2025-03-15": 100 - small, "2025-09-15": small})

    def assertContribution(self, amount, side, was):
        order = self.order(self.partner, "2025-12-15", amount)
        found = "high" if self._category(was) in ("EI", "EII") else "low"
        self.assertEqual(found, side, f"{amount} after {was}")
        order.write({"state": "cancel"})

    def assertStability(self, stability, side, was):
        orders = self._buy_with_stability(stability)
        found = "high" if self._category(was) in ("EI", "EIII") else "low"
        self.assertEqual(found, side, f"{stability} after {was}")
        orders.write({"state": "cancel"})
