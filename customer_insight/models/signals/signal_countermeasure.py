from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerInsightSignal(models.Model):
    """The causes to choose from, and what helps against the one that was chosen."""

    _inherit = "customer.insight.signal"

    topic = fields.Char(compute="_compute_topic")
    candidate_ids = fields.Many2many(
        "customer.insight.reason", string="Possible Causes", compute="_compute_topic"
    )
    countermeasure = fields.Text(related="reason_id.countermeasure")
    plan_id = fields.Many2one(related="reason_id.plan_id")

    @api.depends("detector", "company_id")
    def _compute_topic(self):
        detectors = self.env["customer.insight.detector"]._detectors()
        Reason = self.env["customer.insight.reason"]
        for signal in self:
            detector = detectors.get(signal.detector)
            signal.topic = detector is not None and detector._topic
            signal.candidate_ids = Reason._for_topic(signal.topic, signal.company_id)

    def action_schedule_plan(self):
        """Schedule the steps of the cause's plan for the salesperson, once."""
        self.check_access("write")
        self._check_plans()
        for signal in self.filtered(lambda s: not s.plan_scheduled_on):
            for step in signal.plan_id.sudo().template_ids:
                signal._schedule_step(step)
            signal.sudo().plan_scheduled_on = fields.Date.context_today(self)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _check_plans(self):
        if not all(signal.plan_id for signal in self):
            raise UserError(
                self.env._(
                    "Choose a cause that has an activity plan first. Managers give one "
                    "to a cause in Configuration / Causes."
                )
            )

    def _schedule_step(self, step):
        """Schedule a step on the signal, or on the customer, as its plan says."""
        user = self._responsible() or self.env.user
        on_signal = self.plan_id.sudo().res_model == self._name
        record = self if on_signal else self.partner_id
        playbook = self.env["customer.insight.playbook"]
        return (
            record.sudo()
            .with_context(lang=user.lang, mail_activity_quick_update=True)
            .activity_schedule(
                activity_type_id=step.activity_type_id.id,
                **playbook._own_words(step),
                user_id=step._determine_responsible(user, record)["responsible"].id,
                date_deadline=step._get_date_deadline(),
            )
        )

    def _responsible(self):
        """The customer's salesperson, else the one whom the policy names."""
        return self.env["customer.insight.playbook"]._responsible(
            self.sudo().partner_id, self.company_id
        )
