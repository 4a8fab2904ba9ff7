from datetime import timedelta

from odoo import api, fields, models

from ..res_partner import USER
from .customer_insight_advice import MOMENTS
from .res_partner_touches import ENOUGH

DAYS_AHEAD = 3  # an appointment further ahead is to be confirmed
SILENCE = 30  # days without a touch


class ResPartner(models.Model):
    """How far trust has come, and what helps now; a sentence, no textbook."""

    _inherit = "res.partner"

    insight_development = fields.Json(
        string="Development Now",
        compute="_compute_insight_development",
        groups=USER,
        help="Touches so far, and advice for this moment.",
    )

    @api.depends_context("company", "lang")
    def _compute_insight_development(self):
        customers = self._origin.commercial_partner_id
        touches = customers._insight_touches()
        meetings = customers._insight_next_appointments() if customers else {}
        for partner in self:
            customer = partner._origin.commercial_partner_id
            count, last = touches.get(customer.id, (0, None))
            meeting = meetings.get(customer.id)
            moments = customer._insight_moments(count, last, meeting)
            partner.insight_development = {
                "touches": count,
                "enough": ENOUGH,
                "last": last and fields.Date.to_string(last),
                "meeting": meeting and fields.Date.to_string(meeting),
                "advice": customer._insight_advice_now(moments),
            }

    def _insight_moments(self, count, last, meeting):
        """Return the moments that a customer is in."""
        today = fields.Date.context_today(self)
        soon = today + timedelta(days=DAYS_AHEAD)
        winning = self.insight_category in (False, "F", "PI", "PII", "PIII", "PIV")
        plans = self.env["customer.insight.development"]._open_of(self)
        silent = last and last < today - timedelta(days=SILENCE)
        holds = {
            "promise": self._insight_promise_due(soon),
            "confirm": meeting and meeting > soon,
            "meet": meeting and meeting <= soon,
            "first_touch": winning and not count,
            "trust": winning and 0 < count < ENOUGH,
            "stalled": plans and silent,
            "goal": winning and not plans,
        }
        return [moment for moment, _label in MOMENTS if holds[moment]]

    def _insight_advice_now(self, moments):
        """Return ``[{moment, name, text, traits}]`` for these moments."""
        people = self | self._insight_people().filtered(
            lambda person: (
                person.insight_decision_role == "decides"
                and not person.insight_has_left
            )
        )
        traits = people.insight_personality_id | people.insight_communication_id
        advice = self.env["customer.insight.advice"]._choose(
            moments, traits, self.insight_category
        )
        labels = dict(advice._fields["moment"]._description_selection(self.env))
        return [
            {
                "id": one.id,
                "moment": labels[one.moment],
                "name": one.name,
                "text": one.text,
                "traits": (one.trait_ids & traits).mapped("name"),
            }
            for one in advice
        ]
