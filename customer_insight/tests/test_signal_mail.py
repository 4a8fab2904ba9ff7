from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common_signals import SignalCase


class TestSignalMail(SignalCase):
    """Colleagues are told; the customer never hears that he is talked about."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # as the web client does it: subscribers are told, changes are tracked
        cls.env = cls.env(
            context=dict(
                cls.env.context, tracking_disable=False, mail_create_nolog=False
            )
        )
        cls.portal = new_test_user(
            cls.env,
            login="signal_portal",
            groups="base.group_portal",
            email="portal@customer.test",
            company_id=cls.company.id,
        )
        cls.partner = cls.portal.partner_id
        cls.partner.user_id = cls.anna
        cls.anna.email = "anna@us.test"
        cls.anna.notification_type = "email"
        cls.signal = cls.raise_signal(cls.partner)

    @classmethod
    def raise_signal(cls, partner, value=1000):
        return cls.env["customer.insight.signal"]._record(
            cls.company,
            "overdue",
            partner,
            event_date=date(2025, 12, 20),
            evidence={
                "days": 40,
                "usual_days": 10,
                "bound_days": 15,
                "last_date": "2025-11-21",
            },
            value=value,
            severity=80,
        )

    def test_the_customer_cannot_be_made_a_follower(self):
        both = self.partner | self.bert.partner_id
        self.signal.message_subscribe(both.ids)
        self.assertNotIn(self.partner, self.signal.message_partner_ids)
        self.assertIn(self.bert.partner_id, self.signal.message_partner_ids)

    def test_the_customer_is_not_proposed_and_not_told(self):
        signal = self.signal.with_user(self.anna)
        self.assertFalse(signal._message_get_suggested_recipients())
        message = signal.message_post(
            body="He wavers",
            partner_ids=(self.partner | self.bert.partner_id).ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        told = message.notification_ids.res_partner_id
        self.assertEqual(told, self.bert.partner_id)
        with self.assertRaises(AccessError):
            message.with_user(self.portal).read(["body"])

    def test_nothing_is_noted_on_the_customer(self):
        self.settle()
        before = self.partner.message_ids
        self.signal.with_user(self.anna).write({"state": "investigating"})
        self.raise_signal(self.partner, 2000)
        self.settle()
        self.assertEqual(self.partner.message_ids, before)
        self.assertFalse(self.partner.activity_ids)

    def settle(self):
        """Write what is tracked, as a commit does."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()

    # Digest

    def mails(self):
        return self.env["mail.mail"].search([("subject", "like", "of your customers")])

    def digest(self, user):
        """Return the digest that the user gets, or nothing."""
        template = self.env.ref("customer_insight.mail_template_signal_digest")
        before = self.mails()
        self.Signal._send_digest(template, user, self.company)
        return self.mails() - before

    def test_a_digest_tells_what_is_open_in_the_readers_language(self):
        mail = self.digest(self.anna)
        self.assertIn("anna@us.test", mail.email_to)
        self.assertEqual(mail.subject, "1 signal of your customers")
        self.assertIn("No order for 40 days", mail.body_html)
        self.assertIn(self.partner.name, mail.body_html)

    def test_a_digest_says_how_many_more_there_are(self):
        for number in range(11):
            self.Signal._record(
                self.company,
                "decline",
                self.customer(f"Number {number}", user_id=self.anna.id),
                event_date="2025-12-31",
            )
        mail = self.digest(self.anna)
        self.assertEqual(mail.subject, "12 signals of your customers")
        self.assertIn("And 2 more.", mail.body_html)

    def test_a_digest_says_what_is_at_risk_and_whose_it_is(self):
        """A manager reads of his people's customers; each line opens its signal."""
        self.chief.email = "chief@us.test"
        mine, his = self.digest(self.anna).body_html, self.digest(self.chief).body_html
        for body in (mine, his):
            self.assertIn("At risk: ", body)
            self.assertIn(f"/odoo/signals/{self.signal.id}", body)
        self.assertNotIn("· Anna", mine)
        self.assertIn("· Anna", his)
        self.partner.user_id = False
        self.assertIn("· Without salesperson", self.digest(self.chief).body_html)

    def test_a_digest_shows_only_what_its_reader_may_see(self):
        self.assertFalse(self.digest(self.bert), "nothing of his: no mail")

    def test_a_digest_hangs_on_no_record(self):
        message = self.digest(self.anna).mail_message_id
        self.assertFalse(message.model)
        self.assertFalse(message.res_id)
        with self.assertRaises(AccessError):
            message.with_user(self.portal).read(["body"])

    def test_closed_signals_are_no_news(self):
        self.signal.state = "dismissed"
        self.assertFalse(self.digest(self.anna))

    def test_the_switch_turns_it_off(self):
        self.chief.email = "chief@us.test"
        readers = self.Signal._digest_readers(self.company)
        self.assertLessEqual(self.anna | self.chief, readers)
        self.assertNotIn(self.bert, readers)
        before = len(self.mails())
        self.policy.signal_digest = False
        self.Signal._cron_digest()
        self.assertEqual(len(self.mails()), before)
        self.policy.signal_digest = True
        self.Signal._cron_digest()
        self.assertGreater(len(self.mails()), before)
