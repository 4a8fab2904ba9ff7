from odoo import fields, models
from odoo.exceptions import UserError


class CustomerInsightPoolAssign(models.TransientModel):
    """A manager gives customers to a salesperson, beyond the limits for claims."""

    _name = "customer.insight.pool.assign"
    _description = "Give Customers to a Salesperson"

    partner_ids = fields.Many2many(
        "res.partner",
        "customer_insight_pool_assign_partner_rel",
        string="Customers",
        required=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        domain=lambda self: [
            ("share", "=", False),
            ("company_ids", "in", self.env.company.ids),
        ],
        ondelete="cascade",
    )

    def action_assign(self):
        """Give them, and say how many."""
        self.check_access("write")
        customers = self.partner_ids.commercial_partner_id
        customers.check_access("read")
        if not customers:
            raise UserError(self.env._("Choose a customer."))
        user = self.user_id
        customers._insight_pool_give(user, {"kind": "assigned", "reason": False})
        return {
            **self.env["res.partner"]._insight_notify(
                self.env._(
                    "%(who)s: with %(salesperson)s now.",
                    who=customers._insight_named(),
                    salesperson=user.name,
                ),
                "success",
            ),
        }
