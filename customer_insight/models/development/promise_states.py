from odoo import api, fields, models

PROMISE = "customer_insight.mail_activity_type_promise"


class CustomerInsightPromise(models.Model):
    """Kept, broken, and back; one reminder for the one who promised."""

    _inherit = "customer.insight.promise"

    def write(self, vals):
        if "state" in vals and "closed_on" not in vals:
            closed = vals["state"] != "open"
            vals = {**vals, "closed_on": closed and fields.Date.context_today(self)}
        res = super().write(vals)
        if not {"state", "name", "date_deadline", "user_id"}.isdisjoint(vals):
            self._remind()
        return res

    def action_keep(self):
        """It was kept; late, if its day is over."""
        self.write({"state": "kept"})

    def action_break(self):
        """It was not kept, and will not be."""
        self.write({"state": "broken"})

    def action_undo(self):
        """It is open again."""
        self.write({"state": "open"})

    def action_save(self):
        """Close the dialog, and say that there is something new to show."""
        self.check_access("read")
        return {"type": "ir.actions.act_window_close", "infos": {"saved": True}}

    # The reminder

    def _remind(self):
        """Have one open reminder for each open promise, none for the others."""
        for promise in self:
            activity = promise.sudo().activity_id.filtered("active")
            if promise.state != "open":
                activity.unlink()
            elif activity:
                promise._update_reminder(activity)
            else:
                promise._schedule_reminder()

    def _reminder_values(self, user):
        return {
            "summary": self.name,
            "date_deadline": self.date_deadline,
            "user_id": user.id,
        }

    def _update_reminder(self, activity):
        values = self._reminder_values(self._reminded())
        if any(
            activity._fields[name].convert_to_write(activity[name], activity) != value
            for name, value in values.items()
        ):
            activity.with_context(mail_activity_quick_update=True).write(values)

    def _schedule_reminder(self):
        user = self._reminded()
        if user and self.env.ref(PROMISE, raise_if_not_found=False):
            customer = self.partner_id.sudo().with_context(
                lang=user.lang, mail_activity_quick_update=True
            )
            values = self._reminder_values(user)
            self.sudo().activity_id = customer.activity_schedule(PROMISE, **values)

    def _reminded(self):
        """Who promised; when he has left, who has the customer now."""
        playbook = self.env["customer.insight.playbook"]
        return playbook._able(self.sudo().user_id) or playbook._responsible(
            self.sudo().partner_id, self.sudo().company_id
        )

    @api.model
    def _kept_by(self, activities):
        """A reminder was done, so the promise is kept."""
        found = self.sudo().search(
            [("activity_id", "in", activities.ids), ("state", "=", "open")]
        )
        found.write({"state": "kept"})
