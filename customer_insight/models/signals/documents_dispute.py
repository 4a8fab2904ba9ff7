from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def action_insight_open_dispute(self):
        """Ask what the dispute about this order is."""
        order = self[:1]
        order.check_access("read")
        order.partner_id._insight_check_allowed()
        return self.env["customer.insight.dispute.wizard"]._ask(
            order.partner_id.commercial_partner_id, order=order
        )


class AccountMove(models.Model):
    _inherit = "account.move"

    def action_insight_open_dispute(self):
        """Ask what the dispute about this invoice is."""
        invoice = self[:1]
        invoice.check_access("read")
        invoice.partner_id._insight_check_allowed()
        return self.env["customer.insight.dispute.wizard"]._ask(
            invoice.commercial_partner_id, invoice=invoice
        )
