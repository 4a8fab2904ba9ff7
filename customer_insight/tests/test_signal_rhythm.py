from datetime import date, timedelta

from odoo.tools import SQL

from .common_signals import SignalCase


class TestSignalOverdue(SignalCase):
    """Overdue is what is late for this customer, not what is late for another."""

    def test_tells_who_is_late_against_his_own_rhythm(self):
        """Six days, gaps of 10; last on 20 November.

        even = √(4·0.9²/8)/0.9 = 0.707, bound = 2.5·∛((10·0.707)²·10·6) = 36.06.
        """
        orders = self.buys(self.partner, self.every(10, 6, "2025-11-20"))
        self.assertFires(
            "overdue",
            self.partner,
            days=41,
            usual_days=10,
            bound_days=36,
            event_date=date(2025, 12, 27),
            severity=56.86,  # 50 · 41/36.06
            value=600.0,
            orders=orders.ids[:0:-1],
        )

    def test_who_orders_daily_reads_so(self):
        self.buys(self.partner, self.every(1, 40, "2025-11-20"))
        self.assertIn("orders every day", self.run_detector("overdue").explanation)

    def test_waits_as_long_as_is_normal(self):
        self.buys(self.partner, self.every(10, 6, "2025-12-03"))
        self.assertSilent("overdue", self.partner)
        self.assertFires("overdue", self.partner, as_of=date(2026, 1, 10), days=37)

    def test_who_ordered_often_this_year_may_be_late_for_longer(self):
        """The same last 12 gaps: 37 days are normal after 13 orders, 48 after 28."""
        often, seldom = self.customers(2)
        self.buys(often, self.every(10, 28, "2025-11-20"))
        self.buys(seldom, self.every(10, 13, "2025-11-20"))
        self.assertFires("overdue", seldom, days=41, bound_days=37)
        self.assertSilent("overdue", often)

    def test_who_is_more_even_than_others_is_late_sooner(self):
        """Of two with a usual gap of 15, among customers who order unevenly."""
        ragged, even = self.customers(2)
        gaps = [5, 45] * 4
        for customer in self.customers(12):
            self.buys(customer, self.unevenly(gaps, "2025-12-28"))
        self.buys(ragged, self.unevenly(gaps, "2025-10-22"))
        self.buys(even, self.every(15, 9, "2025-10-22"))
        self.assertSilent("overdue", ragged)
        self.assertFires("overdue", even, days=70, usual_days=15)

    def test_where_all_are_even_everybody_is_late_sooner(self):
        """even = ¼: 2.5·∛((7/4)²·7·5) = 11.9 days are normal, not 29.9."""
        self.give_cohort(gaps=(7, 7, 7, 7))
        self.buys(self.partner, self.every(7, 5, "2025-12-19"))
        self.assertFires("overdue", self.partner, days=12, bound_days=11)

    def unevenly(self, gaps, last):
        """The days with these gaps between them, the last of them given."""
        days = [date.fromisoformat(last)]
        for gap in gaps:
            days.insert(0, days[0] - timedelta(gap))
        return days

    def test_a_first_order_never_makes_anybody_late(self):
        self.give_cohort()
        self.buys(self.partner, ["2025-11-01"])
        self.assertSilent("overdue", self.partner)

    def test_two_orders_on_a_day_are_one_occasion(self):
        self.give_cohort()
        self.buys(self.partner, ["2025-11-01", "2025-11-01"])
        self.assertSilent("overdue", self.partner)

    def give_cohort(self, gaps=(10, 40, 10, 40)):
        """Twelve customers who come every 20 days, or as said."""
        for customer in self.customers(12):
            self.buys(customer, self.unevenly(gaps, "2025-12-28"))

    def test_after_two_orders_the_others_count_for_most(self):
        """One gap of 10, three like the others': own = 10^¼·20^¾ = 16.8.

        even = √0.641/0.9 = 0.889, bound = 2.5·∛((16.8·0.889)²·20·2) = 51.9.
        """
        self.give_cohort()
        self.buys(self.partner, ["2025-10-30", "2025-11-09"])
        row = self.assertFires("overdue", self.partner, days=52, bound_days=51)
        self.assertEqual(row["evidence"]["count"], 2)

    def test_after_two_orders_without_others_nothing_is_known(self):
        self.buys(self.partner, ["2025-11-09", "2025-11-19"])
        self.assertSilent("overdue", self.partner)

    def test_after_two_orders_far_apart_he_is_given_longer(self):
        self.give_cohort()
        self.buys(self.partner, ["2025-08-09", "2025-11-19"])
        self.assertSilent("overdue", self.partner)

    def test_who_comes_seldom_is_not_late_by_the_measure_of_others(self):
        """Every 90 days among weekly customers: 1.25 · 90 = 112 days are normal."""
        self.give_cohort(gaps=(7, 7, 7, 7))
        self.buys(self.partner, self.every(90, 4, "2025-09-10"))
        self.assertSilent("overdue", self.partner)
        self.assertFires("overdue", self.partner, as_of=date(2026, 1, 2), days=113)

    def test_the_weight_of_the_others_is_a_choice(self):
        """Own gap 40, theirs 20. None: 101 days are normal; hardly but them: 65."""
        self.give_cohort()
        self.buys(self.partner, self.every(40, 4, "2025-10-22"))
        self.tune("overdue", others=0)
        self.assertSilent("overdue", self.partner)
        self.tune("overdue", others=100)
        self.assertFires("overdue", self.partner, days=70)

    def test_who_is_long_gone_raises_nothing_new(self):
        self.buys(self.partner, self.every(10, 6, "2025-09-20"))
        self.assertSilent("overdue", self.partner)

    def test_a_pause_that_he_made_last_year_is_his_season(self):
        summer = [
            f"2024-{month:02}-{day:02}" for month in (6, 7, 8, 9, 10) for day in (1, 15)
        ]
        winter_over = ["2025-05-01", "2025-05-15"]
        now = [day.replace("2024", "2025") for day in summer]
        self.buys(self.partner, [*summer, *winter_over, *now])
        self.assertSilent("overdue", self.partner, as_of=date(2026, 1, 25))

    def test_without_last_years_pause_the_same_history_is_late(self):
        self.buys(self.partner, self.every(14, 12, "2025-10-15"))
        self.assertFires("overdue", self.partner, as_of=date(2026, 1, 25), days=101)

    def test_the_future_does_not_exist(self):
        """As of 20 December he was late, whatever he did afterwards."""
        self.buys(self.partner, self.every(10, 6, "2025-11-10"))
        self.buys(self.partner, ["2025-12-28"])
        self.assertSilent("overdue", self.partner)
        self.assertFires("overdue", self.partner, as_of=date(2025, 12, 20), days=39)

    def test_samples_and_other_companies_orders_are_no_purchases(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-20"))
        self.sample(self.partner, "2025-12-29", amount=50)
        elsewhere = self.buys(self.partner, ["2025-12-30"])
        elsewhere.company_id = self.env["res.company"].create({"name": "Elsewhere"})
        self.assertFires("overdue", self.partner)

    def test_contacts_order_for_their_customer(self):
        buyer = self.customer("Buyer", parent_id=self.partner.id)
        self.buys(buyer, self.every(10, 6, "2025-11-20"))
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
        template = self.filters.product_tmpl_id
        for record, name in (
            (self.filters, "active"),
            (template, "active"),
            (template, "sale_ok"),
        ):
            with self.subTest(record=record, field=name):
                self.set_by_hand(record, name, False)
                self.assertSilent("missing_product", self.partner)
                self.set_by_hand(record, name, True)
        self.assertFires("missing_product", self.partner, self.filters)

    def set_by_hand(self, record, name, value):
        """Set one field of one table: Odoo archives templates with their variants."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE id = %s",
                SQL.identifier(record._table),
                SQL.identifier(name),
                value,
                record.id,
            )
        )
        self.env.invalidate_all()

    def test_what_he_left_out_last_year_at_this_time_is_his_season(self):
        """Filters from January to October, brakes the whole year, for two years."""
        for year in (2024, 2025):
            for month in range(1, 13):
                bought = self.brakes + (self.filters if month < 10 else self.brakes)
                self.buys_products(self.partner, f"{year}-{month:02}-15", bought)
        self.assertSilent("missing_product", self.partner)

    def test_what_he_took_last_year_at_this_time_is_no_season(self):
        """The same, but for a single order of filters last November."""
        for year in (2024, 2025):
            for month in range(1, 13):
                with_filters = month < 10 or (year, month) == (2024, 11)
                bought = self.brakes + (self.filters if with_filters else self.brakes)
                self.buys_products(self.partner, f"{year}-{month:02}-15", bought)
        self.assertFires("missing_product", self.partner, self.filters)

    def test_what_he_began_to_take_this_year_was_not_left_out_last_year(self):
        for year in (2024, 2025):
            for month in range(1, 13):
                with_filters = year == 2025 and month < 10
                bought = self.brakes + (self.filters if with_filters else self.brakes)
                self.buys_products(self.partner, f"{year}-{month:02}-15", bought)
        self.assertFires("missing_product", self.partner, self.filters)

    def test_who_did_not_order_at_this_time_last_year_had_no_season(self):
        days = [f"2024-{month:02}-15" for month in range(1, 10)]
        days += [f"2025-{month:02}-15" for month in range(1, 13)]
        self.history(days)
        self.assertFires("missing_product", self.partner, self.filters)

    def test_orders_of_one_day_are_one_that_lacks_it(self):
        days = [*self.every(14, 6, "2025-12-06"), "2025-12-20", "2025-12-20"]
        self.history(days)
        self.assertSilent("missing_product", self.partner)

    def test_what_he_has_not_bought_for_a_year_is_forgotten(self):
        days = [*self.every(14, 8, "2024-10-01"), "2025-10-01"]
        self.history([*days, "2025-11-01", "2025-12-20"])
        self.assertSilent("missing_product", self.partner)

    def test_who_stopped_buying_altogether_is_another_matter(self):
        self.history(self.every(14, 8, "2025-10-01"))
        self.assertSilent("missing_product", self.partner)
