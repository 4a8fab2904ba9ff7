from odoo import api, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        """Give each company its policy, so that a manager finds one to edit."""
        companies = super().create(vals_list)
        for company in companies:
            self.env["customer.insight.policy"]._for_company(company)
        return companies
