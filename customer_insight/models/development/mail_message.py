from lxml import html

from odoo import models

LONGEST = 120  # characters of a note that become a promise's words


class MailMessage(models.Model):
    """What was promised stands in the note about a call or a visit, or in a mail."""

    _inherit = "mail.message"

    def action_insight_promise(self):
        """Note a promise; what the message says is there already."""
        message = self[:1]
        message.check_access("read")
        document = self.env[message.model].browse(message.res_id)
        action = document._insight_promised_to().action_insight_promise()
        action["context"]["default_name"] = message._insight_promise_words()
        return action

    def _insight_promise_words(self):
        """Return the text in one line; of a finished activity, what was fed back."""
        text = self._insight_text()
        if self.mail_activity_type_id and self.body:
            root = html.fromstring(str(self.body))
            fed_back = root.xpath("//div[@class='fw-bold']/following-sibling::node()")
            text = " ".join(str(x) for x in fed_back if isinstance(x, str))
        return " ".join(text.split())[:LONGEST]


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _insight_promised_to(self):
        """Return the contact whom a promise about this document is made to."""
        field = self._fields.get("partner_id")
        is_contact = field and field.comodel_name == "res.partner"
        return self.partner_id if is_contact else self.env["res.partner"]


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _insight_promised_to(self):
        return self


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Tell the web client where a message may become a promise."""
        info = super().session_info()
        if self.env["customer.insight.promise"].has_access("create"):
            info["insight_promise_models"] = self._insight_promise_models()
        return info

    def _insight_promise_models(self):
        """Models whose messages are about a customer; an addon adds its own."""
        return ["res.partner", "sale.order", "customer.insight.signal"]
