from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Keep the reporting lines, without a person who reports to himself.

        The one who remains reports to the first manager up the line who is not merged;
        a line that would lead back to him, or to another customer, ends.
        """
        partners = (src_partners | dst_partner).sudo()
        manager = partners._insight_manager_beyond()
        partners.insight_manager_id = False
        partners.flush_recordset()
        res = super()._update_foreign_keys(src_partners, dst_partner)
        dst_partner.sudo()._insight_join_line(manager)
        return res
