from time import monotonic

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time

from .common_pool import PoolCase


@freeze_time("2025-12-01 12:00:00")
class TestHandover(PoolCase):
    """A portfolio goes to somebody else with its open work, and comes back."""

    def setUp(self):
        super().setUp()
        self.one = self.known("One", self.anna)
        self.two = self.known("Two", self.anna)
        self.contact = self.customer("Contact", parent_id=self.one.id)
        self.other = self.known("Other", self.bert)

    def prepare(self, **values):
        return (
            self.env["customer.insight.handover"]
            .with_user(self.chief)
            .create(
                {"from_user_id": self.anna.id, "to_user_id": self.bert.id, **values}
            )
        )

    def visit(self, record, user):
        return record.activity_schedule(
            "mail.mail_activity_data_todo", user_id=user.id, summary="Visit"
        )

    def test_customers_with_their_open_work_go(self):
        mine, colleague = (
            self.visit(self.one, self.anna),
            self.visit(self.one, self.chief),
        )
        quote = self.quotation(self.one, "2025-11-20", 10, user_id=self.anna.id)
        order = self.order(self.two, "2025-11-20", 10, user_id=self.anna.id)
        on_quote = self.visit(quote, self.anna)
        done = self.visit(self.two, self.anna)
        done.action_feedback("Done")
        handover = self.prepare()
        counts = handover.customer_count, handover.activity_count, handover.order_count
        self.assertEqual(counts, (2, 2, 1))
        handover.action_hand_over()
        moved = self.one + self.two + self.contact
        self.assertEqual(moved.user_id, self.bert)
        self.assertEqual((mine + on_quote).user_id, self.bert)
        self.assertEqual(colleague.user_id, self.chief, "a colleague's work stays his")
        self.assertEqual(quote.user_id, self.bert)
        self.assertEqual(order.user_id, self.anna, "what is confirmed is history")
        self.assertEqual(done.user_id, self.anna)
        self.assertEqual(
            self.moves(self.one), [("handed_over", "anna", "bert", "chief")]
        )
        self.assertEqual(handover.state, "done")
        self.assertIn(self.bert.partner_id, handover.message_ids.partner_ids)
        counts = handover.customer_count, handover.activity_count, handover.order_count
        self.assertEqual(counts, (2, 2, 1), "the same figures after")

    def test_quotations_and_activities_stay_if_not_wanted(self):
        quote = self.quotation(self.one, "2025-11-20", 10, user_id=self.anna.id)
        work = self.visit(self.one, self.anna) + self.visit(quote, self.anna)
        self.prepare(
            with_activities=False, with_orders=False, with_order_activities=False
        ).action_hand_over()
        self.assertEqual(quote.user_id, self.anna)
        self.assertEqual(work.user_id, self.anna)
        self.assertEqual(self.one.user_id, self.bert)

    def test_chosen_customers_of_several_salespeople(self):
        action = (
            (self.one + self.other).with_user(self.chief).action_insight_hand_over()
        )
        Handover = self.env["customer.insight.handover"].with_user(self.chief)
        handover = Handover.with_context(**action["context"]).create(
            {"to_user_id": self.chief.id}
        )
        self.assertFalse(handover.from_user_id)
        handover.action_hand_over()
        self.assertEqual((self.one + self.other).user_id, self.chief)
        self.assertEqual(self.two.user_id, self.anna)
        handover.action_undo()
        self.assertEqual((self.one.user_id, self.other.user_id), (self.anna, self.bert))

    def test_signals_and_personal_files_follow(self):
        signal = self.env["customer.insight.signal"]._open_dispute(
            self.company, self.one, "It squeaks"
        )
        work = self.visit(signal, self.anna)
        self.prepare().action_hand_over()
        self.assertEqual(signal.user_id, self.bert)
        self.assertEqual(work.user_id, self.bert)

    def test_promises_are_kept_by_the_new_one(self):
        promise = self.env["customer.insight.promise"].create(
            {
                "name": "Send the sample",
                "partner_id": self.one.id,
                "company_id": self.company.id,
                "user_id": self.anna.id,
                "date_deadline": "2025-12-20",
            }
        )
        kept = promise.copy({"user_id": self.anna.id})
        kept.state = "kept"
        handover = self.prepare()
        handover.action_hand_over()
        self.assertEqual(promise.user_id, self.bert)
        self.assertEqual(promise.activity_id.user_id, self.bert)
        self.assertEqual(kept.user_id, self.anna, "kept by who kept it")
        handover.action_undo()
        self.assertEqual(promise.user_id, self.anna)
        self.assertEqual(promise.activity_id.user_id, self.anna)
        self.assertFalse(handover.left_count)

    def test_development_plans_go_on_with_the_new_one(self):
        values = {
            "partner_id": self.one.id,
            "company_id": self.company.id,
            "goal_stage": "regular",
            "step_ids": [
                Command.create({"name": "Visit", "date_deadline": "2025-12-20"})
            ],
        }
        plan = self.env["customer.insight.development"].create(values)
        self.assertEqual(plan.user_id, self.anna)
        handover = self.prepare()
        handover.action_hand_over()
        self.assertEqual(plan.user_id, self.bert)
        self.assertEqual(plan.step_ids.activity_id.user_id, self.bert)
        handover.action_undo()
        self.assertEqual(plan.user_id, self.anna)
        self.assertEqual(plan.step_ids.activity_id.user_id, self.anna)
        self.assertFalse(handover.left_count)

    def test_one_who_left_hands_over(self):
        self.anna.active = False
        task = self.visit(self.one, self.anna)
        handover = self.prepare()
        self.assertFalse(handover.can_ask, "nobody to ask")
        with self.assertRaisesRegex(UserError, "archived"):
            handover.action_ask_to_complete()
        handover.action_hand_over()
        self.assertEqual((self.one + self.two).user_id, self.bert)
        self.assertEqual(task.user_id, self.bert)
        handover.action_undo()
        self.assertEqual(self.one.user_id, self.anna)

    def test_nobody_hands_over_to_one_who_left_or_to_himself(self):
        with self.assertRaises(ValidationError):
            self.prepare(to_user_id=self.anna.id)
        handover = self.prepare()
        self.bert.active = False
        with self.assertRaisesRegex(UserError, "Bert is archived"):
            handover.action_hand_over()

    def test_warnings_of_the_pool_go_and_the_new_one_is_protected(self):
        self.night(8)
        self.assertEqual(self.state(self.one), "warned")
        with freeze_time("2025-12-10 12:00:00"):
            self.prepare().action_hand_over()
        self.assertFalse(self.row(self.one + self.two))
        self.night(12)
        self.assertFalse(self.row(self.one))

    def test_undo_gives_quotations_back_to_their_team(self):
        theirs = self._create_team("Their own", self.env["res.users"])
        quote, without = (
            self.quotation(self.one, "2025-11-20", 10, user_id=self.anna.id)
            for _number in range(2)
        )
        quote.team_id, without.team_id = theirs, False
        handover = self.prepare()
        handover.action_hand_over()
        self.assertEqual((quote + without).team_id, self.team, "as Odoo finds it")
        handover.action_undo()
        self.assertEqual(quote.team_id, theirs)
        self.assertFalse(without.team_id)

    def test_undo_restores_only_what_nobody_changed_since(self):
        tasks = [self.visit(self.one, self.anna) for _n in range(3)]
        quotes = [
            self.quotation(self.one, "2025-11-20", 10, user_id=self.anna.id)
            for _n in range(2)
        ]
        handover = self.prepare()
        handover.action_hand_over()
        self.two.user_id = self.chief
        tasks[0].action_feedback("Done")
        tasks[1].unlink()
        quotes[0].state = "sale"
        result = handover.action_undo()
        self.assertEqual(self.one.user_id, self.anna)
        self.assertEqual(self.contact.user_id, self.anna)
        self.assertEqual(self.two.user_id, self.chief)
        self.assertEqual(tasks[2].user_id, self.anna)
        self.assertEqual(tasks[0].user_id, self.bert, "who finished it, finished it")
        self.assertEqual([quote.user_id for quote in quotes], [self.bert, self.anna])
        why = handover.line_ids.filtered("why_left").mapped("why_left")
        self.assertEqual(sorted(why), ["changed", "done", "done", "gone"])
        self.assertIn("4 stay", result["params"]["message"])
        self.assertEqual(handover.left_count, 4)
        with self.assertRaisesRegex(UserError, "Only what was handed over"):
            handover.action_undo()
        self.assertEqual(self.moves(self.one)[-1], ("undone", "bert", "anna", "chief"))

    def test_what_the_files_lack_is_shown_and_asked_for(self):
        self.env["customer.insight"]._complete_changed()
        self.env.flush_all()
        handover = self.prepare()
        self.assertEqual(handover.incomplete_count, 2)
        missing = self.one.with_company(self.company).insight_missing_ids[0].name
        self.assertIn("One", handover.missing_html)
        self.assertIn(missing, handover.missing_html)
        handover.action_ask_to_complete()
        task = handover.activity_ids
        self.assertEqual(task.user_id, self.anna)
        self.assertIn(missing, task.note)
        self.assertEqual(handover.with_user(self.anna).customer_count, 2)

    def test_done_ones_are_kept_as_they_are(self):
        handover = self.prepare()
        handover.action_hand_over()
        with self.assertRaises(UserError):
            handover.to_user_id = self.chief
        with self.assertRaises(UserError):
            handover.unlink()
        self.prepare(from_user_id=self.bert.id, to_user_id=self.anna.id).unlink()

    def test_salespeople_look_and_do_nothing(self):
        handover = self.prepare()
        carl = self._create_user("carl", "customer_insight.customer_insight_group_user")
        Handover = self.env["customer.insight.handover"]
        self.assertEqual(Handover.with_user(self.bert).search([]), handover)
        self.assertFalse(Handover.with_user(carl).search([]))
        for action in ("action_hand_over", "action_undo", "action_ask_to_complete"):
            with self.assertRaises(AccessError):
                getattr(handover.with_user(self.anna), action)()

    def test_another_company_keeps_its_own(self):
        other = self._create_company("Insight Elsewhere")
        foreign = self.known("Foreign", self.anna, company_id=other.id)
        self.prepare().action_hand_over()
        self.assertEqual(foreign.user_id, self.anna)

    def test_a_merged_customer_is_still_given_back(self):
        handover = self.prepare()
        handover.action_hand_over()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        kept = self.known("Kept", self.bert)
        wizard._merge((kept + self.two).ids, kept)
        self.env.invalidate_all()
        handover.action_undo()
        self.assertEqual(kept.user_id, self.anna)

    def test_without_a_pool_nothing_of_the_pool_is_written(self):
        self.team.insight_pool = False
        self.prepare().action_hand_over()
        self.assertFalse(self.moves(self.one))
        self.assertEqual(self.one.user_id, self.bert)

    def test_hundreds_of_customers_take_few_statements(self):
        partners = self.env["res.partner"].create(
            [{"name": f"Many {n}", "user_id": self.anna.id} for n in range(400)]
        )
        self.env["customer.insight"].create(
            [{"partner_id": p.id, "company_id": self.company.id} for p in partners]
        )
        handover = self.prepare(scope="chosen", partner_ids=[Command.set(partners.ids)])
        self.env.flush_all()
        before, start = self.cr.sql_log_count, monotonic()
        handover.action_hand_over()
        self.env.flush_all()
        self.assertLess(self.cr.sql_log_count - before, 200)
        self.assertLess(monotonic() - start, 15)
        self.assertEqual(partners.user_id, self.bert)
