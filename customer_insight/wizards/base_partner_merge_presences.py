from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Bring the rivals of all merged customers together before core moves rows.

        A rival is noted once at a customer: core would delete a second row.
        """
        Presence = self.env["customer.insight.competitor.presence"].sudo()
        Presence._unite(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)
