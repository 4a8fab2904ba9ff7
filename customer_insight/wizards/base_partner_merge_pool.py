from odoo import models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Leave one row of the pool at most: moves follow by themselves.

        The remaining customer waits in the pool only where nobody of the merged ones
        has a salesperson; the longest waiting place is his.
        """
        partners = (src_partners | dst_partner).sudo()
        rows = self.env["customer.insight.pool"].sudo()
        rows = rows.search([("partner_id", "in", partners.ids)])
        kept = rows.browse()
        if not partners.user_id:
            kept = rows.filtered(lambda row: row.state == "open")
            kept = kept.sorted(lambda row: (row.since, row.id))[:1]
        elif dst_partner.user_id:
            kept = rows.filtered(lambda row: row.partner_id == dst_partner)
        (rows - kept).unlink()
        kept.partner_id = dst_partner
        self._insight_follow_handovers(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _insight_follow_handovers(self, src_partners, dst_partner):
        """Let hand-overs know where the customer is now, for their undoing."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE customer_insight_handover_line SET res_id = %s"
                " WHERE res_model = 'res.partner' AND res_id = ANY(%s)",
                dst_partner.id,
                src_partners.ids,
            )
        )
