from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """Meetings and calls, as evidence of intention.

    Odoo keeps an activity that is done as an archived one, with its day. One meeting
    and one call a day count, however many activities or appointments there were.
    """

    _inherit = "customer.insight.engine"

    def _meeting_evidence_sql(self, run):
        """A row per customer, kind and day."""
        return SQL(
            """
            SELECT partner_id, kind, day,
                   CASE WHEN kind = 'meeting' THEN %s::float8 ELSE %s::float8 END AS p,
                   NULL::int AS document_id
              FROM (%s) meetings
             WHERE day >= %s AND day < %s
             GROUP BY partner_id, kind, day
            """,
            run.policy.intention_meeting / 100,
            run.policy.intention_call / 100,
            SQL(" UNION ALL ").join(self._meeting_sources(run)),
            run.start.date(),
            run.as_of,
        )

    def _meeting_sources(self, run):
        """Return a list of SQL, each selecting ``partner_id, kind, day``.

        ``kind`` is ``meeting`` or ``call``. An addon adds its own.
        """
        on_partner = SQL("activity.res_model = 'res.partner'")
        on_order = SQL(
            "JOIN sale_order so ON activity.res_model = 'sale.order'"
            " AND so.id = activity.res_id AND so.company_id = %s",
            run.company.id,
        )
        return [
            self._done_sql(
                run, SQL(), SQL("%s AND partner.id = activity.res_id", on_partner)
            ),
            self._done_sql(run, on_order, SQL("partner.id = so.partner_id")),
        ]

    def _done_sql(self, run, join, is_his):
        """Meetings and calls that are done, on documents joined to ``activity``.

        Steps of a playbook belong to the company that scheduled them.
        """
        calls = run.policy.intention_call_type_ids.ids
        kinds = [*run.policy.intention_meeting_type_ids.ids, *calls]
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id,
                   CASE WHEN activity.activity_type_id = ANY(%(calls)s) THEN 'call'
                        ELSE 'meeting' END AS kind,
                   activity.date_done AS day
              FROM mail_activity activity %(join)s
              JOIN res_partner partner ON %(is_his)s
             WHERE activity.active IS NOT TRUE
               AND activity.activity_type_id = ANY(%(kinds)s)
               AND COALESCE(activity.insight_company_id, %(company)s) = %(company)s
               AND %(customers)s
            """,
            calls=calls,
            kinds=kinds,
            join=join,
            is_his=is_his,
            company=run.company.id,
            customers=self._customers_sql(run, "partner"),
        )
