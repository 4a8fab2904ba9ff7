from odoo import fields, models
from odoo.tools import SQL, frozendict

from ..customer_insight import CATEGORIES, GROWTH_STAGES
from .customer_insight_source import KINDS


class CustomerInsightAcquisition(models.Model):
    """How customers were found, and how far they came: potential, then a first order.

    A row per customer and company, read from what is there; nothing is stored.
    """

    _name = "customer.insight.acquisition"
    _description = "How Customers Were Found"
    _auto = False
    _rec_name = "partner_id"
    _order = "found_date DESC, id DESC"
    _depends = frozendict(
        {
            "customer.insight": (
                "partner_id",
                "company_id",
                "category",
                "growth_stage",
                "contribution",
                "order_total_count",
                "first_order_date",
            ),
            "customer.insight.rating": ("partner_id", "company_id"),
            "customer.insight.snapshot": ("partner_id", "company_id", "category"),
            "customer.insight.source": ("kind",),
            "res.partner": (
                "commercial_partner_id",
                "insight_referred_by_id",
                "insight_source_id",
                "insight_source_date",
                "insight_type_id",
                "user_id",
                "state_id",
            ),
            "sale.order": ("partner_id", "company_id", "state"),
        }
    )

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    source_id = fields.Many2one(
        "customer.insight.source", string="Found Through", readonly=True
    )
    source_kind = fields.Selection(KINDS, string="Kind of Source", readonly=True)
    referred_by_id = fields.Many2one("res.partner", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    type_id = fields.Many2one(
        "customer.insight.type", string="Customer Type", readonly=True
    )
    state_id = fields.Many2one("res.country.state", string="Region", readonly=True)
    found_date = fields.Date(string="Found On", readonly=True)
    category = fields.Selection(CATEGORIES, string="Class", readonly=True)
    growth_stage = fields.Selection(GROWTH_STAGES, readonly=True)
    customers = fields.Integer(string="Customers Found", readonly=True)
    potentials = fields.Integer(
        string="Became Potential",
        readonly=True,
        help="Was quoted, rated, got a sample, or bought, at any time.",
    )
    buyers = fields.Integer(string="Bought", readonly=True)
    potential_percent = fields.Float(
        string="Became Potential (%)", readonly=True, aggregator="avg"
    )
    conversion = fields.Float(
        string="Conversion (%)",
        readonly=True,
        aggregator="avg",
        help="Of those found, how many bought.",
    )
    days_to_order = fields.Integer(
        string="Days to First Order", readonly=True, aggregator="avg"
    )
    contribution = fields.Monetary(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT *, 1 AS customers, was_potential::int AS potentials,
                   has_bought::int AS buyers,
                   100.0 * was_potential::int AS potential_percent,
                   100.0 * has_bought::int AS conversion,
                   CASE WHEN has_bought THEN
                       GREATEST(0, first_order_date - found_date) END AS days_to_order
              FROM (%s) customers
            """,
            self._customers_sql(),
        )

    def _customers_sql(self):
        """A row per insight of a customer who is not archived."""
        return SQL(
            """
            SELECT insight.id, insight.partner_id, insight.company_id,
                   insight.category, insight.growth_stage, insight.contribution,
                   insight.first_order_date,
                   customer.insight_source_id AS source_id,
                   source.kind AS source_kind,
                   referrer.commercial_partner_id AS referred_by_id,
                   customer.user_id, customer.insight_type_id AS type_id,
                   customer.state_id,
                   COALESCE(customer.insight_source_date,
                       LEAST(customer.create_date::date, insight.first_order_date)
                   ) AS found_date,
                   COALESCE(insight.order_total_count, 0) > 0 AS has_bought,
                   %s AS was_potential
              FROM customer_insight insight
              JOIN res_partner customer
                ON customer.id = insight.partner_id AND customer.active
         LEFT JOIN customer_insight_source source
                ON source.id = customer.insight_source_id
         LEFT JOIN res_partner referrer
                ON referrer.id = customer.insight_referred_by_id
            """,
            self._was_potential_sql(),
        )

    def _was_potential_sql(self):
        """Has, or had at any time, evidence that the engine takes."""
        return SQL(
            """
            (COALESCE(insight.order_total_count, 0) > 0
             OR insight.category <> 'F'
             OR EXISTS (SELECT 1 FROM customer_insight_rating rating
                         WHERE rating.partner_id = insight.partner_id
                           AND rating.company_id = insight.company_id)
             OR EXISTS (SELECT 1 FROM customer_insight_snapshot month
                         WHERE month.partner_id = insight.partner_id
                           AND month.company_id = insight.company_id
                           AND month.category <> 'F')
             OR EXISTS (SELECT 1 FROM sale_order quotation
                          JOIN res_partner buyer ON buyer.id = quotation.partner_id
                         WHERE buyer.commercial_partner_id = insight.partner_id
                           AND quotation.company_id = insight.company_id
                           AND quotation.state IN ('sent', 'sale')))
            """
        )
