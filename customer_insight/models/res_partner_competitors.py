from odoo import api, fields, models

from .res_partner import USER
from .res_partner_file_fact import fact


class ResPartner(models.Model):
    """Who else supplies the customer, and how his purchases are shared out."""

    _inherit = "res.partner"

    insight_presence_ids = fact(
        fields.One2many,
        "customer.insight.competitor.presence",
        "partner_id",
        string="Competitors",
    )
    insight_purchase_shares = fields.Json(
        string="Who Has Which Share",
        compute="_compute_insight_purchase_shares",
        groups=USER,
    )

    @api.depends(
        "insight_presence_ids.share",
        "insight_presence_ids.competitor_id.name",
        "insight_wallet_share",
    )
    def _compute_insight_purchase_shares(self):
        """Per cent of what he buys: we, the rivals from large to small, the rest.

        A list of ``{"who": "we" | "rival" | "rest", "name", "share"}``; none where no
        share is known. The rest is negative where the shares are too many together.
        """
        for partner in self:
            ours = partner.insight_wallet_share
            rivals = partner.insight_presence_ids.filtered("share")
            shares = [{"who": "we", "name": False, "share": ours}] if ours else []
            for row in rivals.sorted("share", reverse=True):
                name = row.competitor_id.name or ""
                shares.append({"who": "rival", "name": name, "share": row.share})
            rest = round(100 - sum(part["share"] for part in shares), 2)
            shares.append({"who": "rest", "name": False, "share": rest})
            partner.insight_purchase_shares = shares if ours or rivals else False

    def _insight_room_for(self, presence):
        """Per cent of his purchases that all other rivals leave to this one."""
        others = self.insight_presence_ids - presence
        return 100 - sum(others.mapped("share"))
