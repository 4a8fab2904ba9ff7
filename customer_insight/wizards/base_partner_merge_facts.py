from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Keep the sources of the values that survive."""
        self.env["customer.insight.fact"]._merge_into(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _update_values(self, src_partners, dst_partner):
        """Who merges contacts, did not find out anything new."""
        kept = dst_partner.with_context(insight_keep_sources=True)
        return super()._update_values(src_partners, kept)
