from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from .run import Run

# Parts that are worked out wherever they are used: a few rows, and what joins them may
# then use several cores.
INLINED = ("refunds",)


class CustomerInsightEngine(models.AbstractModel):
    """Classifies customers: one SQL statement from documents to figures.

    The parts, each a method that returns ``SQL`` and may be extended::

        refunds, orders → sums → scores ┐
        quotations, samples → interest  ├ figures → cut-offs → classes
        views, meetings, … → intention  │
        lines → prices                  ┘

    Formulas: docs/formulas.md. Sources: an extension overrides a part, or adds
    one with ``_parts``.
    """

    _name = "customer.insight.engine"
    _description = "Customer Insight Engine"

    @api.model
    def _today(self):
        """The reference date of a live run: tomorrow, so that today's orders count.

        The only place that looks at the clock.
        """
        return fields.Date.today() + timedelta(days=1)

    @api.private
    def evaluate(self, company, as_of, partners=None, policy=None, previous=None):
        """Return the figures of customers, without writing anything.

        :param company: one ``res.company``
        :param as_of: a date; documents dated on or after it do not exist
        :param partners: ``res.partner`` records to report on (their commercial
            partners), all customers if None; cut-offs always look at everybody
        :param policy: a ``customer.insight.policy`` record, stored or new; the
            company's own if None
        :param previous: ``{commercial partner id: class}`` that the band starts
            from; the stored computed classes if None
        :return: a list of dicts, ordered by partner: ``partner_id``, the figures of
            docs/formulas.md, ``category``, ``growth_stage``, ``purchase_mode``,
            ``contribution_cut``, ``stability_cut``. Amounts in company currency,
            shares and scores 0–100, evenness and recency 0–1.
        :raise AccessError: for whoever may not see the company's insights
        """
        self._check_allowed(company)
        run = self._make_run(company, as_of, partners, policy, previous)
        self.env.flush_all()
        rows = self.env.execute_query_dict(
            SQL("%s SELECT * FROM classes ORDER BY partner_id", self._with(run))
        )
        for row in rows:
            row["category"] = row["category_computed"]
            row["growth_stage"] = row["growth_stage_computed"]
            row["purchase_mode"] = row["purchase_mode_computed"]
        return rows

    def _check_allowed(self, company):
        """The statement sees all documents, so only insiders of the company run it."""
        allowed = self.env.su or (
            self.env.user.has_group("customer_insight.customer_insight_group_user")
            and company in self.env.companies
        )
        if not allowed:
            raise AccessError(
                self.env._(
                    "Classifying customers takes a salesperson of the company. Ask "
                    "your administrator for the group “Customer Insight / Salesperson”."
                )
            )

    def _make_run(self, company, as_of, partners=None, policy=None, previous=None):
        company.ensure_one()
        policy = policy or self.env["customer.insight.policy"]._for_company(company)
        if partners is not None:
            partners = tuple((partners | partners.sudo().commercial_partner_id).ids)
        return Run(company, fields.Date.to_date(as_of), policy, partners, previous)

    def _with(self, run):
        """Return ``WITH part AS (…), …`` down to the part ``classes``.

        OFFSET 0 keeps PostgreSQL from working a part's columns out again for each use.
        """
        return self._chain(self._parts(run))

    def _chain(self, parts):
        """Return ``WITH name AS (part), …``."""
        fenced = [
            SQL(
                "%s AS %s (SELECT * FROM (%s) part OFFSET 0)",
                SQL.identifier(name),
                SQL("NOT MATERIALIZED" if name in INLINED else ""),
                sql,
            )
            for name, sql in parts.items()
        ]
        return SQL("WITH %s", SQL(", ").join(fenced))

    def _parts(self, run):
        """Return ``{name of the part: SQL}``; each may select from those before."""
        return {
            **self._sum_parts(run),
            **self._evidence_parts(run),
            "interest": self._interest_sql(run),
            "intention": self._intention_sql(run),
            "prices": self._prices_sql(run),
            "previous": self._previous_sql(run),
            "figures": self._figures_sql(run),
            "market": self._market_sql(run),
            "cutoffs": self._cutoffs_sql(run),
            "sides": self._sides_sql(run),
            "stages": self._stages_sql(run),
            "classes": self._classes_sql(run),
        }

    def _sum_parts(self, run):
        """The parts from orders to sums, needed alone for the whole market."""
        return {
            "refunds": self._refunds_sql(run),
            "orders": self._orders_sql(run),
            "sums": self._sums_sql(run),
            "scores": self._scores_sql(run),
        }
