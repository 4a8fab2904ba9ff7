from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, plaintext2html

from ..models.acquisition.res_partner_second_look import RULED_OUT

LATER = {"rule_out": 182, "second_look": 14}  # days


class CustomerInsightLookWizard(models.TransientModel):
    """Asks why customers are ruled out, or when they get a second look."""

    _name = "customer.insight.look.wizard"
    _description = "Rule Out or Look Again"

    decision = fields.Selection(
        [("rule_out", "Rule out"), ("second_look", "Second look")],
        required=True,
        default="rule_out",
    )
    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)
    reason = fields.Selection(RULED_OUT, string="Why")
    date = fields.Date(
        string="Second Look On", compute="_compute_date", store=True, readonly=False
    )
    note = fields.Char(string="Details")

    @api.depends("decision")
    def _compute_date(self):
        """Ruled out by mistake is not rare: half a year later, unless told else."""
        today = fields.Date.context_today(self)
        for wizard in self:
            wizard.date = today + timedelta(days=LATER[wizard.decision])

    def action_apply(self):
        """Write the decision, and schedule the second look."""
        self.ensure_one()
        self._check_said()
        customers = self.partner_ids.commercial_partner_id
        values = {"insight_second_look_date": self.date}
        if self.decision == "rule_out":
            values |= {
                "insight_ruled_out": self.reason,
                "insight_ruled_out_note": self.note,
                "insight_ruled_out_date": fields.Date.context_today(self),
            }
            self.env["customer.insight.playbook"]._withdraw(customers, self.env.company)
        customers.write(values)
        self._schedule(customers)
        return customers._insight_notify(self._done_words(customers), "success")

    def _done_words(self, customers):
        """Say what was done, until when, and where to take it back."""
        values = {
            "who": customers._insight_named(),
            "day": format_date(self.env, self.date),
        }
        if self.decision == "second_look":
            return self.env._("%(who)s: second look on %(day)s.", **values)
        if not self.date:
            return self.env._(
                "%(who)s: ruled out for good. The filter Ruled Out shows him; take it "
                "back there.",
                **values,
            )
        return self.env._(
            "%(who)s: ruled out until %(day)s. The filter Ruled Out shows him; take it "
            "back there.",
            **values,
        )

    def _check_said(self):
        today = fields.Date.context_today(self)
        if self.decision == "rule_out" and not self.reason:
            raise UserError(self.env._("Say why they are ruled out."))
        if self.decision == "second_look" and not self.date:
            raise UserError(self.env._("Choose the day of the second look."))
        if self.date and self.date < today:
            raise UserError(
                self.env._("A second look lies ahead: choose today or a later day.")
            )

    def _schedule(self, customers):
        if not self.date:
            customers._insight_second_looks().unlink()
            return
        labels = dict(self._fields["reason"]._description_selection(self.env))
        parts = (labels.get(self.reason), self.note)
        text = ": ".join(part for part in parts if part)
        customers._insight_schedule_second_look(
            self.date, note=plaintext2html(text) if text else None
        )
