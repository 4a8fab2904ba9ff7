from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..signals.parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorNewProduct(models.AbstractModel):
    """Something new was offered to a customer who is slow with new products.

    New: no variant of it in a confirmed order of his on the days before.
    """

    _name = "customer.insight.detector.new_product"
    _inherit = "customer.insight.detector"
    _description = "Detector: New Product Offered"
    _sequence = 76
    _topic = "quotation"
    _recovery_days = 60
    _title = _lt("New product offered")
    _about = _lt(
        "A customer whose personality is slow with new products was quoted one that he "
        "never bought: see how it goes. Not for who has never bought anything."
    )
    _sentence = _lt(
        "%(product)s is new to him, quoted at %(line_amount)s. Bring references, and a "
        "small first lot."
    )
    _parameters = (
        Parameter("fresh_days", _lt("Told for"), 14, _lt("days"), minimum=1),
    )

    def _detect_sql(self, company, as_of, parameters):
        return SQL(
            """
            SELECT DISTINCT ON (offered.partner_id, line.product_id)
                   offered.partner_id, line.product_id, 30 AS severity,
                   offered.amount * line.price_subtotal / so.amount_untaxed AS value,
                   jsonb_build_object(
                       'line_amount', ROUND((offered.amount * line.price_subtotal
                           / so.amount_untaxed)::numeric, 2),
                       'orders', ARRAY[offered.order_id]) AS evidence,
                   offered.day AS event_date
              FROM (%(guarded)s) offered
              JOIN sale_order so ON so.id = offered.order_id AND so.state = 'sent'
              JOIN sale_order_line line ON line.order_id = so.id
               AND line.price_subtotal > 0 AND line.is_downpayment IS NOT TRUE
              JOIN product_product product ON product.id = line.product_id
             WHERE EXISTS (%(any_order)s) AND NOT EXISTS (%(this_order)s)
             ORDER BY offered.partner_id, line.product_id, offered.day DESC, so.id DESC
            """,
            guarded=self._guarded_sql(
                company, as_of, parameters["fresh_days"], "new_product"
            ),
            any_order=self._earlier_sql(SQL("TRUE")),
            this_order=self._earlier_sql(
                SQL("known.product_tmpl_id = product.product_tmpl_id")
            ),
        )

    def _earlier_sql(self, condition):
        """Lines of the customer's orders before the quotation."""
        return SQL(
            """
            SELECT 1 FROM res_partner buyer
              JOIN sale_order bought ON bought.partner_id = buyer.id
              JOIN sale_order_line item ON item.order_id = bought.id
              JOIN product_product known ON known.id = item.product_id
             WHERE buyer.commercial_partner_id = offered.partner_id
               AND bought.state = 'sale' AND bought.company_id = so.company_id
               AND bought.date_order < so.date_order AND %s
            """,
            condition,
        )

    def _recovered_sql(self, company, as_of):
        return self._ordered_again_sql(company, as_of)
