from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..res_partner import USER


class ResPartner(models.Model):
    """Who came through whom: up to the first one, and down to everybody he brought.

    The chain is one of customers: whom a contact sent, his customer sent.
    """

    _inherit = "res.partner"

    insight_referral = fields.Json(
        string="Referral Chain",
        compute="_compute_insight_referral",
        groups=USER,
        help="Whom he came from, whom he brought, and what they are worth.",
    )

    @api.depends("insight_referred_by_id")
    @api.depends_context("company")
    def _compute_insight_referral(self):
        customers = self._origin.commercial_partner_id
        above = customers._insight_referrers()
        below = customers._insight_brought()
        for partner in self:
            customer = partner._origin.commercial_partner_id
            partner.insight_referral = {
                "above": self._insight_chain_names(
                    reversed(above.get(customer.id, []))
                ),
                **self._insight_worth(below.get(customer.id, {})),
            }

    def _insight_chain_names(self, ids):
        """Return ``[{id, name}]`` of those whom the user may see, in this order."""
        ids = list(ids)
        seen = self._insight_seen(ids)
        partners = self.browse(ids).filtered(lambda partner: partner in seen)
        return [{"id": p.id, "name": p.display_name} for p in partners]

    def _insight_seen(self, ids):
        """Return the customers that the user may see, archived ones, too."""
        visible = self.with_context(active_test=False)
        return visible.search([("id", "in", list(ids))]) if ids else self.browse()

    def _insight_worth(self, brought):
        """Count those he brought, those who bought, and sum their contribution."""
        seen = self._insight_seen(brought)
        insights = seen.insight_id
        return {
            "all": len(seen),
            "direct": sum(brought[partner.id] == 1 for partner in seen),
            "bought": len(insights.filtered("order_total_count")),
            "worth": sum(insights.mapped("contribution")),
            "currency_id": self.env.company.currency_id.id,
        }

    # The chain, in SQL

    def _insight_referrers(self):
        """Return ``{customer id: ids up the chain, the next one first}``.

        A chain that comes back to the customer ends with him.
        """
        self.flush_model(["insight_referred_by_id", "commercial_partner_id"])
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE chain(start, customer, path) AS (
                    SELECT id, id, ARRAY[]::int[] FROM res_partner WHERE id = ANY(%s)
                     UNION ALL
                    SELECT chain.start, referrer.commercial_partner_id,
                           chain.path || referrer.commercial_partner_id
                      FROM chain
                      JOIN res_partner customer ON customer.id = chain.customer
                      JOIN res_partner referrer
                        ON referrer.id = customer.insight_referred_by_id
                     WHERE referrer.commercial_partner_id <> ALL(chain.path)
                       AND (chain.path = '{}' OR chain.customer <> chain.start))
                SELECT DISTINCT ON (start) start, path FROM chain
                 ORDER BY start, cardinality(path) DESC
                """,
                self.ids,
            )
        )
        return dict(rows)

    def _insight_brought(self):
        """Return ``{customer id: {id of whom he brought: steps down the chain}}``."""
        self.flush_model(["insight_referred_by_id", "commercial_partner_id", "active"])
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE chain(start, customer, path) AS (
                    SELECT id, id, ARRAY[id] FROM res_partner WHERE id = ANY(%s)
                     UNION ALL
                    SELECT chain.start, brought.id, chain.path || brought.id
                      FROM chain
                      JOIN res_partner referrer
                        ON referrer.commercial_partner_id = chain.customer
                      JOIN res_partner brought
                        ON brought.insight_referred_by_id = referrer.id
                       AND brought.commercial_partner_id = brought.id
                     WHERE brought.id <> ALL(chain.path) AND brought.active)
                SELECT start, customer, cardinality(path) - 1 FROM chain
                 WHERE start <> customer ORDER BY start, cardinality(path), customer
                """,
                self.ids,
            )
        )
        found = {}
        for start, customer, steps in rows:
            found.setdefault(start, {})[customer] = steps
        return found

    # No loops

    @api.constrains("insight_referred_by_id")
    def _check_insight_referral_loop(self):
        customers = self.sudo().filtered("insight_referred_by_id").commercial_partner_id
        chains = customers._insight_referrers()
        self._insight_hold({id_ for chain in chains.values() for id_ in chain})
        for customer in customers:
            chain = chains[customer.id]
            if len(chain) > 1 and chain[-1] == customer.id:
                way = customers.browse([customer.id, *chain]).mapped("display_name")
                raise ValidationError(
                    self.env._(
                        "%(customer)s cannot be referred by %(referrer)s: the chain "
                        "leads back to %(customer)s (%(way)s). Correct who came first.",
                        customer=customer.display_name,
                        referrer=customer.insight_referred_by_id.display_name,
                        way=" ← ".join(way),
                    )
                )

    def _insight_hold(self, ids):
        """Let nobody change this chain until the end of the transaction.

        Two who close a loop from both its ends don't see each other: PostgreSQL refuses
        the later one, and the server repeats his request.
        """
        if ids:
            self.env.execute_query(
                SQL(
                    "SELECT id FROM res_partner WHERE id = ANY(%s)"
                    " ORDER BY id FOR SHARE",
                    list(ids),
                )
            )

    def write(self, vals):
        res = super().write(vals)
        if not {"parent_id", "is_company"}.isdisjoint(vals):
            self.sudo()._insight_cut_loops()
        return res

    def _insight_cut_loops(self):
        """Whose chain leads back to himself, begins it: he came before the others.

        That happens when customers become one: by a merge, by joining a company.
        """
        customers = self.commercial_partner_id
        for id_, chain in customers._insight_referrers().items():
            if chain and chain[-1] == id_:
                self.browse(id_).insight_referred_by_id = False

    def action_insight_open_referred(self):
        """Open everybody whom these customers brought, directly or through others."""
        self._insight_check_allowed()
        brought = self.commercial_partner_id._insight_brought()
        ids = {id_ for found in brought.values() for id_ in found}
        action = self._insight_list(
            [("id", "in", sorted(ids))], self.env._("Referred Customers")
        )
        action["views"] = [
            view for view in action["views"] if view[1] in ("list", "form")
        ]
        return action

    # Merging

    def _insight_referrer_beyond(self):
        """The first referrer who is none of these customers, the last one's first."""
        own = self.commercial_partner_id
        for partner in reversed(self):
            referrer, passed = partner.insight_referred_by_id, own.browse()
            while (customer := referrer.commercial_partner_id) & own - passed:
                passed |= customer
                referrer = customer.insight_referred_by_id
            if referrer and not customer & own:
                return referrer
        return self.browse()

    def _insight_join_chain(self, referrer):
        """Come through a referrer, unless he came through this one."""
        own, sender = self.commercial_partner_id, referrer.commercial_partner_id
        above = sender._insight_referrers().get(sender.id, [])
        if referrer and own.id not in (sender.id, *above):
            self.insight_referred_by_id = referrer
        self._insight_cut_loops()
