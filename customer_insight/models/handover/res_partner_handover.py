from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_insight_hand_over(self):
        """Prepare a hand-over of these customers."""
        self._insight_check_allowed()
        self.env["customer.insight.handover"].check_access("create")
        customers = self.commercial_partner_id
        owners = customers.sudo().user_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hand Over Customers"),
            "res_model": "customer.insight.handover",
            "views": [(False, "form")],
            "context": {
                "default_scope": "chosen",
                "default_partner_ids": customers.ids,
                "default_from_user_id": owners.id if len(owners) == 1 else False,
            },
        }
