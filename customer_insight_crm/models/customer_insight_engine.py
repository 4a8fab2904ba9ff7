from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """The pipeline of the company, as evidence that a customer may buy.

    An opportunity counts by its probability, from the day on which it came to its
    stage, and once with its quotations (``engine_needs.py``). Its revenue stands beside
    the open quotations, not on top of them: mostly they are about the same. A lead says
    that we heard of him, and nothing more.
    """

    _inherit = "customer.insight.engine"

    def _evidence_parts(self, run):
        """The open leads come first: evidence and figures take them in."""
        return {
            "leads": self._leads_sql(run),
            "pipeline": self._pipeline_sql(run),
            **super()._evidence_parts(run),
        }

    def _leads_sql(self, run):
        """A row per open lead or opportunity that existed by then.

        One without a company counts in each. Revenue is in the company's currency.
        """
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id, lead.id AS lead_id,
                   lead.type = 'opportunity' AS is_opportunity, lead.probability,
                   LEAST(COALESCE(lead.date_last_stage_update, lead.create_date)::date,
                       %(last_day)s) AS day,
                   COALESCE(lead.expected_revenue, 0)
                       + 12 * COALESCE(lead.recurring_revenue_monthly, 0) AS revenue
              FROM crm_lead lead
              JOIN res_partner partner ON partner.id = lead.partner_id
             WHERE lead.active AND lead.won_status = 'pending'
               AND lead.create_date < %(end)s
               AND COALESCE(lead.company_id, %(company)s) = %(company)s
               AND %(customers)s
            """,
            last_day=run.last_day,
            end=run.end,
            company=run.company.id,
            customers=self._customers_sql(run, "partner"),
        )

    def _pipeline_sql(self, run):
        """A row per customer: ``opportunity_count, opportunity_amount``; also who has
        a lead only, with 0."""
        return SQL(
            """
            SELECT partner_id,
                   COUNT(*) FILTER (WHERE is_opportunity) AS opportunity_count,
                   SUM(GREATEST(revenue, 0)) FILTER (WHERE is_opportunity)
                       AS opportunity_amount
              FROM leads
             GROUP BY partner_id
            """
        )

    def _figure_sources(self, run):
        return [*super()._figure_sources(run), "pipeline"]

    def _figure_names(self):
        names = ("opportunity_count", "opportunity_amount")
        return (*super()._figure_names(), *names)

    def _interest_columns_sql(self, run):
        return SQL(
            """
            %s,
            COALESCE(pipeline.opportunity_count, 0)::int AS opportunity_count,
            %s AS opportunity_amount
            """,
            super()._interest_columns_sql(run),
            self._round_sql(run, SQL("COALESCE(pipeline.opportunity_amount, 0)")),
        )

    def _has_evidence_sql(self, run):
        """Whoever has an opportunity is a potential customer, unlikely as it may be."""
        return SQL(
            "(%s OR COALESCE(pipeline.opportunity_count, 0) > 0)",
            super()._has_evidence_sql(run),
        )

    def _is_known_sql(self, run):
        """Whoever has a lead is a customer, a future one at least."""
        return SQL("%s OR pipeline.partner_id IS NOT NULL", super()._is_known_sql(run))

    def _open_amount_sql(self, run):
        """The larger of what is quoted and what the pipeline expects."""
        return SQL("GREATEST(%s, opportunity_amount)", super()._open_amount_sql(run))
