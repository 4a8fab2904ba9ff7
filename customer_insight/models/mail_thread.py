from odoo import models
from odoo.fields import Domain


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _search_message_partner_ids(self, operator, operand):
        """Who asks about followers by their fields, asks with his own rights.

        Core looks for them as superuser: a colleague outside sales would find the
        documents that our EI customers follow.
        """
        if isinstance(operand, Domain) and not self.env.su:
            operand = self.env["res.partner"]._search(operand)
        return super()._search_message_partner_ids(operator, operand)
