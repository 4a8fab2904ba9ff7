from odoo import models


class CustomerInsightSignal(models.Model):
    """What is written on a signal stays among colleagues.

    The customer is never proposed as a recipient, cannot follow, and gets nothing even
    when somebody names him.
    """

    _inherit = "customer.insight.signal"

    def _mail_get_partner_fields(self, introspect_fields=False):
        return []

    def _message_get_suggested_recipients_batch(self, *args, **kwargs):
        return {signal.id: [] for signal in self}

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        return super()._message_subscribe(
            self._colleagues(partner_ids), subtype_ids, customer_ids
        )

    def _colleagues(self, partner_ids):
        """Of these partners, those with a login of ours."""
        users = (
            self.env["res.users"]
            .sudo()
            .search(
                [("partner_id", "in", list(partner_ids or ())), ("share", "=", False)]
            )
        )
        return users.partner_id.ids

    def message_post(self, *, partner_ids=None, **kwargs):
        """Whom a message names may read it, so it names colleagues only."""
        return super().message_post(partner_ids=self._colleagues(partner_ids), **kwargs)

    def message_notify(self, *, partner_ids=None, **kwargs):
        return super().message_notify(
            partner_ids=self._colleagues(partner_ids), **kwargs
        )

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        return [one for one in recipients if one["uid"] and not one["share"]]
