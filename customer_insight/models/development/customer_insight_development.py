from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..customer_insight import GROWTH_STAGES

GOALS = GROWTH_STAGES[1:]
STATES = [
    ("open", "Open"),
    ("reached", "Reached"),
    ("missed", "Missed"),
    ("dropped", "Dropped"),
]
DAYS = 90  # to a goal, unless a template says else


class CustomerInsightDevelopment(models.Model):
    """A goal for one customer: what he should become, how much, by when; the way there.

    Set before the first contact; whether it is reached, the figures say.
    """

    _name = "customer.insight.development"
    _description = "Development Plan"
    _order = "is_open DESC, deadline, id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('parent_id', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        domain="[('share', '=', False)]",
    )
    goal_stage = fields.Selection(
        GOALS, string="Becomes", help="The growth stage that he should reach."
    )
    goal_amount = fields.Monetary(
        string="Buys for",
        help="Confirmed orders from the beginning to the last day, untaxed.",
    )
    start_date = fields.Date(
        string="Beginning", required=True, default=fields.Date.context_today
    )
    deadline = fields.Date(
        string="Until",
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=DAYS),
    )
    state = fields.Selection(
        STATES, required=True, default="open", copy=False, group_expand=True
    )
    is_open = fields.Boolean(compute="_compute_is_open", store=True)
    closed_on = fields.Date(readonly=True, copy=False)
    close_reason = fields.Char(string="Why", copy=False)
    note = fields.Text(
        string="Preparation",
        help="What he needs and why, what we know of him, his market and our rivals; "
        "what he will object to.",
    )
    template_id = fields.Many2one(
        "customer.insight.development.template", ondelete="set null", copy=False
    )
    step_ids = fields.One2many(
        "customer.insight.development.step", "development_id", copy=True
    )
    category = fields.Selection(related="partner_id.insight_category", string="Class")

    _dates_in_order = models.Constraint(
        "CHECK(deadline >= start_date)", "The goal's day lies before the beginning."
    )
    _amount_positive = models.Constraint(
        "CHECK(goal_amount >= 0)", "The amount of a goal cannot be negative."
    )
    _open_idx = models.Index("(company_id, deadline) WHERE state = 'open'")

    @api.depends("partner_id")
    def _compute_user_id(self):
        for plan in self:
            plan.user_id = plan.partner_id.user_id or plan.user_id or self.env.user

    @api.depends("state")
    def _compute_is_open(self):
        for plan in self:
            plan.is_open = plan.state == "open"

    @api.depends("partner_id", "goal_stage", "goal_amount")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for plan in self:
            parts = plan.partner_id.display_name, plan._goal_words()
            plan.display_name = " · ".join(part for part in parts if part)

    def _goal_words(self):
        """The goal in words: “Regular, 20,000 €”."""
        stages = dict(self._fields["goal_stage"]._description_selection(self.env))
        amount = self.goal_amount and self.currency_id.format(self.goal_amount)
        return ", ".join(part for part in (stages.get(self.goal_stage), amount) if part)

    @api.onchange("template_id")
    def _onchange_template_id(self):
        if self.template_id:
            self.deadline = self.start_date + timedelta(days=self.template_id.days)
            self.step_ids = [
                fields.Command.clear(),
                *self.template_id._steps(self.start_date),
            ]

    @api.constrains("goal_stage", "goal_amount")
    def _check_goal(self):
        for plan in self:
            if not (plan.goal_stage or plan.goal_amount):
                raise ValidationError(
                    self.env._(
                        "Set a goal for %(customer)s: a growth stage, an amount, "
                        "or both.",
                        customer=plan.partner_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """A plan is for the customer, also when a contact of his was chosen."""
        plans = super().create(vals_list)
        for plan in plans:
            customer = plan.partner_id.commercial_partner_id
            if customer != plan.partner_id:
                plan.partner_id = customer
            if plan.template_id and not plan.step_ids:
                plan.step_ids = plan.template_id._steps(plan.start_date)
        plans._remind()
        return plans

    def write(self, vals):
        res = super().write(vals)
        if not {"state", "user_id", "step_ids"}.isdisjoint(vals):
            self._remind()
        return res

    def unlink(self):
        self.step_ids._forget_reminders()
        return super().unlink()

    @api.model
    def _open_of(self, partners):
        """The open plans of these customers in this company, the next to end first."""
        return self.search(
            Domain("partner_id", "in", partners.ids)
            & Domain("company_id", "=", self.env.company.id)
            & Domain("state", "=", "open")
        )

    # Buttons

    def action_drop(self):
        """Give the goal up."""
        today = fields.Date.context_today(self)
        self.write({"state": "dropped", "closed_on": today})

    def action_reopen(self):
        """Go for it again; the day may need a new date."""
        self.write({"state": "open", "closed_on": False})

    def action_open_customer(self):
        """Open the customer's file."""
        self.check_access("read")
        return self.partner_id.action_insight_open_file()
