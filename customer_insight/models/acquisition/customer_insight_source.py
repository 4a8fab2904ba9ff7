from odoo import fields, models

KINDS = [
    ("media", "Media and lists"),
    ("event", "Fairs and clubs"),
    ("direct", "Our own approach"),
    ("inside", "Our own departments"),
    ("people", "People who know people"),
    ("chance", "Chance"),
]


class CustomerInsightSource(models.Model):
    """A way in which customers are found: a fair, a friend, a cold visit."""

    _name = "customer.insight.source"
    _description = "Source of Customers"
    _order = "sequence, id"
    _rec_names_search = ("name", "code")

    name = fields.Char(required=True, translate=True)
    code = fields.Char(help="Short and lasting: an import finds the source by it.")
    kind = fields.Selection(KINDS, required=True, default="direct")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    note = fields.Text(
        string="How to Work It",
        translate=True,
        help="Where to look, and what to do with what is found there.",
    )
    customer_count = fields.Integer(string="Found", compute="_compute_counts")
    potential_count = fields.Integer(
        string="Became Potential", compute="_compute_counts"
    )
    buyer_count = fields.Integer(string="Bought", compute="_compute_counts")

    _code_unique = models.Constraint(
        "UNIQUE(code)", "Another source has this code already."
    )

    def _compute_counts(self):
        """Count the customers of this company by how far they came."""
        groups = self.env["customer.insight.acquisition"]._read_group(
            [
                ("source_id", "in", self.ids),
                ("company_id", "=", self.env.company.id),
            ],
            ["source_id"],
            ["customers:sum", "potentials:sum", "buyers:sum"],
        )
        counts = {source: numbers for source, *numbers in groups}
        for source in self:
            (
                source.customer_count,
                source.potential_count,
                source.buyer_count,
            ) = counts.get(source, (0, 0, 0))

    def action_open_customers(self):
        """Open the customers who were found this way."""
        self.check_access("read")
        self.ensure_one()
        domain = [
            ("parent_id", "=", False),
            ("insight_source_id", "=", self.id),
        ]
        return self.env["res.partner"]._insight_list(domain, self.display_name)
