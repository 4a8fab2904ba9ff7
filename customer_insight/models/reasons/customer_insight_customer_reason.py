from odoo import api, fields, models
from odoo.exceptions import ValidationError

WAVERING, LOW_INTENTION = "wavering", "low_intention"
TOPICS = [
    (WAVERING, "Wavers (EII)"),
    (LOW_INTENTION, "Low intention (PII, PIV)"),
]
STATES = [("open", "Holds"), ("closed", "No longer true")]


class CustomerInsightCustomerReason(models.Model):
    """Why a customer wavers, or does not want to buy yet: found out by talking to him.

    A row stays when the reason is gone, so that reasons can be counted over time.
    """

    _name = "customer.insight.customer.reason"
    _description = "Reason at a Customer"
    _inherit = "customer.insight.file.mixin"
    _rec_name = "reason_id"
    _order = "state DESC, date DESC, id DESC"

    partner_id = fields.Many2one(domain="[('parent_id', '=', False)]")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    reason_id = fields.Many2one(
        "customer.insight.reason",
        string="Real Reason",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('topic', '=', wanted_topic),"
        " ('company_id', 'in', [company_id, False])]",
    )
    wanted_topic = fields.Char(compute="_compute_wanted_topic")
    topic = fields.Selection(related="reason_id.topic")
    categ_id = fields.Many2one(
        "product.category",
        string="Product",
        index="btree_not_null",
        ondelete="set null",
        help="The product family that it is about; all, if empty.",
    )
    competitor_id = fields.Many2one(
        "customer.insight.competitor",
        index="btree_not_null",
        ondelete="set null",
        help="The rival who is behind it.",
    )
    note = fields.Text(help="What he said, in his words.")
    date = fields.Date(
        string="Found On", required=True, default=fields.Date.context_today
    )
    user_id = fields.Many2one(
        "res.users",
        string="Found By",
        readonly=True,
        ondelete="set null",
        default=lambda self: self.env.user,
    )
    state = fields.Selection(
        STATES, string="Still True", required=True, readonly=True, default="open"
    )
    date_closed = fields.Date(string="Closed On", readonly=True)
    countermeasure = fields.Text(related="reason_id.countermeasure")
    plan_id = fields.Many2one(related="reason_id.plan_id")
    plan_date = fields.Date(
        string="Countermeasure Since", readonly=True, help="Its steps were scheduled."
    )

    # To group by
    salesperson_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")
    country_id = fields.Many2one(related="partner_id.country_id")
    country_state_id = fields.Many2one(related="partner_id.state_id", string="Region")

    _open_unique = models.UniqueIndex(
        "(company_id, partner_id, reason_id, COALESCE(categ_id, 0),"
        " COALESCE(competitor_id, 0)) WHERE state = 'open'",
        "This reason is noted at the customer already, for the same product and "
        "competitor. Add to that line instead.",
    )

    @api.depends("partner_id", "company_id")
    def _compute_wanted_topic(self):
        """Who bought can waver; who did not yet may not want to."""
        for row in self:
            customer = row.partner_id.with_company(row.company_id or self.env.company)
            category = customer.insight_category or ""
            row.wanted_topic = WAVERING if category.startswith("E") else LOW_INTENTION

    @api.constrains("reason_id")
    def _check_topic(self):
        if any(row.topic not in dict(TOPICS) for row in self):
            raise ValidationError(
                self.env._(
                    "Choose a reason for wavering or for low intention. Other causes "
                    "belong to signals."
                )
            )

    def action_close(self):
        """The reason is gone: keep the row, to be counted."""
        self.filtered(lambda row: row.state == "open").write(
            {"state": "closed", "date_closed": fields.Date.context_today(self)}
        )
        self.flush_recordset(["state"])  # then the same may be noted again

    def action_reopen(self):
        """The reason is back."""
        self.write({"state": "open", "date_closed": False})

    def action_open_customer(self):
        """Open the customer's file."""
        self.check_access("read")
        return self.partner_id.action_insight_open_file()

    def action_save(self):
        """Save the dialog's row and show the customer with it."""
        self.check_access("write")
        return {"type": "ir.actions.act_window_close"}
