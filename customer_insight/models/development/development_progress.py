from odoo import api, fields, models
from odoo.tools import SQL

from ..customer_insight import GROWTH_STAGES, STAGES


class CustomerInsightDevelopment(models.Model):
    """How far a plan has come: stage, amount, days left, touches."""

    _inherit = "customer.insight.development"

    growth_stage = fields.Selection(
        GROWTH_STAGES, string="Stage Now", compute="_compute_growth_stage"
    )
    amount = fields.Monetary(string="Bought So Far", compute="_compute_amount")
    progress = fields.Integer(
        compute="_compute_progress",
        help="Of the amount, or of the stages from the first one; the lesser of both.",
    )
    touch_count = fields.Integer(string="Touches", compute="_compute_touch_count")

    @api.depends("partner_id", "company_id")
    def _compute_growth_stage(self):
        rows = self.env["customer.insight"].search_fetch(
            [
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
            ],
            ["partner_id", "company_id", "growth_stage"],
        )
        stages = {(row.partner_id, row.company_id): row.growth_stage for row in rows}
        for plan in self:
            plan.growth_stage = stages.get((plan.partner_id, plan.company_id), False)

    @api.depends("partner_id", "company_id", "start_date", "deadline")
    def _compute_amount(self):
        plans = self._origin
        amounts = plans._amounts() if plans else {}
        for plan in self:
            plan.amount = amounts.get(plan._origin.id, 0)

    def _amounts(self):
        """Return ``{plan id: what was ordered from the beginning to the last day}``."""
        self.env.flush_all()
        return dict(
            self.env.execute_query(
                SQL(
                    "SELECT id, amount FROM (%s) sums WHERE id = ANY(%s)",
                    self._amounts_sql(),
                    self.ids,
                )
            )
        )

    @api.model
    def _amounts_sql(self):
        """``id, amount`` of each plan: confirmed orders, in company currency."""
        return SQL(
            """
            SELECT plan.id, SUM(bought.amount_untaxed
                       / COALESCE(NULLIF(bought.currency_rate, 0), 1)) AS amount
              FROM customer_insight_development plan
              JOIN res_partner buyer ON buyer.commercial_partner_id = plan.partner_id
              JOIN sale_order bought ON bought.partner_id = buyer.id
               AND bought.company_id = plan.company_id AND bought.state = 'sale'
               AND bought.insight_is_sample IS NOT TRUE
               AND bought.date_order >= plan.start_date
               AND bought.date_order < plan.deadline + 1
             GROUP BY plan.id
            """
        )

    @api.depends("growth_stage", "amount", "goal_stage", "goal_amount", "state")
    def _compute_progress(self):
        """min(stages reached ÷ stages to the goal, amount ÷ goal), 0–100."""
        for plan in self:
            parts = [100]
            if plan.goal_stage:
                now = STAGES.index(plan.growth_stage or "potential")
                parts.append(100 * now / STAGES.index(plan.goal_stage))
            if plan.goal_amount:
                parts.append(100 * plan.amount / plan.goal_amount)
            plan.progress = 100 if plan.state == "reached" else max(0, min(parts))

    @api.depends("partner_id")
    def _compute_touch_count(self):
        for company, plans in self.grouped("company_id").items():
            partners = plans.partner_id.with_company(company)
            counts = partners._insight_touches()
            for plan in plans:
                plan.touch_count = counts.get(plan.partner_id.id, (0, None))[0]
