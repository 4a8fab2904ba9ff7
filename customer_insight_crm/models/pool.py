from odoo import api, fields, models
from odoo.tools import SQL

from .calendar_event import PUBLIC


class CustomerInsightPool(models.Model):
    """Appointments, and work on opportunities, are follow-ups."""

    _inherit = "customer.insight.pool"

    @api.model
    def _follow_ups_sql(self, partner_ids=None):
        only = SQL("TRUE")
        if partner_ids is not None:
            only = SQL("who.commercial_partner_id = ANY(%s)", list(partner_ids))
        return [
            *super()._follow_ups_sql(partner_ids),
            self._activities_sql("crm.lead", only),
            self._appointments_sql(only),
        ]

    @api.model
    def _appointments_sql(self, only):
        """Appointments with the customer that took place."""
        return SQL(
            """
            SELECT who.commercial_partner_id AS customer_id, event.start::date AS day
              FROM calendar_event event
              JOIN calendar_attendee attendee ON attendee.event_id = event.id
               AND attendee.state <> 'declined'
              JOIN res_partner who ON who.id = attendee.partner_id
               AND who.partner_share
             WHERE %s AND event.stop <= %s AND %s
            """,
            PUBLIC,
            fields.Datetime.now(),
            only,
        )
