from odoo import models


class ResPartner(models.Model):
    """The customer file: everything known about a customer, on a screen of its own.

    The contact's form stays as quick as it is: the file's fields are read only here.
    """

    _inherit = "res.partner"

    def action_insight_open_file(self):
        """Open the customer's file; a contact opens his customer's."""
        self._insight_check_allowed()
        form = self.env.ref("customer_insight.view_partner_customer_file_form")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customer File"),
            "res_model": "res.partner",
            "res_id": self.commercial_partner_id[:1].id,
            "views": [(form.id, "form")],
        }
