from odoo.tests import tagged

from odoo.addons.customer_insight.tests.common_intention import IntentionCase

from .common import DAY, PipelineCase


@tagged("post_install", "-at_install")
class TestPipeline(PipelineCase, IntentionCase):
    """The pipeline says who may buy, and how much: by hand."""

    def test_opportunity_counts_by_its_probability(self):
        self.lead(self.partner, probability=50)
        self.assertIntention(25.0)  # 50 % · 2^(−60/60)

    def test_an_opportunity_that_stays_in_its_stage_ages(self):
        """A table: day of the evaluation, and what is left of 80 %."""
        self.lead(self.partner, "2025-07-01", stage_day="2025-09-03", probability=80)
        for day, left in (
            ("2025-09-04", 79.08),  # 80 · 2^(−1/60)
            ("2025-11-02", 40.00),
            ("2026-01-01", 20.00),
        ):
            with self.subTest(day=day):
                self.assertIntention(left, as_of=day)

    def test_an_opportunity_that_moved_later_was_fresh_then(self):
        self.lead(self.partner, "2025-07-01", stage_day="2025-12-20", probability=80)
        self.assertIntention(79.08, as_of="2025-09-04")

    def test_policy_says_how_much_an_opportunity_counts(self):
        self.policy.intention_opportunity = 40
        self.lead(self.buyer, probability=50)
        self.assertIntention(10.0)  # 40 % · 50 % · 0.5

    def test_opportunity_beside_a_quotation(self):
        self.lead(self.partner, probability=40)
        self.quotation(self.partner, DAY, 100)
        self.assertIntention(48.0)  # 1 − 0.8 · 0.65

    def test_what_is_no_open_opportunity(self):
        other = self._create_company("Other")
        won = self.env["crm.stage"].create({"name": "Won", "is_won": True})
        self.lead(self.partner, company_id=other.id, user_id=False)
        self.lead(self.partner, stage_id=won.id, probability=100)
        self.lead(self.partner, type="lead")
        self.lead(self.partner, "2026-01-01 00:00:00")
        self.lead(self.customer("Somebody Else"))
        self.lead(self.partner).action_set_lost()
        self.assertFigures(
            self.partner,
            {"intention": 0.0, "opportunity_count": 0, "opportunity_amount": 0.0},
        )

    def test_opportunity_without_company_counts_in_each(self):
        self.lead(self.partner, company_id=False, user_id=False)
        self.assertIntention(25.0)

    # Classes

    def test_an_opportunity_makes_a_potential_customer(self):
        self.assertFigures(self.partner, {"category": "F"})
        self.lead(self.partner, probability=0)
        self.assertFigures(self.partner, {"category": "PIV", "intention": 0.0})

    def test_a_lead_makes_a_future_customer(self):
        """Also of a contact that nobody marked as a customer."""
        self.policy.future_scope = "marked"
        stranger = self.customer("Stranger")
        self.assertNotIn(stranger.id, self.evaluate())
        self.lead(stranger, type="lead")
        self.assertFigures(stranger, {"category": "F"})

    # Expected contribution

    def test_expected_contribution_by_the_pipeline(self):
        """50 where the pipeline alone would reach the cut-off of 1,000."""
        self.order(self.customer("Existing"), "2025-12-15", 1000)
        self.lead(self.partner, expected_revenue=300)
        self.lead(self.buyer, expected_revenue=200)
        self.assertFigures(
            self.partner,
            {
                "opportunity_count": 2,
                "opportunity_amount": 500.0,
                "expected_contribution": 25.0,
            },
        )

    def test_quoted_and_in_the_pipeline_is_mostly_the_same(self):
        self.order(self.customer("Existing"), "2025-12-15", 1000)
        self.lead(self.partner, expected_revenue=300)
        for amount, expected in ((200, 15.0), (400, 30.0)):
            self.quotation(self.partner, DAY, amount)
            self.assertFigures(self.partner, {"expected_contribution": expected})

    def test_what_recurs_counts_for_a_year(self):
        monthly = self.env["crm.recurring.plan"].create(
            {"name": "Monthly", "number_of_months": 1}
        )
        self.lead(self.partner, recurring_revenue=10, recurring_plan=monthly.id)
        self.assertFigures(self.partner, {"opportunity_amount": 120.0})

    def test_a_rating_wins(self):
        self.lead(self.partner, expected_revenue=9000)
        self.env["customer.insight.rating"].create(
            {
                "partner_id": self.partner.id,
                "company_id": self.company.id,
                "date": "2025-12-01",
                "has_own_score": True,
                "own_score": 12,
                "own_reason": "Small",
            }
        )
        self.assertFigures(self.partner, {"expected_contribution": 12.0})

    # For some, stored, explained

    def test_asking_for_one_gives_the_same(self):
        self.lead(self.partner, expected_revenue=300)
        self.lead(self.customer("Other"), expected_revenue=900)
        everybody = self.evaluate()[self.partner.id]
        self.assertEqual(
            self.evaluate(partners=self.partner)[self.partner.id], everybody
        )

    def test_stored_and_shown_on_the_file(self):
        self.lead(self.partner, expected_revenue=300)
        self.classify()
        file = self.partner.with_user(self.anna)
        self.assertEqual(file.insight_opportunity_count, 1)
        self.assertEqual(file.insight_opportunity_amount, 300)
        action = file.action_insight_open_opportunities()
        found = self.env["crm.lead"].with_user(self.anna).search(action["domain"])
        self.assertEqual(len(found), 1)
        self.assertEqual(self.classify(), 0, "nothing is left to do")

    def test_steps_name_the_opportunity(self):
        lead = self.lead(self.partner, name="Second warehouse")
        self.met(lead)
        self.classify()
        insight = self.stored(self.partner)
        told = [
            (step["kind"], round(step["added"], 2))
            for step in insight._intention_steps()
        ]
        self.assertEqual(told, [("opportunity", 25.0), ("meeting", 15.0)])
        self.assertIn(f"/odoo/crm.lead/{lead.id}", insight.intention_steps)
        self.assertIn("Second warehouse", insight.intention_steps)

    # On the opportunity

    def test_opportunity_shows_the_class(self):
        lead = self.lead(self.buyer)
        self.classify()
        shown = lead.with_user(self.anna)
        self.assertEqual(shown.insight_category, "PIV")
        self.assertIn("PIV:", shown.insight_explanation)
        self.assertFalse(self.lead(False).with_user(self.anna).insight_category)
