from odoo import api, fields, models

TOPICS = [
    ("overdue", "Order overdue"),
    ("missing_product", "Usual product missing"),
    ("product_jump", "Demand jumps"),
    ("returned_soon", "Returned soon"),
    ("late_payment", "Late payment"),
    ("decline", "Contribution or stability falls"),
    ("quotation", "Quotation revised again"),
    ("dispute", "Dispute"),
    ("stuck", "Stuck in stage"),
    ("wavering", "Wavering customer (EII)"),
    ("low_intention", "Low intention (PII, PIV)"),
    ("other", "Other"),
]


class CustomerInsightReason(models.Model):
    """A cause that may stand behind an event, and what helps against it."""

    _name = "customer.insight.reason"
    _description = "Customer Cause"
    _order = "topic, sequence, id"

    name = fields.Char(required=True, translate=True)
    topic = fields.Selection(
        TOPICS,
        required=True,
        index=True,
        default=lambda self: self.env.context.get("default_topic", "other"),
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Every company, if empty."
    )
    countermeasure = fields.Text(
        translate=True, help="What helps when this is the cause."
    )
    plan_id = fields.Many2one(
        "mail.activity.plan",
        string="Activity Plan",
        domain="[('res_model', 'in', ('customer.insight.signal', 'res.partner'))]",
        ondelete="restrict",
        help="Steps that carry the countermeasure out.",
    )
    signal_count = fields.Integer(
        string="Signals",
        compute="_compute_signal_count",
        help="How often it was the cause, of the signals that you may see.",
    )

    def _compute_signal_count(self):
        groups = self.env["customer.insight.signal"]._read_group(
            [("reason_id", "in", self.ids)], ["reason_id"], ["__count"]
        )
        counts = {reason.id: count for reason, count in groups}
        for reason in self:
            reason.signal_count = counts.get(reason.id, 0)

    @api.model
    def _for_topic(self, topic, company):
        """Return the causes to choose from in a company."""
        return self.search(
            [("topic", "=", topic), ("company_id", "in", [company.id, False])]
        )

    def action_choose(self):
        """Take this cause for the signal in which it is shown."""
        self.ensure_one().check_access("read")
        signal_id = self.env.context.get("insight_signal_id")
        signal = self.env["customer.insight.signal"].browse(signal_id)
        signal.write({"reason_id": self.id})
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_open_signals(self):
        """Open the signals of which this was the cause."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Signals"),
            "res_model": "customer.insight.signal",
            "views": [(False, "list"), (False, "form"), (False, "pivot")],
            "domain": [("reason_id", "in", self.ids)],
        }
