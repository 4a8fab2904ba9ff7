from odoo import fields, models

from ..models.customer_insight import CATEGORIES, GROWTH_STAGES, PURCHASE_MODES


class CustomerInsightOverrideWizard(models.TransientModel):
    """Judge class, stage or mode of one or many customers, with the reason."""

    _name = "customer.insight.override.wizard"
    _description = "Judge Customers"

    dimension = fields.Selection(
        [
            ("category", "Class"),
            ("growth_stage", "Growth stage"),
            ("purchase_mode", "Purchase mode"),
        ],
        string="What",
        required=True,
        default="growth_stage",
    )
    category = fields.Selection(CATEGORIES, string="Class")
    growth_stage = fields.Selection(GROWTH_STAGES)
    purchase_mode = fields.Selection(PURCHASE_MODES)
    reason = fields.Char(help="What the documents don't show.")
    until = fields.Date(
        string="Holds Until", help="The last day. Then the figures decide again."
    )
    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)

    def action_apply(self):
        """Write the judgement on every customer's insight."""
        self.ensure_one()
        self.partner_ids._ensure_insight()
        name = f"{self.dimension}_override"
        self.partner_ids.insight_id.sudo(False).write(
            {
                name: self[self.dimension],
                f"{name}_reason": self.reason,
                f"{name}_until": self.until,
            }
        )
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_withdraw(self):
        """Let the figures decide again."""
        self.ensure_one()
        self.partner_ids.insight_id.sudo(False).write(
            {f"{self.dimension}_override": False}
        )
        return {"type": "ir.actions.client", "tag": "soft_reload"}
