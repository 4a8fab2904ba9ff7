from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import waking
from .common_live import LiveCase

WAKING = "odoo.addons.customer_insight.models.waking"


@tagged("post_install", "-at_install")
class TestWaking(LiveCase):
    """Figures follow an order within seconds; confirming it waits for nothing."""

    def tearDown(self):
        waking._waking.clear()
        super().tearDown()

    def test_scheduled_action_runs_now(self):
        self._triggers().unlink()
        self.env["customer.insight.request"]._wake()
        self.assertEqual(len(self._triggers()), 1)

    def test_many_orders_at_once_wake_once(self):
        with patch(f"{WAKING}.Timer") as timer:
            for _order in range(3):
                waking.wake_later("some_database")
        self.assertEqual(timer.call_count, 1)

    def test_order_after_waking_wakes_again(self):
        registry, api = patch(f"{WAKING}.Registry"), patch(f"{WAKING}.api")
        with patch(f"{WAKING}.Timer") as timer, registry, api:
            waking.wake_later("some_database")
            waking._wake("some_database")
            waking.wake_later("some_database")
        self.assertEqual(timer.call_count, 2)

    @mute_logger(WAKING, "odoo.sql_db")
    def test_lost_database_disturbs_nobody(self):
        waking._wake("database_that_is_gone")
