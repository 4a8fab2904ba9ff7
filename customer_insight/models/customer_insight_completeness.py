from odoo import api, fields, models
from odoo.tools import SQL, Query

from .customer_insight_requirement import WEIGHTS

CHANGED = "customer_insight.changed_files"


class CustomerInsight(models.Model):
    """How much of the file a customer of this class should have, is there.

    Written by one statement of its own, not by the engine: facts are no documents.
    """

    _inherit = "customer.insight"

    completeness = fields.Integer(
        string="File Complete (%)",
        readonly=True,
        aggregator="avg",
        help="What is known of what a customer of this class should have in his file, "
        "weighted.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        insights = super().create(vals_list)
        self._complete_soon(insights.partner_id)
        return insights

    def _category_judged(self, before):
        self._complete_soon(self.partner_id)
        return super()._category_judged(before)

    @api.model
    def _complete_soon(self, partners):
        """Count these partners' files anew at the end of the transaction, once."""
        pending = self.env.cr.precommit.data
        if CHANGED not in pending:
            pending[CHANGED] = set()
            self.env.cr.precommit.add(self.sudo()._complete_changed)
        pending[CHANGED].update(partners.sudo().commercial_partner_id.ids)

    def _complete_changed(self):
        """Write what changed; who is being refreshed right now gets it from there."""
        ids = self.env.cr.precommit.data.pop(CHANGED, set())
        if ids:
            self._complete(
                SQL(
                    "stored.id IN (SELECT id FROM customer_insight"
                    " WHERE partner_id = ANY(%s) FOR UPDATE SKIP LOCKED)",
                    list(ids),
                ),
                list(ids),
            )

    @api.model
    def _complete(self, scope, customer_ids=None):
        """Write the completeness of the rows in scope where it differs.

        :param scope: SQL condition on ``stored``, the rows of ``customer_insight``
        :param customer_ids: the customers in scope, where they are few
        :return: number of rows changed
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_insight kept SET completeness = counted.completeness
                  FROM (%s) counted (id, completeness)
                 WHERE kept.id = counted.id
                   AND kept.completeness IS DISTINCT FROM counted.completeness
                """,
                self._completeness_sql(scope, customer_ids),
            )
        )
        self.invalidate_model(["completeness"], flush=False)
        return self.env.cr.rowcount

    @api.model
    def _completeness_sql(self, scope, customer_ids=None):
        """Select id and completeness: 100 × weights known ÷ weights needed, floored.

        All is known where nothing is needed.
        """
        Requirement = self.env["customer.insight.requirement"].sudo()
        needed = Requirement.search([]).filtered(lambda fact: fact._exists_as_field())
        Partner = self.env["res.partner"].sudo()
        query = Query(self.env, "stored", SQL.identifier("customer_insight"))
        query.add_where(scope)
        customer = query.join("stored", "partner_id", "res_partner", "id", "customer")
        query.add_join("JOIN", "needed", *self._weights_join(needed))
        known = [
            SQL(
                "CASE WHEN %s THEN %s ELSE 0 END",
                requirement._known_domain(customer_ids)
                .optimize_full(Partner)
                ._to_sql(Partner, customer, query),
                SQL.identifier("needed", f"fact_{requirement.id}"),
            )
            for requirement in needed
        ]
        score = SQL(
            "CASE WHEN needed.total > 0 THEN 100 * (%s) / needed.total ELSE 100 END",
            SQL(" + ").join(known or [SQL("0")]),
        )
        return query.select(SQL("stored.id"), score)

    @api.model
    def _weights_join(self, needed):
        """A row per class: its total weight, and its weight of each fact."""
        names = [SQL.identifier(f"fact_{requirement.id}") for requirement in needed]
        rows = [
            SQL(
                "(%s)",
                SQL(", ").join(
                    SQL("%s", value) for value in (category, sum(weights), *weights)
                ),
            )
            for category, name in WEIGHTS.items()
            for weights in [needed.mapped(name) if needed else []]
        ]
        table = SQL(
            "(SELECT * FROM (VALUES %s) weights (%s))",
            SQL(", ").join(rows),
            SQL(", ").join([SQL("category"), SQL("total"), *names]),
        )
        return table, SQL("needed.category = COALESCE(stored.category, 'F')")

    @api.model
    def _cron_complete(self):
        """Count all files anew, a company after the other."""
        companies = self.env["res.company"].search([])
        for company in companies:
            self._complete(SQL("stored.company_id = %s", company.id))
            self.env["ir.cron"]._commit_progress(
                processed=1,
                remaining=len(companies) - companies.ids.index(company.id) - 1,
            )
