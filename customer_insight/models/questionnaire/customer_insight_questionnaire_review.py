from odoo import fields, models
from odoo.exceptions import UserError

from .customer_insight_questionnaire_answering import ACTIVITY


class CustomerInsightQuestionnaire(models.Model):
    """The review: nothing that a customer says is written before."""

    _inherit = "customer.insight.questionnaire"

    def action_accept_all(self):
        """Accept what is left to decide, except where the file changed meanwhile."""
        self.ensure_one()
        self._check_may_edit_customer()
        unchanged = self.answer_ids._undecided().filtered(
            lambda answer: not answer.is_changed
        )
        unchanged.action_accept()
        left = self.answer_ids._undecided()
        if left:
            return self._warn(
                self.env._(
                    "%(count)s left: the file changed there after the customer was "
                    "asked. Please decide one by one.",
                    count=len(left),
                )
            )
        return True

    def action_done(self):
        """Write what was accepted, with the reviewer's own rights; all or nothing."""
        self.ensure_one()
        self._check_state("answered")
        self._check_may_edit_customer()
        left = self.answer_ids._undecided()
        if left:
            raise UserError(
                self.env._(
                    "Accept or reject each answer first; %(count)s are left.",
                    count=len(left),
                )
            )
        overtaken = self.answer_ids._to_write().filtered("is_overtaken")
        if overtaken:
            return self._ask_again(overtaken)
        self.answer_ids._write_to_customer()
        return self._finish()

    def _ask_again(self, answers):
        """Somebody changed the file after the decision: it has to be made again."""
        answers.action_undo()
        return self._warn(
            self.env._(
                "Nothing was written: the file changed after you decided. Please look "
                "again at: %(questions)s",
                questions=", ".join(answers.mapped("field_label")),
            )
        )

    def _finish(self):
        self.write({"state": "reviewed", "reviewed_date": fields.Datetime.now()})
        self.sudo().activity_unlink([ACTIVITY])
        written = len(self.answer_ids._to_write())
        return self._told(
            self.env._("%(count)s answers are in the customer's file.", count=written)
        )

    def _warn(self, message):
        notification = self._told(message)
        notification["params"].update(type="warning", sticky=True)
        return notification
