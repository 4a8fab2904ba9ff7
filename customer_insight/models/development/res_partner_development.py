from odoo import fields, models

from ..customer_insight import STAGES
from ..res_partner import USER


class ResPartner(models.Model):
    """The customer's plans on his file."""

    _inherit = "res.partner"

    insight_development_ids = fields.One2many(
        "customer.insight.development",
        "partner_id",
        string="Development Plans",
        copy=False,
        groups=USER,
    )

    def action_insight_plan(self):
        """Set a goal for this customer; the next stage is proposed."""
        self._insight_check_allowed()
        customer = self.commercial_partner_id[:1]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Development Plan"),
            "res_model": "customer.insight.development",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_partner_id": customer.id,
                "default_goal_stage": customer._insight_next_stage(),
            },
        }

    def _insight_next_stage(self):
        """Return the growth stage after his, or False after the last one."""
        later = STAGES[STAGES.index(self.insight_growth_stage or STAGES[0]) + 1 :]
        return later[0] if later else False

    def _insight_hand_over(self):
        """Open plans follow the customer to his new salesperson."""
        res = super()._insight_hand_over()
        able = self.env["customer.insight.playbook"]._able
        for user, partners in self.sudo().grouped("user_id").items():
            if able(user):
                plans = partners.insight_development_ids.filtered("is_open")
                plans.filtered(lambda p, user=user: p.user_id != user).user_id = user
        return res
