from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, float_compare

TIES = [
    ("weak", "Weak"),
    ("medium", "Medium"),
    ("strong", "Strong"),
]


class CustomerInsightCompetitorPresence(models.Model):
    """A rival at a customer: what he supplies there, and how firmly he sits."""

    _name = "customer.insight.competitor.presence"
    _description = "Competitor at a Customer"
    _inherit = "customer.insight.file.mixin"
    _rec_name = "competitor_id"
    _order = "share DESC, id"

    partner_id = fields.Many2one(domain="[('parent_id', '=', False)]")
    competitor_id = fields.Many2one(
        "customer.insight.competitor", required=True, index=True, ondelete="cascade"
    )
    share = fields.Float(
        string="Share (%)",
        digits=(5, 2),
        aggregator=False,
        help="Of all that the customer buys of our kind. 0: not known.",
    )
    known_share = fields.Float(
        string="Known Share (%)",
        compute="_compute_known_share",
        aggregator="avg",
        help="The share where it is known; others don't count in the average.",
    )
    supplies = fields.Char(help="The products that the customer buys there.")
    since_date = fields.Date(string="Since")
    tie = fields.Selection(
        TIES,
        help="How firmly he sits: weak, the customer is open to an offer; medium, a "
        "habit; strong, hard to move.",
    )
    last_seen_date = fields.Date(
        string="Last Seen",
        default=fields.Date.context_today,
        help="When somebody last saw or heard that the rival is there.",
    )
    note = fields.Text()
    category = fields.Selection(related="partner_id.insight_category", string="Class")
    user_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")

    _rival_unique = models.Constraint(
        "UNIQUE(partner_id, competitor_id)",
        "A competitor is noted once at a customer: change the line that is there.",
    )
    _share_percent = models.Constraint(
        "CHECK(share BETWEEN 0 AND 100)",
        "A competitor's share lies between 0 and 100 % of what the customer buys.",
    )

    @api.depends("share")
    def _compute_known_share(self):
        for presence in self:
            presence.known_share = presence.share

    def _field_to_sql(self, alias, field_expr, query=None):
        """A share that nobody knows is none, not 0."""
        if field_expr == "known_share":
            share = self._field_to_sql(alias, "share", query)
            return SQL("NULLIF(%s, 0)", share)
        return super()._field_to_sql(alias, field_expr, query)

    @api.depends("competitor_id.name", "partner_id.name")
    def _compute_display_name(self):
        for presence in self:
            presence.display_name = self.env._(
                "%(competitor)s at %(customer)s",
                competitor=presence.competitor_id.name or "",
                customer=presence.partner_id.name or "",
            )

    @api.constrains("share", "partner_id", "competitor_id")
    def _check_shares_together(self):
        for rows in self._seen_together():
            total = sum(rows.mapped("share"))
            if float_compare(total, 100, precision_digits=2) > 0:
                raise ValidationError(rows._too_much_text(total))

    def _seen_together(self):
        """Yield the rivals of one customer that one company knows.

        Another company may have cards of its own, for another trade.
        """
        everybody = self.sudo().search([("partner_id", "in", self.partner_id.ids)])
        for rows in everybody.grouped("partner_id").values():
            shared = rows.filtered(lambda row: not row.competitor_id.company_id)
            yield shared
            own = (rows - shared).grouped(lambda row: row.competitor_id.company_id)
            yield from (shared | mine for mine in own.values())

    def _too_much_text(self, total):
        """Say who holds what, and what to do about it."""
        return self.env._(
            "Competitors would hold %(total)g %% of what %(customer)s buys: %(shares)s."
            " Together they hold 100 %% at most. Lower a share; 0 stands for unknown.",
            total=round(total, 2),
            customer=self.partner_id.name,
            shares=", ".join(
                f"{row.competitor_id.name} {row.share:g} %" for row in self if row.share
            ),
        )

    def action_open_battle_card(self):
        """Open the rival's battle card."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Battle Card"),
            "res_model": "customer.insight.competitor",
            "res_id": self.competitor_id.id,
            "views": [(False, "form")],
        }

    def action_open_customer(self):
        """Open the customer's file."""
        self.check_access("read")
        return self.partner_id.action_insight_open_file()
