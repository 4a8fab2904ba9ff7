from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain


class CustomerInsight(models.Model):
    """For how long a customer has been in his growth stage, and whether too long."""

    _inherit = "customer.insight"

    growth_stage_since = fields.Date(
        string="Computed Stage Since",
        readonly=True,
        help="The day of the document that moved him there, or the month in which "
        "buying became regular or ceased to be.",
    )
    stage_since = fields.Date(
        string="In This Stage Since",
        compute="_compute_stage_days",
        help="Where somebody judged otherwise: the day of the judgement.",
    )
    stage_days = fields.Integer(string="Days in Stage", compute="_compute_stage_days")
    is_stuck = fields.Boolean(
        string="Stuck in Stage",
        compute="_compute_stage_days",
        search="_search_is_stuck",
        help="He has been in this stage for longer than the policy allows. Not who has "
        "lapsed, nor whose stage somebody judged otherwise.",
    )

    @api.depends(
        *("growth_stage", "growth_stage_computed", "growth_stage_since"),
        *("growth_stage_override_date", "is_lapsed", "company_id"),
    )
    def _compute_stage_days(self):
        today = self._last_day()
        limits = self.env["customer.insight.policy"]._stage_limits
        for insight in self:
            is_judged = insight.growth_stage != insight.growth_stage_computed
            since = insight.growth_stage_since
            if is_judged:
                since = insight.growth_stage_override_date
            days = (today - since).days if since else 0
            limit = limits(insight.company_id.id).get(insight.growth_stage)
            insight.stage_since = since
            insight.stage_days = days
            insight.is_stuck = bool(
                limit and days > limit and not is_judged and not insight.is_lapsed
            )

    @api.model
    def _last_day(self):
        """The last day that a live run knows: today."""
        return self.env["customer.insight.engine"]._today() - timedelta(days=1)

    def _search_is_stuck(self, operator, _value):
        if operator != "in":
            return NotImplemented
        companies = self.env["res.company"].search([])
        return Domain.OR(self._stuck_domain(company) for company in companies)

    @api.model
    def _stuck_domain(self, company):
        """Who has been too long in the stage that the figures say, in a company."""
        limits = self.env["customer.insight.policy"]._stage_limits(company.id)
        too_long = Domain.OR(
            Domain("growth_stage", "=", stage)
            & Domain("growth_stage_computed", "=", stage)
            & Domain("growth_stage_since", "<", self._last_day() - timedelta(days=days))
            for stage, days in limits.items()
        )
        here = Domain("company_id", "=", company.id)
        return here & Domain("is_lapsed", "!=", True) & too_long

    def _summary(self):
        """Add how long he has been in his stage."""
        return {
            **super()._summary(),
            "stage_days": self.stage_since and self.stage_days,
            "is_stuck": self.is_stuck,
        }
