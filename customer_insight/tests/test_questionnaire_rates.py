import secrets
from datetime import timedelta

from odoo.tests import tagged

from ..models.questionnaire import customer_insight_visit
from .questionnaire_case import QuestionnaireCase


@tagged("post_install", "-at_install")
class TestRates(QuestionnaireCase):
    """Who guesses links, or sends without end, is stopped; others are not."""

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
