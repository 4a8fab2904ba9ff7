from odoo import api, fields, models

from .signal_states import INVESTIGATE


class CustomerInsightSignal(models.Model):
    """The most urgent signals become work; the others wait on the list."""

    _inherit = "customer.insight.signal"

    @api.model
    def _schedule_investigations(self, company):
        """Give each salesperson his new signals, at most so many a day."""
        policy = self.env["customer.insight.policy"]._for_company(company)
        waiting = [
            ("company_id", "=", company.id),
            ("state", "=", "new"),
            ("investigation_on", "=", False),
        ]
        groups = self.sudo()._read_group(waiting, ["user_id"])
        shared = self.env["customer.insight.playbook"]._able(policy.fallback_user_id)
        given = self._given_today(company)
        for (owner,) in groups:
            user = self.env["customer.insight.playbook"]._able(owner) or shared
            left = policy.signal_daily_cap - given.get(owner, 0)
            if user and left > 0:
                mine = [*waiting, ("user_id", "=", owner.id)]
                self.sudo().search(mine, limit=left)._schedule_investigation(user)

    @api.model
    def _given_today(self, company):
        """Return ``{salesperson: number of his signals that became work today}``."""
        today = fields.Date.context_today(self)
        here = [("company_id", "=", company.id), ("investigation_on", "=", today)]
        return dict(self.sudo()._read_group(here, ["user_id"], ["__count"]))

    def _schedule_investigation(self, user):
        """Schedule one activity a signal, in the language of who has to do it."""
        self.with_context(
            lang=user.lang, mail_activity_quick_update=True
        ).activity_schedule(INVESTIGATE, user_id=user.id)
        self.investigation_on = fields.Date.context_today(self)
