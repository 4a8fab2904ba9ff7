from odoo import api, fields, models


class CustomerInsight(models.Model):
    """What to do with the customer now: his class's playbook and its next step."""

    _inherit = "customer.insight"

    playbook_id = fields.Many2one(
        "customer.insight.playbook", compute="_compute_playbook_id", compute_sudo=True
    )
    advice = fields.Html(compute="_compute_advice", compute_sudo=True)
    strategy = fields.Char(compute="_compute_next_action", compute_sudo=True)
    next_action = fields.Char(compute="_compute_next_action", compute_sudo=True)
    next_action_date = fields.Date(compute="_compute_next_action", compute_sudo=True)
    has_next_action = fields.Boolean(
        compute="_compute_next_action",
        compute_sudo=True,
        help="An activity is open; otherwise the playbook proposes one.",
    )

    @api.depends("category", "company_id")
    def _compute_playbook_id(self):
        """The class's playbook in the row's company."""
        for company, insights in self.grouped("company_id").items():
            playbooks = self.env["customer.insight.playbook"]._for_categories(company)
            for insight in insights:
                insight.playbook_id = playbooks.get(insight.category)

    @api.depends("category", "company_id")
    @api.depends_context("lang")
    def _compute_advice(self):
        for insight in self:
            insight.advice = insight.playbook_id and insight.playbook_id.advice

    @api.depends("category", "company_id", "partner_id.activity_ids")
    @api.depends_context("lang")
    def _compute_next_action(self):
        """What is open, else what the playbook proposes; and the strategy behind."""
        Playbook = self.env["customer.insight.playbook"]
        first = self._first_activities()
        for company, insights in self.grouped("company_id").items():
            words = Playbook._words(company.id, self.env.lang)
            for insight in insights:
                activity = first.get(insight.partner_id.id, first[False])
                strategy, proposed = words.get(insight.category, (False, False))
                kind = activity.activity_type_id
                insight.next_action = (
                    activity.summary or kind.summary or kind.name or proposed
                )
                insight.next_action_date = activity.date_deadline
                insight.has_next_action = bool(activity)
                insight.strategy = strategy

    def _first_activities(self):
        """Return ``{partner id: the activity due first}``; no activity as False."""
        activities = self.env["mail.activity"].search_fetch(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "in", self.partner_id.ids),
            ],
            ["res_id", "summary", "activity_type_id", "date_deadline"],
            order="date_deadline DESC, id DESC",
        )
        by_partner = {activity.res_id: activity for activity in activities}
        return {False: activities.browse(), **by_partner}

    def _class_changed(self):
        """Schedule the new class's playbook for the customer's salesperson."""
        for company, insights in self.grouped("company_id").items():
            policy = self.env["customer.insight.policy"]._for_company(company)
            if policy.auto_schedule:
                self.env["customer.insight.playbook"]._withdraw(
                    insights.partner_id, company
                )
                insights._schedule_playbook(automatic=True)

    def _schedule_playbook(self, automatic=False):
        """Schedule each customer's playbook; return the activities."""
        activities = self.env["mail.activity"].sudo()
        groups = self.sudo().grouped(lambda row: (row.playbook_id, row.company_id))
        for (playbook, company), insights in groups.items():
            if playbook:
                partners = insights.partner_id
                activities |= playbook._schedule(partners, company, automatic)
        return activities

    def action_schedule_playbook(self):
        """Schedule the playbook's follow-up, and say how many were scheduled."""
        return self.partner_id.action_insight_schedule_playbook()

    def action_refresh(self):
        """Refresh these customers' figures now."""
        return self.partner_id.action_insight_refresh()
