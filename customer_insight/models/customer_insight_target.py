from odoo import api, fields, models
from odoo.fields import Domain


class CustomerInsightTarget(models.Model):
    """A market to work: a region, or a social or industry layer.

    Potential exists on three levels; the third is the single customer.
    """

    _name = "customer.insight.target"
    _description = "Target Market"
    _parent_store = True
    _rec_name = "complete_name"
    _rec_names_search = ("name",)
    _order = "level, parent_path, sequence, id"

    name = fields.Char(required=True, translate=True)
    complete_name = fields.Char(
        string="Full Name", compute="_compute_complete_name", recursive=True
    )
    level = fields.Selection(
        [
            ("region", "Region"),
            ("social", "Social layer"),
            ("industry", "Industry layer"),
        ],
        required=True,
        default="region",
    )
    parent_id = fields.Many2one(
        "customer.insight.target",
        string="Part Of",
        domain="[('level', '=', level), ('id', '!=', id)]",
        index=True,
        ondelete="restrict",
    )
    child_ids = fields.One2many("customer.insight.target", "parent_id", string="Parts")
    parent_path = fields.Char(index=True)
    country_id = fields.Many2one("res.country", ondelete="set null")
    state_id = fields.Many2one(
        "res.country.state",
        string="State / Province",
        domain="[('country_id', '=?', country_id)]",
        ondelete="set null",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    note = fields.Text(
        translate=True, help="Why it is worth working, and how to get in."
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "res_partner_insight_target_rel",
        "target_id",
        "partner_id",
        string="Customers",
    )
    customer_count = fields.Integer(
        string="Known Customers",
        compute="_compute_customer_count",
        search="_search_customer_count",
    )
    buying_count = fields.Integer(
        string="Of Them Buying",
        compute="_compute_customer_count",
        help="Customers who have bought and have not lapsed.",
    )

    @api.depends("name", "parent_id.complete_name")
    @api.depends_context("lang")
    def _compute_complete_name(self):
        """Names from the widest market down to this one."""
        for target in self:
            above = target.parent_id.complete_name
            name = target.name or ""
            target.complete_name = f"{above} / {name}" if above else name

    @api.depends("partner_ids")
    @api.depends_context("company")
    def _compute_customer_count(self):
        """Of this market and its parts; each customer counts once."""
        for target in self:
            among = [("insight_target_ids", "child_of", target.ids)]
            Partner = self.env["res.partner"]
            target.customer_count = Partner.search_count(among)
            target.buying_count = Partner.search_count(
                [*among, ("insight_trade_status", "=", "current")]
            )

    def _search_customer_count(self, operator, value):
        """Find the markets, or parts of them, where nobody is known."""
        if operator != "in" or set(value) != {0}:
            return NotImplemented
        known = self.search([("partner_ids", "!=", False)])
        return Domain("id", "not in", self.search([("id", "parent_of", known.ids)]).ids)

    @api.onchange("state_id")
    def _onchange_state_id(self):
        if self.state_id:
            self.country_id = self.state_id.country_id

    def action_open_customers(self):
        """Open the customers of this market and its parts."""
        self.check_access("read")
        self.ensure_one()
        domain = [
            ("parent_id", "=", False),
            ("insight_target_ids", "child_of", self.ids),
        ]
        return self.env["res.partner"]._insight_list(domain, self.display_name)
