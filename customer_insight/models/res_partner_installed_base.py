from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from .res_partner import USER
from .res_partner_file_fact import fact


class ResPartner(models.Model):
    """What of our kind the customer has and buys, and for whom."""

    _inherit = "res.partner"

    insight_equipment_ids = fact(
        fields.One2many,
        "customer.insight.equipment",
        "partner_id",
        string="Installed Base",
    )
    insight_yearly_demand = fields.Monetary(
        string="Yearly Demand",
        compute="_compute_insight_yearly_demand",
        currency_field="insight_file_currency_id",
        groups=USER,
        help="What he buys of our kind a year, from everybody: the sum of the lines.",
    )
    insight_wallet_share = fields.Float(
        string="Our Share (%)",
        compute="_compute_insight_wallet_share",
        digits=(5, 1),
        groups=USER,
        help="Our turnover with him ÷ his yearly demand, at most 100 %. Nothing is "
        "shown while the demand is unknown.",
    )
    insight_end_customer_ids = fact(
        fields.One2many,
        "customer.insight.end_customer",
        "partner_id",
        string="His Customers",
    )

    @api.depends("insight_equipment_ids.yearly_demand")
    def _compute_insight_yearly_demand(self):
        for partner in self:
            lines = partner.insight_equipment_ids
            partner.insight_yearly_demand = sum(lines.mapped("yearly_demand"))

    @api.depends(
        "insight_yearly_demand", "insight_file_currency_id", "insight_id.contribution"
    )
    @api.depends_context("company")
    def _compute_insight_wallet_share(self):
        """Turnover of twelve months ÷ demand; see docs/formulas.md."""
        for partner in self:
            demand = partner.insight_yearly_demand
            turnover = partner._insight_yearly_turnover() if demand > 0 else 0
            partner.insight_wallet_share = (
                100 * min(turnover / demand, 1) if demand > 0 else 0
            )

    def _insight_yearly_turnover(self):
        """Return what he bought from this company in 12 months, in file currency."""
        company = self.env.company
        policy = self.env["customer.insight.policy"]._for_company(company)
        today = fields.Date.context_today(self)
        if policy.measure == "turnover":
            # the policy's window is brought to 12 months
            amount = self.insight_id.contribution * 12 / policy.window_months
        else:
            amount = self._insight_ordered(company, today - relativedelta(years=1))
        return company.currency_id._convert(
            amount, self.insight_file_currency_id, company, today
        )

    def _insight_ordered(self, company, since):
        """Return the untaxed amount of his orders since a date, in company currency.

        Where contribution is margin the engine keeps no turnover; refunds stay in.
        """
        domain = [
            ("commercial_partner_id", "=", self.id),
            ("company_id", "=", company.id),
            ("state", "=", "sale"),
            ("date", ">=", since),
        ]
        report = self.env["sale.report"].sudo().with_company(company)
        [(amount,)] = report._read_group(domain, aggregates=["price_subtotal:sum"])
        return amount
