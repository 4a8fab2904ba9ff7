from odoo import fields, models

from ..res_partner import USER


class ResPartner(models.Model):
    """Why he wavers, or does not want to buy yet."""

    _inherit = "res.partner"

    insight_reason_ids = fields.One2many(
        "customer.insight.customer.reason",
        "partner_id",
        string="Reasons",
        copy=False,
        groups=USER,
        prefetch="insight_file",
    )

    def action_insight_note_reason(self):
        """Ask for the reason that somebody found out about this customer."""
        self._insight_check_allowed()
        form = self.env.ref(
            "customer_insight.customer_insight_customer_reason_view_form_dialog"
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Is the Reason?"),
            "res_model": "customer.insight.customer.reason",
            "views": [(form.id, "form")],
            "target": "new",
            "context": {"default_partner_id": self.commercial_partner_id[:1].id},
        }
