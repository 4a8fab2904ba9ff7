from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerInsightPolicy(models.Model):
    """All numbers that the formulas use, for one company. See docs/formulas.md."""

    _name = "customer.insight.policy"
    _description = "Customer Insight Policy"
    _rec_name = "company_id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")

    # Window and measure
    window_months = fields.Integer(
        default=12, help="How many months back from the reference date count."
    )
    measure = fields.Selection(
        [("turnover", "Turnover (untaxed)"), ("margin", "Margin")],
        required=True,
        default="turnover",
        help="What a customer's contribution is measured in.",
    )
    future_scope = fields.Selection(
        [
            ("all", "All open contacts"),
            ("marked", "Contacts marked as customers"),
        ],
        string="Future Customers",
        required=True,
        default="all",
        help="Which contacts without any document count as future customers.",
    )

    history_months = fields.Integer(
        string="Months of History",
        default=24,
        help="How many months' ends are worked out for the past, when there is none.",
    )

    # Contribution
    contribution_rule = fields.Selection(
        [
            ("pareto", "Best customers that make a share of the total"),
            ("share", "A share of all customers"),
            ("amount", "A fixed amount"),
        ],
        required=True,
        default="pareto",
    )
    pareto_share = fields.Float(string="Share of the Total (%)", default=80)
    top_share = fields.Float(string="Share of Customers (%)", default=20)
    contribution_amount = fields.Monetary(string="High From", default=0)
    band_amount = fields.Float(
        string="Band Around the Contribution Cut-off (%)",
        default=10,
        help="A customer changes sides only when he is past the cut-off by more.",
    )

    # Stability
    stability_rule = fields.Selection(
        [("fixed", "A fixed score"), ("median", "The median of buying customers")],
        required=True,
        default="fixed",
    )
    stability_cut = fields.Float(string="Stable From", default=50)
    band_score = fields.Float(
        string="Band Around Score Cut-offs (points)",
        default=10,
        help="A customer changes sides only when he is past the cut-off by more.",
    )
    weight_quarters = fields.Float(string="Weight of Even Quarters", default=30)
    weight_months = fields.Float(string="Weight of Even Months", default=30)
    weight_orders = fields.Float(string="Weight of Even Orders", default=10)
    weight_recency = fields.Float(string="Weight of Recency", default=30)
    recency_half_life = fields.Float(string="Half-life of Recency (days)", default=91)

    # Potential customers
    intention_cut = fields.Float(string="High Intention From", default=50)
    expected_cut = fields.Float(string="High Expected Contribution From", default=50)
    intention_sent = fields.Float(string="A Sent Quotation Counts (%)", default=70)
    intention_draft = fields.Float(string="A Draft Counts (%)", default=30)
    intention_half_life = fields.Float(
        string="Half-life of Intention (days)", default=60
    )

    # Stage, mode, marks
    quasi_orders = fields.Integer(string="Several Purchases From", default=2)
    regular_quarters = fields.Integer(
        string="Regular From (quarters with a purchase)", default=3
    )
    lapsed_days = fields.Integer(string="Lapsed After (days)", default=180)
    lapsed_intervals = fields.Float(
        string="Lapsed After (his own intervals)", default=3
    )
    new_days = fields.Integer(string="New For (days)", default=90)
    full_price_share = fields.Float(string="Mostly at Full Price From (%)", default=80)
    family_count = fields.Integer(string="Across Product Families From", default=3)

    # Acting on a change
    auto_schedule = fields.Boolean(
        string="Schedule the Playbook",
        default=True,
        help="When a customer's class changes, schedule the new class's follow-up "
        "for his salesperson.",
    )
    fallback_user_id = fields.Many2one(
        "res.users",
        string="Responsible Without Salesperson",
        domain="[('share', '=', False)]",
        help="Who follows up customers that have no salesperson. Nobody, if empty.",
    )

    _company_unique = models.Constraint(
        "UNIQUE(company_id)", "A company has one policy."
    )
    _window_positive = models.Constraint(
        "CHECK(window_months > 0)", "The window needs at least one month."
    )
    _half_lives_positive = models.Constraint(
        "CHECK(recency_half_life > 0 AND intention_half_life > 0)",
        "A half-life is longer than 0 days.",
    )
    _weights_positive = models.Constraint(
        "CHECK(weight_quarters >= 0 AND weight_months >= 0 AND weight_orders >= 0"
        " AND weight_recency >= 0 AND"
        " weight_quarters + weight_months + weight_orders + weight_recency > 0)",
        "Weights cannot be negative, and one of them has to count.",
    )
    _shares_are_percent = models.Constraint(
        "CHECK(pareto_share > 0 AND pareto_share <= 100"
        " AND top_share > 0 AND top_share <= 100"
        " AND full_price_share BETWEEN 0 AND 100"
        " AND intention_sent BETWEEN 0 AND 100"
        " AND intention_draft BETWEEN 0 AND 100)",
        "A share lies between 0 and 100 %.",
    )
    _history_positive = models.Constraint(
        "CHECK(history_months BETWEEN 0 AND 120)",
        "History is kept for 0 to 120 months back.",
    )
    _bands_positive = models.Constraint(
        "CHECK(band_amount >= 0 AND band_amount < 100 AND band_score >= 0)",
        "A band is 0 or more, and less than 100 %.",
    )

    _regular_of_four_quarters = models.Constraint(
        "CHECK(regular_quarters BETWEEN 1 AND 4)",
        "A year has 4 quarters: regular takes 1 to 4 of them.",
    )
    _several_purchases = models.Constraint(
        "CHECK(quasi_orders > 1)", "Several purchases are 2 or more."
    )
    _numbers_positive = models.Constraint(
        "CHECK(lapsed_days >= 0 AND lapsed_intervals >= 0 AND new_days >= 0"
        " AND family_count >= 0 AND contribution_amount >= 0)",
        "Days, intervals, families and amounts cannot be negative.",
    )
    _cuts_are_scores = models.Constraint(
        "CHECK(stability_cut BETWEEN 0 AND 100 AND intention_cut BETWEEN 0 AND 100"
        " AND expected_cut BETWEEN 0 AND 100)",
        "A score's cut-off lies between 0 and 100.",
    )

    @api.constrains("measure")
    def _check_measure_available(self):
        if "margin" in self.mapped("measure") and not self._has_margin():
            raise ValidationError(
                self.env._(
                    "Margins are not known here. Install the app “Margins in Sales "
                    "Orders” first, or measure turnover."
                )
            )

    def _has_margin(self):
        return "margin" in self.env["sale.order"]._fields

    @api.model
    def _for_company(self, company):
        """Return the company's policy; a company gets its own with the first use."""
        policy = self.sudo().search([("company_id", "=", company.id)])
        return policy or self.sudo().create({"company_id": company.id})

    def action_rebuild_history(self):
        """Work out the past months' ends anew, with the policy as it is now.

        For when documents of the past changed. Done in the background.
        """
        self.ensure_one()
        self.check_access("write")
        self.env["customer.insight.snapshot"].sudo().search(
            [("company_id", "=", self.company_id.id)]
        ).unlink()
        self.env.ref("customer_insight.ir_cron_take_snapshots").sudo()._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "The history is worked out anew in the background. Open "
                    "History in a few minutes."
                ),
            },
        }

    def action_refresh(self):
        """Classify the company's customers again, with the policy as it is now."""
        self.ensure_one()
        self.env["customer.insight.engine"].refresh(self.company_id)
        self.env.ref("customer_insight.ir_cron_complete_files").sudo()._trigger()
        return {"type": "ir.actions.client", "tag": "soft_reload"}
