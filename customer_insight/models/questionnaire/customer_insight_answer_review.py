from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from .values import AnswerError, value_of

WRITTEN = ("accepted", "edited")
SAYS_NOTHING = ("unknown",)


class CustomerInsightAnswer(models.Model):
    """Deciding on an answer, which may be undone until the review is done."""

    _inherit = "customer.insight.answer"

    def action_accept(self):
        """Take the customer's own words."""
        for answer in self:
            answer.value = answer.answer
        self._decide("accepted")

    def action_accept_edited(self):
        """Take what the reviewer made of it."""
        for answer in self:
            answer._check_value()
            same = answer.value == answer.answer
            answer._decide("accepted" if same else "edited")
        return {"type": "ir.actions.act_window_close"}

    def action_reject(self):
        self._decide("rejected")

    def action_undo(self):
        for answer in self:
            answer.value = answer.answer
        self._decide("pending")

    def action_edit(self):
        """Open the answer to change it before it is accepted."""
        self.ensure_one()
        self.questionnaire_id._check_may_edit_customer()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Edit the Answer"),
            "res_model": "customer.insight.answer",
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _decide(self, state):
        self.questionnaire_id._check_state("answered")
        self.questionnaire_id._check_may_edit_customer()
        for answer in self:
            answer.write(
                {
                    "state": state,
                    "decided_by_id": self.env.uid,
                    "decided_date": fields.Datetime.now(),
                    "decided_known": answer.known,
                }
            )

    def _check_value(self):
        try:
            self.value = self._parse(self.value or "")
        except AnswerError as error:
            raise UserError(str(error)) from error

    def _undecided(self):
        """Those that the customer answered and nobody has decided on."""
        return self.filtered(lambda answer: answer.answer and answer.state == "pending")

    def _to_write(self):
        """Those that change the file; notes are transferred by hand."""
        return self.filtered(
            lambda answer: (
                answer.state in WRITTEN
                and answer.kind != "note"
                and answer.value not in SAYS_NOTHING
            )
        )

    def _write_to_customer(self):
        """Write with the user's rights; what fails tells which answer it was."""
        for answer in self._to_write():
            try:
                answer._write_value()
            except (UserError, ValidationError) as error:
                raise UserError(
                    self.env._(
                        "“%(fact)s” cannot be written, and nothing was: %(reason)s",
                        fact=answer.field_label,
                        reason=error.args[0],
                    )
                ) from error

    def _write_value(self):
        """Write as said by the customer, who may hide or exaggerate."""
        customer = self._customer().with_context(
            insight_source="customer", insight_confidence="likely"
        )
        name = self.field_name
        if self.value == self.known:
            # the same again is news for a fact that was too old to rely on
            customer.env["customer.insight.fact"]._note({customer: {name}})
        else:
            customer.write({name: value_of(self._field(), self.value)})
        customer.flush_recordset()
