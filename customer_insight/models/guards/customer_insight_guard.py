from odoo import api, fields, models
from odoo.tools import SQL

KINDS = [
    ("revisions", "Quotations for one need, at most"),
    ("discount", "Discount, at most"),
    ("margin", "Margin, at least"),
    ("new_product", "A product that he never bought"),
    ("slow_service", "A complaint or delay that is open"),
    ("follow_up", "Opinion asked; follow-up after"),
]
# What is shown when it holds, and not only when a limit is passed.
HINTS = ("new_product", "follow_up")
WITHOUT_LIMIT = ("new_product", "slow_service")


class CustomerInsightGuard(models.Model):
    """A rule that a quotation for such a customer keeps, and what to do instead.

    It never blocks: it is shown on the quotation with its reason and advice.
    """

    _name = "customer.insight.guard"
    _description = "Quotation Guard"
    _rec_name = "kind"
    _order = "trait_id, sequence, id"

    trait_id = fields.Many2one(
        "customer.insight.trait", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind = fields.Selection(KINDS, string="Rule", required=True)
    cap = fields.Float(string="Limit", digits=(12, 1))
    unit = fields.Char(compute="_compute_unit")
    advice = fields.Text(
        translate=True, required=True, help="Shown on the quotation, with the reason."
    )

    _kind_unique = models.Constraint(
        "UNIQUE(trait_id, kind)", "A personality has each rule once. Change that one."
    )
    _cap_positive = models.Constraint("CHECK(cap >= 0)", "A limit cannot be negative.")

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_unit(self):
        units = {
            "revisions": self.env._("quotations"),
            "discount": self.env._("%"),
            "margin": self._margin_unit(),
            "follow_up": self.env._("days"),
        }
        for guard in self:
            guard.unit = units.get(guard.kind, "")

    @api.model
    def _margin_unit(self):
        if self._has_margin():
            return self.env._("%")
        return self.env._("% (needs the app Margins in Sales Orders)")

    @api.model
    def _has_margin(self):
        """Whether orders know their margin: an app of Odoo brings it."""
        return "margin_percent" in self.env["sale.order"]._fields

    @api.model
    def _traits_sql(self, kind):
        """``trait_id, cap``: the traits with a rule of this kind."""
        return SQL(
            "SELECT trait_id, cap FROM customer_insight_guard"
            " WHERE kind = %s AND active",
            kind,
        )
