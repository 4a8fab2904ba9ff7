from .common_signals import SignalCase


class TestSignalDecline(SignalCase):
    """Contribution or stability fall against three months ago."""

    def test_tells_of_falling_contribution(self):
        """Half a year at 1000 a month, then less: 12 months ago falls out."""
        self.buys(self.partner, [f"2024-{m:02}-15" for m in range(10, 13)], 3000)
        self.buys(self.partner, [f"2025-{m:02}-15" for m in range(1, 13)], 1000)
        row = self.assertFires("decline", self.partner, months=3)
        self.assertEqual(row["evidence"]["contribution_amount"], 12000)
        self.assertEqual(row["evidence"]["earlier_amount"], 18000)
        self.assertAlmostEqual(row["value"], 6000, places=2)

    def test_steady_customers_are_left_alone(self):
        days = [f"{y}-{m:02}-15" for y in (2024, 2025) for m in range(1, 13)]
        self.buys(self.partner, days, 1000)
        self.assertSilent("decline", self.partner)

    def summers(self):
        for year, amount in ((2024, 1000), (2025, 950)):
            days = [f"{year}-{month:02}-15" for month in (5, 6, 7, 8)]
            self.buys(self.partner, days, amount)

    def test_a_season_is_in_both_windows(self):
        """Only in summer, a little less than last year: each holds one summer."""
        self.summers()
        self.assertSilent("decline", self.partner)

    def test_a_season_is_in_both_windows_where_classes_look_at_less(self):
        """Classes by half a year: three months ago, a summer was in it."""
        self.policy.window_months = 6
        self.summers()
        self.assertSilent("decline", self.partner)

    def test_a_fifth_less_is_still_usual(self):
        """12,000 after 15,000."""
        self.buys(self.partner, [f"2024-{m:02}-15" for m in range(10, 13)], 2000)
        self.buys(self.partner, [f"2025-{m:02}-15" for m in range(1, 13)], 1000)
        self.assertSilent("decline", self.partner)
        self.tune("decline", fall=20)
        self.assertFires("decline", self.partner)

    def waver(self, last):
        """12,000 evenly; then three months' orders at once, and silence."""
        days = [f"2024-{m:02}-15" for m in range(10, 13)]
        days += [f"2025-{m:02}-15" for m in range(1, 10)]
        self.buys(self.partner, days, 1000)
        self.buys(self.partner, ["2025-10-01"], last)

    def test_less_even_orders_tell_while_he_buys_less_too(self):
        self.waver(2900)
        row = self.assertFires("decline", self.partner, earlier_amount=12000)
        self.assertEqual(row["evidence"]["contribution_amount"], 11900)
        self.tune("decline", points=40)
        self.assertSilent("decline", self.partner)

    def test_less_even_orders_are_no_fall_while_he_buys_as_much(self):
        self.waver(3000)
        self.assertSilent("decline", self.partner)

    def test_few_orders_make_no_figure(self):
        """2,000 after 5,000, but of three orders."""
        self.buys(self.partner, ["2024-11-15"], 3000)
        self.buys(self.partner, ["2025-01-15", "2025-07-15"], 1000)
        self.assertSilent("decline", self.partner)
        self.tune("decline", orders=3)
        self.assertFires("decline", self.partner)

    def test_who_was_away_already_falls_no_more(self):
        """He stopped more than six months before what is compared with."""
        self.buys(self.partner, [f"2024-{m:02}-15" for m in (10, 11, 12)], 3000)
        self.buys(self.partner, ["2025-03-30"], 1000)
        self.assertSilent("decline", self.partner)
        self.buys(self.partner, ["2025-04-02"], 1000)
        self.assertFires("decline", self.partner)
