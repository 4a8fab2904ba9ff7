from odoo import api, fields, models

STEP = "customer_insight.mail_activity_type_development_step"


class CustomerInsightDevelopment(models.Model):
    """The next step of an open plan is its salesperson's activity; one at a time."""

    _inherit = "customer.insight.development"

    next_step_id = fields.Many2one(
        "customer.insight.development.step",
        compute="_compute_next_step_id",
    )
    next_step = fields.Char(string="Next", compute="_compute_next_step_id")
    steps_done = fields.Char(compute="_compute_steps_done")
    next_step_date = fields.Date(
        string="Next Step Due", compute="_compute_next_step_id"
    )

    @api.depends(
        "state",
        *(f"step_ids.{name}" for name in ("is_done", "name", "date_deadline")),
        "step_ids.sequence",
    )
    def _compute_next_step_id(self):
        for plan in self:
            todo = plan.step_ids.filtered(lambda step: not step.is_done).sorted()
            step = todo[:1] if plan.state == "open" else todo.browse()
            plan.next_step_id = step
            plan.next_step = step.name
            plan.next_step_date = step.date_deadline

    @api.depends("step_ids.is_done")
    @api.depends_context("lang")
    def _compute_steps_done(self):
        for plan in self:
            done, steps = plan.step_ids.filtered("is_done"), plan.step_ids
            words = self.env._(
                "%(done)s of %(all)s steps", done=len(done), all=len(steps)
            )
            plan.steps_done = words if steps else False

    def action_step_done(self):
        """The next step is done; the one after it is next."""
        self.check_access("write")
        for step in self.next_step_id:
            activity = step.sudo().activity_id.filtered("active")
            if activity:
                activity.with_user(self.env.user).action_done()
            step.is_done = True

    def _remind(self):
        """Remind of the next step of each plan, and of nothing else."""
        for plan in self:
            step = plan.next_step_id
            (plan.step_ids - step)._forget_reminders()
            if step:
                plan._remind_of(step)

    def _remind_of(self, step):
        user = self._responsible()
        activity = step.sudo().activity_id.filtered("active")
        values = {
            "summary": step.name,
            "date_deadline": step.date_deadline,
            "user_id": user.id,
        }
        if not activity:
            step.sudo().activity_id = self._schedule(STEP, user, **values)
        elif any(
            activity._fields[name].convert_to_write(activity[name], activity) != value
            for name, value in values.items()
        ):
            activity.with_context(mail_activity_quick_update=True).write(values)

    def _schedule(self, kind, user, **values):
        """Schedule an activity on the customer, in the language of who has to do it."""
        if not (user and self.env.ref(kind, raise_if_not_found=False)):
            return self.env["mail.activity"]
        return (
            self.partner_id.sudo()
            .with_context(lang=user.lang, mail_activity_quick_update=True)
            .activity_schedule(kind, **{"user_id": user.id, **values})
        )

    def _responsible(self):
        """The plan's salesperson, else the customer's, else whom the policy names."""
        playbook = self.env["customer.insight.playbook"]
        return playbook._able(self.user_id.sudo()) or playbook._responsible(
            self.sudo().partner_id, self.sudo().company_id
        )

    @api.model
    def _step_done(self, activities):
        """A reminder was done, so its step is."""
        steps = self.env["customer.insight.development.step"].sudo()
        found = steps.search(
            [("activity_id", "in", activities.ids), ("is_done", "=", False)]
        )
        found.write({"is_done": True, "done_on": fields.Date.context_today(self)})
