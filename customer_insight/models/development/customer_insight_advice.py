from odoo import api, fields, models
from odoo.fields import Domain

MOMENTS = [
    ("promise", "A promise is due"),
    ("confirm", "An appointment more than three days ahead"),
    ("meet", "An appointment within three days"),
    ("first_touch", "Before the first touch"),
    ("trust", "Fewer than four touches"),
    ("stalled", "A plan, and no touch for a month"),
    ("goal", "No goal yet"),
]
"""The moments at which advice is offered, the most urgent first."""
SHOWN = 3  # pieces of advice at a time


class CustomerInsightAdvice(models.Model):
    """One or two sentences that help at a certain moment with certain people."""

    _name = "customer.insight.advice"
    _description = "Advice for a Moment"
    _order = "moment, sequence, id"

    name = fields.Char(string="In a Word", required=True, translate=True)
    text = fields.Text(string="Advice", required=True, translate=True)
    moment = fields.Selection(MOMENTS, required=True, default="first_touch")
    trait_ids = fields.Many2many(
        "customer.insight.trait",
        string="For People Who Are",
        help="Personalities and communication styles. Empty: for everybody.",
    )
    for_category = fields.Selection(
        [("F", "Future customers"), ("P", "Potential customers")],
        string="Only For",
        help="Empty: for all of them.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.model
    def _choose(self, moments, traits, category):
        """Return one piece of advice a moment, in order of urgency; few at a time.

        What is meant for such people goes before what is meant for everybody.
        """
        kind = (category or "F")[:1]
        fitting = self.search(
            Domain("moment", "in", moments)
            & Domain("for_category", "in", [False, kind])
            & (Domain("trait_ids", "=", False) | Domain("trait_ids", "in", traits.ids))
        )
        chosen = self.browse()
        for moment, _label in MOMENTS:
            found = fitting.filtered(lambda a, moment=moment: a.moment == moment)
            special = found.filtered("trait_ids")
            chosen |= (special or found)[:1]
        return chosen[:SHOWN]
