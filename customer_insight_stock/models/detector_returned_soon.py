from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class DetectorReturnedSoon(models.AbstractModel):
    """Goods that came back are known before they are credited.

    A return transfer counts beside the credit note: whichever says more. The day of the
    transfer is the day of the event, so its credit note is no news.
    """

    _inherit = "customer.insight.detector.returned_soon"

    _sentence_of_return = _lt(
        "%(quantity)s of %(sold_quantity)s %(unit)s of %(product)s came back on "
        "%(return_date)s, %(days)s days after the delivery, worth %(returned_amount)s."
    )
    _sentence_of_return_at_once = _lt(
        "%(quantity)s of %(sold_quantity)s %(unit)s of %(product)s came back on "
        "%(return_date)s, at once after the delivery, worth %(returned_amount)s."
    )
    _sentence_of_reason = _lt("Noted on it: “%(reason)s”")

    def _detect_sql(self, company, as_of, parameters):
        return SQL(
            """
            SELECT COALESCE(back.partner_id, credited.partner_id) AS partner_id,
                   COALESCE(back.product_id, credited.product_id) AS product_id,
                   GREATEST(back.severity, credited.severity) AS severity,
                   GREATEST(back.value, credited.value) AS value,
                   COALESCE(credited.evidence, '{}') || COALESCE(back.evidence, '{}')
                       AS evidence,
                   COALESCE(back.event_date, credited.event_date) AS event_date
              FROM (%(credited)s) credited
         FULL JOIN (%(back)s) back ON back.partner_id = credited.partner_id
               AND back.product_id = credited.product_id
            """,
            credited=super()._detect_sql(company, as_of, parameters),
            back=self._back_sql(company, as_of, parameters),
        )

    def _back_sql(self, company, as_of, parameters):
        """A row per customer and product that came back, as a detector's."""
        return SQL(
            """
            SELECT partner_id, product_id,
                   LEAST(100, 30 + 70 * SUM(quantity) / SUM(sold)) AS severity,
                   SUM(amount) AS value,
                   jsonb_build_object(
                       'quantity', ROUND(SUM(quantity)::numeric, 1),
                       'sold_quantity', ROUND(SUM(sold)::numeric, 1),
                       'days', MIN(days), 'return_date', MAX(day),
                       'returned_amount', ROUND(SUM(amount)::numeric, 2),
                       'reason', COALESCE(STRING_AGG(DISTINCT reason, ' '), ''),
                       'orders', ARRAY_AGG(DISTINCT order_id),
                       'pickings', ARRAY_AGG(DISTINCT picking_id)) AS evidence,
                   MAX(day) AS event_date
              FROM (%(returns)s) returns
             GROUP BY partner_id, product_id
            HAVING SUM(quantity) >= %(share)s::float8 / 100 * SUM(sold)
            """,
            returns=self._transfers_sql(company, as_of, parameters),
            share=parameters["share"],
        )

    def _transfers_sql(self, company, as_of, parameters):
        """A row per delivery of which something came back soon: how much, worth what.

        What is sold by the dozen may come back by the piece: its unit is reckoned in.
        The reason is what somebody noted on the return transfer.
        """
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id, back.product_id,
                   so.id AS order_id, MAX(back.picking_id) AS picking_id,
                   MAX(back.date)::date AS day,
                   MIN(back.date::date - out.date::date) AS days,
                   SUM(back.quantity)::float8 AS quantity,
                   out.quantity::float8 AS sold,
                   (SUM(back.quantity * back_unit.factor) * line.price_subtotal
                       / NULLIF(line.product_uom_qty * line_unit.factor, 0)
                       / COALESCE(NULLIF(so.currency_rate, 0), 1))::float8 AS amount,
                   STRING_AGG(DISTINCT NULLIF(TRIM(REGEXP_REPLACE(
                       picking.note, '<[^>]+>', ' ', 'g')), ''), ' ') AS reason
              FROM stock_move back
              JOIN stock_move out ON out.id = back.origin_returned_move_id
               AND out.state = 'done' AND out.quantity > 0
              JOIN stock_location place ON place.id = back.location_id
               AND place.usage = 'customer'
              JOIN sale_order_line line ON line.id = out.sale_line_id
              JOIN uom_uom line_unit ON line_unit.id = line.product_uom_id
              JOIN uom_uom back_unit ON back_unit.id = back.product_uom
              JOIN sale_order so ON so.id = line.order_id
              JOIN res_partner partner ON partner.id = so.partner_id
         LEFT JOIN stock_picking picking ON picking.id = back.picking_id
             WHERE back.company_id = %(company)s AND back.state = 'done'
               AND back.date < %(as_of)s
               AND back.date >= %(as_of)s::date - %(fresh)s::int
               AND back.date::date - out.date::date <= %(days)s
             GROUP BY partner.commercial_partner_id, back.product_id, so.id, out.id,
                   line.id, line_unit.factor
            """,
            company=company.id,
            as_of=as_of,
            fresh=parameters["fresh_days"],
            days=parameters["days"],
        )

    def _sentence_for(self, evidence):
        if not evidence.get("return_date"):
            return super()._sentence_for(evidence)
        at_once = evidence.get("days") in (0, 1)
        sentence = (
            self._sentence_of_return_at_once if at_once else self._sentence_of_return
        )
        return (
            (sentence, self._sentence_of_reason) if evidence.get("reason") else sentence
        )
