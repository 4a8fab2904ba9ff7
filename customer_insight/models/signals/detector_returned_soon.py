from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorReturnedSoon(models.AbstractModel):
    """Goods credited soon after they were invoiced.

    A line of a posted credit note counts as a return when its price a piece is (nearly)
    the invoice's. A reduction is credited at another price a piece; a corrected invoice
    invoices the same again: neither is a return.
    """

    _name = "customer.insight.detector.returned_soon"
    _inherit = "customer.insight.detector"
    _description = "Detector: Returned Soon"
    _sequence = 40
    _topic = "returned_soon"
    _quiet_days = 0
    _closes_by_itself = False
    _title = _lt("Returned soon")
    _about = _lt(
        "Goods came back soon after they were sold: a credit note with quantities. Not "
        "a credit note for the price only, nor the correction of an invoice."
    )
    _sentence = _lt(
        "%(quantity)s of %(sold_quantity)s %(unit)s of %(product)s came back %(days)s "
        "days after the invoice, worth %(returned_amount)s."
    )
    _sentence_at_once = _lt(
        "%(quantity)s of %(sold_quantity)s %(unit)s of %(product)s came back at once "
        "after the invoice, worth %(returned_amount)s."
    )
    _parameters = (
        Parameter(
            "days", _lt("Returned within"), 30, _lt("days"), minimum=1, maximum=365
        ),
        Parameter(
            "share",
            _lt("From"),
            10,
            _lt("% of the quantity"),
            _lt("A single broken piece of a hundred is no return to ask about."),
            maximum=100,
        ),
        Parameter(
            "price_share",
            _lt("Goods, if credited at"),
            90,
            _lt("% of the price a piece"),
            _lt("At less, the price was reduced and the goods stayed."),
            minimum=1,
            maximum=100,
        ),
        Parameter("fresh_days", _lt("Told for"), 60, _lt("days"), minimum=1),
    )

    def _detect_sql(self, company, as_of, parameters):
        return SQL(
            """
            SELECT partner_id, product_id,
                   LEAST(100, 30 + 70 * SUM(quantity) / SUM(sold)) AS severity,
                   SUM(amount) AS value,
                   jsonb_build_object(
                       'quantity', ROUND(SUM(quantity)::numeric, 1),
                       'sold_quantity', ROUND(SUM(sold)::numeric, 1),
                       'days', MIN(days),
                       'returned_amount', ROUND(SUM(amount)::numeric, 2),
                       'invoices', (ARRAY_AGG(move_id ORDER BY day DESC))[1:10]
                           || (ARRAY_AGG(invoice_id ORDER BY day DESC))[1:10])
                       AS evidence,
                   MAX(day) AS event_date
              FROM (%(returns)s) returned
             GROUP BY partner_id, product_id
            HAVING SUM(quantity) >= %(share)s::float8 / 100 * SUM(sold)
            """,
            returns=self._returns_sql(company, as_of, parameters),
            share=parameters["share"],
        )

    def _returns_sql(self, company, as_of, parameters):
        """A row per line of a credit note that took goods back, with its invoice."""
        return SQL(
            """
            SELECT DISTINCT ON (credit.id) credit.partner_id, credit.product_id,
                   credit.move_id, sold.move_id AS invoice_id, credit.day,
                   credit.quantity, sold.quantity AS sold, credit.amount,
                   credit.day - sold.day AS days
              FROM (%(credits)s) credit
              JOIN (%(invoices)s) sold ON sold.product_id = credit.product_id
               AND sold.partner_id = credit.partner_id AND sold.day <= credit.day
               AND (sold.move_id = credit.reversed_id OR %(same_order)s)
             WHERE credit.day - sold.day <= %(days)s
               AND credit.amount / credit.quantity
                   >= %(price_share)s::float8 / 100 * sold.amount / sold.quantity
               AND NOT EXISTS (%(again)s)
             ORDER BY credit.id, sold.day DESC, sold.id
            """,
            credits=self._items_sql(
                company, as_of, "out_refund", parameters["fresh_days"]
            ),
            invoices=self._items_sql(
                company,
                as_of,
                "out_invoice",
                parameters["fresh_days"] + parameters["days"],
            ),
            same_order=self._same_order_sql(SQL("credit.id"), SQL("sold.id")),
            again=self._invoiced_again_sql(as_of),
            days=parameters["days"],
            price_share=parameters["price_share"],
        )

    def _items_sql(self, company, as_of, kind, days):
        """Lines of posted documents: positive quantities and amounts."""
        return SQL(
            """
            SELECT item.id, item.move_id, item.product_id,
                   move.commercial_partner_id AS partner_id,
                   move.reversed_entry_id AS reversed_id, move.invoice_date AS day,
                   ABS(item.quantity)::float8 AS quantity,
                   ABS(item.balance)::float8 AS amount
              FROM account_move move
              JOIN account_move_line item ON item.move_id = move.id
             WHERE move.company_id = %(company)s AND move.move_type = %(kind)s
               AND move.state = 'posted' AND move.invoice_date < %(as_of)s
               AND move.invoice_date >= %(as_of)s::date - %(days)s::int
               AND item.display_type = 'product' AND item.product_id IS NOT NULL
               AND item.quantity <> 0 AND item.balance <> 0
               AND item.is_downpayment IS NOT TRUE
            """,
            company=company.id,
            kind=kind,
            as_of=as_of,
            days=days,
        )

    def _sentence_for(self, evidence):
        at_once = evidence.get("days") in (0, 1)
        return self._sentence_at_once if at_once else self._sentence

    def _recovered_sql(self, company, as_of):
        """Signals whose customer bought the product again."""
        return self._ordered_again_sql(company, as_of)

    def _same_order_sql(self, one, other):
        """Both lines invoice the same line of an order."""
        return SQL(
            """
            EXISTS (SELECT 1 FROM sale_order_line_invoice_rel first
                      JOIN sale_order_line_invoice_rel second
                        ON second.order_line_id = first.order_line_id
                     WHERE first.invoice_line_id = %s AND second.invoice_line_id = %s)
            """,
            one,
            other,
        )

    def _invoiced_again_sql(self, as_of):
        """The same line of the order was invoiced again: the invoice was corrected."""
        return SQL(
            """
            SELECT 1 FROM sale_order_line_invoice_rel link
              JOIN sale_order_line_invoice_rel other
                ON other.order_line_id = link.order_line_id
              JOIN account_move_line item ON item.id = other.invoice_line_id
              JOIN account_move move ON move.id = item.move_id
             WHERE link.invoice_line_id = credit.id AND move.move_type = 'out_invoice'
               AND move.state = 'posted' AND move.invoice_date < %s
               AND move.invoice_date >= credit.day AND move.id <> sold.move_id
               AND item.quantity >= credit.quantity
            """,
            as_of,
        )
