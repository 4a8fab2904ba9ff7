from odoo.tests import tagged

from .common_development import DevelopmentCase


@tagged("post_install", "-at_install")
class TestAdvice(DevelopmentCase):
    """The right sentence at the right moment, and never a wall of text."""

    def advice(self):
        self.env.invalidate_all()
        now = self.partner.with_user(self.anna).insight_development
        return [one["name"] for one in now["advice"]]

    def text(self, name):
        return self.env.ref(f"customer_insight.advice_{name}").name

    def appointment(self, day):
        self.partner.activity_schedule(
            "mail.mail_activity_data_meeting", date_deadline=day, user_id=self.anna.id
        )

    def test_before_the_first_touch(self):
        self.assertEqual(self.advice(), [self.text("first"), self.text("goal")])

    def test_fits_his_communication_style(self):
        trait = self.env.ref("customer_insight.trait_communication_visual")
        self.partner.insight_communication_id = trait
        self.assertEqual(self.advice()[0], self.text("first_visual"))

    def test_fits_who_decides(self):
        trait = self.env.ref("customer_insight.trait_communication_tactile")
        self.customer(
            "Ms Wu",
            parent_id=self.partner.id,
            insight_decision_role="decides",
            insight_communication_id=trait.id,
        )
        self.assertEqual(self.advice()[0], self.text("first_tactile"))

    def test_appointment_more_than_three_days_ahead_is_confirmed(self):
        self.plan()
        self.appointment("2026-01-04")
        self.assertEqual(self.advice()[0], self.text("confirm"))

    def test_appointment_within_three_days(self):
        self.appointment("2026-01-03")
        self.assertEqual(self.advice()[0], self.text("meet"))

    def test_trust_until_four_touches(self):
        self.plan()
        for day in ("2025-12-15", "2025-12-16", "2025-12-17"):
            self.done("call", day)
        self.assertEqual(self.advice(), [self.text("trust")])
        self.done("call", "2025-12-18")
        self.assertEqual(self.advice(), [])

    def test_silence_of_a_month(self):
        self.plan()
        self.done("call", "2025-11-30")
        self.assertIn(self.text("stalled"), self.advice())

    def test_promise_that_is_due_comes_first(self):
        self.env["customer.insight.promise"].create(
            {
                "partner_id": self.partner.id,
                "name": "Sample",
                "promised_on": "2025-12-01",
                "date_deadline": "2026-01-02",
            }
        )
        self.appointment("2026-01-20")
        advice = self.advice()
        self.assertEqual(advice[0], self.text("promise"))
        self.assertEqual(len(advice), 3, "no wall of text")

    def test_existing_customer_is_not_courted(self):
        for day in ("2025-10-15", "2025-11-15", "2025-12-15"):
            self.order(self.partner, day, 1000)
        self.classify()
        courting = {self.text(name) for name in ("first", "trust", "goal")}
        self.assertFalse(courting & set(self.advice()))
