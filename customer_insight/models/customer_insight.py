from odoo import api, fields, models

CATEGORIES = [
    ("EI", "EI · Consolidate"),
    ("EII", "EII · Turn around"),
    ("EIII", "EIII · Raise"),
    ("EIV", "EIV · Settle"),
    ("PI", "PI · Break through"),
    ("PII", "PII · Cultivate"),
    ("PIII", "PIII · Win quickly"),
    ("PIV", "PIV · Keep informed"),
    ("F", "F · Future"),
]
GROWTH_STAGES = [
    ("potential", "Potential"),
    ("trial", "Trial"),
    ("intention", "Intention"),
    ("quasi", "Quasi-customer"),
    ("regular", "Regular"),
]
STAGES = tuple(stage for stage, _label in GROWTH_STAGES)  # the way up
PURCHASE_MODES = [
    ("transactional", "Transactional"),
    ("relational", "Relational"),
    ("loyal", "Loyal"),
]
SIGNS = [("yes", "Yes"), ("no", "No"), ("unknown", "Unknown")]

# What people may judge otherwise than the engine.
DIMENSIONS = ("category", "growth_stage", "purchase_mode")

# The columns that the engine computes; each is one of its parts' columns.
FIGURES = (
    "category_computed",
    "growth_stage_computed",
    "purchase_mode_computed",
    "growth_stage_since",
    "contribution",
    "stability",
    "expected_contribution",
    "intention",
    "quarter_evenness",
    "month_evenness",
    "order_evenness",
    "recency",
    "order_count",
    "order_total_count",
    "first_order_date",
    "last_order_date",
    "order_interval",
    "refund_amount",
    "sample_count",
    "quotation_count",
    "quotation_amount",
    "full_price_share",
    "family_count",
    "is_lapsed",
    "is_new",
    "life_status",
    "trade_status",
    "market_position",
    "loyalty_referred",
    "loyalty_full_price",
    "loyalty_repeat",
    "loyalty_immune",
    "loyalty_recommends",
    "loyalty_count",
)


class CustomerInsight(models.Model):
    """What the documents say about one customer of one company.

    Only the engine writes the figures, in SQL; people write overrides.
    """

    _name = "customer.insight"
    _description = "Customer Insight"
    _rec_name = "partner_id"
    _order = "contribution DESC, partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")

    # Facts of the customer to search and group by
    partner_active = fields.Boolean(related="partner_id.active", string="Not Archived")
    user_id = fields.Many2one(related="partner_id.user_id")
    country_id = fields.Many2one(related="partner_id.country_id")
    type_id = fields.Many2one(related="partner_id.insight_type_id")
    personality_id = fields.Many2one(related="partner_id.insight_personality_id")
    activity_date_deadline = fields.Date(
        related="partner_id.activity_date_deadline", string="Next Activity"
    )

    referred_by_id = fields.Many2one(related="partner_id.insight_referred_by_id")
    rival_response = fields.Selection(related="partner_id.insight_rival_response")

    # Computed class, stage and mode
    category_computed = fields.Selection(
        CATEGORIES, string="Computed Class", readonly=True
    )
    growth_stage_computed = fields.Selection(
        GROWTH_STAGES, string="Computed Stage", readonly=True
    )
    purchase_mode_computed = fields.Selection(
        PURCHASE_MODES, string="Computed Purchase Mode", readonly=True
    )
    category_previous = fields.Selection(
        CATEGORIES, string="Class Before", readonly=True
    )
    category_since = fields.Date(string="In This Class Since", readonly=True)

    # Existing customers
    contribution = fields.Monetary(
        readonly=True, help="Net orders of the window, in company currency."
    )
    stability = fields.Float(
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="How evenly and how lately he buys, 0–100.",
    )
    quarter_evenness = fields.Float(
        string="Even Quarters", readonly=True, aggregator="avg"
    )
    month_evenness = fields.Float(string="Even Months", readonly=True, aggregator="avg")
    order_evenness = fields.Float(string="Even Orders", readonly=True, aggregator="avg")
    recency = fields.Float(readonly=True, aggregator="avg")
    order_count = fields.Integer(
        string="Orders", readonly=True, help="Purchases in the window."
    )
    order_total_count = fields.Integer(string="Orders Ever", readonly=True)
    first_order_date = fields.Date(string="First Order", readonly=True)
    last_order_date = fields.Date(string="Last Order", readonly=True)
    order_interval = fields.Float(
        string="Days Between Orders", digits=(8, 2), readonly=True, aggregator="avg"
    )
    refund_amount = fields.Monetary(string="Refunds", readonly=True)
    full_price_share = fields.Float(
        string="Bought at Full Price (%)",
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
    )
    family_count = fields.Integer(
        string="Product Families", readonly=True, aggregator="avg"
    )

    # Potential customers
    expected_contribution = fields.Float(
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="Open quotations against the contribution cut-off, 0–100.",
    )
    intention = fields.Float(
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="How likely open quotations and samples make him buy, 0–100.",
    )
    quotation_count = fields.Integer(string="Open Quotations", readonly=True)
    quotation_amount = fields.Monetary(string="Quoted", readonly=True)
    sample_count = fields.Integer(string="Samples", readonly=True)

    # Marks
    is_lapsed = fields.Boolean(string="Lapsed", readonly=True)
    is_new = fields.Boolean(string="New", readonly=True)
    loyalty_referred = fields.Selection(SIGNS, string="Was Referred", readonly=True)
    loyalty_full_price = fields.Selection(
        SIGNS, string="Buys at Full Price", readonly=True
    )
    loyalty_repeat = fields.Selection(
        SIGNS, string="Repeats Across Families", readonly=True
    )
    loyalty_immune = fields.Selection(
        SIGNS, string="Immune to Rivals' Promotions", readonly=True
    )
    loyalty_recommends = fields.Selection(SIGNS, string="Recommends Us", readonly=True)
    loyalty_count = fields.Integer(
        string="Loyalty Signs", readonly=True, aggregator="avg"
    )

    _customer_unique = models.Constraint(
        "UNIQUE(partner_id, company_id)", "A customer has one insight per company."
    )

    @api.model
    def _stored_columns(self):
        """What a read of the row brings along, to have it in one query."""
        return [
            name
            for name, field in self._fields.items()
            if field.store and field.prefetch is True and field.column_type
        ]
