from odoo import models
from odoo.tools import SQL

from ..models.signals.customer_insight_signal import OPEN


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Unite open signals of the same kind before all of them move."""
        Signal = self.env["customer.insight.signal"].sudo()
        open_ones = Signal.search(
            [
                ("partner_id", "in", (src_partners | dst_partner).ids),
                ("state", "in", OPEN),
            ]
        )
        groups = open_ones.grouped(lambda s: (s.company_id, s.detector, s.product_id))
        for signals in groups.values():
            self._unite_signals(signals, dst_partner)
        Signal.flush_model()
        self.env.cr.execute(
            SQL(
                "UPDATE customer_insight_signal SET partner_id = %s"
                " WHERE partner_id = ANY(%s)",
                dst_partner.id,
                src_partners.ids,
            )
        )
        Signal.invalidate_model()
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _unite_signals(self, signals, dst_partner):
        """Keep the one that people work on, with the others' messages and steps."""
        kept, *others = signals.sorted(
            lambda signal: (
                signal.state != "investigating",
                signal.partner_id != dst_partner,
                signal.id,
            )
        )
        for signal in others:
            if not kept.reason_id:
                kept.reason_id = signal.reason_id
            texts = [text for text in (kept.outcome, signal.outcome) if text]
            kept.outcome = "\n".join(texts)
            signal.message_change_thread(kept)
            signal.activity_ids.write({"res_id": kept.id})
            signal.unlink()
