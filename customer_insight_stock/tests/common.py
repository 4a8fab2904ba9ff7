from odoo import Command
from odoo.tests import Form, tagged

from odoo.addons.customer_insight.tests.common_signals import SignalCase


@tagged("post_install", "-at_install")
class StockCase(SignalCase):
    """Orders of goods, with their deliveries and returns."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls.env["product.product"].create(
            {"name": "Brake Pad", "type": "consu", "taxes_id": False}
        )

    def ship(self, promised, delivered=None, ordered="2025-12-01", quantity=10, **line):
        """Order goods for a day; deliver them on another, or not at all."""
        line = {"product_id": self.goods.id, "product_uom_qty": quantity, **line}
        line = {"price_unit": 100, **line}
        order = self.env["sale.order"].create(
            {
                "partner_id": self.partner.id,
                "company_id": self.company.id,
                "commitment_date": promised,
                "order_line": [Command.create(line)],
            }
        )
        order.action_confirm()
        order.date_order = ordered
        if delivered:
            self.finish(order.picking_ids, delivered)
        return order

    def finish(self, picking, day, quantity=None):
        """Do the transfer, or a part of it, on a day."""
        for move in picking.move_ids:
            done = quantity or move.product_uom_qty
            move.write({"quantity": done, "picked": True})
        picking._action_done()
        picking.date_done = day
        picking.move_ids.date = day

    def send_back(self, order, quantity, day, note=False):
        """Take some of an order's goods back on a day, or announce it; the transfer."""
        picking = order.picking_ids.filtered(lambda p: not p.return_id)
        wizard = Form(
            self.env["stock.return.picking"].with_context(
                active_id=picking.id, active_ids=picking.ids, active_model=picking._name
            )
        ).save()
        wizard.product_return_moves.quantity = quantity
        back = self.env["stock.picking"].browse(
            wizard.action_create_returns()["res_id"]
        )
        back.note = note
        if day:
            self.finish(back, day)
        return back
