from odoo import api, models

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
    _inherit = "calendar.event"

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._insight_changed()
        return events

    def write(self, vals):
        relevant = not RELEVANT.isdisjoint(vals)
        if relevant:
            self._insight_changed()
        res = super().write(vals)
        if relevant:
            self._insight_changed()
        return res

    def unlink(self):
        self._insight_changed()
        return super().unlink()

    def _insight_changed(self):
        """Have those who met refreshed; what is to come counts when it is over.

        The nightly refresh takes in what took place since.
        """
        events = self.sudo()
        partners = events.partner_ids | events.opportunity_id.partner_id
        customers = partners.filtered("partner_share")
        self.env["customer.insight.request"]._ask(customers._origin.ids)
