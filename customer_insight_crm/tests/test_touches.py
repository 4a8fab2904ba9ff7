from odoo.tests import freeze_time, tagged

from odoo.addons.customer_insight.tests.common_intention import IntentionCase
from odoo.addons.customer_insight.tests.common_pool import PoolCase

from .common import PipelineCase


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class TestTouches(PipelineCase, IntentionCase):
    """Appointments in the calendar count towards the four touches."""

    def touches(self):
        self.env.invalidate_all()
        return self.partner.with_user(self.anna).insight_touch_count

    def moments(self):
        self.env.invalidate_all()
        now = self.partner.with_user(self.anna).insight_development
        return now["meeting"], [one["moment"] for one in now["advice"]]

    def test_an_appointment_is_a_touch(self):
        self.appointment(self.buyer + self.anna.partner_id)
        self.assertEqual(self.touches(), 1)

    def test_all_of_a_day_is_one_touch(self):
        lead = self.lead(self.partner)
        self.appointment(self.buyer + self.partner, opportunity_id=lead.id)
        self.met(lead)
        self.quotation(self.partner, "2025-11-02", 100)
        self.assertEqual(self.touches(), 1)
        self.met(lead, "2025-11-05", "call")
        self.assertEqual(self.touches(), 2)

    def test_appointment_about_an_opportunity(self):
        lead = self.lead(self.partner)
        self.appointment(self.anna.partner_id, opportunity_id=lead.id)
        self.assertEqual(self.touches(), 1)

    def test_what_is_no_touch(self):
        self.appointment(self.partner, "2026-01-01")
        self.appointment(self.partner, privacy="private")
        self.appointment(self.partner).action_archive()
        self.appointment(self.partner).attendee_ids.state = "declined"
        self.appointment(self.anna.partner_id)
        self.assertEqual(self.touches(), 0)

    def test_an_appointment_ahead_is_to_be_confirmed(self):
        self.appointment(self.buyer, "2026-01-05")
        meeting, moments = self.moments()
        self.assertEqual(meeting, "2026-01-05")
        self.assertIn("An appointment more than three days ahead", moments)

    def test_one_query_for_all(self):
        partners = self.customers(20)
        self.env.flush_all()
        with self.assertQueryCount(1):
            partners._insight_touches()


@tagged("post_install", "-at_install")
class TestFollowUps(PipelineCase, PoolCase):
    """Who met the customer has followed up, and keeps him."""

    def last(self, customer):
        days = self.env["customer.insight.pool"]._last_follow_ups(customer)
        return str(days.get(customer.id))

    def test_appointment_is_a_follow_up(self):
        with freeze_time("2025-12-31 12:00:00"):
            customer = self.known("Met", self.anna)
            contact = self.customer("Contact", parent_id=customer.id)
            self.appointment(contact, "2026-01-09")
            self.assertEqual(self.last(customer), "None", "it is to come")
            self.appointment(contact, "2025-12-09")
            self.assertEqual(self.last(customer), "2025-12-09")

    def test_call_on_an_opportunity_is_a_follow_up(self):
        customer = self.known("Called", self.anna)
        call = self.lead(customer).activity_schedule("mail.mail_activity_data_call")
        call.action_archive()
        call.date_done = "2025-12-10"
        self.assertEqual(self.last(customer), "2025-12-10")
