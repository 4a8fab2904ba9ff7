from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from .parameter import Parameter

_lt = LazyTranslate(__name__)


class DetectorLatePayment(models.AbstractModel):
    """An invoice is paid later than is usual for this customer.

    Habit: the median lateness of the invoices that he paid in the two years before,
    with quartiles q₁, q₃. Late is more than ``max(median, 0) + max(tolerance,
    1.5·(q₃ − q₁))`` days after the due date. Who always pays 20 days late raises
    nothing on the 25th; who always pays in time does.
    """

    _name = "customer.insight.detector.late_payment"
    _inherit = "customer.insight.detector"
    _description = "Detector: Late Payment"
    _sequence = 50
    _topic = "late_payment"
    _quiet_days = 30
    _title = _lt("Late payment")
    _about = _lt(
        "An invoice is open or was paid later than this customer's habit. Not without "
        "a habit, and not for an invoice that is blocked, taken out of follow-up or in "
        "dispute."
    )
    _sentence = _lt(
        "%(count)s invoices over %(late_amount)s together, up to %(days)s days late."
    )
    _sentence_of_one = _lt("An invoice over %(late_amount)s, %(days)s days late.")
    _sentence_usual = _lt("He usually pays %(usual_days)s days after the due date.")
    _sentence_in_time = _lt("He usually pays in time.")
    _parameters = (
        Parameter(
            "tolerance",
            _lt("Later than his habit by"),
            10,
            _lt("days"),
            _lt("More, where his habit varies more."),
        ),
        Parameter(
            "paid",
            _lt("Habit known from"),
            3,
            _lt("paid invoices"),
            _lt("With fewer there is no habit, and no signal."),
            minimum=1,
        ),
        Parameter(
            "fresh_days",
            _lt("Paid ones told for"),
            14,
            _lt("days"),
            _lt("An invoice that was paid late still says something for a while."),
        ),
    )

    def _detect_sql(self, company, as_of, parameters):
        return SQL(
            """
            WITH invoices AS (%(invoices)s), habits AS (%(habits)s)
            SELECT partner_id, NULL::int AS product_id,
                   LEAST(100, 50 * MAX(late::float8 / bound)) AS severity,
                   SUM(amount) AS value,
                   jsonb_build_object(
                       'count', COUNT(*), 'days', MAX(late),
                       'usual_days', MAX(ROUND(usual::numeric)),
                       'late_amount', ROUND(SUM(amount)::numeric, 2),
                       'invoices', (ARRAY_AGG(move_id ORDER BY late DESC))[1:20])
                       AS evidence,
                   MAX(due + FLOOR(bound)::int + 1) AS event_date
              FROM (
                SELECT invoices.*, usual, bound,
                       COALESCE(paid, %(as_of)s::date - 1) - due AS late
                  FROM invoices JOIN habits USING (partner_id)
                 WHERE (paid IS NULL OR paid >= %(as_of)s::date - %(fresh)s::int)
                   AND NOT is_excepted
              ) judged
             WHERE late > FLOOR(bound)
             GROUP BY partner_id
            """,
            invoices=self._invoices_sql(company, as_of),
            habits=self._habits_sql(as_of, parameters),
            as_of=as_of,
            fresh=parameters["fresh_days"],
        )

    def _invoices_sql(self, company, as_of):
        """Posted invoices of two years: ``due, paid`` (a day, or null), ``amount``.

        An invoice that is paid, nobody knows when, is left out.
        """
        return SQL(
            """
            SELECT move.id AS move_id, move.commercial_partner_id AS partner_id,
                   move.invoice_date_due AS due,
                   CASE WHEN is_settled AND paid_on < %(as_of)s THEN paid_on END
                       AS paid,
                   CASE WHEN is_settled THEN move.amount_total_signed
                        ELSE move.amount_residual_signed END::float8 AS amount,
                   %(excepted)s AS is_excepted
              FROM account_move move
         LEFT JOIN (%(settled)s) settled ON settled.move_id = move.id
        CROSS JOIN LATERAL (
                SELECT move.payment_state IN ('paid', 'in_payment') AS is_settled) state
             WHERE move.company_id = %(company)s AND move.move_type = 'out_invoice'
               AND move.state = 'posted' AND move.invoice_date < %(as_of)s
               AND move.invoice_date >= %(as_of)s::date - 730
               AND move.payment_state IN
                   ('paid', 'in_payment', 'not_paid', 'partial', 'blocked')
               AND (NOT is_settled OR paid_on IS NOT NULL)
               AND move.amount_total_signed > 0
            """,
            as_of=as_of,
            company=company.id,
            settled=self._settled_sql(company),
            excepted=self._is_excepted_sql(),
        )

    def _settled_sql(self, company):
        """``move_id, settled_on, paid_on``: when the last of an invoice came in.

        By entries that balance each other, or by a payment without an entry. A credit
        note settles, too, but on a day that we chose: what he paid, he paid before.
        """
        return SQL(
            """
            SELECT move_id, MAX(day) AS settled_on,
                   COALESCE(MAX(day) FILTER (WHERE NOT is_credit), MAX(day)) AS paid_on
              FROM (
                SELECT item.move_id, partial.max_date AS day,
                       credited.id IS NOT NULL AS is_credit
                  FROM account_partial_reconcile partial
                  JOIN account_move_line item ON item.id = partial.debit_move_id
             LEFT JOIN (%(credited)s) credited ON credited.id = partial.credit_move_id
                 WHERE partial.company_id = %(company)s
                UNION ALL
                SELECT link.invoice_id, payment.date, FALSE
                  FROM account_move__account_payment link
                  JOIN account_payment payment ON payment.id = link.payment_id
                 WHERE payment.company_id = %(company)s
              ) days
             GROUP BY move_id
            """,
            company=company.id,
            credited=self._credited_sql(company),
        )

    def _credited_sql(self, company):
        """What credit notes take off: the lines that balance invoices, by ``id``."""
        return SQL(
            """
            SELECT item.id FROM account_move note
              JOIN account_move_line item ON item.move_id = note.id
               AND item.display_type = 'payment_term'
             WHERE note.company_id = %s AND note.move_type = 'out_refund'
            """,
            company.id,
        )

    def _is_excepted_sql(self):
        """Condition on ``move``: we ourselves hold it back, or it is in dispute."""
        return SQL(
            """
            (move.payment_state = 'blocked'
             OR EXISTS (SELECT 1 FROM account_move_line item
                         WHERE item.move_id = move.id AND item.no_followup
                           AND item.display_type = 'payment_term')
             OR EXISTS (SELECT 1 FROM customer_insight_signal dispute
                         WHERE dispute.partner_id = move.commercial_partner_id
                           AND dispute.company_id = move.company_id
                           AND dispute.detector = 'dispute'
                           AND dispute.state IN ('new', 'investigating', 'snoozed')
                           AND dispute.evidence->'invoices' @> to_jsonb(move.id)))
            """
        )

    def _habits_sql(self, as_of, parameters):
        """``partner_id, usual, bound`` (days after the due date) of paid invoices.

        Those paid in the last days are judged, so they make no habit.
        """
        return SQL(
            """
            SELECT partner_id, quartiles[2] AS usual,
                   GREATEST(quartiles[2], 0) + GREATEST(
                       %(tolerance)s, 1.5 * (quartiles[3] - quartiles[1])) AS bound
              FROM (
                SELECT partner_id, percentile_cont(ARRAY[0.25, 0.5, 0.75])
                           WITHIN GROUP (ORDER BY paid - due) AS quartiles
                  FROM invoices
                 WHERE paid < %(as_of)s::date - %(fresh)s::int AND NOT is_excepted
                 GROUP BY partner_id HAVING COUNT(*) >= %(paid)s
              ) habits
            """,
            as_of=as_of,
            tolerance=max(parameters["tolerance"], 1),
            fresh=parameters["fresh_days"],
            paid=parameters["paid"],
        )

    def _sentence_for(self, evidence):
        one = evidence.get("count") == 1
        late = (evidence.get("usual_days") or 0) > 1
        return (
            self._sentence_of_one if one else self._sentence,
            self._sentence_usual if late else self._sentence_in_time,
        )

    def _recovered_sql(self, company, as_of):
        """Signals whose invoices are paid, or taken back, and who pays in time again.

        In time again: an invoice paid since, as usual or sooner. Who got none since is
        back when nothing was paid late for as long as such an invoice is told for.
        """
        return SQL(
            """
            WITH settled AS (%(settled)s)
            SELECT signal.id AS signal_id
              FROM customer_insight_signal signal
             WHERE %(waiting)s
               AND jsonb_typeof(signal.evidence->'invoices') = 'array'
               AND NOT EXISTS (%(named)s
                   AND (move.payment_state NOT IN ('paid', 'in_payment', 'reversed')
                        OR settled_on >= %(as_of)s))
               AND (EXISTS (%(in_time)s) OR NOT EXISTS (%(named)s
                    AND settled_on >= %(as_of)s::date - %(fresh)s::int))
            """,
            settled=self._settled_sql(company),
            waiting=self._waiting_sql(company),
            named=self._invoices_named_sql(),
            in_time=self._paid_in_time_sql(company, as_of),
            as_of=as_of,
            fresh=self._numbers(company)["fresh_days"],
        )

    def _invoices_named_sql(self):
        """The invoices of a ``signal``, with ``settled_on``."""
        return SQL(
            """
            SELECT 1 FROM account_move move
         LEFT JOIN settled ON settled.move_id = move.id
             WHERE move.id IN (%s) AND move.state = 'posted'
            """,
            self._named_sql("invoices"),
        )

    def _paid_in_time_sql(self, company, as_of):
        """Other invoices of a signal's customer, paid since as usual or sooner."""
        return SQL(
            """
            SELECT 1 FROM account_move move
              JOIN settled ON settled.move_id = move.id
             WHERE move.commercial_partner_id = signal.partner_id
               AND move.company_id = %s AND move.move_type = 'out_invoice'
               AND move.state = 'posted'
               AND move.payment_state IN ('paid', 'in_payment')
               AND move.id NOT IN (%s)
               AND paid_on >= signal.event_date AND paid_on < %s
               AND paid_on - move.invoice_date_due
                   <= GREATEST((signal.evidence->>'usual_days')::float8, 0)
            """,
            company.id,
            self._named_sql("invoices"),
            as_of,
        )
