from odoo import fields, models
from odoo.tools import SQL, frozendict

from ..customer_insight import CATEGORIES
from .res_partner_second_look import RULED_OUT


class CustomerInsightPast(models.Model):
    """Past customers by what they were worth: lost ones are not forgotten.

    A row per lapsed customer and company, read from what is there.
    """

    _name = "customer.insight.past"
    _description = "Past Customer"
    _auto = False
    _rec_name = "partner_id"
    _order = "worth DESC, id"
    _depends = frozendict(
        {
            "customer.insight": (
                "partner_id",
                "company_id",
                "category",
                "is_lapsed",
                "last_order_date",
                "order_total_count",
            ),
            "customer.insight.customer.reason": (
                "partner_id",
                "company_id",
                "reason_id",
                "date",
            ),
            "customer.insight.signal": (
                "partner_id",
                "company_id",
                "reason_id",
                "event_date",
            ),
            "res.partner": (
                "active",
                "commercial_partner_id",
                "insight_ruled_out",
                "insight_second_look_date",
                "user_id",
            ),
            "sale.order": (
                "amount_untaxed",
                "company_id",
                "currency_rate",
                "date_order",
                "insight_is_sample",
                "partner_id",
                "state",
            ),
            "sale.order.line": ("invoice_lines", "is_downpayment", "order_id"),
            "account.move": ("date", "move_type", "state"),
            "account.move.line": ("balance", "move_id"),
        }
    )

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    category = fields.Selection(CATEGORIES, string="Class", readonly=True)
    worth = fields.Monetary(
        string="Was Worth",
        readonly=True,
        help="All his confirmed orders less what was refunded, untaxed, in company "
        "currency.",
    )
    order_total_count = fields.Integer(string="Orders Ever", readonly=True)
    last_order_date = fields.Date(string="Last Order", readonly=True)
    reason_id = fields.Many2one(
        "customer.insight.reason",
        string="Why He Stopped",
        readonly=True,
        help="The cause found last: of a signal, or noted in his file.",
    )
    ruled_out = fields.Selection(RULED_OUT, readonly=True)
    second_look_date = fields.Date(string="Second Look On", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT insight.id, insight.partner_id, insight.company_id,
                   customer.user_id, insight.category, insight.order_total_count,
                   insight.last_order_date,
                   customer.insight_ruled_out AS ruled_out,
                   customer.insight_second_look_date AS second_look_date,
                   bought.worth, cause.reason_id
              FROM customer_insight insight
              JOIN res_partner customer
                ON customer.id = insight.partner_id AND customer.active
     CROSS JOIN LATERAL (%s) bought
         LEFT JOIN LATERAL (%s) cause ON TRUE
             WHERE insight.is_lapsed
            """,
            self._worth_sql(),
            self._cause_sql(),
        )

    def _worth_sql(self):
        """What he bought ever: net of refunds, as the engine nets turnover."""
        engine = self.env["customer.insight.engine"]
        return SQL(
            """
            SELECT COALESCE(SUM(turnover - %(refund)s), 0) AS worth
              FROM (
                SELECT %(turnover)s AS turnover, credit.refunded, credit.invoiced
                  FROM sale_order so
                  JOIN res_partner buyer ON buyer.id = so.partner_id
     LEFT JOIN LATERAL (%(credit)s) credit ON TRUE
                 WHERE buyer.commercial_partner_id = insight.partner_id
                   AND so.company_id = insight.company_id
                   AND so.state = 'sale' AND so.insight_is_sample IS NOT TRUE
              ) bought
            """,
            refund=engine._order_refund_sql("turnover"),
            turnover=engine._company_amount_sql("amount_untaxed"),
            credit=engine._credits_sql(SQL("line.order_id = so.id"), engine._today()),
        )

    def _cause_sql(self):
        """What was found out about him last."""
        return SQL(
            """
            SELECT found.reason_id FROM (
                SELECT signal.reason_id, signal.event_date AS day
                  FROM customer_insight_signal signal
                 WHERE signal.partner_id = insight.partner_id
                   AND signal.company_id = insight.company_id
                   AND signal.reason_id IS NOT NULL
                 UNION ALL
                SELECT noted.reason_id, noted.date
                  FROM customer_insight_customer_reason noted
                 WHERE noted.partner_id = insight.partner_id
                   AND noted.company_id = insight.company_id) found
             ORDER BY found.day DESC, found.reason_id LIMIT 1
            """
        )

    def action_second_look(self):
        """Ask when to look at this customer again."""
        self.check_access("read")
        return self.partner_id.action_insight_second_look()

    def action_open_customer(self):
        """Open the customer's file."""
        self.check_access("read")
        return self.partner_id.action_insight_open_file()
