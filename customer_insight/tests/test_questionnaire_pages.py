import secrets
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.questionnaire import customer_insight_visit
from ..models.questionnaire.askable import ASKABLE, kind_of
from .questionnaire_case import CHINESE, QuestionnaireCase

SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"
SQL = "'); DROP TABLE res_partner; --"


@tagged("post_install", "-at_install")
class TestPages(QuestionnaireCase):
    """A customer, or somebody worse, at the other end of a link."""

    def assertUntouched(self, questionnaire):
        questionnaire.invalidate_recordset()
        self.assertIn(questionnaire.state, ("sent", "opened"))
        self.assertFalse(any(questionnaire.answer_ids.mapped("answer")))
        self.assertFalse(questionnaire.comment)

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

    # Hostile input

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

    # Rates

    def test_guessing_is_stopped(self):
        _questionnaire, path = self.send("street")
        limit = dict(customer_insight_visit.LIMITS)["wrong"]
        for _guess in range(limit):
            answer = self.visit(f"/customer-file/{secrets.token_urlsafe(32)}")
            self.assertEqual(answer.status_code, 404)
        for token in (secrets.token_urlsafe(32), path.rpartition("/")[2]):
            answer = self.visit(f"/customer-file/{token}")
            self.assertEqual(answer.status_code, 429, "a right guess tells nothing")
            self.assertHeaders(answer)
        self._an_hour_later()
        self.assertEqual(self.visit(path).status_code, 200)

    def _an_hour_later(self):
        visits = self.env["customer.insight.visit"].sudo().search([])
        for visit in visits:
            visit.moment -= timedelta(minutes=61)

    def test_guesses_of_one_visitor_do_not_stop_others(self):
        _questionnaire, path = self.send("street")
        visits = self.env["customer.insight.visit"]
        for _guess in range(30):
            visits._count("wrong", "203.0.113.9")
        self.assertEqual(self.visit(path).status_code, 200)

    def test_household_of_new_addresses_counts_as_one(self):
        visits = self.env["customer.insight.visit"]
        for guess in range(20):
            visits._count("wrong", f"2001:db8::{guess:x}")
        self.assertTrue(visits._is_too_much("wrong", "2001:db8::ffff"))
        self.assertFalse(visits._is_too_much("wrong", "2001:db8:0:1::1"))

    def test_nobodys_address_is_kept(self):
        self.visit("/customer-file/wrong")
        visit = self.env["customer.insight.visit"].sudo().search([])
        self.assertEqual(len(visit), 1)
        self.assertNotIn("127.0.0.1", visit.visitor)

    def test_sending_again_and_again_is_stopped(self):
        questionnaire, path = self.send("street")
        [token] = self.page(path).xpath("//input[@name='csrf_token']/@value")
        limit = dict(customer_insight_visit.LIMITS)["submission"]
        long = "x" * 2001
        for _time in range(limit):
            answer = self.post(path, questionnaire, street=long, token=token)
            self.assertEqual(answer.status_code, 422)
        answer = self.post(path, questionnaire, street="fine", token=token)
        self.assertEqual(answer.status_code, 429)
        self.assertIn('value="fine"', answer.text)
        self.assertUntouched(questionnaire)

    def test_old_visits_are_forgotten(self):
        visits = self.env["customer.insight.visit"].sudo()
        visits._count("wrong", "203.0.113.9")
        self._an_hour_later()
        visits._count("wrong", "203.0.113.9")
        visits._clear()
        self.assertEqual(visits.search_count([]), 1)

    # Thanks

    def test_thanks_are_for_who_has_answered(self):
        answer = self.visit("/customer-file/thanks")
        self.assertClosed(answer)


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
