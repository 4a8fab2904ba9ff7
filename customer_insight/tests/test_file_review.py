from datetime import date

from odoo.tests import freeze_time, tagged

from .common_live import LiveCase

LATER = "2027-01-15 12:00:00"
KIND = "customer_insight.mail_activity_type_file_review"


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class TestFileReview(LiveCase):
    """A stale file reminds its salesperson: once, and not too often."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["customer.insight.fact"].search([]).check_on = False
        cls.partner = cls.customer("Workshop", phone="1", user_id=cls.anna.id)

    def reviews(self, partner=None):
        partner = partner or self.partner
        return self.env["mail.activity"].search(
            [
                ("res_id", "in", partner.ids),
                ("res_model", "=", "res.partner"),
                ("activity_type_id", "=", self.env.ref(KIND).id),
            ]
        )

    def raise_reviews(self, day=LATER):
        with freeze_time(day):
            self.run_cron("ir_cron_review_files")
        self.env.invalidate_all()

    def fact(self, partner=None):
        return (partner or self.partner).insight_fact_ids

    def test_fresh_file_is_left_alone(self):
        self.raise_reviews("2026-12-31")
        self.assertFalse(self.reviews(), "due today is not overdue")

    def test_stale_file_is_reviewed_by_its_salesperson_once(self):
        self.raise_reviews()
        self.raise_reviews()
        review = self.reviews()
        self.assertEqual(len(review), 1)
        self.assertEqual(review.user_id, self.anna)
        self.assertEqual(review.date_deadline, date(2027, 1, 22))
        self.assertIn("Phone", review.note)

    def test_review_goes_when_the_fact_is_confirmed(self):
        self.raise_reviews()
        with freeze_time(LATER):
            self.fact().with_user(self.bert).action_confirm()
        self.assertFalse(self.reviews())

    def test_review_goes_when_the_fact_changes_or_is_cleared(self):
        for value in ("2", False):
            self.raise_reviews()
            self.assertTrue(self.reviews())
            with freeze_time(LATER):
                self.partner.phone = value
            self.assertFalse(self.reviews())
            self.fact().check_on = "2026-01-01"

    def test_review_names_what_is_still_to_check(self):
        self.partner.website = "http://x.com"
        website = self.fact().filtered(lambda fact: fact.field_name == "website")
        website.check_on = "2026-12-31"
        self.raise_reviews()
        self.assertIn("Website", self.reviews().note)
        with freeze_time(LATER):
            website.action_confirm()
        self.assertIn("Phone", self.reviews().note)
        self.assertNotIn("Website", self.reviews().note)

    def test_review_follows_the_customer_to_his_new_salesperson(self):
        self.raise_reviews()
        self.partner.user_id = self.bert
        self.assertEqual(self.reviews().user_id, self.bert)

    def test_done_review_does_not_come_back_the_next_day(self):
        self.raise_reviews()
        with freeze_time(LATER):
            self.reviews().action_done()
        self.raise_reviews("2027-01-20")
        self.assertFalse(self.reviews())
        self.raise_reviews("2027-03-20")
        self.assertTrue(self.reviews(), "but later")

    def test_nobody_is_flooded(self):
        self.policy.review_limit = 2
        many = self.customers(5)
        many.write({"user_id": self.anna.id, "phone": "1"})
        many[3].insight_fact_ids.check_on = "2026-06-01"
        self.raise_reviews()
        self.raise_reviews()
        self.assertEqual(len(self.reviews(many | self.partner)), 2)
        self.assertTrue(self.reviews(many[3]), "waits longest")

    def test_zero_means_no_reviews(self):
        self.policy.review_limit = 0
        self.raise_reviews()
        self.assertFalse(self.reviews())

    def test_two_salespeople_have_limits_of_their_own(self):
        self.policy.review_limit = 1
        berts = self.customer("Bert's", phone="1", user_id=self.bert.id)
        self.raise_reviews()
        self.assertEqual(self.reviews(berts).user_id, self.bert)
        self.assertEqual(self.reviews().user_id, self.anna)

    def test_customer_of_nobody_goes_to_whom_the_policy_names(self):
        self.partner.user_id = False
        self.raise_reviews()
        self.assertFalse(self.reviews())
        self.policy.fallback_user_id = self.chief
        self.raise_reviews()
        self.assertEqual(self.reviews().user_id, self.chief)

    def test_archived_customer_is_left_alone(self):
        self.partner.action_archive()
        self.raise_reviews()
        self.assertFalse(self.reviews())

    def test_requirement_that_was_archived_raises_nothing(self):
        self.fact().requirement_id.active = False
        self.raise_reviews()
        self.assertFalse(self.reviews())

    def test_stale_requirements_are_told(self):
        with freeze_time(LATER):
            Requirement = self.env["customer.insight.requirement"]
            stale = Requirement._stale(self.partner)[self.partner.id]
        self.assertEqual(stale, self.env.ref("customer_insight.requirement_phone"))

    def test_stale_files_are_found_by_the_filter(self):
        asked = [("check_on", "<", "today"), ("requirement_id.active", "=", True)]
        domain = [("insight_fact_ids", "any", asked), ("id", "=", self.partner.id)]
        Partner = self.env["res.partner"].with_user(self.anna)
        self.assertFalse(Partner.search(domain))
        with freeze_time(LATER):
            self.assertEqual(Partner.search(domain), self.partner)
