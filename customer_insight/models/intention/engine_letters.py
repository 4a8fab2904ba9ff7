from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """What the customer reads and answers, as evidence of intention.

    Of each quotation, and of his file, the last look and the last answer count: who
    reads one ten times does not want it ten times as much.
    """

    _inherit = "customer.insight.engine"

    def _letter_evidence_sql(self, run):
        """Views and answers of open quotations, by the index of a record's messages."""
        return SQL(
            """
            SELECT partner_id, kind, MAX(day) AS day,
                   CASE WHEN kind = 'viewed' THEN %(viewed)s::float8
                        ELSE %(answer)s::float8 END AS p,
                   order_id AS document_id
              FROM (
                SELECT document.partner_id, document.order_id,
                       message.date::date AS day,
                       CASE WHEN message.subtype_id = %(subtype)s THEN 'viewed'
                            ELSE 'answer' END AS kind
                  FROM documents document
                  JOIN mail_message message ON message.model = 'sale.order'
                   AND message.res_id = document.order_id
             LEFT JOIN res_partner author ON author.id = message.author_id
                 WHERE document.is_open AND %(window)s
                   AND (message.subtype_id = %(subtype)s
                        OR message.message_type IN ('email', 'comment')
                        AND author.commercial_partner_id = document.partner_id)
                OFFSET 0
              ) letters
             GROUP BY partner_id, kind, order_id
            """,
            subtype=self._viewed_subtype(),
            viewed=run.policy.intention_viewed / 100,
            answer=run.policy.intention_answer / 100,
            window=self._in_window_sql(run, SQL("message.date")),
        )

    def _viewed_subtype(self):
        """What Odoo notes when a customer opens his quotation in the portal."""
        return self.env["ir.model.data"]._xmlid_to_res_id("sale.mt_order_viewed") or 0

    def _file_letter_evidence_sql(self, run):
        """The last mail or comment of the customer, or of a contact, on his file."""
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id, 'answer' AS kind,
                   MAX(message.date)::date AS day, %(answer)s::float8 AS p,
                   NULL::int AS document_id
              FROM mail_message message
              JOIN res_partner author ON author.id = message.author_id
              JOIN res_partner partner ON partner.id = message.res_id
               AND partner.commercial_partner_id = author.commercial_partner_id
             WHERE message.model = 'res.partner'
               AND message.message_type IN ('email', 'comment')
               AND %(window)s AND %(customers)s
             GROUP BY partner.commercial_partner_id
            """,
            answer=run.policy.intention_answer / 100,
            window=self._in_window_sql(run, SQL("message.date")),
            customers=self._customers_sql(run, "partner"),
        )

    def _questionnaire_evidence_sql(self, run):
        """The last questionnaire that he filled in for the company."""
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id,
                   'questionnaire' AS kind, MAX(asked.answered_date)::date AS day,
                   %(weight)s::float8 AS p,
                   (ARRAY_AGG(asked.id ORDER BY asked.answered_date DESC,
                       asked.id DESC))[1] AS document_id
              FROM customer_insight_questionnaire asked
              JOIN res_partner partner ON partner.id = asked.partner_id
             WHERE asked.company_id = %(company)s
               AND %(window)s AND %(customers)s
             GROUP BY partner.commercial_partner_id
            """,
            weight=run.policy.intention_questionnaire / 100,
            company=run.company.id,
            window=self._in_window_sql(run, SQL("asked.answered_date")),
            customers=self._customers_sql(run, "partner"),
        )
