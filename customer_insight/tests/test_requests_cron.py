from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_live import LiveCase

CHANGED = "ir_cron_refresh_changed"
ALL = "ir_cron_refresh_all"


@tagged("post_install", "-at_install")
class TestRequestsCron(LiveCase):
    """Within seconds changed customers are classified again, and nobody is lost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner, cls.other, cls.third = cls.customers(3)
        cls.classify()  # F

    def setUp(self):
        super().setUp()
        self.nobody_waits()

    def buy(self, *partners):
        for partner in partners:
            self.order(partner, "2025-12-15", 100)
        self.end_transaction()

    def classes(self):
        partners = self.partner | self.other | self.third
        return [partner.insight_category for partner in partners]

    def test_changed_customers_are_classified_and_the_queue_is_empty(self):
        self.buy(self.partner)
        self.run_cron(CHANGED)
        self.assertEqual(self.classes(), ["EII", "F", "F"])
        self.assertFalse(self.waiting())

    def test_only_who_waits_is_classified(self):
        self.buy(self.partner)
        self.nobody_waits()
        self.buy(self.other)
        self.run_cron(CHANGED)
        self.assertEqual(self.classes(), ["F", "EII", "F"])

    def test_customer_is_classified_in_each_company(self):
        other = self._create_company("Other")
        self.buy(self.partner)
        self.run_cron(CHANGED)
        there = self.partner.with_company(other)
        self.assertEqual(there.insight_category, "F")
        self.assertEqual(self.partner.insight_category, "EII")

    def test_moved_contact_takes_his_orders_along(self):
        contact = self.customer("Buyer", parent_id=self.partner.id)
        self.buy(contact)
        self.run_cron(CHANGED)
        contact.parent_id = self.other
        self.end_transaction()
        self.run_cron(CHANGED)
        self.assertEqual(self.classes(), ["F", "EII", "F"])

    def test_archived_future_customer_is_taken_out(self):
        self.third.active = False
        self.end_transaction()
        self.run_cron(CHANGED)
        self.assertFalse(self.third.insight_id)

    def test_new_class_of_the_night_reaches_the_salesperson(self):
        self.partner.user_id = self.anna
        self.buy(self.partner)
        self.run_cron(CHANGED)
        self.assertEqual(self.steps(self.partner).user_id, self.anna)

    def test_deleted_partners_do_not_stop_the_others(self):
        gone = self.customers(3)
        self.end_transaction()
        gone.unlink()
        self.buy(self.partner)
        self.run_cron(CHANGED)
        self.assertEqual(self.classes()[0], "EII")
        self.assertFalse(self.waiting())

    def test_batch_of_deleted_partners_does_not_stop_the_others(self):
        self._batches_of(CHANGED, 3)
        gone = self.customers(3)
        self.end_transaction()
        gone.unlink()
        self.buy(self.partner)
        with self.assertNoLogs("odoo.addons.base.models.ir_cron", "WARNING"):
            self.run_cron(CHANGED)
        self.assertEqual(self.classes()[0], "EII")

    def test_queue_larger_than_a_batch_is_emptied(self):
        self._batches_of(CHANGED, 1)
        self.buy(self.partner, self.other, self.third)
        self.run_cron(CHANGED)
        self.assertEqual(self.classes(), ["EII"] * 3)
        self.assertFalse(self.waiting())

    def test_customer_who_waits_twice_is_classified_once(self):
        self.buy(self.partner)
        self.buy(self.partner)
        calls = []
        with self._spy("customer.insight.engine", "refresh", calls):
            self.run_cron(CHANGED)
        self.assertEqual({call["partners"].ids[0] for call in calls}, {self.partner.id})
        companies = self.env["res.company"].search_count([])
        self.assertEqual(len(calls), companies, "once in each company")

    def test_nobody_waiting_does_nothing(self):
        calls = []
        with self._spy("customer.insight.engine", "refresh", calls):
            self.run_cron(CHANGED)
        self.assertFalse(calls)

    # Failures

    def test_broken_engine_does_not_fail_an_order(self):
        quote = self.quotation(self.partner, "2025-12-15", 100)
        with self._broken_engine():
            quote.action_confirm()
            self.end_transaction()
        self.assertEqual(quote.state, "sale")
        self.assertEqual(self.waiting(), self.partner)

    def test_failed_refresh_is_tried_again(self):
        self.buy(self.partner)
        with (
            mute_logger("odoo.addons.base.models.ir_cron"),
            self._broken_engine() as run,
        ):
            self.run_cron(CHANGED)
        run.assert_called()
        self.assertEqual(self.waiting(), self.partner, "still waiting")
        self.run_cron(CHANGED)
        self.assertEqual(self.classes()[0], "EII")
        self.assertFalse(self.waiting())

    def test_missing_scheduled_action_does_not_fail_an_order(self):
        self.env.ref(f"customer_insight.{CHANGED}").unlink()
        self.buy(self.partner)
        self.assertEqual(self.waiting(), self.partner)

    def test_archived_scheduled_action_does_not_fail_an_order(self):
        self.env.ref(f"customer_insight.{CHANGED}").active = False
        self.buy(self.partner)
        self.assertEqual(self.waiting(), self.partner)

    # Every night

    def test_night_classifies_everybody(self):
        self.buy(self.partner)
        self.nobody_waits()
        self.run_cron(ALL)
        self.assertEqual(self.classes(), ["EII", "F", "F"])

    def test_night_commits_batch_by_batch(self):
        self._batches_of(ALL, 2)
        self.buy(self.partner, self.other, self.third)
        batches = []
        with self._spy("ir.cron", "_commit_progress", batches):
            self.run_cron(ALL)
        sizes = [call["processed"] for call in batches if call["processed"]]
        self.assertEqual(max(sizes), 2)
        self.assertGreaterEqual(len(sizes), 2)
        self.assertEqual(self.classes(), ["EII"] * 3)

    def test_night_goes_on_where_somebody_judged_in_the_same_moment(self):
        other = self._create_company("Other")
        self.buy(self.partner)
        self._triggers(ALL).unlink()
        with self._collision_in(self.company), mute_logger("odoo.sql_db"):
            self.run_cron(ALL)
        self.assertEqual(self.partner.with_company(other).insight_category, "F")
        self.assertTrue(self._triggers(ALL), "the rest is done in another run")
        self.run_cron(ALL)
        self.assertEqual(self.classes(), ["EII", "F", "F"])

    def test_second_night_writes_nothing(self):
        self.run_cron(ALL)
        batches = []
        with self._spy("ir.cron", "_commit_progress", batches):
            self.run_cron(ALL)
        self.assertFalse([call for call in batches if call["processed"]])

    # Help

    def _batches_of(self, name, size):
        cron = self.env.ref(f"customer_insight.{name}")
        cron.code = cron.code.replace("()", f"(batch_size={size})")

    def _broken_engine(self):
        engine = type(self.env["customer.insight.engine"])
        return patch.object(engine, "_make_run", side_effect=ValueError("Broken"))

    def _collision_in(self, company):
        """The engine finds that a row of the company was just written by another."""
        engine = type(self.env["customer.insight.engine"])
        original = engine._apply

        def apply(records, run, *args):
            if run.company == company:
                raise SerializationFailure
            return original(records, run, *args)

        return patch.object(engine, "_apply", apply)

    def _spy(self, model, method, calls):
        """Note the keyword arguments of each call."""
        owner = type(self.env[model])
        original = getattr(owner, method)

        def note(records, *args, **kwargs):
            calls.append({"processed": 0, **kwargs})
            return original(records, *args, **kwargs)

        return patch.object(owner, method, note)
