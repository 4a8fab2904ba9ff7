from unittest.mock import patch

from ..models.questionnaire.askable import ASKABLE, kind_of
from .questionnaire_case import SCRIPT, QuestionnaireCase


class TestKinds(QuestionnaireCase):
    """Each kind of answer: what is taken, what is refused with a word about it."""

    def assertAnswer(self, name, typed, raw, words=None):
        questionnaire = self.answered(**{name: typed})
        answer = self.answer_of(questionnaire, name)
        self.assertEqual(answer.answer, raw)
        if words is not None:
            self.assertEqual(answer.answer_words, words)

    def assertRefused(self, name, typed):
        """The page says what is wrong beside the field and keeps what was typed."""
        questionnaire, path = self.send(name)
        answer = self.post(path, questionnaire, **{name: typed})
        self.assertEqual(answer.status_code, 422)
        self.assertIn("is-invalid", answer.text)
        self.assertFalse(questionnaire.answer_ids.answer)
        return answer

    def test_number(self):
        self.assertAnswer("insight_employee_count", "1,200", "1200")

    def test_full_width_number(self):
        self.assertAnswer("insight_employee_count", "１２００", "1200")

    def test_wrong_numbers(self):
        for typed in ("many", "1.5", "-3", "1e9", "9" * 20, "NaN", "0x10"):
            with self.subTest(typed=typed):
                answer = self.assertRefused("insight_employee_count", typed)
                self.assertIn(f'value="{typed}"', answer.text)

    def test_amount(self):
        self.assertAnswer("insight_turnover", "1 250 000.50", "1250000.50")

    def test_amount_is_in_the_asking_companys_currency(self):
        """Not in that of whichever company a visitor without login belongs to."""
        euro = self.env.ref("base.EUR")
        euro.active = True
        company = self.env["res.company"].create(
            {"name": "Far Away", "currency_id": euro.id}
        )
        self.anna.company_ids += company
        questionnaire, path = self.send("insight_turnover")
        questionnaire.sudo().company_id = company
        self.assertIn(">EUR<", self.visit(path).text)
        self.post(path, questionnaire, insight_turnover="5")
        mine = questionnaire.with_context(allowed_company_ids=self.anna.company_ids.ids)
        self.assertIn("€", mine.answer_ids.answer_words)

    def test_wrong_amounts(self):
        for typed in ("1,5", "12.3.4", "inf", "1" * 30):
            with self.subTest(typed=typed):
                self.assertRefused("insight_turnover", typed)

    def test_date(self):
        self.assertAnswer("insight_founded_date", "1998-02-28", "1998-02-28")

    def test_wrong_dates(self):
        for typed in ("1998-02-30", "yesterday", "0001-01-01", "9999-12-31"):
            with self.subTest(typed=typed):
                answer = self.assertRefused("insight_founded_date", typed)
                self.assertIn(f'value="{typed}"', answer.text)

    def test_choice(self):
        self.assertAnswer("insight_ownership", "private", "private")

    def test_wrong_choice(self):
        for typed in ("castle", SCRIPT, "1"):
            self.assertRefused("insight_ownership", typed)

    def test_list(self):
        china = self.env.ref("base.cn")
        self.assertAnswer("country_id", str(china.id), str(china.id), china.name)

    def test_wrong_entry(self):
        for typed in ("China", "999999", "1 OR 1=1", "-1"):
            self.assertRefused("country_id", typed)

    def test_text_keeps_its_lines_and_a_line_has_none(self):
        self.assertAnswer("insight_organisation", "a\r\nb", "a\nb")
        self.assertAnswer("city", "a\r\nb", "a b")

    def test_table_is_answered_in_words(self):
        questionnaire = self.answered(insight_facility_ids="Two warehouses")
        self.assertEqual(questionnaire.answer_ids.kind, "note")

    def test_yes_no_and_unknown(self):
        """No fact of ours is a box today; an addon's may be."""
        Requirement = type(self.env["customer.insight.requirement"])
        names = {"customer": ASKABLE | {"employee"}, "people": ()}
        field = self.env["res.partner"]._fields["employee"]
        self.assertEqual(kind_of(field), "boolean")
        fact = self.requirement("phone")
        self.env.cr.execute(
            "UPDATE customer_insight_requirement SET field_name = 'employee'"
            " WHERE id = %s",
            [fact.id],
        )
        fact.invalidate_recordset()
        with patch.object(Requirement, "_askable_names", lambda self: names):
            for typed, written in (("yes", True), ("no", True), ("unknown", False)):
                self.customer.employee = False
                questionnaire, path = self.send()
                self.post(path, questionnaire, employee=typed)
                questionnaire.action_accept_all()
                self.assertEqual(bool(questionnaire.answer_ids._to_write()), written)
                questionnaire.action_done()
                self.assertEqual(self.customer.employee, typed == "yes")
