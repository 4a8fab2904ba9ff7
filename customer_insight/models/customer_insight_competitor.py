from odoo import api, fields, models
from odoo.exceptions import UserError

PRICE_LEVELS = [
    ("lower", "Cheaper than we"),
    ("same", "About our prices"),
    ("higher", "Dearer than we"),
]


class CustomerInsightCompetitor(models.Model):
    """A rival's battle card: what to know of him before a visit, in a minute.

    Salespeople may name a rival whom nobody has met before; managers fill the card.
    """

    _name = "customer.insight.competitor"
    _description = "Competitor"
    _inherit = ("mail.thread",)
    _mail_post_access = "read"  # who reads the card tells what he has heard
    _rec_names_search = ("name", "brands")
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Every company sees the card, if empty."
    )
    logo = fields.Image(max_width=512, max_height=512)
    website = fields.Char()
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        index="btree_not_null",
        ondelete="set null",
        help="The rival among our contacts, if he is there.",
    )
    pitch = fields.Char(
        string="In One Sentence",
        translate=True,
        help="What to remember of him, and what we answer, when there is no time.",
    )
    price_level = fields.Selection(PRICE_LEVELS)
    brands = fields.Char(string="Products and Brands", translate=True)
    category_ids = fields.Many2many("product.category", string="Product Categories")
    background = fields.Html(
        string="Company Background",
        translate=True,
        help="Owners, size, history, sites, money, people: the company behind it.",
    )
    features = fields.Text(translate=True, help="How he works: what is typical of him.")
    strengths = fields.Text(translate=True, help="One to a line.")
    weaknesses = fields.Text(translate=True, help="One to a line.")
    tactics = fields.Text(
        string="Typical Tactics",
        translate=True,
        help="What he does to win an order, and when.",
    )
    point_ids = fields.One2many(
        "customer.insight.competitor.point",
        "competitor_id",
        string="Ours Against Theirs",
        copy=True,
    )
    presence_ids = fields.One2many(
        "customer.insight.competitor.presence",
        "competitor_id",
        string="Where He Is Present",
    )
    customer_count = fields.Integer(
        string="Customers", compute="_compute_customer_count"
    )
    share_average = fields.Float(
        string="Average Share",
        compute="_compute_customer_count",
        aggregator="avg",
        help="Per cent of a customer's purchases, where his share is known.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_customer_count")
    value = fields.Monetary(
        string="At Stake a Year",
        compute="_compute_customer_count",
        help="The sum of share × yearly demand, where both are known.",
    )

    @api.depends("presence_ids.partner_id", "presence_ids.share")
    @api.depends_context("company")
    def _compute_customer_count(self):
        """Customers whom the user may see, the mean of known shares, the value."""
        found = self.env["customer.insight.competitor.presence"]._read_group(
            [("competitor_id", "in", self.ids)],
            ["competitor_id"],
            ["__count", "known_share:avg", "value:sum"],
        )
        counts = {competitor.id: rest for competitor, *rest in found}
        self.currency_id = self.env.company.currency_id
        for competitor in self:
            count, average, value = counts.get(competitor.id, (0, 0, 0))
            competitor.customer_count = count
            competitor.share_average = average or 0
            competitor.value = value or 0

    @api.ondelete(at_uninstall=False)
    def _unlink_except_present(self):
        for competitor in self.sudo():
            if competitor.presence_ids:
                raise UserError(
                    self.env._(
                        "%(competitor)s is noted at customers, so the card cannot be"
                        " deleted. Archive it instead: what is known stays.",
                        competitor=competitor.name,
                    )
                )

    def action_open_presences(self):
        """Open the customers where the rival is present."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_insight.customer_insight_competitor_presence_action"
        )
        return action | {
            "name": self.env._(
                "Where %(competitor)s Is Present", competitor=self.display_name
            ),
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "mobile_view_mode": "kanban",
            "domain": [("competitor_id", "in", self.ids)],
            "context": {"default_competitor_id": self.id},
        }

    def action_add_point(self):
        """Ask for one more comparison: salespeople hear what is said of rivals."""
        self.check_access("read")
        return self.point_ids._edit_action() | {
            "name": self.env._("Add a Comparison"),
            "context": {"default_competitor_id": self.id},
        }
