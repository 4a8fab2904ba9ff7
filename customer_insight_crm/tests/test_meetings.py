from odoo.tests import tagged

from odoo.addons.customer_insight.tests.common_intention import IntentionCase

from .common import DAY, PipelineCase


@tagged("post_install", "-at_install")
class TestMeetings(PipelineCase, IntentionCase):
    """Who met the customer has met him once, however Odoo notes it."""

    def test_appointment_with_the_customer(self):
        self.appointment(self.buyer + self.anna.partner_id)
        self.assertIntention(20.0)  # 40 % · 0.5

    def test_appointment_about_an_opportunity(self):
        lead = self.lead(self.partner, probability=0)
        self.appointment(self.anna.partner_id, opportunity_id=lead.id)
        self.assertIntention(20.0)

    def test_one_meeting_a_day(self):
        lead = self.lead(self.partner, probability=0)
        self.appointment(self.buyer + self.partner, opportunity_id=lead.id)
        self.appointment(self.partner)
        self.met(self.partner)
        self.met(lead)
        self.assertIntention(20.0)

    def test_what_is_no_meeting(self):
        self.appointment(self.partner, "2026-01-01")
        self.appointment(self.partner, "2024-12-31")
        self.appointment(self.partner, privacy="private")
        self.appointment(self.partner).action_archive()
        self.appointment(self.partner).attendee_ids.state = "declined"
        self.appointment(self.anna.partner_id)
        self.assertIntention(0.0)

    def test_call_on_an_opportunity(self):
        self.met(self.lead(self.partner, probability=0), DAY, "call")
        self.assertIntention(7.5)  # 15 % · 0.5

    def test_promise_is_noted_at_the_appointment(self):
        event = self.appointment(self.buyer + self.anna.partner_id)
        lead = self.lead(self.partner)
        event.with_user(self.anna).check_access("read")
        for record, contact in (
            (event, self.buyer.id),
            (self.appointment(self.anna.partner_id, opportunity_id=lead.id), False),
        ):
            context = record.with_user(self.anna).action_insight_promise()["context"]
            self.assertEqual(context["default_partner_id"], self.partner.id)
            self.assertEqual(context["default_contact_id"], contact)

    def test_promise_is_noted_from_a_note_on_an_opportunity(self):
        note = self.lead(self.buyer).message_post(body="Send the list")
        context = note.with_user(self.anna).action_insight_promise()["context"]
        self.assertEqual(context["default_contact_id"], self.buyer.id)
        self.assertEqual(context["default_name"], "Send the list")
