from odoo import api, fields, models
from odoo.tools import SQL


class CustomerInsightCompetitorPresence(models.Model):
    """What a rival's share is worth: share × what the customer buys a year.

    Not stored, because the demand changes elsewhere; it sums in SQL all the same.
    """

    _inherit = "customer.insight.competitor.presence"

    currency_id = fields.Many2one("res.currency", compute="_compute_value")
    value = fields.Monetary(
        string="At Stake a Year",
        compute="_compute_value",
        help="The competitor's share × the customer's yearly demand, in the currency "
        "of this company. Nothing where one of them is unknown.",
    )

    @api.depends("share", "partner_id.insight_yearly_demand")
    @api.depends_context("company")
    def _compute_value(self):
        company = self.env.company
        today = fields.Date.context_today(self)
        self.currency_id = company.currency_id
        for presence in self:
            customer = presence.partner_id
            presence.value = customer.insight_file_currency_id._convert(
                customer.insight_yearly_demand * presence.share / 100,
                company.currency_id,
                company,
                today,
                round=False,
            )

    def _field_to_sql(self, alias, field_expr, query=None):
        """The company's currency, and the value in it, as SQL."""
        if field_expr == "currency_id":
            return SQL("%s::integer", self.env.company.currency_id.id)
        if field_expr == "value":
            share = self._field_to_sql(alias, "share", query)
            return SQL("NULLIF(%s, 0) / 100 * %s", share, self._demand_sql(alias))
        return super()._field_to_sql(alias, field_expr, query)

    def _demand_sql(self, alias):
        """Return what the row's customer buys a year, in the company's currency."""
        Equipment = self.env["customer.insight.equipment"].sudo()
        Partner = self.env["res.partner"].sudo()
        return SQL(
            "(SELECT SUM(%(demand)s) * %(factor)s FROM customer_insight_equipment e"
            " JOIN res_partner p ON p.id = e.partner_id"
            " WHERE e.partner_id = %(partner)s GROUP BY p.id)",
            demand=Equipment._field_to_sql("e", "yearly_demand"),
            factor=self._factor_sql(
                Partner._field_to_sql("p", "insight_kept_currency_id")
            ),
            partner=SQL.identifier(alias, "partner_id"),
        )

    def _factor_sql(self, currency):
        """Return the company's currency for one of the given; 1 where none is kept."""
        company = self.env.company
        used = self.env["res.currency"].sudo().search([])
        rates = used._get_rates(company, fields.Date.context_today(self))
        own = rates.get(company.currency_id.id) or 1
        cases = [
            SQL("WHEN %s THEN %s::numeric", id_, own / rate)
            for id_, rate in rates.items()
            if rate
        ]
        return SQL("CASE %s %s ELSE 1 END", currency, SQL(" ").join(cases))
