from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .customer_insight import CATEGORIES, GROWTH_STAGES, PURCHASE_MODES

# The figures that a month keeps, besides what was in effect.
KEPT = (
    "category_computed",
    "contribution",
    "stability",
    "expected_contribution",
    "intention",
    "order_count",
    "is_lapsed",
    "is_new",
)


class CustomerInsightSnapshot(models.Model):
    """How a customer stood at the end of a month: who moved, and where from.

    Future customers without any evidence have no row; who has none was one.
    """

    _name = "customer.insight.snapshot"
    _description = "Customer Insight at a Month's End"
    _rec_name = "partner_id"
    _order = "month DESC, contribution DESC, partner_id"
    _log_access = False

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
    user_id = fields.Many2one(related="partner_id.user_id")
    type_id = fields.Many2one(related="partner_id.insight_type_id")
    month = fields.Date(
        string="Month's End", required=True, readonly=True, help="Its last day."
    )
    category = fields.Selection(CATEGORIES, string="Class", readonly=True)
    category_before = fields.Selection(
        CATEGORIES, string="Class a Month Before", readonly=True
    )
    category_computed = fields.Selection(
        CATEGORIES, string="Computed Class", readonly=True
    )
    growth_stage = fields.Selection(GROWTH_STAGES, readonly=True)
    growth_stage_before = fields.Selection(
        GROWTH_STAGES, string="Stage a Month Before", readonly=True
    )
    purchase_mode = fields.Selection(PURCHASE_MODES, readonly=True)
    contribution = fields.Monetary(readonly=True)
    stability = fields.Float(digits=(5, 2), readonly=True, aggregator="avg")
    expected_contribution = fields.Float(digits=(5, 2), readonly=True, aggregator="avg")
    intention = fields.Float(digits=(5, 2), readonly=True, aggregator="avg")
    order_count = fields.Integer(string="Orders", readonly=True)
    is_lapsed = fields.Boolean(string="Lapsed", readonly=True)
    is_new = fields.Boolean(string="New", readonly=True)
    has_moved = fields.Boolean(
        string="Changed Class",
        compute="_compute_has_moved",
        search="_search_has_moved",
        help="Another class than a month before.",
    )

    _customer_month_unique = models.Constraint(
        "UNIQUE(partner_id, company_id, month)",
        "A customer has one row a month and company.",
    )
    _month_idx = models.Index("(company_id, month)")

    @api.depends("category", "category_before")
    def _compute_has_moved(self):
        for row in self:
            row.has_moved = row.category != row.category_before

    def _search_has_moved(self, operator, _value):
        if operator != "in":
            return NotImplemented
        return Domain.custom(to_sql=self._moved_sql)

    @staticmethod
    def _moved_sql(model, alias, query):
        before, now = (
            model._field_to_sql(alias, name, query)
            for name in ("category_before", "category")
        )
        return SQL("%s IS DISTINCT FROM %s", before, now)

    @api.model
    def _missing_months(self, company):
        """Return the last days of months that are to be kept, oldest first.

        As many months back as the policy says, but none before the first order; after
        the last one that is kept, if any is.
        """
        policy = self.env["customer.insight.policy"]._for_company(company)
        end = self.env["customer.insight.engine"]._today() - timedelta(days=1)
        last = end.replace(day=1) - timedelta(days=1)
        first = last - relativedelta(months=policy.history_months)
        since = self._last_month(company) or self._before_first_order(company) or last
        month = max(_month_end(first), since)
        while month < last:
            month = _month_end(month + timedelta(days=1))
            yield month

    @api.model
    def _last_month(self, company):
        rows = self._read_group([("company_id", "=", company.id)], [], ["month:max"])
        return rows[0][0] or None

    @api.model
    def _before_first_order(self, company):
        """The month's end before the company's first confirmed order, or None."""
        order = (
            self.env["sale.order"]
            .sudo()
            .search(
                [("company_id", "=", company.id), ("state", "=", "sale")],
                order="date_order, id",
                limit=1,
            )
        )
        return order and order.date_order.date().replace(day=1) - timedelta(days=1)

    @api.model
    def _take_missing(self, company):
        """Keep the months that are missing, oldest first; yield after each."""
        engine = self.env["customer.insight.engine"]
        for month in [*self._missing_months(company)]:
            before = month.replace(day=1) - timedelta(days=1)
            yield engine._take_snapshot(company, month, before)

    @api.model
    def _cron_take_snapshots(self):
        """Keep every company's missing months, each in a transaction of its own."""
        for company in self.env["res.company"].search([]):
            for _added in self._take_missing(company):
                self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _hand_over(self, source, target):
        """Give a customer's months to another, where he has none himself."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_insight_snapshot moved
                   SET partner_id = %(target)s
                 WHERE partner_id = %(source)s AND NOT EXISTS (
                       SELECT 1 FROM customer_insight_snapshot kept
                        WHERE kept.partner_id = %(target)s AND kept.month = moved.month
                          AND kept.company_id = moved.company_id)
                """,
                source=source.id,
                target=target.id,
            )
        )
        self.invalidate_model(flush=False)


def _month_end(day):
    """The last day of the day's month."""
    return day + relativedelta(day=31)
