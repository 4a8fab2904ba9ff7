from odoo.tests import tagged
from odoo.tools import mute_logger

from .questionnaire_case import SCRIPT, QuestionnaireCase

SQL = "'); DROP TABLE res_partner; --"


@tagged("post_install", "-at_install")
class TestHostileInput(QuestionnaireCase):
    """Whatever is typed or sent stays text, and touches nothing else."""

    def test_scripts_are_shown_as_text(self):
        """In the page that shows an error again, and nowhere run."""
        self.requirement("street", question=f"Where? {SCRIPT}")
        questionnaire, path = self.send("street", "phone")
        answer = self.post(
            path, questionnaire, street=SCRIPT, phone="9" * 2001, comment=SCRIPT
        )
        self.assertEqual(answer.status_code, 422)
        self.assertNotIn("<script>alert", answer.text)
        self.assertNotIn("<img src=x", answer.text)
        self.assertIn("&lt;script&gt;alert", answer.text)

    def test_script_arrives_as_text(self):
        questionnaire = self.answered(street=SCRIPT)
        self.assertEqual(questionnaire.answer_ids.answer, SCRIPT)

    def test_sql_is_just_an_odd_answer(self):
        questionnaire = self.answered(street=SQL)
        self.assertEqual(questionnaire.answer_ids.answer, SQL)
        self.assertTrue(self.customer.exists())

    def test_null_bytes_and_halves_of_characters_do_no_harm(self):
        questionnaire = self.answered(
            street="Road\x00 \ud8001\x07".encode("utf-8", "surrogatepass")
        )
        self.assertIn("Road", questionnaire.answer_ids.answer)
        self.assertNotIn("\x00", questionnaire.answer_ids.answer)

    def test_long_answer_is_kept_and_marked(self):
        questionnaire, path = self.send("street", "phone")
        long = "长" * 2001
        answer = self.post(path, questionnaire, street=long, phone="123")
        self.assertEqual(answer.status_code, 422)
        self.assertIn(long, answer.text)
        self.assertIn('value="123"', answer.text)
        self.assertIn("2001", self.text(answer))
        self.assertUntouched(questionnaire)
        self.post(path, questionnaire, street="长" * 2000, phone="123")
        self.assertEqual(questionnaire.state, "answered")

    def test_megabytes_get_a_clear_page(self):
        questionnaire, path = self.send("street")
        for size in (100_000, 5_000_000):
            with self.subTest(size=size):
                answer = self.post(path, questionnaire, street="x" * size, token="-")
                self.assertEqual(answer.status_code, 413, answer.text)
                self.assertIn("This is too much to send at once", self.text(answer))
                self.assertHeaders(answer)
                self.assertUntouched(questionnaire)

    def test_files_and_unknown_fields_are_not_looked_at(self):
        other, _path = self.send("phone", customer=self._other_customer())
        self.env["customer.insight.requirement"].search([]).active = False
        questionnaire, path = self.send("street")
        [token] = self.page(path).xpath("//input[@name='csrf_token']/@value")
        answer = self.url_open(
            path,
            data={
                "csrf_token": token,
                f"answer_{other.answer_ids.id}": "hijacked",
                "state": "reviewed",
                "partner_id": "1",
                "name": "Renamed",
            },
            files={f"answer_{questionnaire.answer_ids.id}": ("x.exe", b"MZ")},
        )
        self.assertEqual(answer.status_code, 422)
        self.assertUntouched(questionnaire)
        self.assertUntouched(other)
        self.assertEqual(self.customer.name, "Secret Trading")

    def _other_customer(self):
        return self.env["res.partner"].create(
            {"name": "Neighbour", "is_company": True, "user_id": self.anna.id}
        )

    def test_link_opens_no_other_customers_questions(self):
        self.requirement("phone")
        other, _path = self.send("phone", customer=self._other_customer())
        self.env["customer.insight.requirement"].search([]).active = False
        _questionnaire, path = self.send("website")
        page = self.visit(path).text
        self.assertNotIn(f"answer_{other.answer_ids.id}", page)
        self.assertNotIn("What about phone?", page)

    def test_same_field_twice_is_one_answer(self):
        questionnaire, path = self.send("street")
        [token] = self.page(path).xpath("//input[@name='csrf_token']/@value")
        name = f"answer_{questionnaire.answer_ids.id}"
        self.url_open(path, data=[("csrf_token", token), (name, "one"), (name, "two")])
        questionnaire.invalidate_recordset()
        self.assertIn(questionnaire.answer_ids.answer, ("one", "two"))

    def test_wrong_token_of_the_form_writes_nothing_and_loses_nothing(self):
        questionnaire, path = self.send("street")
        for token in ("", "forged", "forgedo9999999999"):
            with self.subTest(token=token):
                answer = self.post(path, questionnaire, street="typed", token=token)
                self.assertEqual(answer.status_code, 400)
                self.assertIn('value="typed"', answer.text)
                self.assertUntouched(questionnaire)

    def test_other_methods_are_refused(self):
        _questionnaire, path = self.send("street")
        with mute_logger("odoo.http"):
            for method in ("PUT", "DELETE"):
                self.assertEqual(
                    self.opener.request(
                        method, self.base_url() + path, timeout=30
                    ).status_code,
                    405,
                )
