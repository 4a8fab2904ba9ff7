from odoo import api, fields, models

KINDS = [
    ("returned", "Returned"),
    ("claimed", "Claimed"),
    ("assigned", "Assigned"),
    ("handed_over", "Handed over"),
    ("undone", "Undone"),
]
REASONS = [
    ("no_follow_up", "No follow-up"),
    ("put_back", "Put back"),
    ("by_hand", "Changed by hand"),
]
CONTEXT = "insight_pool_move"
"""Key of the context: ``{kind, reason, …}`` of the moves that a write makes."""


class CustomerInsightPoolMove(models.Model):
    """A customer went from one salesperson to another, or into the pool.

    Written by whoever changes the salesperson, from wherever he does it.
    """

    _name = "customer.insight.pool.move"
    _description = "Change of Salesperson"
    _rec_name = "partner_id"
    _order = "date DESC, id DESC"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    team_id = fields.Many2one(
        "crm.team", string="Sales Team", readonly=True, ondelete="set null"
    )
    kind = fields.Selection(
        KINDS, string="Kind of Change", required=True, readonly=True
    )
    reason = fields.Selection(REASONS, string="Why", readonly=True)
    from_user_id = fields.Many2one(
        "res.users", string="From", readonly=True, ondelete="set null"
    )
    to_user_id = fields.Many2one(
        "res.users",
        string="To",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    date = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )
    user_id = fields.Many2one(
        "res.users",
        string="By",
        readonly=True,
        ondelete="set null",
        help="Who did it; empty where the nightly run did.",
    )
    undone_on = fields.Datetime(readonly=True)
    undone_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    pool_ref = fields.Integer(
        readonly=True, index="btree_not_null", help="The row that left the pool."
    )

    @api.model
    def _record(self, owners, user_id):
        """Note that these customers have another salesperson now.

        :param owners: ``{partner id: id of the former salesperson or None}``
        :param user_id: the new salesperson, False for none
        """
        details = dict(self.env.context.get(CONTEXT) or {})
        given = "assigned" if user_id else "returned"
        details.setdefault("reason", "by_hand")
        details.setdefault("user_id", self.env.uid)
        left = self._left_pool(owners)
        own = user_id == self.env.uid
        teams = self._teams_of({*owners.values(), user_id})
        return self.sudo().create(
            [
                {
                    "partner_id": partner_id,
                    "kind": "claimed" if own and partner_id in left else given,
                    "from_user_id": owner,
                    "to_user_id": user_id,
                    "pool_ref": left.get(partner_id, (False, False))[0],
                    "team_id": left.get(partner_id, (False, False))[1]
                    or teams.get(user_id or owner, False),
                    **details,
                }
                for partner_id, owner in owners.items()
            ]
        )

    @api.model
    def _left_pool(self, partner_ids):
        """Return ``{partner id: (row, team)}`` of those who wait in a pool."""
        rows = self.env["customer.insight.pool"].sudo()
        waiting = [("partner_id", "in", list(partner_ids)), ("state", "=", "open")]
        return {
            row.partner_id.id: (row.id, row.team_id.id) for row in rows.search(waiting)
        }

    @api.model
    def _teams_of(self, user_ids):
        """Return ``{user id: id of his team}``: the one where he is longest."""
        members = self.env["crm.team.member"].sudo()
        found = members.search([("user_id", "in", [i for i in user_ids if i])])
        return {
            member.user_id.id: member.crm_team_id.id
            for member in reversed(found.sorted(lambda m: (m.create_date, m.id)))
        }
