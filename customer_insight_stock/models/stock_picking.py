from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def action_insight_open_dispute(self):
        """Ask what the dispute with this delivery's order is about."""
        picking = self[:1]
        picking.check_access("read")
        document = picking.sale_id or picking.partner_id
        return document.action_insight_open_dispute()


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def _insight_dispute_models(self):
        return [*super()._insight_dispute_models(), "stock.picking"]
