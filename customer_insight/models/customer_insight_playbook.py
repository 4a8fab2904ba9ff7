from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, ormcache

from .customer_insight import CATEGORIES


class CustomerInsightPlaybook(models.Model):
    """How to treat the customers of a class: strategy, advice, plan, time."""

    _name = "customer.insight.playbook"
    _description = "Customer Playbook"
    _inherit = "customer.insight.words.mixin"
    _order = "sequence, category, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    category = fields.Selection(CATEGORIES, string="Class", required=True)
    company_id = fields.Many2one(
        "res.company", help="Every company without a playbook of its own, if empty."
    )
    strategy = fields.Char(translate=True)
    advice = fields.Html(translate=True)
    visit_interval = fields.Integer(
        string="Visit Every (days)",
        help="A follow-up is scheduled at most once in this time. 0: no visits.",
    )
    time_share = fields.Float(
        string="Share of Time (%)",
        help="Of a salesperson's hours, for the whole class.",
    )
    plan_id = fields.Many2one(
        "mail.activity.plan",
        string="Activity Plan",
        domain="[('res_model', '=', 'res.partner')]",
        ondelete="restrict",
    )

    _category_unique = models.UniqueIndex(
        "(category, company_id) NULLS NOT DISTINCT WHERE active",
        "A class has one playbook per company.",
    )
    _time_share_percent = models.Constraint(
        "CHECK(time_share BETWEEN 0 AND 100)",
        "A share of time lies between 0 and 100 %.",
    )
    _visit_interval_positive = models.Constraint(
        "CHECK(visit_interval >= 0)", "A visit interval cannot be negative."
    )

    @api.model
    def _for_categories(self, company):
        """Return ``{class: playbook}``; the company's own goes before the general."""
        ids = self._ids_by_category(company.id)
        return {category: self.sudo().browse(id_) for category, id_ in ids.items()}

    @api.model
    @ormcache("company_id")
    def _ids_by_category(self, company_id):
        playbooks = self.sudo().search([("company_id", "in", [company_id, False])])
        general_first = playbooks.sorted(lambda playbook: bool(playbook.company_id))
        return {playbook.category: playbook.id for playbook in general_first}

    @api.model
    @ormcache("company_id", "lang")
    def _words(self, company_id, lang):
        """Return ``{class: (strategy, first step)}`` as shown on every form."""
        playbooks = self._for_categories(self.env["res.company"].browse(company_id))
        words = {}
        for category, playbook in playbooks.items():
            playbook = playbook.with_context(lang=lang)
            kind = playbook.plan_id.template_ids[:1].activity_type_id
            words[category] = playbook.strategy, kind.summary or kind.name
        return words

    def _schedule(self, partners, company, automatic=False):
        """Schedule the plan's first step for customers; return the activities.

        Who has an open activity of this playbook gets no second one. Automatic
        scheduling also respects the visit interval.
        """
        self.ensure_one()
        step = self.plan_id.template_ids[:1]
        partners = partners.sudo().filtered("active")
        self._one_at_a_time(partners, company)
        partners -= self._busy_partners(partners, company, recent=automatic)
        activities = self.env["mail.activity"].sudo()
        for partner in partners:
            activities |= self._schedule_step(partner, step, company)
        return activities

    @api.model
    def _one_at_a_time(self, partners, company):
        """Make a second one who schedules at the same moment wait and start again.

        He would not see the first one's activity: touching the row makes PostgreSQL
        refuse him, and the server repeats his request.
        """
        self.env.execute_query(
            SQL(
                "UPDATE customer_insight SET write_date = %s"
                " WHERE company_id = %s AND partner_id = ANY(%s) RETURNING id",
                self.env.cr.now(),
                company.id,
                partners.ids,
            )
        )

    @api.model
    def _steps_domain(self, partners, company):
        """Steps of any playbook, for these customers of the company."""
        return Domain(
            [
                ("insight_company_id", "=", company.id),
                ("res_model", "=", "res.partner"),
                ("res_id", "in", partners.ids),
            ]
        )

    def _busy_partners(self, partners, company, recent=False):
        """Partners with an open step of this playbook, or (recent) a late visit."""
        domain = self._steps_domain(partners, company)
        domain &= Domain("insight_playbook_id", "=", self.id)
        Activity = self.env["mail.activity"].sudo()
        busy = Activity.search(domain).mapped("res_id")
        if recent and self.visit_interval:
            since = fields.Date.subtract(
                fields.Date.context_today(self), days=self.visit_interval
            )
            domain &= Domain([("active", "=", False), ("date_done", ">", since)])
            busy += Activity.search(domain).mapped("res_id")
        return partners.browse(set(busy))

    @api.model
    def _withdraw(self, partners, company):
        """Withdraw open automatic steps: they belong to a class that was left."""
        domain = self._steps_domain(partners, company)
        domain &= Domain(
            [("insight_playbook_id", "!=", False), ("automated", "=", True)]
        )
        self.env["mail.activity"].sudo().search(domain).unlink()

    def _schedule_step(self, partner, step, company, user=None):
        """Schedule one step of the plan, in the language of who has to do it."""
        user = self._able(user) or self._responsible(partner, company)
        if not (partner and step and user):
            return self.env["mail.activity"].sudo()
        responsible = step._determine_responsible(user, partner)["responsible"]
        return (
            partner.sudo()
            .with_context(lang=responsible.lang, mail_activity_quick_update=True)
            .activity_schedule(
                activity_type_id=step.activity_type_id.id,
                **self._own_words(step),
                user_id=responsible.id,
                date_deadline=step._get_date_deadline(),
                insight_playbook_id=self.id,
                insight_step_id=step.id,
                insight_company_id=company.id,
            )
        )

    @api.model
    def _own_words(self, step):
        """The step's summary and note where somebody rewrote them.

        A type's texts are translated, a plan's are copies of them that are not.
        """
        kind = step.activity_type_id.with_context(lang="en_US")
        return {
            "summary": step.summary if step.summary != kind.summary else "",
            "note": step.note if step.note != kind.default_note else "",
        }

    @api.model
    def _able(self, user):
        """The user, if he can carry out an activity."""
        return user and user.filtered(lambda user: user.active and not user.share)

    def _responsible(self, partner, company):
        """The customer's salesperson, else the one whom the policy names."""
        policy = self.env["customer.insight.policy"]._for_company(company)
        return self._able(partner.user_id) or self._able(policy.fallback_user_id)

    def _step_after(self, step):
        """The plan's next step, or none after the last."""
        steps = self.plan_id.template_ids
        position = steps.ids.index(step.id) + 1 if step in steps else len(steps)
        return steps[position : position + 1]
