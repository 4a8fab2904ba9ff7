from odoo import fields, models
from odoo.tools import SQL

from .calendar_event import PUBLIC


class ResPartner(models.Model):
    """Appointments bring us before the customer, as does work on his opportunities."""

    _inherit = "res.partner"

    def _insight_touches_sql(self):
        now = fields.Datetime.now()
        return [
            *super()._insight_touches_sql(),
            *self._insight_calendar_sql(SQL("event.stop <= %s", now)),
            self._insight_touches_leads_sql(),
        ]

    def _insight_appointments_sql(self):
        now = fields.Datetime.now()
        return [
            *super()._insight_appointments_sql(),
            *self._insight_calendar_sql(SQL("event.stop > %s", now)),
        ]

    def _insight_calendar_sql(self, when):
        """Appointments with one of his people, or about an opportunity of his.

        Who declined was not there; what is private says nothing.
        """
        with_him = SQL(
            "JOIN calendar_attendee attendee ON attendee.event_id = event.id"
            " AND attendee.state <> 'declined'"
            " JOIN res_partner people ON people.id = attendee.partner_id"
        )
        about_him = SQL(
            "JOIN crm_lead lead ON lead.id = event.opportunity_id"
            " AND COALESCE(lead.company_id, %(company)s) = %(company)s"
            " JOIN res_partner people ON people.id = lead.partner_id",
            company=self.env.company.id,
        )
        return [
            SQL(
                """
                SELECT people.commercial_partner_id AS customer,
                       event.start::date AS day
                  FROM calendar_event event %s
                 WHERE people.commercial_partner_id = ANY(%s) AND %s AND %s
                """,
                who,
                self.ids,
                PUBLIC,
                when,
            )
            for who in (with_him, about_him)
        ]

    def _insight_touches_leads_sql(self):
        """Calls, mails and meetings done on his opportunities."""
        return SQL(
            """
            SELECT people.commercial_partner_id AS customer, activity.date_done AS day
              FROM res_partner people
              JOIN crm_lead lead ON lead.partner_id = people.id
               AND COALESCE(lead.company_id, %(company)s) = %(company)s
              JOIN mail_activity activity ON activity.res_model = 'crm.lead'
               AND activity.res_id = lead.id AND activity.active IS NOT TRUE
              JOIN mail_activity_type kind ON kind.id = activity.activity_type_id
               AND kind.insight_touch IN ('contact', 'appointment')
             WHERE people.commercial_partner_id = ANY(%(ids)s)
            """,
            company=self.env.company.id,
            ids=self.ids,
        )
