from odoo import api, fields, models
from odoo.tools import format_date

# What of the last scorecard is shown on the customer's insight, as ``rating_…``.
SHOWN = (
    "score",
    "has_own_score",
    "own_score",
    "own_reason",
    "user_id",
    "date",
    "note",
)


class CustomerInsight(models.Model):
    """The scorecard that a customer's expected contribution comes from."""

    _inherit = "customer.insight"

    rating_id = fields.Many2one(
        "customer.insight.rating",
        string="Scorecard",
        compute="_compute_rating_id",
        help="His last one; those before are kept.",
    )
    rating_line_ids = fields.One2many(
        "customer.insight.rating.line",
        string="Stars",
        compute="_compute_rating_id",
    )
    rating_count = fields.Integer(string="Scorecards", compute="_compute_rating_id")
    # computed, not related: who has which scorecard is not searched for
    rating_score = fields.Float(
        string="Score",
        compute="_compute_rating_id",
        help="Weighted mean of the stars, 0–100.",
    )
    rating_has_own_score = fields.Boolean(
        string="I Judge Otherwise", compute="_compute_rating_id"
    )
    rating_own_score = fields.Float(
        string="Own Judgement",
        compute="_compute_rating_id",
        help="0–100, where his strategic meaning is other than the score says.",
    )
    rating_own_reason = fields.Char(
        string="Why Otherwise", compute="_compute_rating_id"
    )
    rating_user_id = fields.Many2one(
        "res.users", string="Rated By", compute="_compute_rating_id"
    )
    rating_date = fields.Date(string="Date", compute="_compute_rating_id")
    rating_note = fields.Text(string="Note", compute="_compute_rating_id")

    @api.depends("partner_id", "company_id")
    def _compute_rating_id(self):
        """The ratings of (customer, company); the newest comes first."""
        groups = self.env["customer.insight.rating"]._read_group(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
            ],
            ["partner_id", "company_id"],
            ["id:recordset"],
        )
        found = {(partner, company): ratings for partner, company, ratings in groups}
        nobody = self.env["customer.insight.rating"]
        for insight in self:
            ratings = found.get((insight.partner_id, insight.company_id), nobody)
            insight.rating_id = ratings.sorted()[:1]
            insight.rating_line_ids = insight.rating_id.line_ids
            insight.rating_count = len(ratings)
            for name in SHOWN:
                insight[f"rating_{name}"] = insight.rating_id[name]

    def action_rate(self):
        """Give the customer stars, in a dialog."""
        return self.partner_id.action_insight_rate()

    def action_open_ratings(self):
        """The customer's scorecards, newest first."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_insight.customer_insight_rating_action"
        )
        domain = [
            ("partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
        ]
        context = {"default_partner_id": self.partner_id.id}
        return {**action, "domain": domain, "context": context}

    def _explain_expectation(self):
        """Where the expected contribution comes from: stars, or quotations."""
        rating = self.rating_id
        if not rating:
            return self.env._(
                "open quotations: %(count)s, worth %(amount)s",
                count=self.quotation_count,
                amount=self._format_amount(self.quotation_amount),
            )
        words = {
            "user": rating.user_id.name,
            "date": format_date(self.env, rating.date),
        }
        if not rating.has_own_score:
            return self.env._("rated by %(user)s on %(date)s", **words)
        return self.env._(
            "judged by %(user)s on %(date)s: %(reason)s; his scorecard says %(score)s",
            reason=rating.own_reason,
            score=f"{rating.score:.0f}",
            **words,
        )
