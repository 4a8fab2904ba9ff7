from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

MOST_LOOKS = 400
# What a result belongs to, beside the numbers.
TRIED = {"date_from", "date_to", "step_days", "outcome_days"}
STATES = [("draft", "Not Tried"), ("running", "Looking"), ("done", "Done")]


class CustomerInsightReplay(models.TransientModel):
    """What a detector would have told in a past time; nothing becomes a signal.

    It looks as of one day after the other, with the numbers as they are set and, when
    some are changed here, with those beside them.
    """

    _name = "customer.insight.replay"
    _description = "Detector on the Past"
    _transient_max_hours = 24

    setting_id = fields.Many2one(
        "customer.insight.detector.setting",
        string="Detector",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="setting_id.company_id")
    currency_id = fields.Many2one(related="company_id.currency_id")
    about = fields.Text(related="setting_id.about")
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: fields.Date.context_today(self) - relativedelta(years=1),
    )
    date_to = fields.Date(string="To", required=True, default=fields.Date.context_today)
    step_days = fields.Integer(
        string="Look Every (days)",
        required=True,
        default=7,
        help="The night looks every day. Looking once a week is quicker; what comes "
        "and goes within a week is not seen.",
    )
    outcome_days = fields.Integer(
        string="Back Within (days)",
        required=True,
        default=30,
        help="Who is back to usual within so many days after he was found, came back "
        "by himself: the signal would not have been needed.",
    )
    parameter_ids = fields.One2many(
        "customer.insight.replay.parameter", "replay_id", string="Numbers"
    )
    finding_ids = fields.One2many("customer.insight.replay.finding", "replay_id")
    is_compared = fields.Boolean(compute="_compute_is_compared")
    state = fields.Selection(STATES, required=True, default="draft", readonly=True)
    next_day = fields.Date(readonly=True)
    last_error = fields.Text(readonly=True)

    _step_positive = models.Constraint(
        "CHECK(step_days >= 1)", "Look every day, or every few days: 1 or more."
    )
    _outcome_positive = models.Constraint(
        "CHECK(outcome_days >= 1)", "Give a customer one day or more to come back."
    )

    @api.depends("setting_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for replay in self:
            replay.display_name = self.env._(
                "%(detector)s, on the past", detector=replay.setting_id.display_name
            )

    @api.depends("parameter_ids.as_set", "parameter_ids.what_if")
    def _compute_is_compared(self):
        for replay in self:
            rows = replay.parameter_ids
            replay.is_compared = any(row.as_set != row.what_if for row in rows)

    @api.constrains("date_from", "date_to", "step_days")
    def _check_days(self):
        for replay in self:
            if replay.date_to < replay.date_from:
                raise ValidationError(
                    self.env._(
                        "The time ends before it begins. Change one of the days."
                    )
                )
            if len(replay._days()) > MOST_LOOKS:
                raise ValidationError(
                    self.env._(
                        "These are more than %(most)s looks. Take a shorter time, or "
                        "look less often.",
                        most=MOST_LOOKS,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        replays = super().create(vals_list)
        for replay in replays.filtered(lambda r: not r.parameter_ids):
            replay._fill_parameters()
        return replays

    def write(self, vals):
        result = super().write(vals)
        if TRIED & vals.keys():
            self._not_tried()
        return result

    def _not_tried(self):
        """What was found belongs to other numbers or days: it has to be tried anew."""
        self.filtered(lambda replay: replay.state == "done").state = "draft"

    def _fill_parameters(self):
        """Put the setting's numbers into both columns."""
        self.parameter_ids = [
            Command.create(
                {
                    "sequence": row.sequence,
                    "name": row.name,
                    "as_set": row.value,
                    "what_if": row.value,
                }
            )
            for row in self.setting_id.parameter_ids
        ]

    def _days(self):
        """The days of the looks: the evening before, and then every so many days.

        What is found on the evening before stands already when the time begins.
        """
        self.ensure_one()
        before = self.date_from - timedelta(days=1)
        count = (self.date_to - before).days // max(self.step_days, 1)
        return [before + timedelta(days=n * self.step_days) for n in range(count + 1)]

    # Buttons

    def action_try(self):
        """Forget what was found, and look from the beginning."""
        self.ensure_one().check_access("write")
        if self.setting_id.by_hand:
            raise UserError(
                self.env._("Only people open signals of this kind: nothing to try.")
            )
        self.sudo().finding_ids.unlink()
        self.write(
            {"state": "running", "next_day": self._days()[0], "last_error": False}
        )

    def action_stop(self):
        """Keep what was found so far."""
        self.write({"state": "done"})

    def action_adopt(self):
        """Set the detector's numbers to those that were tried beside them."""
        self.ensure_one().check_access("write")
        if self.state != "done":
            raise UserError(
                self.env._("These numbers have not been tried yet. Press Try first.")
            )
        values = {row.name: row.what_if for row in self.parameter_ids}
        for row in self.setting_id.parameter_ids:
            row.value = values.get(row.name, row.value)
        return {
            "type": "ir.actions.act_window",
            "res_model": self.setting_id._name,
            "res_id": self.setting_id.id,
            "views": [(False, "form")],
        }

    def action_open_findings(self):
        """Open what was found: a list, and a table by week and salesperson."""
        self.ensure_one().check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Found in the Past"),
            "res_model": "customer.insight.replay.finding",
            "views": [
                (False, "list"),
                (False, "kanban"),
                (False, "pivot"),
                (False, "form"),
            ],
            "mobile_view_mode": "kanban",
            "domain": [
                ("replay_id", "=", self.id),
                ("found_on", ">=", fields.Date.to_string(self.date_from)),
            ],
            "context": {"search_default_group_side": self.is_compared},
        }
