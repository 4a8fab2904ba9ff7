from odoo import api, fields, models

from ..res_partner import USER
from .customer_insight_guard import HINTS

QUOTATION = ("draft", "sent")


class SaleOrder(models.Model):
    """Hints on a quotation, from the personality of the customer."""

    _inherit = "sale.order"

    insight_guards = fields.Json(
        string="Hints on This Customer",
        compute="_compute_insight_guards",
        groups=USER,
        help="What does not suit this customer's personality, why, and what to do.",
    )

    def _insight_guard_depends(self):
        """Fields whose change in the form changes the hints."""
        names = ["partner_id", "state", "order_line.product_id", "order_line.discount"]
        names += ["order_line.price_subtotal"]
        has_margin = self.env["customer.insight.guard"]._has_margin()
        return [*names, "order_line.margin"] if has_margin else names

    @api.depends(lambda self: self._insight_guard_depends())
    @api.depends_context("lang")
    def _compute_insight_guards(self):
        """Look at quotations only: a confirmed order asks nothing."""
        for order in self:
            guards = order.state in QUOTATION and order._insight_guard_rules()
            order.insight_guards = guards and order._insight_guard_hints(guards)

    def _insight_guard_rules(self):
        """Return the rules of who asks for the quotation, and of his company."""
        partners = self.partner_id | self.partner_id.commercial_partner_id
        traits = partners.insight_personality_id | partners.insight_communication_id
        return traits.guard_ids

    def _insight_guard_hints(self, guards):
        """Return a dict for each rule that has something to say."""
        hints = []
        for guard in guards:
            reason = getattr(self, f"_insight_check_{guard.kind}")(guard.cap)
            if reason:
                hints.append(
                    {
                        "kind": guard.kind,
                        "trait": guard.trait_id.name,
                        "reason": reason,
                        "advice": guard.advice,
                        "is_hint": guard.kind in HINTS,
                    }
                )
        return hints or False
