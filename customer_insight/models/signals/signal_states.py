from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .customer_insight_signal import CLOSED

# What people write. The rest comes from documents.
JUDGED = {"state", "snooze_until", "reason_id", "outcome", "recovered"}
SNOOZE_DAYS = 14
INVESTIGATE = "customer_insight.mail_activity_type_investigate"


class CustomerInsightSignal(models.Model):
    """The way of a signal: new, investigating, explained or a false alarm; or later."""

    _inherit = "customer.insight.signal"

    def write(self, vals):
        """Let people write what they found out, and date what they close."""
        self._check_judged(vals)
        if "state" not in vals:
            return super().write(vals)
        self._check_explained(vals)
        today = fields.Date.context_today(self)
        vals = {"outcome_date": vals["state"] in CLOSED and today, **vals}
        if vals["state"] != "snoozed":
            vals["snooze_until"] = False
        elif not vals.get("snooze_until"):
            vals["snooze_until"] = today + timedelta(days=SNOOZE_DAYS)
        res = super().write(vals)
        if vals["state"] in CLOSED:
            self.sudo().activity_unlink([INVESTIGATE])
        return res

    def _check_judged(self, vals):
        own = {n for n in vals if not n.startswith(("message_", "activity_"))}
        if not self.env.su and own - JUDGED:
            raise AccessError(
                self.env._(
                    "What a signal says comes from the documents. Write the cause, "
                    "what you did and what came of it instead."
                )
            )

    def _check_explained(self, vals):
        """Explained without a cause teaches nobody anything."""
        unexplained = self.filtered(lambda s: not vals.get("reason_id", s.reason_id))
        if vals["state"] == "explained" and unexplained and not self.env.su:
            raise UserError(
                self.env._(
                    "Choose the cause first, then the signal is explained: %(signals)s",
                    signals=", ".join(unexplained[:3].mapped("display_name")),
                )
            )

    # Buttons

    def action_investigate(self):
        """Begin to look for the reason."""
        self.write({"state": "investigating"})

    def action_explain(self):
        """Close with the cause that was chosen."""
        self.write({"state": "explained"})

    def action_dismiss(self):
        """Close as a false alarm; the detector's precision counts it."""
        self.write({"state": "dismissed"})

    def action_snooze(self):
        """Look at it again later."""
        self.write({"state": "snoozed"})

    def action_reopen(self):
        """Open a closed or snoozed signal again."""
        self.write({"state": "investigating"})

    @api.model
    def _snooze_default(self):
        return fields.Date.context_today(self) + timedelta(days=SNOOZE_DAYS)

    def _wake_up(self):
        """Bring signals back whose snooze has run out; they are work once more."""
        self.write({"state": "new", "investigation_on": False})

    def _close_by_itself(self, as_of):
        """Close what nobody looked at and what is no longer so."""
        for signal in self:
            lang = signal.user_id.lang or self.env.lang
            text = signal.with_context(lang=lang).env._(
                "The customer is back to usual by himself."
            )
            signal.write({"state": "explained", "outcome": text})
        self.outcome_date = as_of - timedelta(days=1)
