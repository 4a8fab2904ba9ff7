from odoo import api, fields, models

VERDICTS = [
    ("we_lead", "We lead"),
    ("equal", "Equal"),
    ("they_lead", "They lead"),
]


class CustomerInsightCompetitorPoint(models.Model):
    """Ours beside theirs in one respect, and what to say when it comes up."""

    _name = "customer.insight.competitor.point"
    _description = "Comparison with a Competitor"
    _rec_name = "topic"
    _order = "competitor_id, sequence, id"

    competitor_id = fields.Many2one(
        "customer.insight.competitor", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    topic = fields.Char(required=True, translate=True)
    category_id = fields.Many2one(
        "product.category",
        string="Product Category",
        index="btree_not_null",
        ondelete="set null",
        help="The products that this is about; all, if empty.",
    )
    theirs = fields.Text(translate=True)
    ours = fields.Text(translate=True)
    verdict = fields.Selection(VERDICTS)
    say = fields.Text(
        string="What to Say",
        translate=True,
        help="The sentence that answers the customer who brings it up.",
    )

    @api.model
    def _edit_action(self):
        """Return the action that shows comparisons in a dialog."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_edit(self):
        """Change this comparison without changing the card."""
        self.check_access("read")
        return self._edit_action() | {
            "name": self.env._("Ours Against Theirs"),
            "res_id": self.id,
        }
