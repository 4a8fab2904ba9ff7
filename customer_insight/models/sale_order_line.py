from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _insight_changed(self):
        """Have the customers of the lines' orders refreshed after this transaction."""
        self.order_id._insight_changed()
