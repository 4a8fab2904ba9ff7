from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """Quotations, their versions, and samples, as evidence of intention.

    Odoo keeps no versions of a quotation, and who revises one often copies it and
    withdraws the first. So a version is known by what it is about: each of its products
    is on another open quotation of the customer that says more.
    """

    _inherit = "customer.insight.engine"

    def _needs_sql(self, run):
        """A row per quotation of who has several: ``order_id, is_version``.

        An open one is a version when each of its products is on one that weighs more
        (or as much, and is later); a withdrawn one, when each is on an open one of its
        day or later.
        """
        return SQL(
            """
            SELECT order_id,
                   CASE WHEN BOOL_OR(is_open) THEN NOT BOOL_OR(is_open AND place = 1)
                        ELSE BOOL_AND(COALESCE(open_until >= day, FALSE)) END
                       AS is_version
              FROM (
                SELECT document.order_id, document.is_open, document.day,
                       RANK() OVER (
                           PARTITION BY document.partner_id, line.product_id
                           ORDER BY is_open DESC, strength DESC, moment DESC) AS place,
                       MAX(day) FILTER (WHERE is_open) OVER (
                           PARTITION BY document.partner_id, line.product_id)
                           AS open_until
                  FROM (
                    SELECT *, COUNT(*) OVER (PARTITION BY partner_id) AS of_customer,
                           %(weight)s * %(decay)s AS strength
                      FROM documents
                     WHERE is_open OR is_withdrawn
                  ) document
                  JOIN sale_order_line line ON line.order_id = document.order_id
                   AND line.product_id IS NOT NULL
                 WHERE of_customer > 1
              ) products
             GROUP BY order_id
            """,
            weight=self._quotation_weight_sql(run),
            decay=self._decay_sql(run),
        )

    def _quotation_weight_sql(self, run):
        """How far a document goes by itself: a draft less than what was sent."""
        return SQL(
            "CASE WHEN state = 'draft' THEN %s::float8 ELSE %s::float8 END",
            run.policy.intention_draft / 100,
            run.policy.intention_sent / 100,
        )

    def _quotation_evidence_sql(self, run):
        """Open quotations by state; a further version counts as such, not more."""
        return SQL(
            """
            SELECT partner_id,
                   CASE WHEN needs.is_version THEN 'version'
                        WHEN state = 'draft' THEN 'draft' ELSE 'sent' END AS kind,
                   day,
                   CASE WHEN is_withdrawn THEN %(version)s
                        WHEN needs.is_version THEN LEAST(%(weight)s, %(version)s)
                        ELSE %(weight)s END AS p,
                   documents.order_id AS document_id
              FROM documents LEFT JOIN needs ON needs.order_id = documents.order_id
             WHERE is_open OR is_withdrawn AND needs.is_version
            """,
            weight=self._quotation_weight_sql(run),
            version=SQL("%s::float8", run.policy.intention_version / 100),
        )

    def _sample_evidence_sql(self, run):
        """A sample says as much as a quotation that was sent."""
        return SQL(
            """
            SELECT partner_id, 'sample' AS kind, day, %s AS p, order_id AS document_id
              FROM documents
             WHERE is_sample AND in_window
            """,
            self._quotation_weight_sql(run),
        )
