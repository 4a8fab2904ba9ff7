from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _message_post_after_hook(self, message, msg_values):
        """The customer looked at his quotation, or answered."""
        if self.env["mail.message"]._insight_is_sign(msg_values):
            self._insight_changed()
        return super()._message_post_after_hook(message, msg_values)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _message_post_after_hook(self, message, msg_values):
        """The customer, or one of his people, wrote to us."""
        if self.env["mail.message"]._insight_is_sign(msg_values):
            self.env["customer.insight.request"]._ask(self.ids)
        return super()._message_post_after_hook(message, msg_values)


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _insight_is_sign(self, values):
        """Whether a message may be a customer's look or answer; told without a query.

        What colleagues write is not. The refresh finds out exactly.
        """
        viewed = self.env["ir.model.data"]._xmlid_to_res_id("sale.mt_order_viewed")
        if values.get("subtype_id") == viewed:
            return bool(viewed)
        author = values.get("author_id")
        return (
            values.get("message_type") in ("email", "comment")
            and bool(author)
            and (author != self.env.user.partner_id.id or self.env.user.share)
        )
