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
        return self._insight_customer().action_insight_promise()

    def _insight_customer(self):
        """The contact that the activity is about, or whose document it is about."""
        partners = self.env["res.partner"]
        if self.res_model not in self.env:
            return partners
        record = self.env[self.res_model].browse(self.res_id)
        if self.res_model == "res.partner":
            return record
        field = record._fields.get("partner_id")
        return record.partner_id if field else partners
