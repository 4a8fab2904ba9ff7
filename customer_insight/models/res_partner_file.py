from odoo import api, models

# A company directory looks up each field called "name", our lists' lines as well.
LOOKED_UP_LINES = (
    "//field[starts-with(@name, 'insight_')]"
    "//field[@widget='field_partner_autocomplete']"
)


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

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Offer no companies to who names a machine or a warehouse."""
        arch, view = super()._get_view(view_id, view_type, **options)
        for node in arch.xpath(LOOKED_UP_LINES) if view_type == "form" else ():
            del node.attrib["widget"]
        return arch, view
