from odoo.tests import tagged

from .common import AS_OF, MONTHS, QUARTERS, InsightCase

YEAR_BEFORE = "2024-12-15"


@tagged("post_install", "-at_install")
class TestStatus(InsightCase):
    """Old or new, past or current, main or scattered: as docs/formulas.md says.

    Policy: window 12 months, new for 90 days, lapsed after 180 days.
    """

    def status(self, partner, **options):
        row = self.figures(partner, **options)
        names = ("life_status", "trade_status", "market_position")
        return tuple(row[name] for name in names)

    def test_who_never_bought_is_future_and_upcoming(self):
        quoted, tried, unknown = self.customers(3)
        self.quotation(quoted, "2025-12-15", 500)
        self.sample(tried, "2025-12-15")
        for partner in (quoted, tried, unknown):
            self.assertEqual(self.status(partner), ("future", "upcoming", None))

    def test_new_for_ninety_days_after_the_first_purchase(self):
        first, later = self.customers(2)
        self.order(first, "2025-10-03", 100)  # 90 days before 1 January
        self.order(later, "2025-10-02", 100)
        self.assertEqual(self.status(first)[0], "new")
        self.assertEqual(self.status(later)[0], "old")

    def test_lapsed_is_past_and_no_longer_main(self):
        partner = self.customer()
        self.buy(partner, dict.fromkeys([YEAR_BEFORE, "2025-02-15", "2025-05-15"], 900))
        self.assertEqual(self.status(partner), ("old", "past", "general"))

    def test_one_day_less_than_lapsed_is_current(self):
        partner = self.customer()
        self.buy(partner, {"2025-06-01": 100, "2025-07-06": 100})  # 179 days
        self.assertEqual(self.status(partner)[1], "current")
        self.assertEqual(self.status(partner, as_of="2026-01-02")[1], "past")

    # By volume and market position

    def test_large_for_a_whole_window_is_main(self):
        partner = self.customer()
        self.buy(partner, {"2025-01-01": 100, **dict.fromkeys(MONTHS, 1000)})
        self.assertEqual(self.status(partner), ("old", "current", "main"))

    def test_large_for_a_day_less_is_general(self):
        partner = self.customer()
        self.buy(partner, {"2025-01-02": 100, **dict.fromkeys(MONTHS, 1000)})
        self.assertEqual(self.status(partner)[2], "general")

    def test_large_counts_before_scattered(self):
        """One large order a year, for years: main, though in one quarter only."""
        partner = self.customer()
        self.buy(partner, {"2024-11-15": 5000, "2025-11-15": 5000})
        self.assertEqual(self.status(partner)[2], "main")

    def test_small_and_steady_is_general(self):
        big, small = self.customers(2)
        self.buy(big, dict.fromkeys(MONTHS, 10000))
        self.buy(small, dict.fromkeys([YEAR_BEFORE, *QUARTERS], 10))
        self.assertEqual(self.figures(small)["category"], "EIII")
        self.assertEqual(self.status(small)[2], "general")

    def test_small_in_two_quarters_is_general_in_one_scattered(self):
        big, two, one, single = self.customers(4)
        self.buy(big, dict.fromkeys(MONTHS, 10000))
        self.buy(two, {"2025-08-15": 10, "2025-11-15": 10})
        self.buy(one, {"2025-11-15": 10, "2025-12-15": 10})
        self.order(single, "2025-11-15", 10)
        found = [self.status(partner)[2] for partner in (two, one, single)]
        self.assertEqual(found, ["general", "scattered", "scattered"])

    def test_nothing_in_the_window_is_scattered(self):
        partner = self.customer()
        self.buy(partner, {"2024-03-15": 10, "2024-06-15": 10})
        self.assertEqual(self.status(partner), ("old", "past", "scattered"))

    def test_the_policy_says_how_long_a_window_is(self):
        partner = self.customer()
        self.buy(partner, {"2025-06-15": 1000, "2025-10-15": 1000})
        self.assertEqual(self.status(partner)[2], "general")
        self.policy.window_months = 6
        self.assertEqual(self.status(partner)[2], "main")

    def test_stored_and_shown_on_the_partner(self):
        partner, contact = self.customer("Firm", is_company=True), None
        self.order(partner, "2025-12-15", 10)
        contact = self.customer("Buyer", parent_id=partner.id)
        self.refresh(AS_OF)
        for shown in (partner, contact):
            self.assertEqual(shown.insight_life_status, "new")
            self.assertEqual(shown.insight_trade_status, "current")
            self.assertEqual(shown.insight_market_position, "scattered")
        found = self.env["res.partner"].search(
            [
                ("insight_market_position", "=", "scattered"),
                ("id", "in", (partner | contact).ids),
            ]
        )
        self.assertEqual(found, partner | contact)
