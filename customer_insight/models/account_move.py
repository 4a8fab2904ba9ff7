from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def write(self, vals):
        res = super().write(vals)
        if "state" in vals or "date" in vals:
            self._insight_changed()
        return res

    def _insight_changed(self):
        """A credit note, posted or taken back, changes what its order was worth."""
        moves = self.filtered(lambda m: m.move_type in ("out_refund", "out_invoice"))
        moves.invoice_line_ids.sale_line_ids._insight_changed()
