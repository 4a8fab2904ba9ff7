from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .questionnaire_case import QuestionnaireCase

OLD, NEW = "https://old.example", "https://new.example"


@tagged("post_install", "-at_install")
class TestReview(QuestionnaireCase):
    """Between what a customer says and what the file holds stands a salesperson."""

    def source_of(self, name):
        return self.env["customer.insight.fact"].search(
            [("partner_id", "=", self.customer.id), ("field_name", "=", name)]
        )

    def test_accepted_is_written_when_done_and_not_before(self):
        questionnaire = self.answered(website=NEW, city="Xi'an")
        site, city = (self.answer_of(questionnaire, n) for n in ("website", "city"))
        site.action_accept()
        city.action_reject()
        self.assertFalse(self.customer.website)
        questionnaire.action_done()
        self.assertEqual(self.customer.website, NEW)
        self.assertFalse(self.customer.city)
        self.assertEqual(questionnaire.state, "reviewed")
        self.assertEqual(site.decided_by_id, self.anna)
        self.assertTrue(site.decided_date)

    def test_source_is_the_customer_and_likely(self):
        """He may hide or exaggerate."""
        questionnaire = self.answered(website=NEW)
        questionnaire.action_accept_all()
        questionnaire.action_done()
        source = self.source_of("website")
        self.assertEqual(source.source, "customer")
        self.assertEqual(source.confidence, "likely")
        self.assertEqual(source.author_id, self.anna)

    def test_edited_answer_is_written_as_edited(self):
        questionnaire = self.answered(website="new.example", insight_employee_count="9")
        site = self.answer_of(questionnaire, "website")
        site.value = NEW
        site.action_accept_edited()
        count = self.answer_of(questionnaire, "insight_employee_count")
        count.action_accept_edited()
        self.assertEqual((site.state, count.state), ("edited", "accepted"))
        self.assertEqual(site.answer, "new.example", "what he said is kept")
        questionnaire.action_done()
        self.assertEqual(self.customer.website, NEW)
        self.assertEqual(self.customer.insight_employee_count, 9)

    def test_edit_is_checked_like_an_answer(self):
        questionnaire = self.answered(insight_employee_count="9")
        questionnaire.answer_ids.value = "nine"
        with self.assertRaises(UserError):
            questionnaire.answer_ids.action_accept_edited()

    def test_each_kind_is_written(self):
        self.requirement("country_id")
        china = self.env.ref("base.cn")
        typed = {
            "insight_employee_count": "1,200",
            "insight_turnover": "1500.50",
            "insight_founded_date": "1998-02-28",
            "insight_ownership": "private",
            "insight_organisation": "Two\nfloors",
            "country_id": str(china.id),
        }
        questionnaire = self.answered(**typed)
        questionnaire.action_accept_all()
        questionnaire.action_done()
        self.assertEqual(self.customer.insight_employee_count, 1200)
        self.assertAlmostEqual(self.customer.insight_turnover, 1500.50)
        self.assertEqual(str(self.customer.insight_founded_date), "1998-02-28")
        self.assertEqual(self.customer.insight_ownership, "private")
        self.assertEqual(self.customer.insight_organisation, "Two\nfloors")
        self.assertEqual(self.customer.country_id, china)

    def test_done_wants_every_answer_decided(self):
        questionnaire = self.answered("website", "city", website=NEW)
        with self.assertRaises(UserError):
            questionnaire.action_done()
        questionnaire.action_accept_all()
        questionnaire.action_done()
        self.assertFalse(self.customer.city, "what he left empty needs no decision")

    def test_undone_is_not_written(self):
        questionnaire = self.answered(website=NEW, city="Xi'an")
        questionnaire.action_accept_all()
        site = self.answer_of(questionnaire, "website")
        site.action_undo()
        self.assertEqual(site.state, "pending")
        site.action_reject()
        questionnaire.action_done()
        self.assertFalse(self.customer.website)
        self.assertEqual(self.customer.city, "Xi'an")

    def test_what_is_done_is_done(self):
        questionnaire = self.answered(website=NEW)
        questionnaire.action_accept_all()
        questionnaire.action_done()
        for action in ("action_accept", "action_reject", "action_undo"):
            with self.assertRaises(UserError):
                getattr(questionnaire.answer_ids, action)()
        with self.assertRaises(UserError):
            questionnaire.action_done()

    def test_change_since_the_question_is_shown_and_not_accepted_blindly(self):
        questionnaire = self.answered(website=NEW, city="Xi'an")
        site = self.answer_of(questionnaire, "website")
        self.assertFalse(site.is_changed)
        self.customer.website = "https://third.example"
        self.env.invalidate_all()
        self.assertTrue(site.is_changed)
        warning = questionnaire.action_accept_all()
        self.assertEqual(warning["params"]["type"], "warning")
        self.assertEqual(site.state, "pending")
        site.action_accept()
        questionnaire.action_done()
        self.assertEqual(self.customer.website, NEW)

    def test_change_after_the_decision_asks_again(self):
        questionnaire = self.answered(website=NEW, city="Xi'an")
        questionnaire.action_accept_all()
        self.customer.website = OLD
        self.env.invalidate_all()
        warning = questionnaire.action_done()
        self.assertEqual(warning["params"]["type"], "warning")
        self.assertEqual(self.customer.website, OLD)
        self.assertFalse(self.customer.city, "all or nothing")
        self.assertEqual(questionnaire.state, "answered")
        self.assertEqual(self.answer_of(questionnaire, "website").state, "pending")

    def test_confirmed_fact_is_fresh_again(self):
        self.requirement("website", check_months=12)
        self.customer.website = OLD
        fact = self.make_stale("website")
        questionnaire, path = self.send("website")
        self.post(path, questionnaire, website=OLD)
        questionnaire.action_accept_all()
        questionnaire.action_done()
        fact.invalidate_recordset()
        self.assertEqual(fact.source, "customer")
        self.assertGreater(str(fact.check_on), "2025")

    def test_value_that_cannot_be_written_writes_nothing(self):
        questionnaire = self.answered(website=NEW, city="Xi'an")
        questionnaire.action_accept_all()
        Partner, reason = type(self.env["res.partner"]), "No such city"
        write = Partner.write

        def refuse(partners, vals):
            if "city" in vals:
                raise UserError(reason)
            return write(partners, vals)

        self.patch(Partner, "write", refuse)
        with (
            self.assertRaisesRegex(UserError, "City.*No such city"),
            self.env.cr.savepoint(),
        ):
            questionnaire.action_done()
        self.env.invalidate_all()
        self.assertFalse(self.customer.website)
        self.assertEqual(questionnaire.state, "answered")

    def test_answer_in_words_is_transferred_by_hand(self):
        questionnaire = self.answered(insight_facility_ids="Two warehouses")
        questionnaire.action_accept_all()
        questionnaire.action_done()
        self.assertFalse(self.customer.insight_facility_ids)
        self.assertEqual(questionnaire.answer_ids.answer, "Two warehouses")

    def test_one_activity_for_the_salesperson(self):
        questionnaire = self.answered(website=NEW, city="Xi'an")
        activity = questionnaire.activity_ids
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.anna)
        self.assertEqual(activity.create_uid, self.env.ref("base.user_root"))
        questionnaire.action_accept_all()
        questionnaire.action_done()
        self.assertFalse(questionnaire.activity_ids)

    def test_activity_goes_to_who_may_review(self):
        self.customer.user_id = self.env.ref("base.user_demo", False) or self._clerk()
        questionnaire = self.ask("website", user=self.chief)
        path = self.share(questionnaire)
        self.post(path, questionnaire, website=NEW)
        self.assertEqual(questionnaire.activity_ids.user_id, self.chief)

    def _clerk(self):
        return self._create_user("q_clerk", "base.group_user")

    def test_colleague_does_not_review(self):
        questionnaire = self.answered(website=NEW)
        theirs = questionnaire.with_user(self.bert)
        with self.assertRaises(AccessError):
            theirs.answer_ids.action_accept()
        questionnaire.action_accept_all()
        with self.assertRaises(AccessError):
            theirs.action_done()

    def test_reviewer_needs_the_right_to_edit_the_customer(self):
        questionnaire = self.answered(website=NEW)
        questionnaire.action_accept_all()
        self.env["ir.rule"].create(
            {
                "name": "Look only",
                "model_id": self.env.ref("base.model_res_partner").id,
                "domain_force": [("id", "!=", self.customer.id)],
                "perm_read": False,
            }
        )
        with self.assertRaises(AccessError):
            questionnaire.action_done()
        self.assertFalse(self.customer.website)
