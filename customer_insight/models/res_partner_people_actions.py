from markupsafe import Markup

from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_insight_open_organisation(self):
        """Open the organisation chart of the customer's people."""
        self._insight_check_allowed()
        self.ensure_one()
        customer = self.commercial_partner_id
        chart = self.env.ref("customer_insight.view_partner_organisation_hierarchy")
        form = self.env.ref("customer_insight.view_partner_person_form")
        search = self.env.ref("customer_insight.view_partner_person_search")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Organisation of %(name)s", name=customer.name),
            "res_model": "res.partner",
            "views": [(chart.id, "hierarchy"), (form.id, "form")],
            "search_view_id": [search.id, "search"],
            "domain": [
                ("commercial_partner_id", "=", customer.id),
                ("is_company", "=", False),
                ("type", "=", "contact"),
            ],
            "context": {
                "default_parent_id": customer.id,
                "default_type": "contact",
                "default_is_company": False,
                "default_user_id": customer.user_id.id,
            },
            "help": self._insight_no_people_help(),
        }

    def _insight_no_people_help(self):
        title = self.env._("Nobody is known here yet")
        text = self.env._(
            "Add the people you meet. Drag a card onto another one to show who "
            "reports to whom."
        )
        return Markup('<p class="o_view_nocontent_smiling_face">%s</p><p>%s</p>') % (
            title,
            text,
        )
