from odoo import api, fields, models

STATES = [("open", "Open"), ("kept", "Kept"), ("broken", "Broken")]


class CustomerInsightPromise(models.Model):
    """What somebody of us promised a customer, until when, and whether it was kept.

    Promise only what will be kept: trust is made of it.
    """

    _name = "customer.insight.promise"
    _description = "Promise to a Customer"
    _order = "is_open DESC, date_deadline, id"

    name = fields.Char(string="What Was Promised", required=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('parent_id', '=', False)]",
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="To Whom",
        index="btree_not_null",
        ondelete="set null",
        domain="[('commercial_partner_id', '=', partner_id)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Promised By",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    promised_on = fields.Date(required=True, default=fields.Date.context_today)
    date_deadline = fields.Date(string="Until", required=True)
    state = fields.Selection(
        STATES, required=True, default="open", copy=False, group_expand=True
    )
    is_open = fields.Boolean(compute="_compute_is_open", store=True)
    closed_on = fields.Date(string="Kept or Broken On", readonly=True, copy=False)
    activity_id = fields.Many2one(
        "mail.activity",
        string="Reminder",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )

    # For the report: promises that are closed
    late_days = fields.Integer(
        string="Days Late", compute="_compute_kept", store=True, aggregator="avg"
    )
    kept_percent = fields.Float(
        string="Kept (%)", compute="_compute_kept", store=True, aggregator="avg"
    )
    on_time_percent = fields.Float(
        string="Kept on Time (%)", compute="_compute_kept", store=True, aggregator="avg"
    )

    _dates_in_order = models.Constraint(
        "CHECK(date_deadline >= promised_on)",
        "A promise is for a day to come: its day lies before the day of promising.",
    )
    _open_idx = models.Index("(partner_id, date_deadline) WHERE state = 'open'")

    @api.depends("state")
    def _compute_is_open(self):
        for promise in self:
            promise.is_open = promise.state == "open"

    @api.depends("state", "closed_on", "date_deadline")
    def _compute_kept(self):
        for promise in self:
            kept = promise.state == "kept"
            closed = promise.closed_on or promise.date_deadline
            late = closed and max(0, (closed - promise.date_deadline).days)
            promise.late_days = late if kept else 0
            promise.kept_percent = 100 * kept
            promise.on_time_percent = 100 * (kept and not late)

    @api.onchange("contact_id")
    def _onchange_contact_id(self):
        if self.contact_id and not self.partner_id:
            self.partner_id = self.contact_id.commercial_partner_id

    @api.model_create_multi
    def create(self, vals_list):
        """Promised to a contact is promised to his customer; then remind."""
        promises = super().create(vals_list)
        for promise in promises:
            customer = promise.partner_id.commercial_partner_id
            if customer != promise.partner_id:
                promise.contact_id = promise.contact_id or promise.partner_id
                promise.partner_id = customer
        promises._remind()
        return promises

    def unlink(self):
        self.sudo().activity_id.filtered("active").unlink()
        return super().unlink()

    def action_open_customer(self):
        """Open the customer's file."""
        self.check_access("read")
        return self.partner_id.action_insight_open_file()
