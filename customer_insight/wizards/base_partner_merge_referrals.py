from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Keep who came through whom, without a chain that leads back to itself.

        The one who remains came through the first one up his chain who is not merged;
        if that one came through him, he is the first himself.
        """
        partners = (src_partners | dst_partner).sudo()
        referrer = partners._insight_referrer_beyond()
        partners.insight_referred_by_id = False
        partners.flush_recordset()
        res = super()._update_foreign_keys(src_partners, dst_partner)
        remaining = dst_partner.sudo()
        remaining.invalidate_recordset()
        remaining._insight_join_chain(referrer)
        return res
