from odoo import models


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _get_forbidden_access(self, operation):
        """Hide finished steps from the customer, when he asks by number too.

        Core hides internal messages from a portal user's searches, but of those read by
        their number only comments. The note of a finished activity is a notification,
        and ours says what we think of him.
        """
        forbidden = super()._get_forbidden_access(operation)
        if self.env.user._is_internal():
            return forbidden
        return forbidden | (self - forbidden).filtered(
            lambda message: message.sudo().subtype_id.internal
        )
