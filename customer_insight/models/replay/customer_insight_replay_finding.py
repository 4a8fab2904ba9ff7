from odoo import fields, models

SIDES = [("as_set", "As It Is"), ("what_if", "What If")]
OUTCOMES = [
    ("back", "Came back by himself"),
    ("away", "Did not"),
    ("unknown", "Not known"),
]


class CustomerInsightReplayFinding(models.TransientModel):
    """An event that a detector would have told in the past."""

    _name = "customer.insight.replay.finding"
    _description = "Finding in the Past"
    _inherit = "customer.insight.evidence.mixin"
    _rec_name = "partner_id"
    _order = "found_on DESC, at_risk DESC, id DESC"
    _transient_max_hours = 24
    _transient_max_count = 0  # thousands belong to one replay: they go by age, with it

    replay_id = fields.Many2one(
        "customer.insight.replay", required=True, ondelete="cascade"
    )
    side = fields.Selection(SIDES, string="Numbers", required=True, readonly=True)
    detector = fields.Selection(related="replay_id.setting_id.detector")
    currency_id = fields.Many2one(related="replay_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    product_id = fields.Many2one("product.product", readonly=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", string="Salesperson", readonly=True, ondelete="set null"
    )
    found_on = fields.Date(readonly=True, help="The day of the look that found it.")
    event_date = fields.Date(string="Since", readonly=True)
    last_event_date = fields.Date(readonly=True)
    last_seen = fields.Date(readonly=True, help="The last look that found it.")
    severity = fields.Float(digits=(5, 1), readonly=True, aggregator="avg")
    value = fields.Monetary(string="At Stake", readonly=True)
    at_risk = fields.Monetary(readonly=True)
    outcome = fields.Selection(
        OUTCOMES,
        string="What Came of It",
        required=True,
        default="unknown",
        readonly=True,
        help="Known where documents tell: an order, a payment.",
    )

    _key_idx = models.Index("(replay_id, side, partner_id)")

    def action_open_orders(self):
        """Open the orders or quotations that made it."""
        return self._open_documents("orders")

    def action_open_invoices(self):
        """Open the invoices and credit notes that made it."""
        return self._open_documents("invoices")
