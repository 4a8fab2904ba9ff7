from odoo.tests import tagged

from odoo.addons.customer_insight.tests.test_requests import RequestCase

from .common import PipelineCase


@tagged("post_install", "-at_install")
class TestPipelineRequests(PipelineCase, RequestCase):
    """Whatever changes the pipeline leaves its customer waiting for a refresh."""

    def setUp(self):
        super().setUp()
        self.deal = self.lead(self.partner, "2025-12-01")
        self.nobody_waits()

    def test_new_opportunity(self):
        other = self.customer("Other")
        self.nobody_waits()
        self.lead(other)
        self.assertWait(other)

    def test_changes_that_matter(self):
        won = self.env["crm.stage"].create({"name": "Won", "is_won": True})
        self.nobody_waits()
        for values in (
            {"probability": 80},
            {"expected_revenue": 700},
            {"type": "lead"},
            {"stage_id": won.id},
        ):
            self.deal.write(values)
            self.assertWait(self.partner)
            self.nobody_waits()

    def test_change_that_does_not_matter(self):
        self.deal.write({"priority": "2", "description": "Later"})
        self.assertWait(self.partner.browse())

    def test_lost(self):
        self.deal.action_set_lost()
        self.assertWait(self.partner)

    def test_given_to_another_customer(self):
        other = self.customer("Other")
        self.nobody_waits()
        self.deal.partner_id = other
        self.assertWait(self.partner + other)

    def test_quotation_of_the_opportunity(self):
        """Both are one need from then on."""
        offer = self.quotation(self.partner, "2025-12-01", 100)
        self.nobody_waits()
        offer.opportunity_id = self.deal
        self.assertWait(self.partner)

    def test_deleted(self):
        self.deal.unlink()
        self.assertWait(self.partner)

    def test_appointment(self):
        event = self.appointment(self.buyer + self.anna.partner_id)
        self.assertWait(self.partner)
        self.nobody_waits()
        event.start = "2025-11-03 09:00:00"
        self.assertWait(self.partner)
        self.nobody_waits()
        event.unlink()
        self.assertWait(self.partner)

    def test_done_activity(self):
        self.deal.activity_schedule("mail.mail_activity_data_call").action_done()
        self.assertWait(self.partner)
