from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from ..customer_insight import GROWTH_STAGES

TOLD = {
    "reached": "customer_insight.mail_activity_type_goal_reached",
    "missed": "customer_insight.mail_activity_type_goal_missed",
}


class CustomerInsightDevelopment(models.Model):
    """Goals are found reached or missed by the figures, every night."""

    _inherit = "customer.insight.development"

    @api.model
    def _cron_check_goals(self, batch_size=500):
        """Close what is reached or too late; tell each salesperson once."""
        cron = self.env["ir.cron"]
        outcomes = self._outcomes()
        for first in range(0, len(outcomes), batch_size):
            batch = outcomes[first : first + batch_size]
            for state in TOLD:
                ids = [id_ for id_, outcome in batch if outcome == state]
                self.sudo().browse(ids)._close(state)
            remaining = max(0, len(outcomes) - first - batch_size)
            cron._commit_progress(processed=len(batch), remaining=remaining)

    @api.model
    def _outcomes(self):
        """Return ``[(id, "reached" or "missed")]`` of open plans that are to close."""
        self.env.flush_all()
        today = fields.Date.context_today(self)
        return self.env.execute_query(
            SQL(
                """
                SELECT id, CASE WHEN is_reached THEN 'reached' ELSE 'missed' END
                  FROM (%s) plans WHERE is_reached OR deadline < %s ORDER BY id
                """,
                self._standing_sql(),
                today,
            )
        )

    @api.model
    def _standing_sql(self):
        """``id, deadline, is_reached`` of open plans of customers not archived.

        Reached: at least the stage, and at least the amount, where they are set.
        """
        return SQL(
            """
            SELECT plan.id, plan.deadline,
                   (plan.goal_stage IS NULL OR COALESCE(
                       array_position(%(stages)s::varchar[], insight.growth_stage)
                       >= array_position(%(stages)s::varchar[], plan.goal_stage),
                       FALSE))
                   AND COALESCE(bought.amount, 0) >= COALESCE(plan.goal_amount, 0)
                   AS is_reached
              FROM customer_insight_development plan
              JOIN res_partner customer
                ON customer.id = plan.partner_id AND customer.active
         LEFT JOIN customer_insight insight ON insight.partner_id = plan.partner_id
               AND insight.company_id = plan.company_id
         LEFT JOIN (%(amounts)s) bought ON bought.id = plan.id
             WHERE plan.state = 'open'
            """,
            stages=[stage for stage, _label in GROWTH_STAGES],
            amounts=self._amounts_sql(),
        )

    def _close(self, state):
        """Close plans; their salesperson hears of it by an activity."""
        self.write({"state": state, "closed_on": fields.Date.context_today(self)})
        for plan in self:
            user = plan._responsible()
            words = plan.with_context(lang=user.lang)._goal_words()
            plan._schedule(
                TOLD[state], user, note=Markup("<p>%s</p>") % words if words else ""
            )
