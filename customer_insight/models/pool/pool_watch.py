from collections import defaultdict

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.tools import plaintext2html, split_every

from .pool_follow_up import WARNING

STEPS = ("_withdraw", "_warn", "_take_in")


class CustomerInsightPool(models.Model):
    """The nightly look: withdraw warnings, warn, take in. Each night does the rest."""

    _inherit = "customer.insight.pool"

    @api.model
    def _cron_watch(self, batch_size=200):
        """Look at all customers of teams with a pool, in committed batches."""
        today = fields.Date.today()
        cron = self.env["ir.cron"]
        try:
            plan = self._plan(today)
            todo = sum(len(plan[step]) for step in STEPS)
            for step in STEPS:
                for batch in split_every(batch_size, plan[step]):
                    getattr(self, step)(batch, today)
                    todo -= len(batch)
                    cron._commit_progress(processed=len(batch), remaining=todo)
        except SerializationFailure:
            # somebody works with one of them: the rest is done in another run
            self.env.cr.rollback()
            self.env.invalidate_all(flush=False)
            self.env.ref("customer_insight.ir_cron_watch_pool")._trigger()

    @api.model
    def _watch(self, today):
        """Do all that is due today, at once."""
        plan = self._plan(today)
        for step in STEPS:
            getattr(self, step)(plan[step], today)

    @api.model
    def _plan(self, today, teams=None):
        """Compare who is due with who is known; return ``{step: list}``.

        :param teams: those that have a pool; all who have one by default
        """
        rows = self.sudo().search([]).grouped("partner_id")
        rows = {partner.id: row for partner, row in rows.items()}
        plan = {step: [] for step in STEPS}
        for fact in self._due(today, teams=teams):
            row = rows.pop(fact["partner_id"], self.sudo().browse())
            step = row._next_step(fact, today)
            if step:
                plan[step].append(row if step == "_withdraw" else fact)
        plan["_withdraw"] += [row for row in rows.values() if row._is_over()]
        return plan

    def _next_step(self, fact, today):
        """Return what to do with a customer who is due; False: nothing."""
        if not fact["user_id"]:
            return self.state != "open" and "_take_in"
        if not self:
            return "_warn"
        if self.state == "open" or self.user_id.id != fact["user_id"]:
            return "_withdraw"  # given to somebody: the next night warns him anew
        return max(self.return_on, fact["due"]) <= today and "_take_in"

    def _is_over(self):
        """Whether the row of one who is not due, is settled.

        Who waits in the pool stays there until somebody takes him.
        """
        customer = self.partner_id
        return (
            self.state == "warned"
            or bool(customer.user_id)
            or not customer.active
            or self.team_id.id not in self.env["crm.team"]._insight_pool_ids()
        )

    @api.model
    def _withdraw(self, rows, _today):
        self.sudo().union(*rows).unlink()

    # Warning

    @api.model
    def _warn(self, facts, today):
        """Warn salespeople of customers who return in some days."""
        rows = self.sudo().create([self._warned_values(f, today) for f in facts])
        for (user, day), mine in rows.grouped(
            lambda r: (r._warned(), r.return_on)
        ).items():
            if user:
                mine._schedule_warning(user, day)

    @api.model
    def _warned_values(self, fact, today):
        """He has at least the days of the warning, also where he is long overdue."""
        team = self.env["crm.team"].sudo().browse(fact["team_id"])
        soonest = fields.Date.add(today, days=team.insight_pool_warning_days)
        return {
            "partner_id": fact["partner_id"],
            "team_id": team.id,
            "user_id": fact["user_id"],
            "state": "warned",
            "reason": "no_follow_up",
            "since": today,
            "return_on": max(fact["due"], soonest),
            "last_follow_up": fact["last_follow_up"],
        }

    def _warned(self):
        """Who gets the warning: the salesperson; if he left, the leader of his team."""
        able = self.env["customer.insight.playbook"]._able
        return able(self.user_id) or able(self.team_id.user_id)

    def _schedule_warning(self, user, day):
        """Schedule one activity a customer, in the language of who has to do it."""
        pool = self.with_context(lang=user.lang)
        partners = pool.partner_id.with_context(mail_activity_quick_update=True)
        note = pool.env._(
            "Log a note, send a quotation or finish an activity, and the customer "
            "stays with you. Otherwise he returns to the pool on %(day)s, and any "
            "member of the team may claim him.",
            day=pool._day(day),
        )
        activities = partners.activity_schedule(
            WARNING, day, note=plaintext2html(note), user_id=user.id
        )
        by_partner = {activity.res_id: activity.id for activity in activities}
        for row in self:
            row.activity_id = by_partner.get(row.partner_id.id)

    # Taking in

    @api.model
    def _take_in(self, facts, today):
        """Take customers from their salesperson, if they have one, into the pool."""
        by_team = defaultdict(list)
        for fact in facts:
            by_team[fact["team_id"]].append(fact["partner_id"])
        for team_id, ids in by_team.items():
            partners = self.env["res.partner"].sudo().browse(ids)
            owned = partners.filtered("user_id")
            team = self.env["crm.team"].sudo().browse(team_id)
            night = {"user_id": False}
            self._enter(owned, team, "no_follow_up", today, night)
            self._enter(partners - owned, team, "no_salesperson", today)

    @api.model
    def _enter(self, partners, team, reason, today, why=None):
        """Put customers into a team's pool, without salesperson.

        :param why: of the moves, where it is not that they return: kind, who did it
        """
        followed = self._last_follow_ups(partners)
        last = self._last_salespeople(partners)
        returned = {"kind": "returned", "reason": reason, "team_id": team.id}
        partners._insight_pool_give(self.env["res.users"], {**returned, **(why or {})})
        self._of(partners).unlink()
        return self.sudo().create(
            [
                {
                    "partner_id": partner.id,
                    "team_id": team.id,
                    "user_id": last.get(partner.id),
                    "state": "open",
                    "reason": reason,
                    "since": today,
                    "last_follow_up": followed.get(partner.id),
                }
                for partner in partners
            ]
        )

    @api.model
    def _last_salespeople(self, partners):
        """Return ``{partner id: salesperson id}``: his, or whom he was taken from."""
        last = {row.partner_id.id: row.user_id.id for row in self._of(partners)}
        moves = self.env["customer.insight.pool.move"].sudo()
        for move in moves.search(
            [("partner_id", "in", partners.ids)], order="date, id"
        ):
            last[move.partner_id.id] = (move.to_user_id or move.from_user_id).id
        last.update({p.id: p.user_id.id for p in partners if p.user_id})
        return last

    # Following up

    @api.model
    def _followed_up(self, partners):
        """Withdraw the warnings of customers whom somebody has just followed up."""
        if not self.env["crm.team"]._insight_pool_ids():
            return
        rows = self._of(partners).filtered(lambda row: row.state == "warned")
        if rows:
            due = self._due(fields.Date.today(), rows.partner_id.ids)
            still = {fact["partner_id"] for fact in due}
            rows.filtered(lambda row: row.partner_id.id not in still).unlink()
