from odoo import models
from odoo.tools import SQL

from .customer_insight_pool_move import CONTEXT
from .pool_claim import MANAGER


class ResPartner(models.Model):
    """Whoever changes a customer's salesperson: it is noted, and the pool follows.

    Writes of anything else, and all writes where no team has a pool, pass by.
    """

    _inherit = "res.partner"

    def write(self, vals):
        if "user_id" not in vals or not self.env["crm.team"]._insight_pool_ids():
            return super().write(vals)
        owners = self._insight_owners()
        self._insight_check_own_claim(owners, vals["user_id"])
        res = super().write(vals)
        self._insight_owner_changed(owners, vals["user_id"] or False)
        return res

    def _insight_owners(self):
        """Return ``{partner id: salesperson id}`` of the customers among these."""
        self.flush_model(["user_id", "commercial_partner_id"])
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT id, user_id FROM res_partner partner
                     WHERE id = ANY(%s) AND id = commercial_partner_id
                       AND (EXISTS (SELECT 1 FROM customer_insight insight
                                     WHERE insight.partner_id = partner.id)
                         OR EXISTS (SELECT 1 FROM customer_insight_pool pool
                                     WHERE pool.partner_id = partner.id))
                    """,
                    self.ids,
                )
            )
        )

    def _insight_check_own_claim(self, owners, user_id):
        """Who enters himself at customers in the pool, claims: his limits hold.

        Not for managers, who may give customers away, nor for what runs as superuser.
        """
        user = self.env.user
        if self.env.su or user_id != user.id or user.has_group(MANAGER):
            return
        rows = self.env["customer.insight.pool"].sudo()
        waiting = [("partner_id", "in", list(owners)), ("state", "=", "open")]
        rows = rows.search(waiting)
        if rows:
            rows._check_claim(user)

    def _insight_owner_changed(self, owners, user_id):
        """Note the changes; who has a salesperson has left the pool."""
        changed = {
            p: owner for p, owner in owners.items() if owner != (user_id or None)
        }
        if not changed:
            return
        self.env["customer.insight.pool.move"]._record(changed, user_id)
        rows = self.env["customer.insight.pool"]._of(self.browse(changed))
        rows.filtered(lambda row: user_id or row.state == "warned").unlink()

    def _insight_pool_give(self, user, why):
        """Give customers to a salesperson, or to nobody, with the contacts they share.

        A contact who has a salesperson of his own keeps him.

        :param why: values of the moves: kind, reason, …
        """
        partners = self.sudo().with_context(active_test=False)
        partners |= partners._insight_pool_contacts()
        partners.with_context(**{CONTEXT: why}).write({"user_id": user.id})

    def _insight_pool_contacts(self):
        """Return the contacts who follow their customer to another salesperson."""
        self.flush_model(["user_id", "commercial_partner_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT contact.id
                  FROM res_partner contact
                  JOIN res_partner customer
                    ON customer.id = contact.commercial_partner_id
                  LEFT JOIN customer_insight_pool pool
                    ON pool.partner_id = customer.id
                 WHERE customer.id = ANY(%s) AND contact.id != customer.id
                   AND (contact.user_id IS NULL
                        OR contact.user_id IN (customer.user_id, pool.user_id))
                """,
                self.ids,
            )
        )
        return self.browse(id_ for (id_,) in rows)

    def _message_post_after_hook(self, message, msg_values):
        """A note or message of ours is a follow-up: the warning goes away."""
        res = super()._message_post_after_hook(message, msg_values)
        if message.message_type == "comment" and self.env.user._is_internal():
            self.env["customer.insight.pool"]._followed_up(self)
        return res
