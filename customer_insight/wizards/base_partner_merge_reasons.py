from odoo import models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Unite the same reason of several customers before all of them move.

        A customer has a reason once while it holds: core would delete a second row.
        """
        Reason = self.env["customer.insight.customer.reason"].sudo()
        customers = src_partners | dst_partner
        rows = Reason.search(
            [("partner_id", "in", customers.ids), ("state", "=", "open")], order="id"
        )
        same = rows.grouped(
            lambda row: (row.company_id, row.reason_id, row.categ_id, row.competitor_id)
        )
        for twins in same.values():
            self._unite_reasons(twins)
        Reason.flush_model()
        self.env.cr.execute(
            SQL(
                "UPDATE customer_insight_customer_reason SET partner_id = %s"
                " WHERE partner_id = ANY(%s)",
                dst_partner.id,
                src_partners.ids,
            )
        )
        Reason.invalidate_model()
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _unite_reasons(self, twins):
        """Keep the first found, with what was noted and done about each."""
        kept, *others = twins.sorted(lambda row: (row.date, row.id))
        for row in others:
            notes = [note for note in (kept.note, row.note) if note]
            kept.note = "\n".join(dict.fromkeys(notes))
            kept.plan_date = kept.plan_date or row.plan_date
            row.unlink()
