from datetime import date

from .common_signals import SignalCase


class TestSignalOverdue(SignalCase):
    """Overdue is what is late for this customer, not what is late for another."""

    def test_tells_who_is_late_against_his_own_rhythm(self):
        """Gaps of 10: bound 10 + 2·max(0, 10/4) = 15; last on 10 December, 21 days."""
        orders = self.buys(self.partner, self.every(10, 6, "2025-12-10"))
        self.assertFires(
            "overdue",
            self.partner,
            days=21,
            usual_days=10,
            bound_days=15,
            event_date=date(2025, 12, 26),
            severity=70.0,  # 50 · 21/15
            value=600.0,
            orders=orders.ids[:0:-1],
        )

    def test_waits_as_long_as_is_normal(self):
        self.buys(self.partner, self.every(10, 6, "2025-12-16"))
        self.assertSilent("overdue", self.partner)
        self.assertFires("overdue", self.partner, as_of=date(2026, 1, 2), days=16)

    def test_is_patient_with_who_is_irregular(self):
        """Gaps 5, 60, 5, 60, 5: the same median would be late long ago."""
        days = ["2025-07-22", "2025-07-27", "2025-09-25", "2025-09-30", "2025-11-29"]
        self.buys(self.partner, [*days, "2025-12-04"])
        self.assertSilent("overdue", self.partner)

    def test_a_first_order_never_makes_anybody_late(self):
        self.give_cohort()
        self.buys(self.partner, ["2025-06-01"])
        self.assertSilent("overdue", self.partner)

    def test_two_orders_on_a_day_are_one_occasion(self):
        self.give_cohort()
        self.buys(self.partner, ["2025-11-01", "2025-11-01"])
        self.assertSilent("overdue", self.partner)

    def give_cohort(self):
        """Twelve customers who came the third time after 20 days."""
        for customer in self.customers(12):
            self.buys(customer, self.every(20, 3, "2025-12-28"))

    def test_after_two_orders_the_others_tell_what_is_normal(self):
        self.give_cohort()
        self.buys(self.partner, ["2025-11-15", "2025-11-25"])
        row = self.assertFires("overdue", self.partner, days=36, bound_days=20)
        self.assertEqual(row["evidence"]["count"], 2)

    def test_after_two_orders_without_others_nothing_is_known(self):
        self.buys(self.partner, ["2025-11-15", "2025-11-25"])
        self.assertSilent("overdue", self.partner)

    def test_after_two_orders_far_apart_his_own_gap_counts(self):
        self.give_cohort()
        self.buys(self.partner, ["2025-08-15", "2025-11-25"])
        self.assertSilent("overdue", self.partner)

    def test_who_is_long_gone_raises_nothing_new(self):
        self.buys(self.partner, self.every(10, 6, "2025-09-30"))
        self.assertSilent("overdue", self.partner)

    def test_a_pause_that_he_made_last_year_is_his_season(self):
        summer = [
            f"2024-{month:02}-{day:02}" for month in (6, 7, 8, 9, 10) for day in (1, 15)
        ]
        winter_over = ["2025-05-01", "2025-05-15"]
        now = [day.replace("2024", "2025") for day in summer]
        self.buys(self.partner, [*summer, *winter_over, *now])
        self.assertSilent("overdue", self.partner)

    def test_without_last_years_pause_the_same_history_is_late(self):
        self.buys(self.partner, self.every(14, 12, "2025-11-20"))
        self.assertFires("overdue", self.partner)

    def test_the_future_does_not_exist(self):
        """As of 27 December he was late, whatever he did afterwards."""
        self.buys(self.partner, self.every(10, 6, "2025-12-10"))
        self.buys(self.partner, ["2025-12-28"])
        self.assertSilent("overdue", self.partner)
        self.assertFires("overdue", self.partner, as_of=date(2025, 12, 27), days=16)

    def test_samples_and_other_companies_orders_are_no_purchases(self):
        self.buys(self.partner, self.every(10, 6, "2025-12-10"))
        self.sample(self.partner, "2025-12-29")
        self.assertFires("overdue", self.partner)

    def test_contacts_order_for_their_customer(self):
        buyer = self.customer("Buyer", parent_id=self.partner.id)
        self.buys(buyer, self.every(10, 6, "2025-12-10"))
        self.assertFires("overdue", self.partner)


class TestSignalMissingProduct(SignalCase):
    """What he always took and takes no more, while he goes on buying."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brakes, cls.filters = cls.products[0], cls.products[1]

    def history(self, days, missing=3, products=None):
        """Both products each time; filters no more in the last orders."""
        for number, day in enumerate(days, start=1):
            both = number <= len(days) - missing
            bought = (self.brakes + self.filters) if both else self.brakes
            self.buys_products(self.partner, day, bought)

    def test_tells_what_was_always_there(self):
        self.history(self.every(14, 8, "2025-12-20"))
        self.assertFires(
            "missing_product",
            self.partner,
            self.filters,
            bought_count=5,
            earlier_count=5,
            recent_count=3,
            severity=87.5,  # 100 · (1 − 2⁻³)
            value=500.0,
            event_date=date(2025, 12, 20),
        )
        self.assertEqual(len(self.found("missing_product")), 1, "brakes are there")

    def test_two_orders_without_it_are_not_enough(self):
        self.history(self.every(14, 8, "2025-12-20"), missing=2)
        self.assertSilent("missing_product", self.partner)

    def test_what_he_bought_now_and_then_is_not_missing(self):
        days = self.every(14, 8, "2025-12-20")
        for number, day in enumerate(days):
            bought = self.brakes + (self.filters if number in (0, 3) else self.brakes)
            self.buys_products(self.partner, day, bought)
        self.assertSilent("missing_product", self.partner)

    def test_a_short_history_knows_nothing_usual(self):
        self.history(self.every(14, 6, "2025-12-20"))
        self.assertSilent("missing_product", self.partner)

    def test_what_is_no_longer_sold_is_not_missing(self):
        self.history(self.every(14, 8, "2025-12-20"))
        self.filters.active = False
        self.assertSilent("missing_product", self.partner)

    def test_what_he_left_out_last_year_at_this_time_is_his_season(self):
        """Filters from January to October, brakes the whole year, for two years."""
        for year in (2024, 2025):
            for month in range(1, 13):
                bought = self.brakes + (self.filters if month < 10 else self.brakes)
                self.buys_products(self.partner, f"{year}-{month:02}-15", bought)
        self.assertSilent("missing_product", self.partner)

    def test_who_stopped_buying_altogether_is_another_matter(self):
        self.history(self.every(14, 8, "2025-10-01"))
        self.assertSilent("missing_product", self.partner)
