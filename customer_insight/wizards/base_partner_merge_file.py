from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Bring the files into one currency, before core moves amounts and lines."""
        files = (dst_partner | src_partners).sudo()
        currency = files.insight_kept_currency_id[:1]
        for file in files:
            file._insight_convert_amounts(currency)
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)
