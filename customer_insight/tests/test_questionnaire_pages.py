import secrets
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .questionnaire_case import CHINESE, QuestionnaireCase


@tagged("post_install", "-at_install")
class TestPages(QuestionnaireCase):
    """A customer at the other end of a link, and the links that are closed to him."""

    # What an honest customer meets

    def test_customer_answers_in_his_language(self):
        requirement = self.requirement("website")
        requirement.with_context(lang=CHINESE).question = "贵公司的网址是什么?"
        questionnaire, path = self.send("website")
        page = self.page(path)
        self.assertEqual(page.get("lang"), "zh-CN")
        self.assertIn("贵公司的网址是什么?", page.text_content())
        self.assertNotIn("What about website?", page.text_content())
        answer = self.post(
            path, questionnaire, website="https://x.example", comment="谢谢"
        )
        self.assertTrue(answer.url.endswith("/customer-file/thanks?lang=zh_CN"))
        self.assertEqual(questionnaire.state, "answered")
        self.assertEqual(questionnaire.answer_ids.answer, "https://x.example")
        self.assertEqual(questionnaire.comment, "谢谢")
        self.assertFalse(self.customer.website, "nothing is written before the review")

    def test_language_is_switched_without_losing_what_was_typed(self):
        questionnaire, path = self.send("website")
        answer = self.post(
            path, questionnaire, website="half", extra={"switch_lang": "en_US"}
        )
        self.assertIn("A few questions about your company", self.text(answer))
        self.assertIn('value="half"', answer.text)
        self.assertUntouched(questionnaire)

    def test_language_that_is_not_installed_changes_nothing(self):
        _questionnaire, path = self.send("website")
        answer = self.visit(f"{path}?lang=xx_XX")
        self.assertIn('lang="zh-CN"', answer.text)

    def test_empty_answers_are_no_answer(self):
        questionnaire, path = self.send("website", "phone")
        answer = self.post(path, questionnaire, website="  ", phone="")
        self.assertEqual(answer.status_code, 422)
        self.assertUntouched(questionnaire)

    def test_one_answer_is_enough(self):
        questionnaire = self.answered("website", "phone", phone="+86 10 1234")
        self.assertFalse(self.answer_of(questionnaire, "website").answer)

    def test_comment_alone_is_enough(self):
        questionnaire, path = self.send("website")
        self.post(path, questionnaire, comment="Call me")
        self.assertEqual(questionnaire.state, "answered")

    def test_stale_fact_shows_what_is_to_be_confirmed(self):
        self.requirement("website")
        self.customer.website = "https://old.example"
        self.make_stale("website")
        _questionnaire, path = self.send("website")
        page = self.page(path)
        self.assertEqual(
            page.xpath("//input[starts-with(@name, 'answer_')]/@value"),
            ["https://old.example"],
        )

    def test_notes_of_salespeople_are_not_shown(self):
        """A text may hold more than the fact; the customer is asked anew."""
        self.requirement("insight_problems")
        self.customer.insight_problems = "The son gambles"
        self.make_stale("insight_problems")
        questionnaire, path = self.send("insight_problems")
        self.assertTrue(questionnaire.answer_ids.is_stale)
        self.assertNotIn("gambles", self.visit(path).text)

    def test_looking_marks_as_opened_and_nothing_else(self):
        """Mail scanners look before the customer does, and more than once."""
        questionnaire, path = self.send("website")
        for _time in range(3):
            self.page(path)
            self.visit(path, allow_redirects=False, method="HEAD")
        questionnaire.invalidate_recordset()
        self.assertEqual(questionnaire.state, "opened")
        self.post(path, questionnaire, website="https://x.example")
        self.assertEqual(questionnaire.state, "answered")

    def test_address_fills_nothing_in(self):
        questionnaire, path = self.send("website")
        name = f"answer_{questionnaire.answer_ids.id}"
        self.assertNotIn("planted", self.visit(f"{path}?{name}=planted").text)

    def test_page_is_kept_by_nobody(self):
        _questionnaire, path = self.send("website")
        self.assertHeaders(self.visit(path))

    def test_page_says_nothing_about_the_customer(self):
        """Not even his name: links are forwarded."""
        trait = self.env.ref("customer_insight.trait_personality_suspicious")
        self.customer.insight_personality_id = trait
        _questionnaire, path = self.send("website")
        page = self.visit(f"{path}?lang=en_US").text
        for secret in ("Secret Trading", "Li Wei", trait.name, "EIV", "li@secret"):
            self.assertNotIn(secret, page)

    # Links

    def test_what_is_not_valid_shows_one_page(self):
        expired, expired_path = self.send("website")
        expired.sudo().expires = fields.Date.today() - timedelta(days=1)
        pages = {"expired": self.visit(expired_path)}
        for kind, token in (
            ("guessed", secrets.token_urlsafe(32)),
            ("short", "x"),
            ("long", "x" * 3000),
            ("foreign", "令牌"),
            ("SQL", "' OR 1=1 --"),
            ("null", "%00"),
        ):
            pages[kind] = self.visit(f"/customer-file/{token}")
        for kind, answer in pages.items():
            with self.subTest(kind=kind):
                self.assertClosed(answer)
                self.assertEqual(self.unique(answer), self.unique(pages["guessed"]))

    def test_used_link_is_closed(self):
        questionnaire, path = self.send("website")
        [token] = self.page(path).xpath("//input[@name='csrf_token']/@value")
        self.post(path, questionnaire, website="https://first.example", token=token)
        again = self.post(path, questionnaire, website="https://2.example", token=token)
        self.assertClosed(again)
        self.assertEqual(questionnaire.answer_ids.answer, "https://first.example")

    def test_every_link_closes_with_the_first_answer(self):
        questionnaire, path = self.send("website")
        other = self.share(questionnaire)
        self.assertEqual(self.visit(path).status_code, 200)
        self.assertEqual(self.visit(other).status_code, 200)
        self.post(path, questionnaire, website="https://x.example")
        self.assertClosed(self.visit(other))

    def test_cancelled_questionnaire_is_closed(self):
        questionnaire, path = self.send("website")
        questionnaire.action_cancel()
        self.assertClosed(self.visit(path))

    def test_archived_customer_is_asked_no_more(self):
        _questionnaire, path = self.send("website")
        self.customer.action_archive()
        self.assertClosed(self.visit(path))

    def test_draft_has_no_page(self):
        questionnaire = self.ask("website")
        url = self.env["customer.insight.questionnaire.link"]._make(questionnaire)
        path = url.partition(questionnaire.get_base_url())[2]
        self.assertClosed(self.visit(path))

    def test_database_does_not_know_the_links(self):
        questionnaire, path = self.send("website")
        token = path.rpartition("/")[2]
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT l::text || q::text FROM customer_insight_questionnaire_link l"
            " JOIN customer_insight_questionnaire q ON q.id = l.questionnaire_id"
            " WHERE q.id = %s",
            [questionnaire.id],
        )
        for [row] in self.env.cr.fetchall():
            self.assertNotIn(token, row)

    # Thanks

    def test_thanks_are_for_who_has_answered(self):
        answer = self.visit("/customer-file/thanks")
        self.assertClosed(answer)
