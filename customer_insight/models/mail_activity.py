from odoo import fields, models

from .res_partner import USER


class MailActivity(models.Model):
    _inherit = "mail.activity"

    insight_playbook_id = fields.Many2one(
        "customer.insight.playbook",
        string="Playbook",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        groups=USER,
    )
    insight_step_id = fields.Many2one(
        "mail.activity.plan.template",
        string="Playbook Step",
        ondelete="set null",
        readonly=True,
        groups=USER,
    )

    insight_coverage_id = fields.Many2one(
        "customer.insight.coverage",
        string="Coverage Rule",
        index="btree_not_null",
        ondelete="cascade",
        readonly=True,
        groups=USER,
    )
    insight_company_id = fields.Many2one(
        "res.company",
        string="Playbook's Company",
        ondelete="cascade",
        readonly=True,
        groups=USER,
    )

    def _action_done(self, feedback=False, attachment_ids=None):
        """Go on with the playbook's next step when one is done."""
        done = [
            (activity.insight_playbook_id, activity.insight_step_id, activity)
            for activity in self.sudo()
            if activity.insight_playbook_id and activity.res_model == "res.partner"
        ]
        res = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        for playbook, step, activity in done:
            activity._schedule_next_step(playbook, step)
        return res

    def _schedule_next_step(self, playbook, step):
        """Schedule what comes after a done step, while the playbook still applies."""
        company = self.insight_company_id
        partner = self.env["res.partner"].sudo().browse(self.res_id).exists()
        if partner.with_company(company).insight_id.playbook_id == playbook:
            following = playbook._step_after(step)
            playbook._schedule_step(partner, following, company, self.user_id)
