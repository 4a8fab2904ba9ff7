from unittest.mock import patch

from odoo.modules.module import get_manifest
from odoo.tests import TransactionCase, freeze_time, tagged
from odoo.tools import convert_file

ADDONS = ("customer_insight", "customer_insight_stock")


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02")
class TestDemoStock(TransactionCase):
    """The demo where Inventory is: it installs, and shows what deliveries tell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # in tests, and only there, Inventory gives a new company its warehouse
        with patch("odoo.modules.module.current_test", False):
            for addon in ADDONS:
                for name in get_manifest(addon)["demo"]:
                    convert_file(cls.env, addon, name, {}, mode="init")
        cls.company = cls.env.ref("customer_insight.demo_company")
        cls.here = [("company_id", "=", cls.company.id)]

    def signals(self, detector):
        return self.env["customer.insight.signal"].search(
            [*self.here, ("detector", "=", detector), ("state", "=", "new")]
        )

    def test_only_what_it_shows_is_delivered(self):
        """Two years of orders would be as many transfers, and all of them late."""
        self.assertEqual(self.env["stock.picking"].search_count(self.here), 6)

    def test_something_came_back_and_something_is_late(self):
        back = self.signals("returned_soon").filtered("picking_count")
        self.assertEqual(len(back), 2)
        self.assertIn("squeak", " ".join(back.mapped("explanation")))
        late = self.signals("late_delivery")
        self.assertEqual(len(late), 2, "one still due, one that came too late")
        self.assertTrue(all(signal.picking_count for signal in late))
