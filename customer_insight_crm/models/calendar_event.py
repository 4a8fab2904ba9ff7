from odoo import models
from odoo.tools import SQL

# An appointment that counts: nobody's private matter.
PUBLIC = SQL("event.active AND COALESCE(event.privacy, 'public') <> 'private'")

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

    def _insight_promised_to(self):
        """Who was met: the opportunity's contact, else the first one invited."""
        partners = self.opportunity_id.partner_id or self.partner_ids
        return partners.filtered("partner_share")[:1]

    def action_insight_promise(self):
        """Note a promise that was made at this appointment."""
        self.check_access("read")
        return self[:1]._insight_promised_to().action_insight_promise()


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def _insight_promise_models(self):
        return [*super()._insight_promise_models(), "calendar.event", "crm.lead"]
