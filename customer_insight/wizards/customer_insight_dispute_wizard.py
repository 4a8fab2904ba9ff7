from odoo import api, fields, models


class CustomerInsightDisputeWizard(models.TransientModel):
    """What a dispute is about, in the words of who hears of it first."""

    _name = "customer.insight.dispute.wizard"
    _description = "Open a Dispute"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one("res.partner", string="Customer", required=True)
    order_id = fields.Many2one("sale.order", readonly=True)
    invoice_id = fields.Many2one("account.move", readonly=True)
    product_id = fields.Many2one("product.product")
    text = fields.Text(string="What Happened", required=True)
    value = fields.Monetary(string="At Stake")
    reason_id = fields.Many2one(
        "customer.insight.reason",
        string="Cause",
        domain="[('topic', '=', 'dispute'), ('company_id', 'in', (company_id, False))]",
        help="Leave it empty until you know it.",
    )

    @api.model
    def _ask(self, partner, order=None, invoice=None):
        """Return the dialog, filled with what is known."""
        document = order or invoice
        company = document.company_id if document else self.env.company
        amount = invoice.amount_total_signed if invoice else 0
        if order:
            amount = order.amount_untaxed / (order.currency_rate or 1)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Open a Dispute"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_company_id": company.id,
                "default_partner_id": partner.id,
                "default_order_id": order.id if order else False,
                "default_invoice_id": invoice.id if invoice else False,
                "default_value": amount,
            },
        }

    def action_open(self):
        """Open the dispute, and show it."""
        self.ensure_one()
        self.partner_id.with_company(self.company_id)._insight_check_allowed()
        self.company_id.check_access("read")
        self.order_id.check_access("read")
        self.invoice_id.check_access("read")
        signal = self.env["customer.insight.signal"]._open_dispute(
            self.company_id,
            self.partner_id,
            self.text,
            product=self.product_id,
            orders=self.order_id,
            invoices=self.invoice_id,
            value=self.value,
            reason=self.reason_id,
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "customer.insight.signal",
            "res_id": signal.id,
            "views": [(False, "form")],
        }
