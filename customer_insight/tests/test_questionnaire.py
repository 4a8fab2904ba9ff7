from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..models.questionnaire.askable import ASKABLE, ASKABLE_PEOPLE, kind_of
from .questionnaire_case import CHINESE, QuestionnaireCase

JUDGEMENTS = (
    "insight_type_id",
    "insight_personality_id",
    "insight_communication_id",
    "insight_rival_response",
    "insight_is_key_account",
    "insight_nature",
    "insight_maturity",
    "insight_sales_power",
    "insight_growth_potential",
    "insight_staff_quality",
    "insight_reputation",
    "insight_credit_standing",
    "insight_credit_problems",
    "insight_attitude_to_us",
    "insight_countermeasures",
    "insight_rival_relations",
    "comment",
)


@tagged("post_install", "-at_install")
class TestQuestionnaire(QuestionnaireCase):
    """From the button on the file to the customer's mail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.outbox = []
        Mail = type(cls.env["mail.mail"])

        def send(mails, **_options):
            cls.outbox += [
                {
                    "to": mail.recipient_ids,
                    "body": mail.body_html,
                    "title": mail.subject,
                }
                for mail in mails
            ]
            mails.write({"state": "sent"})
            mails.unlink()

        cls.classPatch(Mail, "send", send)

    def setUp(self):
        super().setUp()
        self.outbox.clear()

    # What may be asked

    def test_customer_is_never_asked_about_our_judgement(self):
        for name in JUDGEMENTS:
            with self.subTest(field=name):
                self.assertNotIn(name, ASKABLE)
                if name in self.env["res.partner"]._fields:
                    with self.assertRaises(ValidationError):
                        self.requirement(name)

    def test_nothing_judged_or_computed_can_be_asked(self):
        """Whatever the engine or a manager's override says of a customer."""
        for name, field in self.env["res.partner"]._fields.items():
            if name in ASKABLE | ASKABLE_PEOPLE:
                self.assertTrue(field.store, name)
                self.assertTrue(kind_of(field), name)
                self.assertFalse(
                    field.comodel_name and field.comodel_name.endswith(".trait"), name
                )

    def test_facts_that_are_not_asked_cannot_be_slipped_in(self):
        questionnaire = self.ask("website")
        personality = self.requirement("insight_personality_id", is_asked=False)
        for values in (
            {"requirement_id": personality.id},
            {"field_name": "insight_personality_id"},
            {"requirement_id": False, "field_name": "phone", "kind": "char"},
        ):
            with self.assertRaises(ValidationError):
                self.env["customer.insight.answer"].with_user(self.anna).create(
                    {"questionnaire_id": questionnaire.id, **values}
                )
        for name in ("field_name", "question", "kind", "answer"):
            with self.assertRaises(AccessError):
                questionnaire.answer_ids[:1].write({name: "char"})

    def test_customer_reads_the_files_question_only(self):
        fact = self.requirement("website")
        questionnaire = self.ask()
        questionnaire.answer_ids.sudo().unlink()
        answer = self.env["customer.insight.answer"].create(
            {
                "questionnaire_id": questionnaire.id,
                "requirement_id": fact.id,
                "question": "Why are you so stubborn?",
            }
        )
        self.assertEqual(answer.question, "What about website?")

    def test_list_of_facts_names_what_people_fill(self):
        """The screen of the file's facts asks for it."""
        names = dict(self.env["customer.insight.requirement"]._selection_field_name())
        self.assertIn("website", names)
        self.assertNotIn("create_date", names)
        self.assertNotIn("insight_category", names)

    # Drafts

    def test_missing_and_stale_facts_are_proposed(self):
        self.customer.write({"website": "https://old.example", "phone": "123"})
        for name in ("website", "phone", "street"):
            self.requirement(name)
        self.requirement("city", question=False)
        self.requirement("zip", is_asked=False)
        self.customer.write({"website": "https://o.example", "phone": "1234"})
        self.make_stale("website")
        questionnaire = self.ask()
        self.assertEqual(
            {a.field_name: a.is_stale for a in questionnaire.answer_ids},
            {"website": True, "street": False},
            "what is known and fresh is not asked again",
        )
        self.assertTrue(all(questionnaire.answer_ids.mapped("is_asked")))

    def test_only_what_is_chosen_is_asked(self):
        questionnaire = self.ask("website", "phone")
        self.answer_of(questionnaire, "phone").is_asked = False
        self.share(questionnaire)
        self.assertEqual(questionnaire.answer_ids.mapped("field_name"), ["website"])

    def test_nothing_chosen_is_nothing_to_send(self):
        questionnaire = self.ask("website")
        questionnaire.answer_ids.is_asked = False
        with self.assertRaises(UserError):
            questionnaire.action_send()

    def test_left_draft_is_taken_up_again(self):
        questionnaire = self.ask("website")
        self.customer.website = "https://known.example"
        self.assertEqual(self.ask("phone"), questionnaire)
        self.assertEqual(questionnaire.answer_ids.mapped("field_name"), ["phone"])

    def test_contacts_button_asks_his_customer(self):
        self.assertEqual(
            self.ask("website", customer=self.contact).partner_id, self.customer
        )

    def test_recipient_is_who_has_a_mail_address(self):
        questionnaire = self.ask("website")
        self.assertEqual(questionnaire.recipient_id, self.contact)
        self.assertEqual(questionnaire.lang, CHINESE)

    def test_recipient_belongs_to_the_customer(self):
        stranger = self.env["res.partner"].create({"name": "Stranger", "email": "x@x"})
        with self.assertRaises(ValidationError):
            self.ask("website").recipient_id = stranger

    def test_valid_as_long_as_the_policy_says(self):
        policy = self.env["customer.insight.policy"]._for_company(self.env.company)
        policy.questionnaire_days = 7
        self.assertEqual(
            self.ask("website").expires, fields.Date.today() + timedelta(days=7)
        )

    def test_past_day_is_refused(self):
        questionnaire = self.ask("website")
        questionnaire.expires = "2020-01-01"
        with self.assertRaises(UserError):
            questionnaire.action_share()

    # Sending

    def test_mail_speaks_the_recipients_language_and_has_a_link(self):
        template = self.env.ref("customer_insight.mail_template_questionnaire")
        template.with_context(lang=CHINESE).subject = "几个问题"
        questionnaire = self.ask("website")
        questionnaire.action_send()
        [mail] = self.outbox
        self.assertEqual(mail["to"], self.contact)
        self.assertEqual(mail["title"], "几个问题")
        self.assertEqual(questionnaire.state, "sent")
        path = mail["body"].partition("/customer-file/")[2].partition('"')[0]
        self.assertEqual(self.visit(f"/customer-file/{path}").status_code, 200)

    def test_mail_says_nothing_of_our_judgement(self):
        self.customer.insight_personality_id = self.env.ref(
            "customer_insight.trait_personality_suspicious"
        )
        self.ask("website").action_send()
        for word in ("Suspicious", "EIV", "personality", "class", "Secret Trading"):
            self.assertNotIn(word, self.outbox[0]["body"])

    def test_mail_and_link_are_not_kept(self):
        questionnaire = self.ask("website")
        questionnaire.action_send()
        self.assertFalse(
            questionnaire.message_ids.filtered(
                lambda message: "/customer-file/" in (message.body or "")
            )
        )

    def test_recipient_without_address_gets_no_mail(self):
        self.contact.email = False
        with self.assertRaisesRegex(UserError, "no mail address"):
            self.ask("website").action_send()

    def test_mail_that_fails_is_told_and_leaves_a_draft(self):
        def fail(mails, **_options):
            mails.write({"state": "exception", "failure_reason": "no server"})

        self.patch(type(self.env["mail.mail"]), "send", fail)
        questionnaire = self.ask("website")
        with self.assertRaisesRegex(UserError, "no server"), self.env.cr.savepoint():
            questionnaire.action_send()
        self.assertEqual(questionnaire.state, "draft")

    def test_sent_again_both_links_work(self):
        questionnaire = self.ask("website")
        questionnaire.action_send()
        questionnaire.action_send()
        for mail in self.outbox:
            path = mail["body"].partition("/customer-file/")[2].partition('"')[0]
            self.assertEqual(self.visit(f"/customer-file/{path}").status_code, 200)

    # The scheduled action

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "customer_insight.ir_cron_questionnaires"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def due(self, questionnaire, days):
        today = fields.Date.today()
        questionnaire.sudo().write(
            {
                "expires": today + timedelta(days=days),
                "mailed_date": fields.Datetime.now() - timedelta(days=20),
            }
        )

    def test_reminded_once_shortly_before_the_end(self):
        soon, late = self.ask("website"), None
        soon.action_send()
        late = self.ask("website")
        late.action_send()
        self.due(soon, 3)
        self.due(late, 4)
        self.outbox.clear()
        self.run_cron()
        self.run_cron()
        self.assertEqual(len(self.outbox), 1)
        self.assertTrue(soon.reminded_date)
        self.assertFalse(late.reminded_date)

    def test_link_by_hand_is_not_followed_by_mails(self):
        questionnaire, _path = self.send("website")
        questionnaire.sudo().expires = fields.Date.today() + timedelta(days=1)
        self.run_cron()
        self.assertFalse(self.outbox)

    def test_expired_is_marked(self):
        questionnaire, _path = self.send("website")
        self.due(questionnaire, -1)
        self.run_cron()
        self.assertEqual(questionnaire.state, "expired")

    def test_old_drafts_are_cleared(self):
        old, new = self.ask("website"), self.ask("website", user=self.chief)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_insight_questionnaire SET write_date = '2020-01-01'"
            " WHERE id = %s",
            [old.id],
        )
        self.run_cron()
        self.assertFalse(old.exists())
        self.assertTrue(new.exists())

    # Rights

    def test_salesperson_asks_his_own_customers(self):
        with self.assertRaises(AccessError):
            self.ask("website", user=self.bert)
        self.customer.user_id = False
        self.assertTrue(self.ask("website", user=self.bert))
        self.assertTrue(self.ask("website", user=self.chief))

    def test_who_may_not_edit_the_customer_does_not_ask_him(self):
        self.env["ir.rule"].create(
            {
                "name": "Look only",
                "model_id": self.env.ref("base.model_res_partner").id,
                "domain_force": [("id", "!=", self.customer.id)],
                "perm_read": False,
            }
        )
        with self.assertRaises(AccessError):
            self.ask("website")

    def test_nobody_reads_links_and_visits(self):
        for model in ("questionnaire.link", "visit"):
            with self.assertRaises(AccessError):
                self.env[f"customer.insight.{model}"].with_user(self.chief).search([])

    # Living with the rest

    def test_merged_customers_keep_their_questionnaires(self):
        questionnaire = self.answered(website="https://x.example")
        other = self.env["res.partner"].create({"name": "Same", "is_company": True})
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.customer | other).ids, other
        )
        self.assertEqual(questionnaire.partner_id, other)

    def test_deleted_customer_takes_them_along(self):
        questionnaire, _path = self.send("website")
        (self.contact | self.customer).unlink()
        self.assertFalse(questionnaire.exists())

    def test_count_on_the_file(self):
        self.send("website")
        customer = self.customer.with_user(self.anna)
        self.assertEqual(customer.insight_questionnaire_count, 1)
        action = customer.action_insight_open_questionnaires()
        self.assertEqual(
            self.env[action["res_model"]].search_count(action["domain"]), 1
        )
