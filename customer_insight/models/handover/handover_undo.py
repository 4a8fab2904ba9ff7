from odoo import fields, models
from odoo.exceptions import UserError

from .handover_preview import OPEN_STATES


class CustomerInsightHandover(models.Model):
    """Taking it back, as far as nobody has changed it since."""

    _inherit = "customer.insight.handover"

    def action_undo(self):
        """Give everything back to whom it came from; tell what stays."""
        self.check_access("write")
        for handover in self:
            if handover.state != "done":
                raise UserError(
                    self.env._("Only what was handed over can be taken back.")
                )
            handover.sudo()._undo()
        moved = self.sudo().line_ids
        back = len(moved.filtered(lambda line: line.state == "restored"))
        left = len(moved.filtered(lambda line: line.state == "left"))
        message = self.env._("All %(back)s records were given back.", back=back)
        if left:
            message = self.env._(
                "%(back)s records were given back. %(left)s stay where they are: "
                "somebody changed them since. See Left.",
                back=back,
                left=left,
            )
        return self.env["res.partner"]._insight_notify(
            message, "warning" if left else "success"
        )

    def _undo(self):
        self.lock_for_update()
        moved = self.line_ids.filtered(lambda line: line.state == "moved")
        for model, lines in moved.grouped("res_model").items():
            lines._sort_out(self.env[model], self.to_user_id)
            self._give_back(model, lines.filtered(lambda li: li.state == "restored"))
        self.write(
            {
                "state": "undone",
                "undone_on": fields.Datetime.now(),
                "undone_by_id": self.env.uid,
            }
        )
        self._log_undone()

    def _give_back(self, model, lines):
        """Give records to whom they belonged; documents to their team, too."""
        owners = lines.grouped(lambda line: (line.old_user_id, line.old_team_id))
        for (user, team), mine in owners.items():
            records = self.env[model].browse(mine.mapped("res_id"))
            teams = {"team_id": team.id} if model in self._team_models() else {}
            self._give(records, user, "undone", **teams)

    def _log_undone(self):
        left = self.line_ids.filtered(lambda line: line.state == "left")
        self.message_post(
            body=self.env._(
                "Taken back by %(manager)s; %(left)s of %(moved)s records were left.",
                manager=self.env.user.name,
                left=len(left),
                moved=len(self.line_ids),
            ),
            subtype_xmlid="mail.mt_note",
        )


class CustomerInsightHandoverLine(models.Model):
    _inherit = "customer.insight.handover.line"

    def _sort_out(self, model, user):
        """Mark each line of a model: given back, or left and why."""
        records = model.with_context(active_test=False).browse(self.mapped("res_id"))
        known = {record.id: record for record in records.exists()}
        verdicts = self.grouped(lambda line: line._why_left_now(known, user))
        for why, lines in verdicts.items():
            state = "left" if why else "restored"
            lines.write({"state": state, "why_left": why})

    def _why_left_now(self, known, user):
        record = known.get(self.res_id)
        if record is None:
            return "gone"
        if record.user_id == self.old_user_id:
            return False  # a reminder came back with what it reminds of
        if record.user_id != user:
            return "changed"
        if self._is_done(record):
            return "done"
        return False

    def _is_done(self, record):
        """Work that was finished stays with who finished it."""
        if self.res_model == "mail.activity":
            return not record.active
        states = OPEN_STATES.get(self.res_model)
        return bool(states) and record.state not in states
