from odoo import api, fields, models


class CustomerInsightDevelopmentStep(models.Model):
    """A step on the way to a goal."""

    _name = "customer.insight.development.step"
    _description = "Step of a Development Plan"
    _order = "sequence, date_deadline, id"

    development_id = fields.Many2one(
        "customer.insight.development",
        string="Plan",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Step", required=True)
    date_deadline = fields.Date(string="Due", required=True)
    is_done = fields.Boolean(string="Done", copy=False)
    done_on = fields.Date(readonly=True, copy=False)
    activity_id = fields.Many2one(
        "mail.activity",
        string="Reminder",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.development_id._remind()
        return steps

    def write(self, vals):
        if "is_done" in vals:
            day = vals["is_done"] and fields.Date.context_today(self)
            vals = {"done_on": day, **vals}
        res = super().write(vals)
        if not {"is_done", "name", "date_deadline", "sequence"}.isdisjoint(vals):
            self.development_id._remind()
        return res

    def unlink(self):
        plans = self.development_id
        self._forget_reminders()
        res = super().unlink()
        plans.exists()._remind()
        return res

    def _forget_reminders(self):
        """Remove the open reminders; what was done stays."""
        self.sudo().activity_id.filtered("active").unlink()
