from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """From documents to rows: orders with their refunds, open interest, prices."""

    _inherit = "customer.insight.engine"

    def _refunds_sql(self, run):
        """A row per order with credit notes: ``order_id, refunded, invoiced``."""
        credited = SQL("line.order_id IN (%s)", self._credited_orders_sql(run))
        return self._credits_sql(credited, run.as_of)

    def _credits_sql(self, orders, as_of):
        """What was ``refunded`` and ``invoiced`` of each ``order_id`` before a date.

        Untaxed, company currency, positive. Down payments are no sales.

        :param orders: condition on ``line``, a line of the orders
        """
        return SQL(
            """
            SELECT order_id,
                   SUM(balance) FILTER (WHERE move_type = 'out_refund') AS refunded,
                   -SUM(balance) FILTER (WHERE move_type = 'out_invoice') AS invoiced
              FROM (
                SELECT DISTINCT line.order_id, item.id, item.balance, move.move_type
                  FROM account_move move
                  JOIN account_move_line item ON item.move_id = move.id
                  JOIN sale_order_line_invoice_rel link
                    ON link.invoice_line_id = item.id
                  JOIN sale_order_line line ON line.id = link.order_line_id
                 WHERE %(orders)s
                   AND line.is_downpayment IS NOT TRUE
                   AND move.state = 'posted'
                   AND move.move_type IN ('out_invoice', 'out_refund')
                   AND move.date < %(as_of)s
              ) items
             GROUP BY order_id
            """,
            orders=orders,
            as_of=as_of,
        )

    def _credited_orders_sql(self, run):
        """The orders that a posted credit note of the company touches."""
        return SQL(
            """
            SELECT line.order_id
              FROM account_move move
              JOIN account_move_line item ON item.move_id = move.id
              JOIN sale_order_line_invoice_rel link ON link.invoice_line_id = item.id
              JOIN sale_order_line line ON line.id = link.order_line_id
             WHERE move.company_id = %s
               AND move.move_type = 'out_refund'
               AND move.state = 'posted'
               AND move.date < %s
            """,
            run.company.id,
            run.as_of,
        )

    def _orders_sql(self, run):
        """A row per confirmed order before the reference date.

        ``turnover``, ``amount``, ``refund`` and ``net`` in company currency; ``month``
        1–12 within the window, 0 before it. A sample's net is 0.
        """
        return SQL(
            """
            SELECT *,
                   CASE WHEN is_sample THEN 0 ELSE amount - refund END AS net,
                   NOT is_sample AND amount - refund > 0.000001 AS is_purchase
              FROM (
                SELECT *, %(amount)s AS amount, %(refund)s AS refund
                  FROM (%(placed)s) placed
                OFFSET 0
              ) orders
            """,
            amount=self._order_amount_sql(run),
            refund=self._order_refund_sql(run.policy.measure),
            placed=self._placed_orders_sql(run),
        )

    def _placed_orders_sql(self, run):
        """The orders with their refunds, each value worked out once.

        OFFSET 0 keeps PostgreSQL from working it out again wherever it is used.
        """
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id,
                   so.date_order AS moment,
                   %(month)s AS month,
                   %(worth)s,
                   so.insight_is_sample IS TRUE OR so.amount_untaxed = 0 AS is_sample,
                   refunds.refunded, refunds.invoiced
              FROM sale_order so
              JOIN res_partner partner ON partner.id = so.partner_id
         LEFT JOIN refunds ON refunds.order_id = so.id
             WHERE so.state = 'sale' AND %(scope)s
            OFFSET 0
            """,
            month=self._month_sql(run),
            worth=self._worth_columns_sql(run),
            scope=self._document_scope_sql(run),
        )

    def _worth_columns_sql(self, run):
        """The columns of order ``so`` that its amount is made of."""
        turnover = SQL("%s AS turnover", self._company_amount_sql("amount_untaxed"))
        if run.policy.measure == "margin":
            return SQL("%s, %s AS margin", turnover, self._company_amount_sql("margin"))
        return turnover

    def _document_scope_sql(self, run):
        """Condition on ``so`` and ``partner``: the company, the dates, the partners."""
        conditions = [
            SQL("so.company_id = %s AND so.date_order < %s", run.company.id, run.end)
        ]
        if run.window_only:
            conditions.append(SQL("so.date_order >= %s", run.start))
        if run.partners is not None:
            conditions.append(
                SQL("partner.commercial_partner_id = ANY(%s)", list(run.partners))
            )
        return SQL(" AND ").join(conditions)

    def _month_sql(self, run):
        """Month of the window, 1–12 by equal time; 0 before the window."""
        step = (run.end - run.start) / 12
        starts = [run.start + number * step for number in range(12)]
        return SQL("width_bucket(so.date_order, %s::timestamp[])", starts)

    def _company_amount_sql(self, column):
        """Divide an amount of order ``so`` by its rate (nothing or 0 counts as 1)."""
        return SQL(
            "(CASE WHEN so.currency_rate <> 1 AND so.currency_rate <> 0"
            " THEN %(amount)s / so.currency_rate ELSE %(amount)s END)::float8",
            amount=SQL("COALESCE(%s, 0)", SQL.identifier("so", column)),
        )

    def _order_amount_sql(self, run):
        """The worth of an order by the policy's measure, from its worth columns."""
        return SQL("margin" if run.policy.measure == "margin" else "turnover")

    def _order_refund_sql(self, measure):
        """Credit notes, less what was invoiced beyond the order (corrections).

        A margin goes back by the same share as the turnover does.
        """
        refund = SQL(
            "GREATEST(COALESCE(refunded, 0)::float8"
            " - GREATEST(COALESCE(invoiced, 0)::float8 - turnover, 0), 0)"
        )
        if measure == "margin":
            refund = SQL("COALESCE(%s / NULLIF(turnover, 0), 0) * margin", refund)
        return SQL("CASE WHEN refunded IS NULL THEN 0 ELSE %s END", refund)

    def _interest_sql(self, run):
        """A row per customer who shows interest without buying, from ``documents``.

        ``quotation_count, quotation_amount``: open quotations of the window.
        ``has_evidence``: a quotation or a sample in the window, run out or open.
        ``was_tried``: a sample or a sent quotation, ever.
        """
        return SQL(
            """
            SELECT partner_id,
                   COUNT(*) FILTER (WHERE is_open) AS quotation_count,
                   COALESCE(SUM(amount) FILTER (WHERE is_open), 0) AS quotation_amount,
                   COUNT(*) FILTER (WHERE is_sample AND in_window) AS sample_count,
                   BOOL_OR(in_window AND (is_quotation OR is_sample)) AS has_evidence,
                   BOOL_OR(is_sample OR state = 'sent') AS was_tried,
                   MIN(day) FILTER (WHERE is_sample OR state = 'sent') AS tried_on
              FROM documents
             WHERE state <> 'cancel'
             GROUP BY partner_id
            """
        )

    def _interest_documents_sql(self, run):
        """A row per quotation, withdrawn ones of the window included, and sample."""
        return SQL(
            """
            SELECT document.*, %(amount)s AS amount,
                   is_quotation AND in_window AND still_valid AS is_open
              FROM (
                SELECT partner.commercial_partner_id AS partner_id, so.id AS order_id,
                       so.state, so.date_order AS moment, so.date_order::date AS day,
                       %(worth)s,
                       so.date_order >= %(start)s AS in_window,
                       so.validity_date IS NULL OR so.validity_date >= %(last_day)s
                           AS still_valid,
                       so.state = 'sale' AS is_sample,
                       so.state IN ('draft', 'sent') AND so.amount_untaxed > 0
                           AND so.insight_is_sample IS NOT TRUE AS is_quotation,
                       so.state = 'cancel' AND so.amount_untaxed > 0
                           AND so.insight_is_sample IS NOT TRUE AS is_withdrawn
                  FROM sale_order so
                  JOIN res_partner partner ON partner.id = so.partner_id
                 WHERE (so.state IN ('draft', 'sent')
                        OR so.state = 'cancel' AND so.date_order >= %(start)s
                        OR so.state = 'sale'
                        AND (so.insight_is_sample OR so.amount_untaxed = 0))
                   AND %(scope)s
              ) document
            """,
            last_day=run.last_day,
            start=run.start,
            worth=self._worth_columns_sql(run),
            amount=self._order_amount_sql(run),
            scope=self._document_scope_sql(run),
        )

    def _prices_sql(self, run):
        """A row per customer: ``discounted, family_count`` of his purchases.

        Goes back to the documents: they are joined faster than ``orders`` is read
        twice. An order is a purchase there if its refund leaves something.
        """
        return SQL(
            """
            SELECT partner_id, SUM(discounted) AS discounted,
                   COUNT(categ_id) FILTER (WHERE is_bought) AS family_count
              FROM (
                SELECT partner.commercial_partner_id AS partner_id, product.categ_id,
                       BOOL_OR(line.price_subtotal > 0) AS is_bought,
                       SUM((line.price_subtotal
                           / COALESCE(NULLIF(so.currency_rate, 0), 1))::float8)
                           FILTER (WHERE line.discount > 0) AS discounted
                  FROM sale_order so
                  JOIN res_partner partner ON partner.id = so.partner_id
                  JOIN sale_order_line line ON line.order_id = so.id
             LEFT JOIN (
                    SELECT product.id, template.categ_id
                      FROM product_product product
                      JOIN product_template template
                        ON template.id = product.product_tmpl_id
                    OFFSET 0
                  ) product ON product.id = line.product_id
             LEFT JOIN (%(returned)s) returned ON returned.order_id = so.id
                 WHERE so.state = 'sale' AND %(scope)s AND so.date_order >= %(start)s
                   AND so.insight_is_sample IS NOT TRUE AND %(is_worth)s
                   AND returned.order_id IS NULL
                 GROUP BY 1, 2
              ) families
             GROUP BY partner_id
            """,
            scope=self._document_scope_sql(run),
            start=run.start,
            is_worth=self._is_worth_sql(run),
            returned=self._returned_orders_sql(run),
        )

    def _is_worth_sql(self, run):
        """Condition on order ``so``: neither free nor negative by the measure."""
        if run.policy.measure == "margin":
            return SQL("so.amount_untaxed <> 0 AND so.margin > 0.000001")
        return SQL("so.amount_untaxed > 0.000001")

    def _returned_orders_sql(self, run):
        """Orders of which the refund leaves nothing."""
        return SQL(
            """
            SELECT order_id
              FROM (
                SELECT so.id AS order_id, %(worth)s, refunded, invoiced
                  FROM refunds JOIN sale_order so ON so.id = refunds.order_id
              ) credited
             WHERE %(amount)s - %(refund)s <= 0.000001
            """,
            worth=self._worth_columns_sql(run),
            amount=self._order_amount_sql(run),
            refund=self._order_refund_sql(run.policy.measure),
        )
