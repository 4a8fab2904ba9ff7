from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .pool_claim import MANAGER


class CustomerInsightPool(models.Model):
    """What managers do with customers in the pool."""

    _inherit = "customer.insight.pool"

    def action_assign(self):
        """Ask whom to give these customers to."""
        self.check_access("read")
        return self.partner_id.action_insight_pool_assign()


class CustomerInsightPoolMove(models.Model):
    """A manager takes a change of salesperson back."""

    _inherit = "customer.insight.pool.move"

    def action_undo(self):
        """Give the customers back to whom they came from, the last change first.

        Who has been given to somebody else since, stays there.
        """
        self.check_access("read")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only managers take back a change."))
        undoable = self.sudo().sorted(lambda m: (m.date, m.id), reverse=True)
        left = [move._left_words() for move in undoable if not move._undo()]
        if left and len(left) == len(self):
            raise UserError("\n".join(left))
        parts = [
            self.env._("%(count)s taken back.", count=len(self) - len(left)),
            *left,
        ]
        return self.env["res.partner"]._insight_notify(
            "\n".join(parts), "warning" if left else "success"
        )

    def _undo(self):
        """Take one change back; return whether it could be."""
        customer = self.partner_id
        if self.undone_on or customer.user_id != self.to_user_id:
            return False
        before = {"kind": "undone", "reason": False}
        if self.from_user_id or not self.team_id:
            customer._insight_pool_give(self.from_user_id, before)
        else:
            Pool = self.env["customer.insight.pool"]
            today = fields.Date.today()
            Pool._enter(customer, self.team_id, "undone", today, why=before)
        self.write({"undone_on": fields.Datetime.now(), "undone_by_id": self.env.uid})
        return True

    def _left_words(self):
        """Return why the change stays."""
        if self.undone_on:
            return self.env._(
                "%(customer)s: taken back already.",
                customer=self.partner_id.display_name,
            )
        return self.env._(
            "%(customer)s stays with %(salesperson)s, who got him since.",
            customer=self.partner_id.display_name,
            salesperson=self.partner_id.user_id.name or self.env._("nobody"),
        )
