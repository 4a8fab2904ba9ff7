from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Join the personal files: a contact has one, core would drop the others."""
        partners = src_partners | dst_partner
        partners._insight_person_files()._merge_into(dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)
