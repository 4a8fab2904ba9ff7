from odoo import models
from odoo.tools import SQL


class CustomerInsightDetector(models.AbstractModel):
    """The documents as most detectors want them."""

    _inherit = "customer.insight.detector"

    def _purchases_sql(self, company, as_of, since=None):
        """``partner_id, order_id, day, amount``: confirmed orders, no samples.

        Untaxed, company currency, by commercial partner.
        """
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id, so.id AS order_id,
                   so.date_order::date AS day,
                   (so.amount_untaxed
                       / COALESCE(NULLIF(so.currency_rate, 0), 1))::float8 AS amount
              FROM sale_order so
              JOIN res_partner partner ON partner.id = so.partner_id
             WHERE %s
            """,
            self._is_purchase_sql(company, as_of, since),
        )

    def _is_purchase_sql(self, company, as_of, since=None):
        """Condition on order ``so``: bought and paid for, in these days."""
        return SQL(
            "so.company_id = %s AND so.state = 'sale' AND so.amount_untaxed > 0"
            " AND so.insight_is_sample IS NOT TRUE AND so.date_order < %s AND %s",
            company.id,
            as_of,
            SQL("so.date_order >= %s", since) if since else SQL("TRUE"),
        )

    def _bought_sql(self, company, as_of, since):
        """``partner_id, product_id, order_id, day, quantity, amount`` of purchases.

        The quantity is in the product's own unit; gifts and returns on the order
        (nothing or less to pay) are left out.
        """
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id, line.product_id,
                   so.id AS order_id, so.date_order::date AS day,
                   (line.product_uom_qty
                       * COALESCE(unit.factor / own.factor, 1))::float8 AS quantity,
                   (line.price_subtotal
                       / COALESCE(NULLIF(so.currency_rate, 0), 1))::float8 AS amount
              FROM sale_order so
              JOIN res_partner partner ON partner.id = so.partner_id
              JOIN sale_order_line line ON line.order_id = so.id
              JOIN product_product product ON product.id = line.product_id
              JOIN product_template template ON template.id = product.product_tmpl_id
         LEFT JOIN uom_uom unit ON unit.id = line.product_uom_id
         LEFT JOIN uom_uom own ON own.id = template.uom_id
             WHERE %s AND line.price_subtotal > 0 AND line.product_uom_qty > 0
               AND line.is_downpayment IS NOT TRUE
            """,
            self._is_purchase_sql(company, as_of, since),
        )

    def _ordered_again_sql(self, company, as_of):
        """Signals of this detector whose customer ordered after the event.

        Where the signal names a product: that product.
        """
        return SQL(
            """
            SELECT signal.id AS signal_id
              FROM customer_insight_signal signal
             WHERE %(waiting)s AND EXISTS (
                SELECT 1 FROM sale_order so
                  JOIN res_partner partner ON partner.id = so.partner_id
                 WHERE partner.commercial_partner_id = signal.partner_id
                   AND so.date_order::date > signal.event_date AND %(purchase)s
                   AND (signal.product_id IS NULL OR EXISTS (
                        SELECT 1 FROM sale_order_line line
                         WHERE line.order_id = so.id
                           AND line.product_id = signal.product_id
                           AND line.product_uom_qty > 0)))
            """,
            purchase=self._is_purchase_sql(company, as_of),
            waiting=self._waiting_sql(company),
        )
