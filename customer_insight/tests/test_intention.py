from odoo.tests import new_test_user, tagged

from .common_intention import DAY, IntentionCase


@tagged("post_install", "-at_install")
class TestIntention(IntentionCase):
    """Each sign with its weight, by hand: 100 · (1 − Π(1 − p · 2^(−age/60)))."""

    def test_a_sent_quotation_fades_by_half_each_sixty_days(self):
        """A table: day of the evaluation, and what is left of 70."""
        self.quotation(self.partner, "2025-09-03", 100)
        for day, left in (
            ("2025-09-04", 69.20),  # 70 · 2^(−1/60)
            ("2025-10-03", 49.50),  # 70 · 2^(−30/60)
            ("2025-11-02", 35.00),
            ("2025-12-02", 24.75),  # 70 · 2^(−90/60)
            ("2026-01-01", 17.50),
            ("2026-03-02", 8.75),
        ):
            with self.subTest(day=day):
                self.assertIntention(left, as_of=day)

    def test_each_sign_by_itself(self):
        """A half-life ago each says half of what the policy's form says."""
        for sign, half in (
            (lambda: self.met(self.partner), 20.0),
            (lambda: self.met(self.partner, kind="call"), 7.5),
            (lambda: self.letter(self.partner), 15.0),
            (self._fill_questionnaire, 10.0),
        ):
            savepoint = self.env.cr.savepoint()
            sign()
            with self.subTest(half=half):
                self.assertIntention(half)
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def _fill_questionnaire(self):
        return self.env["customer.insight.questionnaire"].create(
            {
                "partner_id": self.partner.id,
                "state": "answered",
                "answered_date": f"{DAY} 10:00:00",
            }
        )

    def test_viewed_quotation_says_more(self):
        order = self.quotation(self.partner, DAY, 100)
        self.viewed(order)
        self.assertIntention(44.75)  # 1 − 0.65 · 0.85

    def test_of_all_looks_the_last_one_counts(self):
        order = self.quotation(self.partner, DAY, 100)
        for day in ("2025-11-03", "2025-12-02", "2025-11-20"):
            self.viewed(order, day)
        # 1 − 0.65 · (1 − 0.3 · 2^(−30/60))
        self.assertIntention(48.79)

    def test_answer_on_the_quotation_and_on_the_file(self):
        order = self.quotation(self.partner, DAY, 100)
        self.letter(order, kind="comment", author=self.buyer)
        self.letter(self.buyer, author=self.buyer)
        self.assertIntention(53.04)  # 1 − 0.65 · 0.85²

    def test_what_is_no_answer(self):
        order = self.quotation(self.partner, DAY, 100)
        colleague = new_test_user(self.env, login="insight_colleague").partner_id
        self.letter(order, author=colleague)
        self.letter(self.partner, author=colleague)
        self.letter(order, kind="notification")
        self.letter(order, author=self.customer("Somebody Else"))
        self.letter(order, "2026-01-01 00:00:00")
        self.letter(self.partner, "2024-12-31 23:59:59")
        self.assertIntention(35.0)

    def test_run_out_quotation_takes_its_letters_along(self):
        order = self.quotation(self.partner, DAY, 100, validity_date="2025-12-01")
        self.viewed(order)
        self.letter(order)
        self.assertIntention(0.0)

    # Meetings

    def test_one_meeting_and_one_call_a_day(self):
        order = self.quotation(self.partner, DAY, 100, validity_date="2025-12-01")
        for record in (self.partner, self.buyer, order):
            self.met(record)
            self.met(record, kind="call")
        self.assertIntention(26.0)  # 1 − 0.8 · 0.925

    def test_meetings_of_two_days(self):
        self.met(self.partner, "2025-11-02")
        self.met(self.buyer, "2025-09-03")
        self.assertIntention(28.0)  # 1 − 0.8 · 0.9

    def test_what_is_no_meeting(self):
        other = self._create_company("Other")
        self.met(self.partner, done=False)
        self.met(self.partner, kind="todo")
        self.met(self.partner, "2026-01-01")
        self.met(self.partner, "2024-12-31")
        self.met(self.partner, insight_company_id=other.id)
        self.assertIntention(0.0)

    def test_kinds_of_meetings_come_from_the_policy(self):
        todo = self.env.ref("mail.mail_activity_data_todo")
        self.policy.intention_meeting_type_ids += todo
        self.met(self.partner, kind="todo")
        self.assertIntention(20.0)

    def test_own_visits_are_meetings(self):
        visit = self.env.ref("customer_insight.mail_activity_type_development_visit")
        self.assertIn(visit, self.policy.intention_meeting_type_ids)
        call = self.env.ref("mail.mail_activity_data_call")
        self.assertIn(call, self.policy.intention_call_type_ids)

    # Versions of a quotation

    def test_versions_of_one_need_count_once(self):
        self.quotation(self.partner, "2025-10-03", 120)
        self.quotation(self.partner, DAY, 100)
        # 1 − (1 − 0.35)(1 − 0.2 · 2^(−90/60))
        self.assertIntention(39.60)

    def test_the_one_that_says_more_counts_in_full(self):
        """A fresh draft of a version does not take away what was sent."""
        self.quotation(self.partner, DAY, 120)
        self.quotation(self.partner, "2025-12-31", 100, state="draft")
        # 1 − (1 − 0.35)(1 − 0.2 · 2^(−1/60))
        self.assertIntention(47.85)

    def test_two_of_one_day_the_later_one_counts(self):
        self.policy.intention_version = 0
        for hour in ("09", "15"):
            self.quotation(self.partner, f"{DAY} {hour}:00:00", 100)
        self.assertIntention(35.0)

    def test_a_copy_withdrawn_for_a_newer_one_is_a_version(self):
        self.quotation(self.partner, DAY, 120, state="cancel")
        self.assertIntention(0.0)
        self.quotation(self.partner, DAY, 100)
        self.assertIntention(41.5)  # 1 − 0.65 · 0.9

    def test_withdrawn_after_the_open_one_says_nothing(self):
        self.quotation(self.partner, DAY, 100)
        self.quotation(self.partner, "2025-11-03", 120, state="cancel")
        self.assertIntention(35.0)

    def test_another_product_is_another_need(self):
        brakes, filters = (
            {"product_id": product.id, "price_unit": 50}
            for product in self.products[:2]
        )
        self.quotation(self.partner, DAY, None, lines=[brakes])
        self.quotation(self.partner, DAY, None, lines=[filters])
        self.assertIntention(57.75)  # 1 − 0.65²

    def test_more_than_the_version_before_is_no_version(self):
        brakes, filters = (
            {"product_id": product.id, "price_unit": 50}
            for product in self.products[:2]
        )
        self.quotation(self.partner, "2025-10-03", None, lines=[brakes, filters])
        self.quotation(self.partner, DAY, None, lines=[brakes])
        # 1 − (1 − 0.35)(1 − 0.7 · 2^(−90/60))
        self.assertIntention(51.09)

    # Whom it concerns

    def test_a_sign_makes_a_future_customer_a_potential_one(self):
        self.assertFigures(self.partner, {"category": "F"})
        self.met(self.partner)
        self.assertFigures(self.partner, {"category": "PIV"})

    def test_a_sign_that_weighs_nothing_is_none(self):
        self.policy.intention_meeting = 0
        self.met(self.partner)
        self.assertFigures(self.partner, {"category": "F"})

    def test_a_sign_alone_makes_no_customer_of_a_vendor(self):
        self.partner.write({"supplier_rank": 1, "customer_rank": 0})
        self.met(self.partner)
        self.assertNotIn(self.partner.id, self.evaluate())

    def test_signs_of_another_customer_are_not_his(self):
        other = self.customer("Other")
        self.met(other)
        self.viewed(self.quotation(other, DAY, 100))
        self.quotation(self.partner, DAY, 100)
        for partners in (None, self.partner):
            self.assertIntention(35.0, partners=partners)
