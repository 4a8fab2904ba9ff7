from odoo.tests import tagged

from .questionnaire_case import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestPortal(QuestionnaireCase):
    """A portal user sees what waits for his company; nothing of anybody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = cls._portal_user("q_portal", cls.customer)
        cls.stranger = cls._portal_user("q_stranger")

    @classmethod
    def _portal_user(cls, login, company=None):
        user = (
            cls.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "name": login,
                    "login": login,
                    "password": login,
                    "group_ids": [(6, 0, cls.env.ref("base.group_portal").ids)],
                }
            )
        )
        user.partner_id.parent_id = company
        return user

    def test_portal_user_answers(self):
        questionnaire, _path = self.send("website")
        self.authenticate("q_portal", "q_portal")
        mine = f"/my/customer-files/{questionnaire.id}"
        self.assertIn(mine, self.visit("/my/customer-files").text)
        self.post(mine, questionnaire, website="https://portal.example")
        self.assertEqual(questionnaire.state, "answered")
        self.assertNotIn(mine, self.visit("/my/customer-files").text)
        self.assertClosed(self.visit(mine))

    def test_home_counts_them(self):
        self.send("website")
        self.authenticate("q_portal", "q_portal")
        self.assertIn("customer_file_count", self.visit("/my").text)
        answer = self.make_jsonrpc_request(
            "/my/counters", {"counters": ["customer_file_count"]}
        )
        self.assertEqual(answer["customer_file_count"], 1)

    def test_stranger_sees_none(self):
        questionnaire, _path = self.send("website")
        self.authenticate("q_stranger", "q_stranger")
        mine = f"/my/customer-files/{questionnaire.id}"
        self.assertNotIn(mine, self.visit("/my/customer-files").text)
        self.assertClosed(self.visit(mine))
        self.assertClosed(self.post(mine, questionnaire, website="x", token="x"))

    def test_drafts_and_what_is_done_are_not_shown(self):
        questionnaire = self.ask("website")
        self.authenticate("q_portal", "q_portal")
        self.assertClosed(self.visit(f"/my/customer-files/{questionnaire.id}"))

    def test_visitor_without_login_is_asked_to_log_in(self):
        questionnaire, _path = self.send("website")
        for path in ("", f"/{questionnaire.id}"):
            answer = self.visit(f"/my/customer-files{path}")
            self.assertIn("/web/login", answer.url)
