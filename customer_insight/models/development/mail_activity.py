from odoo import models


class MailActivity(models.Model):
    """Reminders of steps and promises; promises are made at any activity."""

    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        reminders = self.filtered(lambda activity: activity.res_model == "res.partner")
        res = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        if reminders:
            self.env["customer.insight.development"]._step_done(reminders)
            self.env["customer.insight.promise"]._kept_by(reminders)
        return res

    def action_insight_promise(self):
        """Note a promise that was made at this meeting or call."""
        self.ensure_one()
        self.check_access("read")
        record = self.env[self.res_model].browse(self.res_id)
        return record._insight_promised_to().action_insight_promise()
