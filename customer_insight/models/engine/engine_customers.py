from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """Who is a customer, and all his figures in one row."""

    _inherit = "customer.insight.engine"

    def _figures_sql(self, run):
        """A row per customer: all he did, and the class that the band starts from."""
        return SQL(
            """
            SELECT customer.id AS partner_id, %(columns)s,
                   previous.category AS previous_category,
                   ratings.rated_contribution
              FROM res_partner customer %(sources)s
             WHERE %(is_customer)s
            """,
            sources=SQL(" ").join(
                SQL(
                    "LEFT JOIN %(part)s ON %(part)s.partner_id = customer.id",
                    part=SQL.identifier(part),
                )
                for part in self._figure_sources(run)
            ),
            columns=SQL(", ").join(
                [
                    self._buying_columns_sql(run),
                    self._interest_columns_sql(run),
                    self._price_columns_sql(run),
                    self._tie_columns_sql(run),
                ]
            ),
            is_customer=self._is_customer_sql(run),
        )

    def _figure_sources(self, run):
        """The parts with a row per customer that figures are taken from."""
        return ["scores", "interest", "intention", "prices", "ratings", "previous"]

    def _buying_columns_sql(self, run):
        """What and how he buys; nothing bought is 0."""
        return SQL(
            """
            COALESCE(scores.contribution, 0) AS contribution,
            COALESCE(scores.stability, 0) AS stability,
            COALESCE(scores.quarter_evenness, 0) AS quarter_evenness,
            COALESCE(scores.month_evenness, 0) AS month_evenness,
            COALESCE(scores.order_evenness, 0) AS order_evenness,
            %(recency)s AS recency,
            COALESCE(scores.order_count, 0) AS order_count,
            COALESCE(scores.order_total_count, 0) AS order_total_count,
            COALESCE(scores.active_quarters, 0)::int AS active_quarters,
            scores.first_order_date,
            scores.last_order_date,
            CASE WHEN scores.order_total_count > 1 THEN
                ROUND((scores.last_order_date - scores.first_order_date)::numeric
                    / (scores.order_total_count - 1), 2)::float8
            END AS order_interval,
            %(refund)s AS refund_amount
            """,
            recency=self._round_ratio_sql(SQL("COALESCE(scores.recency, 0)")),
            refund=self._round_sql(run, SQL("COALESCE(scores.refund_amount, 0)")),
        )

    def _interest_columns_sql(self, run):
        """What he might buy. Intention = 100·(1 − Π(1 − p))."""
        return SQL(
            """
            COALESCE(interest.sample_count, 0)::int AS sample_count,
            COALESCE(interest.quotation_count, 0)::int AS quotation_count,
            %s AS quotation_amount,
            CASE WHEN intention.ln_doubt < 0 THEN
                ROUND((100 * (1 - EXP(intention.ln_doubt)))::numeric, 2)::float8
            ELSE 0 END AS intention,
            %s AS has_evidence,
            COALESCE(interest.was_tried, FALSE) AS was_tried
            """,
            self._round_sql(run, SQL("COALESCE(interest.quotation_amount, 0)")),
            self._has_evidence_sql(run),
        )

    def _has_evidence_sql(self, run):
        """Whether anything says that he may buy: then he is a potential customer."""
        return SQL(
            "(COALESCE(interest.has_evidence, FALSE)"
            " OR intention.partner_id IS NOT NULL)"
        )

    def _price_columns_sql(self, run):
        """At which prices and how widely he buys; the share is empty without buying."""
        return SQL(
            """
            CASE WHEN scores.turnover > 0 THEN
                ROUND((100 * LEAST(1, GREATEST(0,
                    1 - COALESCE(prices.discounted, 0)::float8 / scores.turnover
                )))::numeric, 2)::float8
            END AS full_price_share,
            COALESCE(prices.family_count, 0)::int AS family_count
            """
        )

    def _tie_columns_sql(self, run):
        """His ties: who sent him, whom he sent, what he does when rivals promote.

        Whom his contacts sent, he sent.
        """
        return SQL(
            """
            customer.insight_referred_by_id IS NOT NULL AS was_referred,
            customer.insight_rival_response AS rival_response,
            customer.id IN (
                SELECT referrer.commercial_partner_id
                  FROM res_partner referred
                  JOIN res_partner referrer
                    ON referrer.id = referred.insight_referred_by_id) AS has_referred
            """
        )

    def _is_customer_sql(self, run):
        """Condition on ``customer``: has documents here, or could become one."""
        conditions = [
            SQL(
                "(%s OR (%s) OR %s)",
                self._is_known_sql(run),
                self._is_future_customer_sql(run),
                self._is_judged_sql(run),
            ),
            SQL("customer.id = customer.commercial_partner_id"),
        ]
        if run.partners is not None:
            conditions.append(SQL("customer.id = ANY(%s)", list(run.partners)))
        return SQL(" AND ").join(conditions)

    def _is_known_sql(self, run):
        """Whoever has a document here, or is rated, is a customer."""
        return SQL(
            "scores.partner_id IS NOT NULL OR interest.partner_id IS NOT NULL"
            " OR ratings.partner_id IS NOT NULL"
        )

    def _is_judged_sql(self, run):
        """Whoever is judged is a customer."""
        return SQL(
            """
            EXISTS (SELECT 1 FROM customer_insight judged
                     WHERE judged.partner_id = customer.id AND judged.company_id = %s
                       AND COALESCE(judged.category_override,
                           judged.growth_stage_override,
                           judged.purchase_mode_override) IS NOT NULL)
            """,
            run.company.id,
        )

    def _is_future_customer_sql(self, run):
        """Active, open to the company, neither ourselves nor a mere vendor."""
        return SQL(
            """
            customer.active
            AND COALESCE(customer.company_id, %(company)s) = ANY(%(companies)s)
            AND NOT (customer.supplier_rank > 0 AND customer.customer_rank = 0)
            AND NOT EXISTS (SELECT 1 FROM res_company WHERE partner_id = customer.id)
            AND NOT EXISTS (SELECT 1 FROM res_users
                             WHERE partner_id = customer.id AND share IS NOT TRUE)
            AND (%(everybody)s OR customer.customer_rank > 0
                 OR customer.user_id IS NOT NULL
                 OR customer.insight_type_id IS NOT NULL)
            """,
            company=run.company.id,
            companies=run.company.sudo().parent_ids.ids,
            everybody=run.policy.future_scope == "all",
        )

    def _previous_sql(self, run):
        """``partner_id, category``: the class that the band starts from."""
        if run.previous_month is not None:
            return SQL(
                "SELECT partner_id, category_computed AS category"
                " FROM customer_insight_snapshot WHERE company_id = %s AND month = %s",
                run.company.id,
                run.previous_month,
            )
        if run.previous is None:
            return SQL(
                "SELECT partner_id, category_computed AS category"
                " FROM customer_insight WHERE company_id = %s",
                run.company.id,
            )
        return SQL(
            "SELECT * FROM unnest(%s::int[], %s::varchar[])"
            " AS known(partner_id, category)",
            list(run.previous),
            list(run.previous.values()),
        )
