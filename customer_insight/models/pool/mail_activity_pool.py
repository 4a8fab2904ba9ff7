from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """A finished activity at a customer is a follow-up: the warning goes away."""
        done = self.sudo().filtered(lambda a: a.res_model == "res.partner")
        customers = self.env["res.partner"].sudo().browse(done.mapped("res_id"))
        res = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        self.env["customer.insight.pool"]._followed_up(customers)
        return res
