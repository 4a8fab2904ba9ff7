from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


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
    value = fields.Monetary(
        string="At Stake",
        help="How much it is about: the order or invoice, or a year's turnover of the "
        "customer. The dearest stand first on the list.",
    )
    reason_id = fields.Many2one(
        "customer.insight.reason",
        string="Cause",
        domain="[('topic', '=', 'dispute'), ('company_id', 'in', (company_id, False))]",
        help="Leave it empty until you know it.",
    )
    known = fields.Char(compute="_compute_known")

    @api.depends("company_id", "partner_id", "product_id")
    def _compute_known(self):
        """Tell of the dispute that is open already, to whom may read it."""
        for wizard in self:
            signal = wizard._known_signal()
            wizard.known = bool(signal) and self.env._(
                "A dispute has been open since %(day)s. What you write is added to it.",
                day=format_date(self.env, signal.event_date),
            )

    def _known_signal(self):
        customer = self.partner_id.commercial_partner_id
        return self._open_dispute_of(self.company_id, customer, self.product_id)

    @api.model
    def _open_dispute_of(self, company, customer, product=None):
        """Return what is open already, if the user may read it."""
        signals = self.env["customer.insight.signal"]._open_signal(
            company, "dispute", customer, product and product.id
        )
        return signals.sudo(False)._filtered_access("read")

    @api.model
    def _ask(self, partner, order=None, invoice=None):
        """Return the dialog, filled with what is known."""
        document = order or invoice
        if document and not partner:
            raise UserError(
                self.env._("There is no customer yet. Choose one first, and save.")
            )
        company = document.company_id if document else self.env.company
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
                "default_value": self._at_stake(partner, company, order, invoice),
            },
        }

    @api.model
    def _at_stake(self, partner, company, order=None, invoice=None):
        """Return how much it is about, in the company's currency.

        Without a document it is as much as before, or the customer: a year's turnover.
        """
        if order:
            return order.amount_untaxed / (order.currency_rate or 1)
        if invoice:
            return abs(invoice.amount_total_signed)
        known = self._open_dispute_of(company, partner)
        return known.value or partner.with_company(company).insight_id.contribution

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
