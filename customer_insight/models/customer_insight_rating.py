from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerInsightRating(models.Model):
    """A salesperson's scorecard of a potential customer on a day; the last one counts.

    Ratings are kept: a new one does not replace those before.
    """

    _name = "customer.insight.rating"
    _description = "Scorecard Rating"
    _rec_name = "partner_id"
    _order = "date DESC, id DESC"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    user_id = fields.Many2one(
        "res.users",
        string="Rated By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    line_ids = fields.One2many(
        "customer.insight.rating.line",
        "rating_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
        precompute=True,
    )
    score = fields.Float(
        digits=(5, 2),
        compute="_compute_score",
        store=True,
        aggregator="avg",
        help="Weighted mean of the stars, 0–100.",
    )
    own_score = fields.Float(
        string="Own Judgement",
        digits=(5, 2),
        aggregator="avg",
        help="0–100, where his strategic meaning is other than the score says.",
    )
    has_own_score = fields.Boolean(string="I Judge Otherwise")
    own_reason = fields.Char(string="Why Otherwise")
    expected_contribution = fields.Float(
        digits=(5, 2),
        compute="_compute_expected_contribution",
        store=True,
        aggregator="avg",
        help="The own judgement where there is one, else the score.",
    )
    note = fields.Text()

    _own_score_percent = models.Constraint(
        "CHECK(own_score BETWEEN 0 AND 100)",
        "Your own judgement lies between 0 and 100.",
    )
    _latest_idx = models.Index("(company_id, partner_id, date DESC, id DESC)")

    @api.depends("partner_id", "company_id")
    def _compute_line_ids(self):
        """Begin with the stars of the rating before."""
        for rating in self.filtered(lambda rating: not rating.line_ids):
            stars = {
                line.criterion_id: line.stars
                for line in rating._last_of(
                    rating.partner_id, rating.company_id
                ).line_ids
            }
            rating.line_ids = [
                fields.Command.create(
                    {"criterion_id": criterion.id, "stars": stars.get(criterion, "0")}
                )
                for criterion in rating._criteria()
            ]

    @api.depends("line_ids.stars", "line_ids.weight")
    def _compute_score(self):
        """100 · Σ weight · stars / 5 / Σ weight, over the criteria that have stars."""
        for rating in self:
            rated = rating.line_ids.filtered(
                lambda line: line.stars not in (False, "0")
            )
            total = sum(rated.mapped("weight"))
            points = sum(line.weight * int(line.stars) for line in rated)
            rating.score = 100 * points / 5 / total if total else 0

    @api.depends("score", "own_score", "has_own_score")
    def _compute_expected_contribution(self):
        for rating in self:
            own = rating.has_own_score
            rating.expected_contribution = rating.own_score if own else rating.score

    @api.constrains("has_own_score", "own_reason")
    def _check_own_reason(self):
        for rating in self:
            if rating.has_own_score and not (rating.own_reason or "").strip():
                raise ValidationError(
                    rating.env._(
                        "Say why you judge %(customer)s otherwise than the score: "
                        "others will want to know.",
                        customer=rating.partner_id.display_name,
                    )
                )

    @api.constrains("line_ids", "has_own_score")
    def _check_rated(self):
        for rating in self:
            if not rating.has_own_score and not any(
                line.stars not in (False, "0") for line in rating.line_ids
            ):
                raise ValidationError(
                    rating.env._(
                        "Give stars for one criterion at least, or judge otherwise."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Rate the customer also when a contact of his was chosen; then classify."""
        ratings = super().create(vals_list)
        for rating in ratings:
            customer = rating.partner_id.commercial_partner_id
            if customer != rating.partner_id:
                rating.partner_id = customer
        ratings._ask_refresh()
        return ratings

    def write(self, vals):
        self._ask_refresh()
        res = super().write(vals)
        self._ask_refresh()
        return res

    def unlink(self):
        self._ask_refresh()
        return super().unlink()

    def _ask_refresh(self):
        self.env["customer.insight.request"]._ask(self.partner_id.ids)

    @api.model
    def _last_of(self, partner, company):
        """The rating that counts, or none."""
        return self.search(
            [
                ("partner_id", "=", partner._origin.commercial_partner_id.id),
                ("company_id", "=", company.id),
            ],
            limit=1,
        )

    def _criteria(self):
        return self.env["customer.insight.criterion"].search(
            [("company_id", "in", [self.company_id.id, False])]
        )

    def action_save(self):
        """Close the dialog; the customer is classified at once."""
        self.check_access("write")
        for company, ratings in self.grouped("company_id").items():
            self.env["customer.insight.engine"].refresh(
                company, partners=ratings.partner_id
            )
        return {"type": "ir.actions.act_window_close"}
