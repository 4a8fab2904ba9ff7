from odoo import api, fields, models

STATES = [("warned", "About to return"), ("open", "In the pool")]
REASONS = [
    ("no_follow_up", "No follow-up"),
    ("no_salesperson", "No salesperson"),
    ("put_back", "Put back"),
    ("undone", "A claim was undone"),
]


class CustomerInsightPool(models.Model):
    """A customer in the pool of a team, or warned of.

    The row of one about to return holds the day of the warning, so that deleting its
    activity gains no time. Who has a salesperson again has no row.
    """

    _name = "customer.insight.pool"
    _description = "Customer in the Pool"
    _rec_name = "partner_id"
    _order = "since DESC, id DESC"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Sales Team",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    state = fields.Selection(STATES, required=True, readonly=True)
    since = fields.Date(
        required=True,
        readonly=True,
        help="In the pool since; of one about to return, the day of the warning.",
    )
    return_on = fields.Date(string="Returns On", readonly=True)
    reason = fields.Selection(REASONS, string="Why", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Last Salesperson",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    last_follow_up = fields.Date(string="Last Follow-up", readonly=True)
    activity_id = fields.Many2one(
        "mail.activity", string="Warning", readonly=True, ondelete="set null"
    )

    # To show, search and group by
    company_id = fields.Many2one(related="team_id.company_id")
    category = fields.Selection(related="partner_id.insight_category")
    type_id = fields.Many2one(related="partner_id.insight_type_id")
    city = fields.Char(related="partner_id.city")
    country_state_id = fields.Many2one(related="partner_id.state_id", string="Region")
    country_id = fields.Many2one(related="partner_id.country_id")
    phone = fields.Char(related="partner_id.phone")
    claim_from = fields.Date(
        string="You May Claim From",
        compute="_compute_claim_from",
        help="He was yours before: the colleagues come first.",
    )

    _customer_unique = models.Constraint(
        "UNIQUE(partner_id)", "A customer is in the pool once."
    )

    @api.depends("since", "state", "user_id", "team_id")
    @api.depends_context("uid")
    def _compute_claim_from(self):
        """Until when the former salesperson who looks at it waits."""
        for row in self:
            row.claim_from = row._claimable_from(self.env.user)

    @api.model
    def _of(self, partners):
        """Return the rows of these customers, as superuser."""
        customers = partners.sudo().commercial_partner_id
        return self.sudo().search([("partner_id", "in", customers.ids)])

    @api.model
    def _close(self, teams):
        """Empty the pools of teams: without one, nobody is warned or claims."""
        self.sudo().search([("team_id", "in", teams.ids)]).unlink()

    def unlink(self):
        """Warnings go with their row; those carried out stay as history."""
        warnings = self.sudo().activity_id.filtered("active")
        res = super().unlink()
        warnings.with_context(mail_activity_quick_update=True).unlink()
        return res

    def _words(self):
        """Return since when and why, in one sentence, as the customer's form says."""
        self.ensure_one()
        day = self._day(self.since)
        if self.state == "warned":
            return self.env._(
                "Returns to the pool on %(day)s, unless %(salesperson)s follows up",
                day=self._day(self.return_on),
                salesperson=self.sudo().user_id.name,
            )
        reasons = dict(self._fields["reason"]._description_selection(self.env))
        if self.claim_from:
            return self.env._(
                "In the pool since %(day)s: %(why)s. He was yours: you may claim him "
                "again from %(again)s",
                day=day,
                why=reasons[self.reason],
                again=self._day(self.claim_from),
            )
        return self.env._(
            "In the pool since %(day)s: %(why)s", day=day, why=reasons[self.reason]
        )

    @api.model
    def _day(self, day):
        return self.env["ir.qweb.field.date"].value_to_html(day, {}) if day else ""

    def action_open_customer(self):
        """Open the customer's form."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self[:1].partner_id.id,
            "views": [(False, "form")],
        }
