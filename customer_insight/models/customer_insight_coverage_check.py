from odoo import api, models
from odoo.tools import SQL

# Of a person: what the counts below count. "here" is who has not left.
PERSON = {
    "here": "here",
    "deciders": "here AND role = 'decides'",
    "deciders_left": "NOT here AND role = 'decides'",
    "opponents": "here AND role = 'decides' AND attitude = 'opposes'",
    "roles_left": "NOT here AND role NOT IN ('', 'decides')",
    "purchasers": "here AND 'purchases' IN (role, department)"
    " OR here AND function = 'purchasing'",
    "users": "here AND 'uses' IN (role, department) OR here AND function = 'using'",
}

# Of a customer: when a rule of the kind finds a gap. A decision maker who left and has
# a successor is none, and none is reported twice.
GAPS = {
    "no_decision_maker": "deciders = 0 AND deciders_left = 0",
    "decision_maker_left": "deciders = 0 AND deciders_left > 0",
    "decision_maker_opposes": "opponents > 0",
    "single_contact": "here = 1",
    "role_left": "roles_left > 0",
    "no_purchaser": "purchasers = 0",
    "no_user": "users = 0",
}


class CustomerInsightCoverage(models.Model):
    """Finds the customers who break a rule, all at once: counts per customer in SQL."""

    _inherit = "customer.insight.coverage"

    @api.model
    def _gaps(self, company, partners=None):
        """Return ``[(rule id, partner id)]``, the worst gap of the biggest first.

        ``partners`` are customers; all of the company by default.
        """
        rules = self.sudo().search([]).filtered(lambda rule: rule._categories())
        if not rules or partners is not None and not partners:
            return []
        self.env["res.partner"].flush_model()
        self.env["customer.insight"].flush_model()
        return self.env.execute_query(self._gaps_sql(rules, company, partners))

    @api.model
    def _gaps_sql(self, rules, company, partners):
        ranks = self._ranks()
        broken = SQL(" UNION ALL ").join(
            SQL(
                "SELECT %s AS rule_id, %s AS rank, partner_id, contribution"
                " FROM customers WHERE category = ANY(%s) AND %s",
                rule.id,
                ranks[rule.severity],
                rule._categories(),
                SQL(GAPS[rule.kind]),  # pylint: disable=sql-injection
            )
            for rule in rules
        )
        return SQL(
            "WITH people AS (%s), customers AS MATERIALIZED (%s), broken AS (%s)"
            " SELECT rule_id, partner_id FROM broken"
            " ORDER BY rank, contribution DESC NULLS LAST, partner_id, rule_id",
            self._people_sql(partners),
            self._customers_sql(company, partners),
            broken,
        )

    @api.model
    def _people_sql(self, partners):
        """Counts of the people of each customer.

        One who is no company counts among them when he has a role himself.
        """
        counts = SQL(", ").join(
            SQL("COUNT(*) FILTER (WHERE %s) AS %s", SQL(found), SQL.identifier(name))
            for name, found in PERSON.items()
        )
        return SQL(
            """
            SELECT customer_id, %s, BOOL_OR(id != customer_id) AS has_others
              FROM (SELECT id, commercial_partner_id AS customer_id,
                           insight_has_left IS NOT TRUE AS here,
                           COALESCE(insight_decision_role, '') AS role,
                           COALESCE(insight_department_kind, '') AS department,
                           insight_attitude AS attitude,
                           insight_function AS function
                      FROM res_partner
                     WHERE active AND is_company IS NOT TRUE AND type = 'contact'
                       AND (id != commercial_partner_id
                            OR insight_decision_role IS NOT NULL)
                       AND %s) AS person
             GROUP BY customer_id
            """,
            counts,
            self._only_sql("commercial_partner_id", partners),
        )

    @api.model
    def _customers_sql(self, company, partners):
        """Customers of the company with their counts.

        Who buys for himself, no company and without contacts, needs nobody known.
        """
        counts = SQL(", ").join(
            SQL("COALESCE(people.%s, 0) AS %s", SQL.identifier(n), SQL.identifier(n))
            for n in PERSON
        )
        return SQL(
            """
            SELECT insight.partner_id, insight.category, insight.contribution, %s
              FROM customer_insight AS insight
              JOIN res_partner AS customer ON customer.id = insight.partner_id
              LEFT JOIN people ON people.customer_id = insight.partner_id
             WHERE insight.company_id = %s AND customer.active
               AND (customer.is_company OR people.has_others) AND %s
            """,
            counts,
            company.id,
            self._only_sql("partner_id", partners, "insight"),
        )

    @api.model
    def _only_sql(self, column, partners, table="res_partner"):
        if partners is None:
            return SQL("TRUE")
        return SQL("%s = ANY(%s)", SQL.identifier(table, column), partners.ids)
