from odoo.tests import freeze_time

from .common_pool import PoolCase


class TestPoolWatch(PoolCase):
    """Customers return after a warning, and not while somebody looks after them."""

    def warning(self, partner):
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "=", partner.id),
                (
                    "activity_type_id",
                    "=",
                    self.env.ref("customer_insight.mail_activity_type_pool_warning").id,
                ),
            ]
        )

    def note(self, partner, user, day):
        with freeze_time(f"2025-12-{day:02} 10:00:00"):
            partner.with_user(user).with_context(tracking_disable=False).message_post(
                body="Called him", message_type="comment", subtype_xmlid="mail.mt_note"
            )
        self.env.invalidate_all()

    def test_a_month_day_by_day(self):
        customer = self.known("Month", self.anna)
        contact = self.customer("Contact", parent_id=customer.id)
        self.assertEqual(contact.user_id, self.anna)
        story = {}
        for day in range(1, 31):
            if day == 9:  # the warning is there since the 8th
                self.note(contact, self.anna, 1 + day)
                self.assertFalse(self.row(customer), "gone with the note, not at night")
                self.assertFalse(self.warning(customer))
            self.night(day)
            story.setdefault(self.state(customer), day)
        self.assertEqual(story, {False: 1, "warned": 7, "open": 19})
        self.assertFalse(customer.user_id)
        self.assertFalse(contact.user_id, "the contact follows his customer")
        self.assertFalse(self.warning(customer), "no warning of who is gone")
        self.assertEqual(self.moves(customer), [("returned", "anna", False, False)])

    def test_warned_and_returned_on_the_days_of_the_team(self):
        customer = self.known("Days", self.anna)
        self.night(6)
        self.assertFalse(self.row(customer))
        self.night(7)
        row = self.row(customer)
        self.assertEqual((row.state, str(row.return_on)), ("warned", "2025-12-11"))
        warning = self.warning(customer)
        self.assertEqual(warning.user_id, self.anna)
        self.assertEqual(str(warning.date_deadline), "2025-12-11")
        self.night(8)
        self.assertEqual(self.warning(customer), warning, "warned once")
        self.night(9)
        self.assertEqual(customer.user_id, self.anna, "a day too early")
        self.night(10)
        row = self.row(customer)
        self.assertEqual((row.state, row.reason), ("open", "no_follow_up"))
        self.assertEqual((row.user_id, row.team_id), (self.anna, self.team))
        self.assertFalse(customer.user_id)

    def test_deleting_or_ticking_off_the_warning_gains_no_time(self):
        deleted, done = self.known("Deleted", self.anna), self.known("Done", self.anna)
        self.night(7)
        self.warning(deleted).unlink()
        with freeze_time("2025-12-09 10:00:00"):
            self.warning(done).with_user(self.anna).action_feedback("Yes, yes")
        for day in (8, 9, 10):
            self.night(day)
        self.assertEqual([self.state(deleted), self.state(done)], ["open", "open"])

    def test_each_kind_of_follow_up_keeps_the_customer(self):
        order, quote, draft, chat, task, outsider = (
            self.known(name, self.anna)
            for name in ("Order", "Quote", "Draft", "Chat", "Task", "Outsider")
        )
        self.order(order, "2025-12-08", 10)
        self.quotation(quote, "2025-12-08", 10)
        self.quotation(draft, "2025-12-08", 10, state="draft")
        self.note(self.customer("C", parent_id=chat.id), self.bert, 8)
        visit = task.activity_schedule(
            "mail.mail_activity_data_meeting", user_id=self.anna.id
        )
        with freeze_time("2025-12-08 10:00:00"):
            visit.with_user(self.anna).action_feedback("Visited")
            outsider.message_post(
                body="Hello?", author_id=outsider.id, message_type="comment"
            )
        self.night(8)
        warned = self.Pool.search([("state", "=", "warned")]).partner_id
        self.assertEqual(warned, draft + outsider)

    def test_a_finished_activity_takes_the_warning_away_at_once(self):
        customer = self.known("Visit", self.anna)
        self.night(8)
        visit = customer.activity_schedule(
            "mail.mail_activity_data_meeting", user_id=self.anna.id
        )
        with freeze_time("2025-12-10 10:00:00"):
            visit.with_user(self.anna).action_feedback("Visited")
        self.assertFalse(self.row(customer))
        self.assertFalse(self.warning(customer))

    def test_long_overdue_ones_have_the_days_of_the_warning(self):
        customer = self.known("Old", self.anna, created="2020-01-01")
        self.night(0)
        self.assertEqual(str(self.row(customer).return_on), "2025-12-04")
        self.night(2)
        self.assertEqual(self.state(customer), "warned")
        self.night(3)
        self.assertEqual(self.state(customer), "open")

    def test_who_has_no_salesperson_is_there_the_first_night(self):
        customer = self.known("Nobody's")
        self.night(1)
        row = self.row(customer)
        self.assertEqual((row.state, row.reason), ("open", "no_salesperson"))
        self.assertFalse(self.moves(customer), "nobody lost him")

    def test_a_salesperson_who_left_is_warned_of_to_his_leader(self):
        customer = self.known("Left", self.anna)
        self.anna.active = False
        self.night(7)
        self.assertEqual(self.warning(customer).user_id, self.chief)
        self.night(10)
        self.assertEqual(self.state(customer), "open")

    def test_classes_that_the_manager_keeps_never_return(self):
        self.team.insight_pool_keep_ei = True
        owned, nobodys = self.known("EI", self.anna), self.known("EI too")
        (owned + nobodys).insight_id.sudo().category_override = "EI"
        other = self.known("F", self.anna)
        for day in range(1, 12):
            self.night(day)
        self.assertFalse(self.row(owned + nobodys))
        self.assertEqual(self.state(other), "open")

    def test_protection_after_a_change_of_salesperson(self):
        self.team.insight_pool_protection_days = 20
        customer = self.known("Given", self.anna)
        customer.user_id = self.bert  # on the first day
        for day in range(1, 20):
            self.night(day)
        self.assertEqual(self.state(customer), "warned")
        self.assertEqual(str(self.row(customer).return_on), "2025-12-21")
        self.night(20)
        self.assertEqual(self.state(customer), "open")

    def test_off_nothing_happens(self):
        self.team.insight_pool = False
        customer, nobodys = self.known("Off", self.anna), self.known("Nobody's")
        customer.user_id = self.bert
        self.night(30)
        self.assertFalse(self.row(customer + nobodys))
        self.assertFalse(self.moves(customer))

    def test_switching_off_empties_the_pool(self):
        customer, waiting = self.known("Warned", self.anna), self.waiting()
        self.night(7)
        self.assertEqual(self.state(customer), "warned")
        self.team.insight_pool = False
        self.assertFalse(self.row(customer + waiting))
        self.assertFalse(self.warning(customer))

    def test_each_team_has_its_own_days(self):
        carl = self._create_user("carl", "customer_insight.customer_insight_group_user")
        dora = self._create_user("dora", "customer_insight.customer_insight_group_user")
        self._create_team("Slow", carl, insight_pool_days=20)
        self._create_team("None", dora, insight_pool=False)
        quick, slow, none = (
            self.known(user.name, user) for user in (self.anna, carl, dora)
        )
        self.night(8)
        self.assertEqual(self.state(quick), "warned")
        self.assertFalse(self.row(slow + none))
        self.night(17)
        self.assertEqual(self.state(slow), "warned")
        self.assertFalse(self.row(none), "his team has no pool")

    def test_another_company_keeps_its_customers(self):
        other = self._create_company("Insight Elsewhere")
        user = self._create_user("elsa", "customer_insight.customer_insight_group_user")
        user.write({"company_ids": other.ids, "company_id": other.id})
        foreign = self.known("Foreign", user)
        shared = self.known("Shared, of a foreign salesperson", user)
        foreign.insight_id.sudo().company_id = other
        self.env["customer.insight"].create(
            {"partner_id": shared.id, "company_id": other.id}
        )
        for day in (7, 10):
            self.night(day)
        self.assertFalse(self.row(foreign + shared))

    def test_the_nightly_run_works_in_batches(self):
        customers = self.Pool.partner_id
        for number in range(5):
            customers |= self.known(f"Batch {number}", created="2020-01-01")
        with self.enter_registry_test_mode():
            self.env.ref("customer_insight.ir_cron_watch_pool").method_direct_trigger()
        self.assertEqual(self.row(customers).mapped("state"), ["open"] * 5)

    def test_other_writes_cost_nothing(self):
        customer = self.known("Busy", self.anna)
        counts = []
        for pool in (False, True, False, True):  # the first times fill caches
            self.team.insight_pool = pool
            self.env["crm.team"]._insight_pool_ids()
            self.env.flush_all()
            before = self.cr.sql_log_count
            customer.write({"comment": f"pool {pool}"})
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[2], counts[3])

    def test_merged_customers_keep_their_moves_and_one_place(self):
        kept, gone = self.waiting("Kept"), self.waiting("Gone")
        gone.user_id = self.anna
        gone.user_id = False
        self.row(gone).unlink()
        self.night(1)
        self.assertEqual(self.state(gone), "open")
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((kept + gone).ids, kept)
        self.env.invalidate_all()
        self.assertEqual(self.state(kept), "open")
        self.assertEqual(len(self.moves(kept)), 2)
