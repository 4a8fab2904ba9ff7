from odoo import models
from odoo.tools import SQL

from .calendar_event import PUBLIC


class CustomerInsightEngine(models.AbstractModel):
    """Appointments that took place, and activities done on opportunities."""

    _inherit = "customer.insight.engine"

    def _meeting_sources(self, run):
        on_lead = SQL(
            "JOIN crm_lead lead ON activity.res_model = 'crm.lead'"
            " AND lead.id = activity.res_id"
            " AND COALESCE(lead.company_id, %(company)s) = %(company)s",
            company=run.company.id,
        )
        return [
            *super()._meeting_sources(run),
            self._done_sql(run, on_lead, SQL("partner.id = lead.partner_id")),
            self._attended_sql(run),
            self._opportunity_meetings_sql(run),
        ]

    def _attended_sql(self, run):
        """Appointments to which the customer, or one of his people, was invited.

        Who declined was not there. Colleagues are nobody's customers.
        """
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id, 'meeting' AS kind,
                   event.start::date AS day
              FROM calendar_event event
              JOIN calendar_attendee attendee ON attendee.event_id = event.id
               AND attendee.state <> 'declined'
              JOIN res_partner partner ON partner.id = attendee.partner_id
             WHERE %s AND %s
            """,
            self._took_place_sql(run),
            self._customers_sql(run, "partner"),
        )

    def _opportunity_meetings_sql(self, run):
        """Appointments about an opportunity, whoever came."""
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id, 'meeting' AS kind,
                   event.start::date AS day
              FROM calendar_event event
              JOIN crm_lead lead ON lead.id = event.opportunity_id
               AND COALESCE(lead.company_id, %(company)s) = %(company)s
              JOIN res_partner partner ON partner.id = lead.partner_id
             WHERE %(took_place)s AND %(customers)s
            """,
            company=run.company.id,
            took_place=self._took_place_sql(run),
            customers=self._customers_sql(run, "partner"),
        )

    def _took_place_sql(self, run):
        """Condition on ``event``: over, in the window, and nobody's private matter."""
        return SQL("%s AND %s", PUBLIC, self._in_window_sql(run, SQL("event.start")))
