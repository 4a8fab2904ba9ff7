from dataclasses import replace
from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from ..customer_insight import DIMENSIONS
from ..customer_insight_snapshot import KEPT


class CustomerInsightEngine(models.AbstractModel):
    """Keeps what held at the end of a month."""

    _inherit = "customer.insight.engine"

    def _take_snapshot(self, company, month, before):
        """Keep every customer as he stood at the end of a month, once.

        The same function as ever, as of the day after. The band starts from the month
        before. Future customers are left out, unless they were more a month ago.

        :param month: the month's last day
        :param before: the last day of the month before
        :return: number of rows added
        """
        run = self._make_run(company, month + timedelta(days=1))
        self.env.flush_all()
        self._set_up_planner()
        self.env.cr.execute(
            self._snapshot_sql(replace(run, previous_month=before), before)
        )
        added = self.env.cr.rowcount
        self._reset_planner()
        return added

    def _snapshot_sql(self, run, before):
        """Insert the customers' rows; what people judged by then holds."""
        kept = [SQL.identifier(name) for name in KEPT]
        effective = [
            self._effective_sql(run, name, "judged", "classes") for name in DIMENSIONS
        ]
        return SQL(
            """
            INSERT INTO customer_insight_snapshot (company_id, month, partner_id,
                   %(dimensions)s, %(kept)s, category_before, growth_stage_before,
                   taken_on)
            %(parts)s
            SELECT %(company)s, %(month)s, classes.partner_id,
                   %(effective)s, %(classes)s,
                   COALESCE(earlier.category, 'F'),
                   COALESCE(earlier.growth_stage, 'potential'),
                   %(taken_on)s
              FROM classes
         LEFT JOIN (%(judgements)s) judged ON judged.partner_id = classes.partner_id
         LEFT JOIN customer_insight_snapshot earlier
                ON earlier.partner_id = classes.partner_id
               AND earlier.company_id = %(company)s AND earlier.month = %(before)s
             WHERE classes.category_computed <> 'F' OR judged.partner_id IS NOT NULL
                OR earlier.category <> 'F'
             ORDER BY classes.partner_id
            ON CONFLICT (partner_id, company_id, month) DO NOTHING
            """,
            dimensions=SQL(", ").join(SQL.identifier(name) for name in DIMENSIONS),
            kept=SQL(", ").join(kept),
            parts=self._with(run),
            company=run.company.id,
            month=run.last_day,
            effective=SQL(", ").join(effective),
            classes=SQL(", ").join(SQL("classes.%s", name) for name in kept),
            judgements=self._judgements_sql(run),
            before=before,
            taken_on=self._today() - timedelta(days=1),
        )

    def _judgements_sql(self, run):
        """The judgements that were made by the run's last day."""
        dates = [SQL.identifier(f"{name}_override_date") for name in DIMENSIONS]
        made_by_then = [
            SQL(
                "CASE WHEN %(date)s <= %(day)s THEN %(value)s END AS %(value)s,"
                " %(until)s",
                date=date,
                day=run.last_day,
                value=SQL.identifier(f"{name}_override"),
                until=SQL.identifier(f"{name}_override_until"),
            )
            for name, date in zip(DIMENSIONS, dates, strict=True)
        ]
        return SQL(
            """
            SELECT partner_id, %(values)s
              FROM customer_insight
             WHERE company_id = %(company)s
               AND %(first)s <= %(day)s
            """,
            values=SQL(", ").join(made_by_then),
            company=run.company.id,
            first=SQL("LEAST(%s)", SQL(", ").join(dates)),
            day=run.last_day,
        )
