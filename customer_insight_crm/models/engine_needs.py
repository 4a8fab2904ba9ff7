from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """An opportunity and its quotations are one need, and count once.

    Whatever says more on the reference date counts as it is, the opportunity or its
    strongest quotation, and the other one nothing. Each further quotation of the
    opportunity is a further version: he goes on negotiating.
    """

    _inherit = "customer.insight.engine"

    def _evidence_parts(self, run):
        """What is quoted and what is expected are compared before they count."""
        parts = super()._evidence_parts(run)
        evidence = parts.pop("evidence")
        alone = super()._quotation_evidence_sql(run)  # pylint: disable=super-method-mismatch
        return {
            **parts,
            "quoted": alone,
            "expected": self._expected_sql(run),
            "deals": self._deals_sql(run),
            "evidence": evidence,
        }

    def _expected_sql(self, run):
        """A row per opportunity: what it says by itself, on its day."""
        return SQL(
            """
            SELECT partner_id, lead_id, day,
                   %s::float8 * COALESCE(probability, 0) / 100 AS p
              FROM leads
             WHERE is_opportunity
            """,
            run.policy.intention_opportunity / 100,
        )

    def _deals_sql(self, run):
        """A row per quotation of an open opportunity of the same customer.

        ``place`` among the quotations of the opportunity, the strongest first;
        ``is_less`` if it says less than the opportunity.
        """
        return SQL(
            """
            SELECT lead_id, order_id, quoted_weight < expected_weight AS is_less,
                   ROW_NUMBER() OVER (PARTITION BY lead_id
                       ORDER BY quoted_weight DESC, order_id DESC) AS place
              FROM (SELECT partner_id, lead_id, %(weight)s AS expected_weight
                      FROM expected) deal
              JOIN sale_order so ON so.opportunity_id = deal.lead_id
              JOIN (SELECT partner_id, document_id AS order_id,
                           %(weight)s AS quoted_weight
                      FROM quoted WHERE kind <> 'version') offer
                ON offer.order_id = so.id AND offer.partner_id = deal.partner_id
            """,
            weight=self._weight_sql(run),
        )

    def _quotation_evidence_sql(self, run):
        """Quotations, those of an opportunity as what they add to it."""
        return SQL(
            """
            SELECT partner_id, CASE WHEN place > 1 THEN 'version' ELSE kind END AS kind,
                   day,
                   CASE WHEN place > 1 THEN LEAST(p, %s::float8)
                        WHEN is_less THEN 0
                        ELSE p END AS p,
                   document_id
              FROM quoted LEFT JOIN deals ON deals.order_id = quoted.document_id
            """,
            run.policy.intention_version / 100,
        )

    def _evidence_sources(self, run):
        opportunities = SQL(
            """
            SELECT partner_id, 'opportunity' AS kind, day,
                   CASE WHEN NOT is_less THEN 0 ELSE p END AS p,
                   expected.lead_id AS document_id
              FROM expected
         LEFT JOIN deals ON deals.lead_id = expected.lead_id AND deals.place = 1
            """
        )
        return [*super()._evidence_sources(run), opportunities]
