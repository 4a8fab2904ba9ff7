from lxml import etree

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext


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
        if invoice and not invoice.is_sale_document(include_receipts=True):
            raise UserError(
                self.env._(
                    "A dispute is about what a customer bought: open it from a "
                    "customer invoice or a credit note."
                )
            )
        return self.env["customer.insight.dispute.wizard"]._ask(
            invoice.commercial_partner_id, invoice=invoice
        )


class MailMessage(models.Model):
    _inherit = "mail.message"

    def action_insight_open_dispute(self):
        """Ask what the dispute is about; what the message says is there already."""
        message = self[:1]
        message.check_access("read")
        document = self.env[message.model].browse(message.res_id)
        action = document.action_insight_open_dispute()
        action["context"]["default_text"] = message._insight_text()
        return action

    def _insight_text(self):
        """Return subject and text, without what a mail quotes from those before."""
        subject = self.subject if self.message_type == "email" else ""
        body = html2plaintext(_without_quotes(self.body), include_references=False)
        return "\n".join(filter(None, [subject, body.strip()]))


def _without_quotes(body):
    """Return the HTML less the mails that it answers, which Odoo marks or quotes."""
    if not body:
        return ""
    root = etree.fromstring(str(body), etree.HTMLParser())
    for quote in root.xpath("//*[@data-o-mail-quote='1' or self::blockquote]"):
        quote.getparent().remove(quote)
    return etree.tostring(root, encoding="unicode")


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Tell the web client where a message may become a dispute."""
        info = super().session_info()
        if self.env["customer.insight.signal"].has_access("read"):
            info["insight_dispute_models"] = self._insight_dispute_models()
        return info

    def _insight_dispute_models(self):
        """Models with ``action_insight_open_dispute`` and messages."""
        return ["account.move", "res.partner", "sale.order"]
