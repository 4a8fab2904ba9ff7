from odoo import models

# Fields of an appointment that change who was met, and when.
RELEVANT = {
    "start",
    "active",
    "privacy",
    "partner_ids",
    "attendee_ids",
    "opportunity_id",
}


class CalendarEvent(models.Model):
    _name = "calendar.event"
    _inherit = ("calendar.event", "customer.insight.asking")

    def _insight_relevant(self):
        return RELEVANT

    def _insight_naming(self):
        return RELEVANT

    def _insight_customers(self):
        """Those who met; what is to come counts when it is over.

        The nightly refresh takes in what took place since.
        """
        events = self.sudo()
        partners = events.partner_ids | events.opportunity_id.partner_id
        return partners.filtered("partner_share")
