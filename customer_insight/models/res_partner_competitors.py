from odoo import api, fields, models

from .res_partner import USER


class ResPartner(models.Model):
    """Who else supplies the customer, and how his purchases are shared out."""

    _inherit = "res.partner"

    insight_presence_ids = fields.One2many(
        "customer.insight.competitor.presence",
        "partner_id",
        string="Competitors",
        copy=False,
        groups=USER,
    )
    insight_purchase_shares = fields.Json(
        string="Who Has Which Share",
        compute="_compute_insight_purchase_shares",
        groups=USER,
    )

    @api.depends(
        "insight_presence_ids.share", "insight_presence_ids.competitor_id.name"
    )
    def _compute_insight_purchase_shares(self):
        """Per cent of what he buys: ``[{"name", "share"}]``, the largest first.

        What nobody accounts for comes last, without a name. None where no share is
        known.
        """
        for partner in self:
            known = partner.insight_presence_ids.filtered("share")
            shares = [
                {"name": row.competitor_id.name or "", "share": row.share}
                for row in known.sorted("share", reverse=True)
            ]
            rest = 100 - sum(known.mapped("share"))
            shares.append({"name": False, "share": rest})
            partner.insight_purchase_shares = shares if known else False

    def _insight_room_for(self, presence):
        """Per cent of his purchases that all other rivals leave to this one."""
        others = self.insight_presence_ids - presence
        return 100 - sum(others.mapped("share"))
