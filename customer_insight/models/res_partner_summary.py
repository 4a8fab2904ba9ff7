from odoo import api, fields, models

from .res_partner import USER

# What the summary shows of the insight as it is, and what by its label.
VALUES = (
    "category",
    "is_lapsed",
    "is_new",
    "is_overridden",
    "explanation",
    "quotation_count",
    "quotation_amount",
    "next_action",
    "has_next_action",
    "strategy",
)
LABELS = {
    "category_label": "category",
    "growth_stage_label": "growth_stage",
    "purchase_mode_label": "purchase_mode",
}


class ResPartner(models.Model):
    """What a salesperson must know at once, as one value that the form draws.

    One field instead of many: what a form costs grows with its number of fields.
    """

    _inherit = "res.partner"

    insight_summary = fields.Json(
        compute="_compute_insight_summary",
        groups=USER,
        help="Class and why, stage, who decides, what is open, what to do.",
    )

    @api.depends(
        "insight_decision_makers",
        "insight_personality_id",
        "insight_communication_id",
        *(f"insight_id.{name}" for name in (*VALUES, *LABELS.values())),
        "insight_id.next_action_date",
    )
    @api.depends_context("company", "lang")
    def _compute_insight_summary(self):
        for partner in self:
            insight = partner.insight_id
            partner.insight_summary = {
                **(insight._summary() if insight else {}),
                "decision_makers": partner.insight_decision_makers,
                "advice": partner._insight_advice(),
            }

    def _insight_advice(self):
        """What works with him: a list of the traits that say something about it."""
        traits = self.insight_personality_id, self.insight_communication_id
        return [
            {"kind": trait.kind, "style": trait.selling_style, "text": trait.advice}
            for trait in traits
            if trait.selling_style or trait.advice
        ]


class CustomerInsight(models.Model):
    _inherit = "customer.insight"

    def _summary(self):
        """Return ``{name: value}`` of one customer: what his form shows at its top."""
        day = self.next_action_date
        return {
            **{name: self[name] for name in VALUES},
            **{key: self._label(name) for key, name in LABELS.items()},
            "currency_id": self.currency_id.id,
            "next_action_date": day and fields.Date.to_string(day),
        }

    def _label(self, name):
        """Return how the user's language calls the value of a selection."""
        labels = dict(self._fields[name]._description_selection(self.env))
        return labels.get(self[name], False)
