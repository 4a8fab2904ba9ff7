from odoo.tests import tagged

from .common import InsightCase


@tagged("post_install", "-at_install")
class TestProspect(InsightCase):
    """Quotations and samples: intention × expected contribution.

    2 November 2025 is 60 days before the reference date, one half-life.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()
        cls.existing = cls.customer("Existing")

    def test_sent_quotation_halves_in_sixty_days(self):
        self.quotation(self.partner, "2025-11-02", 100)
        self.assertIntention(35.0)  # 70 % · 0.5

    def test_quotation_of_yesterday(self):
        self.quotation(self.partner, "2025-12-31", 100)
        self.assertIntention(69.2)  # 70 · 2^(−1/60) = 69.196

    def test_draft_says_less_than_a_sent_quotation(self):
        self.quotation(self.partner, "2025-11-02", 100, state="draft")
        self.assertIntention(15.0)  # 30 % · 0.5

    def test_sample_says_as_much_as_a_sent_quotation(self):
        self.sample(self.partner, "2025-11-02")
        self.assertIntention(35.0)

    def test_several_signs_strengthen_each_other(self):
        self.quotation(self.partner, "2025-11-02", 100)
        self.draft_of_another_product("2025-11-02")
        self.sample(self.partner, "2025-11-02")
        # 1 − (1 − 0.35)(1 − 0.15)(1 − 0.35) = 1 − 0.359125
        self.assertIntention(64.09, places=2)

    def test_amount_does_not_change_the_intention(self):
        self.quotation(self.partner, "2025-11-02", 0.01)
        self.assertIntention(35.0)

    def test_run_out_quotation_says_nothing(self):
        self.quotation(self.partner, "2025-11-02", 100, validity_date="2025-12-01")
        self.assertIntention(0.0)

    def test_weights_and_half_life_come_from_the_policy(self):
        self.policy.write(
            {"intention_sent": 100, "intention_draft": 50, "intention_half_life": 30}
        )
        self.quotation(self.partner, "2025-11-02", 100)  # 25 %
        self.draft_of_another_product("2025-12-02")  # 25 %
        self.assertIntention(43.75)  # 1 − 0.75²

    def test_certain_intention(self):
        self.policy.write({"intention_sent": 100, "intention_half_life": 1000000})
        self.quotation(self.partner, "2025-12-31", 100)
        self.assertIntention(100.0, places=2)

    def test_existing_customers_have_an_intention_too(self):
        self.order(self.partner, "2025-12-15", 100)
        self.quotation(self.partner, "2025-11-02", 100)
        self.assertIntention(35.0)

    # Open quotations

    def test_open_quotations_are_summed(self):
        self.quotation(self.partner, "2025-11-02", 100)
        self.quotation(self.partner, "2025-12-02", 50, state="draft")
        self.assertOpen(2, 150.0)

    def test_validity_of_the_last_existing_day_is_open(self):
        self.quotation(self.partner, "2025-11-02", 100, validity_date="2025-12-31")
        self.assertOpen(1, 100.0)

    def test_what_is_no_open_quotation(self):
        day = "2025-11-02"
        self.quotation(self.partner, day, 0)
        self.quotation(self.partner, day, -5)
        self.quotation(self.partner, day, 100, insight_is_sample=True)
        self.quotation(self.partner, day, 100, state="cancel")
        self.quotation(self.partner, day, 100, validity_date="2025-12-30")
        self.quotation(self.partner, "2024-12-31 23:59:59", 100)
        self.quotation(self.partner, "2026-01-01 00:00:00", 100)
        self.assertOpen(0, 0.0)

    def test_first_and_last_instant_of_the_window(self):
        self.quotation(self.partner, "2025-01-01 00:00:00", 1)
        self.quotation(self.partner, "2025-12-31 23:59:59", 2)
        self.assertOpen(2, 3.0)

    # Expected contribution

    def test_expected_contribution_against_the_cut(self):
        self.order(self.existing, "2025-12-15", 1000)
        for amount, expected in ((250, 12.5), (750, 50.0), (500, 75.0), (5000, 100.0)):
            self.quotation(self.partner, "2025-11-02", amount)
            self.assertFigures(self.partner, {"expected_contribution": expected})

    def test_expected_contribution_before_the_first_order_of_all(self):
        self.quotation(self.partner, "2025-11-02", 1)
        self.assertFigures(self.partner, {"expected_contribution": 50.0})
        self.assertFigures(self.existing, {"expected_contribution": 0.0})

    def test_expected_contribution_of_samples_alone(self):
        self.sample(self.partner, "2025-12-31")
        self.assertFigures(self.partner, {"expected_contribution": 0.0})

    # Classes

    def test_four_potential_classes(self):
        self.order(self.existing, "2025-12-15", 1000)
        partners = self.customers(4)
        days = ["2025-12-31", "2025-01-31"] * 2
        for partner, day, amount in zip(
            partners, days, (1000, 1000, 999, 999), strict=True
        ):
            self.quotation(partner, day, amount)
        self.assertEqual(self.categories(partners), "PI PII PIII PIV")

    def test_cuts_come_from_the_policy(self):
        self.order(self.existing, "2025-12-15", 1000)
        self.quotation(self.partner, "2025-11-02", 600)  # 30 and 35
        self.policy.write({"expected_cut": 30, "intention_cut": 35})
        self.assertCategory("PI")
        self.policy.write({"expected_cut": 30.01, "intention_cut": 35.01})
        self.assertCategory("PIV")

    def test_fresh_sample_alone_is_intention(self):
        self.sample(self.partner, "2025-12-31")
        self.assertCategory("PIII")

    def test_old_sample_in_the_window_is_evidence(self):
        self.sample(self.partner, "2025-01-01 00:00:00")
        self.assertCategory("PIV")

    def test_sample_before_the_window_is_not(self):
        self.sample(self.partner, "2024-12-31 23:59:59")
        self.assertCategory("F")

    def test_run_out_quotation_is_evidence(self):
        self.quotation(self.partner, "2025-11-02", 100, validity_date="2025-12-01")
        self.assertCategory("PIV")

    def test_quotation_from_before_the_window_is_not(self):
        self.quotation(self.partner, "2024-12-31", 100, validity_date="2025-01-31")
        self.quotation(self.partner, "2024-12-31", 100, validity_date="2026-01-31")
        self.quotation(self.partner, "2024-12-31", 100)
        self.assertCategory("F")

    def test_cancelled_or_empty_quotation_is_no_evidence(self):
        self.quotation(self.partner, "2025-11-02", 100, state="cancel")
        self.quotation(self.partner, "2025-11-02", 0)
        self.assertCategory("F")

    def test_quotation_that_is_won_makes_an_existing_customer(self):
        quotation = self.quotation(self.partner, "2025-11-02", 100)
        quotation.write({"state": "sale"})
        self.assertFigures(
            self.partner, {"category": "EII", "quotation_count": 0, "intention": 0.0}
        )

    # Helpers

    def draft_of_another_product(self, day):
        other = {"product_id": self.products[1].id, "price_unit": 100}
        self.quotation(self.partner, day, None, state="draft", lines=[other])

    def assertIntention(self, expected, places=2):
        self.assertFigures(self.partner, {"intention": expected}, places=places)

    def assertOpen(self, count, amount):
        figures = {"quotation_count": count, "quotation_amount": amount}
        self.assertFigures(self.partner, figures)

    def assertCategory(self, expected):
        self.assertFigures(self.partner, {"category": expected})
