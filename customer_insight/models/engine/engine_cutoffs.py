from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """What separates high from low, by the policy and the whole market."""

    _inherit = "customer.insight.engine"

    def _market_sql(self, run):
        """Everybody's ``partner_id, contribution, stability, order_count``.

        A run on a few partners computes the market beside: their class depends on
        where all the others stand.
        """
        scores = SQL(
            "SELECT partner_id, contribution, stability, order_count FROM scores"
        )
        if run.partners is None:
            return scores
        parts = self._sum_parts(run.of_everybody())
        return SQL("%s %s", self._chain(parts), scores)

    def _cutoffs_sql(self, run):
        """One row: ``contribution_cut, last_partner_id, stability_cut``.

        ``last_partner_id`` is the last of the leading set: who contributes exactly the
        cut-off and has a larger id is not in it (nobody has, with a fixed amount).
        """
        return SQL(
            """
            SELECT leaders.*, %s AS stability_cut
              FROM (SELECT 1) always
         LEFT JOIN (%s) leaders ON TRUE
            """,
            self._stability_cut_sql(run),
            self._contribution_cut_sql(run),
        )

    def _contribution_cut_sql(self, run):
        if run.policy.contribution_rule == "amount":
            return SQL(
                "SELECT %s::numeric AS contribution_cut, NULL::int AS last_partner_id",
                run.policy.contribution_amount,
            )
        return SQL(
            """
            SELECT contribution AS contribution_cut, partner_id AS last_partner_id
              FROM (
                SELECT contribution, partner_id,
                       ROW_NUMBER() OVER best_first AS rank,
                       SUM(contribution) OVER best_first - contribution AS before,
                       SUM(contribution) OVER () AS total,
                       COUNT(*) OVER () AS customers
                  FROM market
                 WHERE contribution > 0
                WINDOW best_first AS (ORDER BY contribution DESC, partner_id)
              ) ranked
             WHERE %s
             ORDER BY rank DESC
             LIMIT 1
            """,
            self._leading_set_sql(run),
        )

    def _leading_set_sql(self, run):
        """Condition on a ranked customer: does he belong to the leading set?"""
        if run.policy.contribution_rule == "share":
            return SQL(
                "rank <= CEIL(customers * %s::numeric / 100)", run.policy.top_share
            )
        return SQL("before < total * %s::numeric / 100", run.policy.pareto_share)

    def _stability_cut_sql(self, run):
        if run.policy.stability_rule == "fixed":
            return SQL("%s::float8", run.policy.stability_cut)
        return SQL(
            "(SELECT COALESCE("
            "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY stability), 0)"
            " FROM market WHERE order_count > 0)"
        )
