from datetime import date

from .common_signals import SignalCase


class TestSignalJump(SignalCase):
    """One product's demand jumps, against his own history and the market's."""

    def months(self, amounts, year=2025, partner=None):
        """Quantities bought on the 10th of months from January on."""
        for month, quantity in enumerate(amounts, start=1):
            if quantity:
                self.buys(
                    partner or self.partner,
                    [f"{year}-{month:02}-10"],
                    product_uom_qty=quantity,
                    price_unit=10,
                )

    def takes(self, quantity, days, partner=None):
        line = {"product_uom_qty": quantity, "price_unit": 10}
        self.buys(partner or self.partner, days, **line)

    def test_tells_of_a_jump(self):
        """10 a month, then 60: 110 in 335 days known are 9.8 in 30 days."""
        self.months([*[10] * 11, 60])
        row = self.assertFires(
            "product_jump",
            self.partner,
            self.product,
            quantity=60,
            event_date=date(2025, 12, 10),
        )
        usual = 110 * 30 / 326  # from 10 January to 2 December
        self.assertAlmostEqual(row["severity"], 100 * (1 - usual / 60), places=2)
        self.assertAlmostEqual(row["value"], 10 * (60 - usual), places=2)

    def test_a_little_more_is_no_jump(self):
        self.months([*[10] * 11, 25])
        self.assertSilent("product_jump", self.partner)

    def test_the_peak_of_the_season_was_there_last_year(self):
        self.months([*[10] * 11, 60], year=2024)
        self.months([*[10] * 11, 65])
        self.assertSilent("product_jump", self.partner)

    def test_a_season_of_many_small_orders_was_there_too(self):
        """65 at once after 3 · 20 last December: no day was as large, the month was."""
        self.takes(20, ["2024-12-05", "2024-12-15", "2024-12-25"])
        self.months([*[10] * 11, 65])
        self.assertSilent("product_jump", self.partner)

    def test_a_season_may_begin_two_weeks_later_than_last_year(self):
        self.takes(30, ["2024-11-18", "2024-11-20"])
        self.months([*[10] * 11, 65])
        self.assertSilent("product_jump", self.partner)

    def test_a_season_may_begin_two_weeks_sooner_than_last_year(self):
        self.takes(30, ["2025-01-05", "2025-01-14"])
        self.months([*[10] * 11, 65])
        self.assertSilent("product_jump", self.partner)

    def test_a_month_away_is_another_season(self):
        self.takes(30, ["2024-10-20", "2024-10-30"])
        self.months([*[10] * 11, 65])
        self.assertFires("product_jump", self.partner, self.product)

    def test_far_above_last_years_season_is_a_jump(self):
        self.months([*[10] * 11, 30], year=2024)
        self.months([*[10] * 11, 65])
        self.assertFires("product_jump", self.partner, self.product)

    def test_a_lot_that_he_buys_from_time_to_time_is_none(self):
        """60 each quarter are 20 a month; 70 are more than three times as much."""
        self.months([0, 0, 60, 0, 0, 60, 0, 0, 60, 0, 0, 70])
        self.assertSilent("product_jump", self.partner)

    def test_a_product_that_he_just_began_to_buy_does_not_jump(self):
        self.months([0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 60])
        self.assertSilent("product_jump", self.partner)

    def test_many_orders_of_one_day_are_one_purchase(self):
        self.takes(5, ["2025-06-10"] * 3)
        self.takes(60, ["2025-12-10"])
        self.assertSilent("product_jump", self.partner)

    def test_when_others_take_less_a_little_more_is_no_jump_either(self):
        self.months([*[10] * 11, 25])
        for customer in self.customers(3):
            self.months([10] * 11, partner=customer)
        self.assertSilent("product_jump", self.partner)

    def test_when_everybody_takes_more_it_is_the_market(self):
        self.months([*[10] * 11, 60])
        for customer in self.customers(3):
            self.months([*[10] * 11, 60], partner=customer)
        self.assertFalse(self.found("product_jump"))

    def test_a_dozen_is_twelve_pieces(self):
        self.months([*[12] * 11])
        dozen = self.env.ref("uom.product_uom_dozen")
        self.buys(
            self.partner,
            ["2025-12-10"],
            product_uom_qty=1,
            product_uom_id=dozen.id,
            price_unit=120,
        )
        self.assertSilent("product_jump", self.partner)
        self.buys(
            self.partner,
            ["2025-12-11"],
            product_uom_qty=5,
            product_uom_id=dozen.id,
            price_unit=120,
        )
        self.assertFires("product_jump", self.partner, self.product, quantity=72)
