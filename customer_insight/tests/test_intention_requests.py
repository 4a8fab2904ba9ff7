from odoo.tests import tagged

from .common_intention import VIEWED
from .test_requests import RequestCase


@tagged("post_install", "-at_install")
class TestIntentionRequests(RequestCase):
    """Who looks, answers or is met, waits for a refresh."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()
        cls.quote = cls.quotation(cls.partner, "2025-12-15", 100)

    def setUp(self):
        super().setUp()
        self.nobody_waits()

    def test_viewed_quotation(self):
        self.quote.message_post(
            body="Viewed", message_type="notification", subtype_xmlid=VIEWED
        )
        self.assertWait(self.partner)

    def test_answer_on_the_quotation(self):
        self.quote.message_post(
            body="Yes?", message_type="comment", author_id=self.partner.id
        )
        self.assertWait(self.partner)

    def test_mail_on_the_file(self):
        self.partner.message_post(
            body="Hello", message_type="email", author_id=self.partner.id
        )
        self.assertWait(self.partner)

    def test_own_note_asks_for_nothing(self):
        self.quote.message_post(body="A note", message_type="comment")
        self.partner.message_post(body="Changed", message_type="notification")
        self.assertWait(self.partner.browse())

    def test_done_meeting(self):
        for record in (self.partner, self.quote):
            record.activity_schedule("mail.mail_activity_data_meeting").action_done()
            self.assertWait(self.partner)
            self.nobody_waits()

    def test_filled_questionnaire(self):
        asked = self.env["customer.insight.questionnaire"].create(
            {"partner_id": self.partner.id}
        )
        self.nobody_waits()
        asked.write({"answered_date": "2025-12-31 10:00:00"})
        self.assertWait(self.partner)
