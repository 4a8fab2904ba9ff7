from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _insight_customers(self):
        """Those of opportunities, too."""
        leads = self.sudo().filtered(lambda one: one.res_model == "crm.lead")
        leads = self.env["crm.lead"].sudo().browse(leads.mapped("res_id")).exists()
        return super()._insight_customers() + leads.partner_id.ids
