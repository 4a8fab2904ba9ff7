from odoo import api, fields, models

OPEN = ("new", "investigating", "snoozed")
CLOSED = ("explained", "dismissed")
STATES = [
    ("new", "To Look Into"),
    ("investigating", "Investigating"),
    ("snoozed", "Snoozed"),
    ("explained", "Explained"),
    ("dismissed", "False alarm"),
]
RECOVERED = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]


class CustomerInsightSignal(models.Model):
    """Something changed at a customer: what, how much is at stake, why, what helped.

    The nightly run writes what the documents say; people write what they found out.
    """

    _name = "customer.insight.signal"
    _description = "Customer Signal"
    _inherit = (
        "customer.insight.evidence.mixin",
        "mail.thread",
        "mail.activity.mixin",
    )
    _rec_name = "partner_id"
    _order = "at_risk DESC, severity DESC, id DESC"
    _mail_post_access = "read"

    # What happened
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    product_id = fields.Many2one(
        "product.product", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    detector = fields.Selection(
        "_get_detectors", string="Signal", required=True, readonly=True
    )
    event_date = fields.Date(string="Since", required=True, readonly=True)
    detected_on = fields.Date(string="Noticed", required=True, readonly=True)
    severity = fields.Float(
        digits=(5, 1),
        readonly=True,
        aggregator="avg",
        help="How far from usual it is, 0–100.",
    )
    value = fields.Monetary(
        string="At Stake",
        readonly=True,
        help="How much it is about: a year's turnover, what came back, what is owed, "
        "what was quoted.",
    )
    at_risk = fields.Monetary(
        readonly=True, help="At stake × severity: the order of the list."
    )

    # What people found out and did
    state = fields.Selection(
        STATES, required=True, default="new", tracking=True, group_expand=True
    )
    snooze_until = fields.Date(tracking=True)
    reason_id = fields.Many2one(
        "customer.insight.reason",
        string="Cause",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    outcome = fields.Text(help="What was done, and what came of it.")
    outcome_date = fields.Date(string="Closed On", readonly=True)
    recovered = fields.Selection(
        RECOVERED,
        required=True,
        default="unknown",
        tracking=True,
        help="The customer is back to usual. Found out by itself where documents tell.",
    )
    plan_scheduled_on = fields.Date(string="Countermeasure Since", readonly=True)
    investigation_on = fields.Date(string="Given as Work", readonly=True)

    # To search and group by
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    country_id = fields.Many2one(related="partner_id.country_id")
    country_state_id = fields.Many2one(related="partner_id.state_id", string="Region")
    product_categ_id = fields.Many2one(related="product_id.categ_id")

    _open_unique = models.UniqueIndex(
        "(company_id, partner_id, detector, COALESCE(product_id, 0))"
        " WHERE state IN ('new', 'investigating', 'snoozed')",
        "This customer has an open signal of this kind already. Work with that one.",
    )
    _severity_range = models.Constraint(
        "CHECK(severity BETWEEN 0 AND 100)", "A severity lies between 0 and 100."
    )

    @api.model
    def _get_detectors(self):
        return self.env["customer.insight.detector.setting"]._get_detectors()

    @api.depends("partner_id", "detector", "product_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        titles = dict(self._get_detectors())
        for signal in self:
            parts = (
                titles.get(signal.detector, signal.detector),
                signal.partner_id.display_name,
                signal.product_id.display_name,
            )
            signal.display_name = " · ".join(part for part in parts if part)

    @api.depends("state", "recovered")
    def _compute_explanation(self):
        return super()._compute_explanation()

    def _told(self, detector):
        """What goes on while the signal is open is told as of today."""
        evidence = super()._told(detector)
        if detector is None or self.state in CLOSED or self.recovered == "yes":
            return evidence
        return detector._evidence_on(evidence, fields.Date.context_today(self))

    def action_open_customer(self):
        """Open the customer's insight: class, figures and what to do."""
        self.ensure_one()
        return self.partner_id.action_open_insight()

    def action_open_orders(self):
        """Open the orders or quotations that made the signal."""
        return self._open_documents("orders")

    def action_open_invoices(self):
        """Open the invoices and credit notes that made the signal."""
        return self._open_documents("invoices")
