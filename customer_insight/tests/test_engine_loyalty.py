from odoo.tests import tagged

from .common import QUARTERS, InsightCase


@tagged("post_install", "-at_install")
class TestLoyalty(InsightCase):
    """The five signs, and the figures behind them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()
        cls.other = cls.customer("Other")

    # Full price

    def test_full_price_share_is_of_amounts(self):
        self._buy((100, 0), (100, 10), (110, 0))
        # 100, 90 and 110: 1 − 90/300
        self.assertFigures(self.partner, {"full_price_share": 70.0})

    def test_full_price_share_over_several_orders(self):
        self._buy((100, 0))
        self._buy((100, 100), (200, 50))  # 0 and 100
        self.assertFigures(self.partner, {"full_price_share": 50.0})

    def test_full_price_share_stays_between_0_and_100(self):
        self._buy((100, 10), (-50, 0))  # 90 of 40 discounted
        self.assertFigures(self.partner, {"full_price_share": 0.0})

    def test_negative_discounted_line_does_not_exceed_100(self):
        self._buy((100, 0), (-50, 10))  # −45 of 55
        self.assertFigures(self.partner, {"full_price_share": 100.0})

    def test_full_price_share_is_converted(self):
        dollar = self.currency("USD", {"2025-01-01": 4})
        self._buy((100, 0))
        self._buy((800, 50), currency=dollar)  # 400 dollars, 100 of ours
        self.assertFigures(self.partner, {"full_price_share": 50.0})

    def test_full_price_share_leaves_out_what_is_no_purchase_of_the_window(self):
        self._buy((100, 0))
        self._buy((100, 10), day="2024-12-15")
        self._buy((100, 10), insight_is_sample=True)
        self._buy((100, 10), state="sent")
        self._buy((-100, 10))
        self.assertFigures(self.partner, {"full_price_share": 100.0})

    def test_full_price_share_without_purchase_is_unknown(self):
        self._buy((100, 10), day="2024-12-15")
        self.assertFigures(self.partner, {"full_price_share": None})
        self.assertSign("full_price", "unknown")

    def test_full_price_sign(self):
        self._buy((80, 0), (40, 50))
        self.assertSign("full_price", "yes")
        self._buy((0.2, 50))
        self.assertSign("full_price", "no")

    # Families

    def test_families_are_counted_once(self):
        self._buy_families(0, 1, 0)
        self._buy_families(1, 2)
        self.assertFigures(self.partner, {"family_count": 3})

    def test_free_and_negative_lines_are_no_family(self):
        lines = [self._line(0, 100), self._line(1, 0), self._line(2, -5)]
        self.order(self.partner, "2025-12-15", lines=lines)
        self.assertFigures(self.partner, {"family_count": 1})

    def test_families_of_the_past_and_of_samples_do_not_count(self):
        self._buy_families(0, day="2024-12-15")
        self._buy_families(1, insight_is_sample=True)
        self._buy_families(2)
        self.assertFigures(self.partner, {"family_count": 1})

    # Repeats

    def test_regular_across_three_families_repeats(self):
        for day in QUARTERS:
            self._buy_families(0, 1, 2, day=day)
        self.assertSign("repeat", "yes")

    def test_regular_in_two_families_does_not(self):
        for day in QUARTERS:
            self._buy_families(0, 1, day=day)
        self.assertSign("repeat", "no")

    def test_three_families_at_once_are_no_repeat(self):
        self._buy_families(0, 1, 2)
        self.assertSign("repeat", "no")

    def test_past_customer_does_not_repeat(self):
        self._buy_families(0, 1, 2, day="2024-12-15")
        self.assertSign("repeat", "no")

    def test_repeat_is_unknown_without_a_purchase(self):
        self.sample(self.partner, "2025-12-15")
        self.assertSign("repeat", "unknown")

    def test_number_of_families_comes_from_the_policy(self):
        self.policy.family_count = 1
        for day in QUARTERS:
            self._buy_families(0, day=day)
        self.assertSign("repeat", "yes")

    # What people note

    def test_referred_by_somebody(self):
        self.assertSign("referred", "unknown")
        self.partner.insight_referred_by_id = self.other
        self.assertSign("referred", "yes")
        self.assertFigures(self.other, {"loyalty_recommends": "yes"})
        self.assertSign("recommends", "unknown")

    def test_who_is_referred_by_a_contact_is_referred_by_the_customer(self):
        contact = self.customer(parent_id=self.other.id)
        self.partner.insight_referred_by_id = contact
        self.assertFigures(self.other, {"loyalty_recommends": "yes"})

    def test_immune_to_rivals(self):
        signs = {False: "unknown", "stays": "yes", "follows": "no"}
        for response, sign in signs.items():
            self.partner.insight_rival_response = response
            self.assertSign("immune", sign)

    def test_unknown_of_who_never_came_near(self):
        for sign in ("referred", "full_price", "repeat", "immune", "recommends"):
            self.assertSign(sign, "unknown")
        self.assertFigures(self.partner, {"loyalty_count": 0})

    def test_count_is_the_number_of_yes(self):
        self.partner.insight_referred_by_id = self.other
        self.partner.insight_rival_response = "follows"
        self._buy((100, 0))
        # referred and full price; the others are no, no and unknown
        self.assertFigures(self.partner, {"loyalty_count": 2})

    def test_all_five(self):
        self.partner.write(
            {"insight_referred_by_id": self.other.id, "insight_rival_response": "stays"}
        )
        self.customer("Third").insight_referred_by_id = self.partner
        for day in QUARTERS:
            self._buy_families(0, 1, 2, day=day)
        self.assertFigures(self.partner, {"loyalty_count": 5})

    # Helpers

    def _buy(self, *lines, day="2025-12-15", **values):
        """An order of ``(price, discount)`` lines."""
        values["lines"] = [{"price_unit": n, "discount": d} for n, d in lines]
        return self.order(self.partner, day, **values)

    def _line(self, family, price):
        return {"product_id": self.products[family].id, "price_unit": price}

    def _buy_families(self, *families, day="2025-12-15", **values):
        values["lines"] = [self._line(family, 10) for family in families]
        return self.order(self.partner, day, **values)

    def assertSign(self, sign, expected):
        self.assertFigures(self.partner, {f"loyalty_{sign}": expected})
