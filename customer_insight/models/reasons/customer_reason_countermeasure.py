from odoo import fields, models
from odoo.exceptions import UserError

FIND_REASON = "customer_insight.mail_activity_type_find_reason"


class CustomerInsightCustomerReason(models.Model):
    """What helps against a reason: its plan, scheduled once and without a flood."""

    _inherit = "customer.insight.customer.reason"

    def action_schedule_plan(self):
        """Schedule the steps of the reason's plan for the salesperson, once."""
        self.check_access("write")
        self._check_plans()
        for row in self.filtered(lambda row: not row.plan_date):
            row._schedule_steps()
            row.plan_date = fields.Date.context_today(self)
        return {"type": "ir.actions.act_window_close"}

    def _check_plans(self):
        if any(row.plan_id.sudo().res_model != "res.partner" for row in self):
            raise UserError(
                self.env._(
                    "This reason has no activity plan for contacts. Managers give it "
                    "one in Configuration / Causes."
                )
            )

    def _schedule_steps(self):
        """Schedule what is not open already; the reason itself is found."""
        self.ensure_one()
        playbook = self.env["customer.insight.playbook"]
        partner = self.partner_id
        user = playbook._responsible(partner.sudo(), self.company_id) or self.env.user
        known = partner.sudo().activity_ids.activity_type_id
        known |= self.env.ref(FIND_REASON, raise_if_not_found=False) or known
        for step in self.plan_id.sudo().template_ids:
            if step.activity_type_id not in known:
                playbook._schedule_step(partner, step, self.company_id, user)
