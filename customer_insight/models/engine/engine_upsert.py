from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..customer_insight import DIMENSIONS, FIGURES

PLANNER = {"work_mem": "256MB", "parallel_tuple_cost": 0.01}
STAGE = SQL.identifier("customer_insight_stage")


class CustomerInsightEngine(models.AbstractModel):
    """Writes what changed into ``customer_insight``, and nothing else."""

    _inherit = "customer.insight.engine"

    @api.private
    def refresh(self, company, as_of=None, partners=None):
        """Classify customers and store what changed, in the current transaction.

        :param company: one ``res.company``
        :param as_of: a date; None for now (orders of today count)
        :param partners: ``res.partner`` records; None for all customers
        :return: number of rows added, changed or removed
        """
        self._check_allowed(company)
        batches = self._refresh_in_batches(company, as_of, partners)
        return sum(changed for changed, _remaining in batches)

    def _refresh_in_batches(self, company, as_of=None, partners=None, size=None):
        """Yield ``(rows changed, rows remaining)`` of each batch.

        The caller may commit between batches. What others write meanwhile is newer than
        what was computed, and stays.
        """
        run = self._make_run(company, as_of or self._today(), partners)
        self.env.flush_all()
        total = self._stage(run)
        staged_at = self.env.cr.now()
        for first in range(0, total, size or total or 1):
            last = min(first + (size or total), total)
            yield self._apply(run, first, last, staged_at), total - last
        self.env.cr.execute(SQL("DROP TABLE %s", STAGE))

    def _stage(self, run):
        """Collect the rows that differ in a temporary table; return their number.

        Each row carries the cut-offs (without a customer, if none differs): a statement
        that only creates a table may use several cores, one that also writes another
        may not.
        """
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS %s", STAGE))
        self._set_up_planner()
        self.env.cr.execute(
            SQL(
                "CREATE TEMPORARY TABLE %(stage)s AS %(parts)s %(changes)s",
                stage=STAGE,
                parts=self._with(run),
                changes=self._changes_sql(run),
            )
        )
        self._reset_planner()
        self.env.cr.execute(self._save_cutoffs_sql(run))
        staged = SQL("SELECT COUNT(position) FROM %s", STAGE)
        return self.env.execute_query(staged)[0][0]

    def _set_up_planner(self):
        """Let the statement have memory and cores, until ``_reset_planner``.

        Memory is enough to sum 100,000 customers without going to disk, and taken only
        if needed. Handing rows from core to core costs far less than the default says.
        """
        for name, value in PLANNER.items():
            self.env.cr.execute(SQL("SET LOCAL %s = %s", SQL.identifier(name), value))

    def _reset_planner(self):
        for name in PLANNER:
            self.env.cr.execute(SQL("SET LOCAL %s TO DEFAULT", SQL.identifier(name)))

    def _save_cutoffs_sql(self, run):
        """Keep the run's cut-offs, where they differ.

        A run on a few partners only moves them on to a newer date: a company has one
        row, and who refreshes a customer should not wait for others who do.
        """
        names = ["contribution_cut", "stability_cut", "window_months", "as_of"]
        columns = [SQL.identifier(name) for name in names]
        return SQL(
            """
            INSERT INTO customer_insight_cutoff AS kept (company_id, %(columns)s)
            SELECT %(company)s, contribution_cut, stability_cut, %(months)s, %(as_of)s
              FROM (SELECT * FROM %(stage)s LIMIT 1) stage
             WHERE %(everybody)s OR NOT EXISTS (
                   SELECT 1 FROM customer_insight_cutoff newer
                    WHERE newer.company_id = %(company)s AND newer.as_of >= %(as_of)s)
            ON CONFLICT (company_id) DO UPDATE SET %(updates)s
             WHERE (%(kept)s) IS DISTINCT FROM (%(excluded)s)
            """,
            stage=STAGE,
            everybody=run.partners is None,
            columns=SQL(", ").join(columns),
            company=run.company.id,
            months=run.policy.window_months,
            as_of=run.as_of,
            updates=SQL(", ").join(SQL("%s = excluded.%s", c, c) for c in columns),
            kept=SQL(", ").join(SQL("kept.%s", c) for c in columns),
            excluded=SQL(", ").join(SQL("excluded.%s", c) for c in columns),
        )

    def _changes_sql(self, run):
        """The rows whose figures or effective values differ from the stored.

        They are numbered from 0 by ``position``; those to remove come last.
        """
        names = [SQL.identifier(name) for name in self._figure_names()]
        return SQL(
            """
            SELECT cutoffs.contribution_cut, cutoffs.stability_cut, changes.*
              FROM cutoffs
         LEFT JOIN (
                SELECT *,
                       ROW_NUMBER() OVER (ORDER BY is_gone, partner_id) - 1 AS position
                  FROM (
                    SELECT classes.partner_id IS NULL AS is_gone,
                           COALESCE(classes.partner_id, stored.partner_id)
                               AS partner_id,
                           stored.category, %(computed)s
                      FROM classes
                 FULL JOIN (SELECT * FROM customer_insight WHERE %(scope)s) stored
                        ON stored.partner_id = classes.partner_id
                     WHERE classes.partner_id IS NULL OR stored.partner_id IS NULL
                        OR (%(computed)s) IS DISTINCT FROM (%(stored)s)
                        OR (%(effective)s) IS DISTINCT FROM (%(effective_stored)s)
                  ) differing
              ) changes ON TRUE
            """,
            computed=SQL(", ").join(SQL("classes.%s", name) for name in names),
            stored=SQL(", ").join(SQL("stored.%s", name) for name in names),
            scope=self._stored_scope_sql(run),
            effective=SQL(", ").join(
                self._effective_sql(run, name, "stored", "classes")
                for name in DIMENSIONS
            ),
            effective_stored=SQL(", ").join(
                SQL.identifier("stored", name) for name in DIMENSIONS
            ),
        )

    def _figure_names(self):
        """The columns of ``customer_insight`` that the engine writes."""
        return FIGURES

    def _stored_scope_sql(self, run):
        """The stored rows that the run speaks about."""
        scope = SQL("company_id = %s", run.company.id)
        if run.partners is None:
            return scope
        return SQL("%s AND partner_id = ANY(%s)", scope, list(run.partners))

    def _effective_sql(self, run, name, judged, computed):
        """The override while it holds, else the computed value."""
        return SQL(
            "CASE WHEN %(override)s IS NOT NULL"
            " AND %(day)s <= COALESCE(%(until)s, %(day)s)"
            " THEN %(override)s ELSE %(computed)s END",
            override=SQL.identifier(judged, f"{name}_override"),
            until=SQL.identifier(judged, f"{name}_override_until"),
            computed=SQL.identifier(computed, f"{name}_computed"),
            day=run.last_day,
        )

    def _apply(self, run, first, last, staged_at):
        """Write the staged rows from ``first`` up to ``last``, and act on it."""
        slice_ = SQL("position >= %s AND position < %s", first, last)
        self.env.cr.execute(self._upsert_sql(run, slice_, staged_at))
        changed = self.env.cr.rowcount
        changed += self._remove_gone(run, slice_)
        self.env.invalidate_all(flush=False)
        self._moved(run, slice_)._class_changed()
        return changed

    def _remove_gone(self, run, slice_):
        """Remove the staged rows of who is no customer any more; return their number.

        Their ids are looked up first: PostgreSQL knows nothing about a new table, and
        may join it with all insights the slow way.
        """
        rows = self.env.execute_query(
            SQL("SELECT partner_id FROM %s WHERE is_gone AND %s", STAGE, slice_)
        )
        if not rows:
            return 0
        gone = [row[0] for row in rows]
        self._save_judgements(run, gone)
        self.env.cr.execute(
            SQL(
                "DELETE FROM customer_insight"
                " WHERE company_id = %s AND partner_id = ANY(%s)",
                run.company.id,
                gone,
            )
        )
        return self.env.cr.rowcount

    def _save_judgements(self, run, gone):
        """Hand the judgements of rows to be removed to who is the customer now.

        So it is when a customer becomes a contact of another.
        """
        Insight = self.env["customer.insight"].sudo()
        here = Domain("company_id", "=", run.company.id)
        for row in Insight.search(
            here & Insight._judged_domain() & Domain("partner_id", "in", gone)
        ):
            customer = row.partner_id.commercial_partner_id
            target = Insight.search(here & Domain("partner_id", "=", customer.id))
            (target - row)._take_judgements_of(row)
        Insight.flush_model()

    def _upsert_sql(self, run, slice_, staged_at):
        """Insert or update; overrides stay, effective values follow them."""
        names = [SQL.identifier(name) for name in self._figure_names()]
        return SQL(
            """
            INSERT INTO customer_insight AS stored
                   (company_id, partner_id, %(names)s, %(dimensions)s, category_since,
                    create_date, write_date)
            SELECT %(company)s, partner_id, %(names)s, %(computed)s, %(last_day)s,
                   %(now)s, %(now)s
              FROM %(stage)s WHERE NOT is_gone AND %(slice)s
            ON CONFLICT (partner_id, company_id) DO UPDATE SET
                   %(updates)s, write_date = %(now)s
             WHERE stored.write_date <= %(staged_at)s
            """,
            names=SQL(", ").join(names),
            dimensions=SQL(", ").join(SQL.identifier(name) for name in DIMENSIONS),
            computed=SQL(", ").join(
                SQL.identifier(f"{name}_computed") for name in DIMENSIONS
            ),
            company=run.company.id,
            last_day=run.last_day,
            now=self.env.cr.now(),
            staged_at=staged_at,
            stage=STAGE,
            slice=slice_,
            updates=SQL(", ").join(self._updates_sql(run)),
        )

    def _updates_sql(self, run):
        """``column = value`` for each column that an update touches."""
        for name in self._figure_names():
            yield SQL("%s = excluded.%s", SQL.identifier(name), SQL.identifier(name))
        for name in DIMENSIONS:
            effective = self._effective_sql(run, name, "stored", "excluded")
            yield SQL("%s = %s", SQL.identifier(name), effective)
        category = self._effective_sql(run, "category", "stored", "excluded")
        moved = SQL("stored.category IS DISTINCT FROM %s", category)
        yield SQL(
            "category_previous = CASE WHEN %s THEN stored.category"
            " ELSE stored.category_previous END",
            moved,
        )
        yield SQL(
            "category_since = CASE WHEN %s THEN %s ELSE stored.category_since END",
            moved,
            run.last_day,
        )

    def _moved(self, run, slice_):
        """The insights whose class changed; a first class is no change.

        Looked up row by row: while many rows are new, PostgreSQL may believe that the
        table is empty, and would join the slow way.
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT moved.id
                  FROM %(stage)s stage
                 CROSS JOIN LATERAL (
                        SELECT insight.id
                          FROM customer_insight insight
                         WHERE insight.partner_id = stage.partner_id
                           AND insight.company_id = %(company)s
                           AND insight.category <> stage.category
                        OFFSET 0
                      ) moved
                 WHERE stage.category IS NOT NULL AND %(slice)s
                """,
                stage=STAGE,
                company=run.company.id,
                slice=slice_,
            )
        )
        return self.env["customer.insight"].browse(row[0] for row in rows)
