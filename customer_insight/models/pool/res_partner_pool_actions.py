from odoo import models
from odoo.exceptions import UserError

from .pool_claim import MANAGER


class ResPartner(models.Model):
    """The pool on the customer's form, and what the Action menu does."""

    _inherit = "res.partner"

    def _compute_insight_summary(self):
        """Add the pool's line, for those in a pool or about to return."""
        res = super()._compute_insight_summary()
        if self.env["crm.team"]._insight_pool_ids():
            rows = self.env["customer.insight.pool"].search(
                [("partner_id", "in", self.commercial_partner_id.ids)]
            )
            by_customer = rows.grouped("partner_id")
            for partner in self:
                row = by_customer.get(partner.commercial_partner_id)
                if row:
                    is_open = row.state == "open"
                    pool = {
                        "text": row._words(),
                        "open": is_open,
                        "claimable": is_open and not row.claim_from,
                    }
                    partner.insight_summary = {**partner.insight_summary, "pool": pool}
        return res

    def action_insight_pool_claim(self):
        """Claim the customer whose form is open, or the chosen ones."""
        self._insight_check_allowed()
        rows = self.env["customer.insight.pool"].search(
            [("partner_id", "in", self.commercial_partner_id.ids)]
        )
        if not rows:
            return self._insight_notify(self._insight_pool_nothing_words(), "warning")
        return rows.action_claim()

    def _insight_pool_nothing_words(self):
        """Return why these cannot be claimed: they have a salesperson, mostly."""
        owned = self.commercial_partner_id.sudo().filtered("user_id")[:1]
        if not owned:
            return self.env._("This customer is in no pool that you can claim from.")
        return self.env._(
            "%(customer)s belongs to %(salesperson)s and is not in the pool.",
            customer=owned.display_name,
            salesperson=owned.user_id.name,
        )

    def action_insight_pool_put_back(self):
        """Ask before customers are put into the pool: colleagues see it at once."""
        self._insight_check_allowed()
        customers = self._insight_pool_leaving()
        if not customers:
            return self._insight_notify(customers._insight_pool_put_words(), "warning")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Put Into the Pool"),
            "res_model": "customer.insight.pool.put_back",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_partner_ids": customers.ids},
        }

    def _insight_pool_leaving(self):
        """Return who may be put into the pool: of a manager any, else his own.

        Not who waits there already, nor who is no customer; nobody without a pool.
        """
        if not self._insight_pools():
            return self.browse()
        customers = self.commercial_partner_id.sudo()
        foreign = customers.filtered(lambda c: c.user_id != self.env.user)
        if foreign and not self.env.user.has_group(MANAGER):
            raise UserError(
                self.env._(
                    "%(customer)s is not yours: only managers put others' customers "
                    "into the pool.",
                    customer=foreign[0].display_name,
                )
            )
        rows = self.env["customer.insight.pool"]._of(customers)
        waiting = rows.filtered(lambda row: row.state == "open")
        return (customers - waiting.partner_id).filtered("insight_id")

    def _insight_pool_put_words(self):
        """Say what happened, and how it is taken back: he cannot claim them himself."""
        if not self._insight_pools():
            return self.env._(
                "No sales team has a pool. A manager switches it on in the sales "
                "team's form, page Pool."
            )
        if not self:
            return self.env._("Nothing to do: already in the pool, or no customer yet.")
        return self.env._(
            "%(who)s: in the pool now, for whoever claims first. By mistake? A manager "
            "takes it back in Reporting / Changes of Salesperson.",
            who=self._insight_named(),
        )

    def _insight_pool_by_team(self):
        """Return ``{team: customers}``: into which pools these would come."""
        teams = self._insight_pool_teams(self)
        return self.grouped(lambda partner: teams[partner.user_id.id])

    def _insight_pools(self):
        """Return the teams of the company that have a pool, the first one first."""
        here = self.env.company
        pools = self.env["crm.team"]._insight_with_pool()
        return pools.filtered(lambda team: team.company_id in (here, here.browse()))

    def _insight_pool_teams(self, partners):
        """Return ``{salesperson id: team with a pool}``: his, else the first one."""
        pools = self._insight_pools()
        owners = partners.user_id.ids
        teams = self.env["customer.insight.pool.move"]._teams_of(owners)
        known = {
            user: pools.filtered(lambda t, i=i: t.id == i) for user, i in teams.items()
        }
        return {user: known.get(user) or pools[:1] for user in [*owners, False]}

    def action_insight_pool_assign(self):
        """Ask whom to give these customers to."""
        self._insight_check_allowed()
        self.env["customer.insight.pool.assign"].check_access("create")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Give Customers to a Salesperson"),
            "res_model": "customer.insight.pool.assign",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_partner_ids": self.commercial_partner_id.ids},
        }
