from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _insight_relevant(self):
        """Whose need a quotation is about says what it adds."""
        return super()._insight_relevant() | {"opportunity_id"}
