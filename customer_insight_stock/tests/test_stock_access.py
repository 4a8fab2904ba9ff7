from odoo.exceptions import AccessError

from .common import StockCase


class TestStockAccess(StockCase):
    """Disputes about deliveries are for who sees signals."""

    def test_a_dispute_from_a_delivery_is_about_its_order(self):
        self.partner.user_id = self.anna
        order = self.ship("2025-12-20")
        context = order.picking_ids.action_insight_open_dispute()["context"]
        self.assertEqual(context["default_order_id"], order.id)
        self.assertEqual(context["default_partner_id"], self.partner.id)

    def test_a_warehouse_clerk_opens_none(self):
        clerk = self._create_user("clerk", "stock.group_stock_user")
        picking = self.ship("2025-12-20").picking_ids
        with self.assertRaises(AccessError):
            picking.with_user(clerk).action_insight_open_dispute()
