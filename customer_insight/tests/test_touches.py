from odoo.tests import tagged
from odoo.tools import file_open

from .common_development import DevelopmentCase
from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestTouches(DevelopmentCase):
    """He trusts whom he has heard of four times."""

    def touches(self, partner=None):
        self.env.invalidate_all()
        return (partner or self.partner).with_user(self.anna).insight_touch_count

    def test_nothing_yet(self):
        self.assertEqual(self.touches(), 0)

    def test_each_kind_counts_once_a_day(self):
        contact = self.customer("Mr Li", parent_id=self.partner.id)
        self.done("call", "2025-12-01")
        self.done("email", "2025-12-01")
        self.done("meeting", "2025-12-03", contact)
        quotation = self.quotation(self.partner, "2025-12-05", 100)
        self.sample(contact, "2025-12-08")
        self.assertEqual(self.touches(), 4, "1, 3, 5 and 8 December")
        self.assertEqual(self.touches(contact), 4, "a contact is his customer")
        self.done("call", "2025-12-09", quotation)
        self.assertEqual(self.touches(), 5)

    def test_what_he_does_not_notice_is_no_touch(self):
        self.done("todo", "2025-12-01")
        self.partner.activity_schedule("mail.mail_activity_data_call")
        self.quotation(self.partner, "2025-12-05", 100, state="draft")
        self.quotation(self.partner, "2025-12-05", 100, state="cancel")
        self.partner.message_post(body="Internal", subtype_xmlid="mail.mt_note")
        self.assertEqual(self.touches(), 0)

    def test_mail_to_him_counts_and_his_answer_does_not(self):
        self.partner.with_user(self.anna).message_post(
            body="Hello",
            message_type="comment",
            partner_ids=self.partner.ids,
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(self.touches(), 1)
        other = self.customer("Other")
        self.partner.message_post(
            body="Thanks",
            message_type="comment",
            author_id=self.partner.id,
            partner_ids=other.ids,
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(self.touches(), 1)

    def test_other_companies_quotations_are_theirs(self):
        other = self._create_company("Other")
        self.quotation(self.partner, "2025-12-05", 100)
        partner = self.partner.with_company(other)
        self.assertEqual(partner._insight_touches(), {})

    def test_list_of_plans_takes_one_query(self):
        partners = self.customers(20)
        self.env.flush_all()
        with self.assertQueryCount(1):
            partners._insight_touches()


@tagged("post_install", "-at_install")
class TestTouchTypes(LiveCase):
    """Which activities are touches is known in an updated database, too."""

    def test_types_that_nobody_decided_about_are_decided_and_others_stay(self):
        Types = self.env["mail.activity.type"]
        call = self.env.ref("mail.mail_activity_data_call")
        review = self.env.ref("customer_insight.mail_activity_type_business_review")
        todo = self.env.ref("mail.mail_activity_data_todo")
        mine, chosen = Types.create(
            [
                {"name": "Hotline", "category": "phonecall"},
                {"name": "Inner call", "category": "phonecall"},
            ]
        )
        (call + review + todo).insight_touch = False
        chosen.insight_touch = "none"
        # what each update of the addon calls, see data/mail_activity_type_touch_data
        Types._insight_decide_touches()
        self.assertEqual(
            (call + review + todo + mine + chosen).mapped("insight_touch"),
            ["contact", "appointment", "none", "contact", "none"],
        )

    def test_update_calls_it(self):
        path = "customer_insight/data/mail_activity_type_touch_data.xml"
        with file_open(path) as data:
            self.assertNotIn("noupdate", data.read())
        Types = self.env["mail.activity.type"].with_context(active_test=False)
        self.assertFalse(Types.search([("insight_touch", "=", False)]))

    def test_none_is_no_touch(self):
        partner = self.customer("Untouched", is_company=True, user_id=self.anna.id)
        kind = self.env["mail.activity.type"].create(
            {"name": "Paperwork", "insight_touch": "none"}
        )
        done = partner.activity_schedule(activity_type_id=kind.id, user_id=self.anna.id)
        done.with_user(self.anna).action_feedback("Filed")
        self.assertEqual(partner.with_user(self.anna).insight_touch_count, 0)
        kind.insight_touch = "contact"
        partner.invalidate_recordset()
        self.assertEqual(partner.with_user(self.anna).insight_touch_count, 1)
