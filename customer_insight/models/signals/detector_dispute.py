from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class DetectorDispute(models.AbstractModel):
    """A dispute, opened by hand from an order, an invoice or a customer."""

    _name = "customer.insight.detector.dispute"
    _inherit = "customer.insight.detector"
    _description = "Detector: Dispute"
    _sequence = 80
    _topic = "dispute"
    _by_hand = True
    _closes_by_itself = False
    _recovery_days = 0
    _title = _lt("Dispute")
    _about = _lt(
        "Opened by hand, from the actions of an order, an invoice or a customer. While "
        "it is open, its invoices raise no signal of late payment."
    )
    _sentence = _lt("%(text)s")

    def _detect_sql(self, company, as_of, parameters):
        return self._nothing_sql()

    def _recovered_sql(self, company, as_of):
        """Signals whose invoices were all paid or credited after it was opened.

        Of a dispute without an open invoice, documents say nothing: people do.
        """
        late = self.env["customer.insight.detector.late_payment"]
        return SQL(
            """
            WITH settled AS (%(settled)s)
            SELECT signal.id AS signal_id
              FROM customer_insight_signal signal
              JOIN account_move move ON move.id IN (%(named)s)
               AND move.company_id = %(company)s AND move.state = 'posted'
         LEFT JOIN settled ON settled.move_id = move.id
             WHERE %(waiting)s
             GROUP BY signal.id, signal.event_date
            HAVING BOOL_AND(move.payment_state IN ('paid', 'in_payment', 'reversed')
                            AND COALESCE(settled_on < %(as_of)s, TRUE))
               AND MAX(settled_on) >= signal.event_date
            """,
            settled=late._settled_sql(company),
            company=company.id,
            named=self._named_sql("invoices"),
            waiting=self._waiting_sql(company),
            as_of=as_of,
        )
