from collections import defaultdict

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, plaintext2html, split_every


class CustomerInsightCoverage(models.Model):
    """Turns gaps into activities: one per customer and rule, withdrawn with the gap."""

    _inherit = "customer.insight.coverage"

    @api.model
    def _apply(self, company, partners=None):
        """Withdraw what is settled, schedule what is missing; return what is new."""
        withdrawn, missing = self._compare(company, partners)
        withdrawn.unlink()
        return self._schedule(missing, company)

    @api.model
    def _cron_check(self, batch_size=200):
        """Check every customer, a company after the other, in committed batches."""
        cron = self.env["ir.cron"]
        for company in self.env["res.company"].search([]):
            try:
                withdrawn, missing = self._compare(company)
                todo = len(withdrawn) + len(missing)
                for batch in split_every(batch_size, withdrawn.ids, withdrawn.browse):
                    batch.unlink()
                    todo -= len(batch)
                    cron._commit_progress(processed=len(batch), remaining=todo)
                for batch in split_every(batch_size, missing):
                    self._schedule(batch, company)
                    todo -= len(batch)
                    cron._commit_progress(processed=len(batch), remaining=todo)
            except SerializationFailure:
                # somebody works with one of them: the rest is done in another run
                self.env.cr.rollback()
                self.env.invalidate_all(flush=False)
                self.env.ref("customer_insight.ir_cron_check_coverage")._trigger()

    @api.model
    def _compare(self, company, partners=None):
        """Return ``(activities to withdraw, [(rule, partner, user)] to schedule)``."""
        rules = self.sudo().search([("activity_type_id", "!=", False)])
        scheduling = set(rules.ids)
        gaps = [gap for gap in self._gaps(company, partners) if gap[0] in scheduling]
        found = set(gaps)
        withdrawn, known = self.env["mail.activity"].sudo(), set()
        for activity in withdrawn.search(self._activities_domain(company, partners)):
            key = (activity.insight_coverage_id.id, activity.res_id)
            if activity.automated and (key not in found or key in known):
                withdrawn |= activity
            known.add(key)
        known |= self._done_lately(company, partners)
        new = [gap for gap in gaps if gap not in known]
        return withdrawn, self._within_cap(new, company)

    @api.model
    def _activities_domain(self, company, partners=None):
        """Open activities of any rule, for these customers or all."""
        domain = Domain(
            [
                ("insight_coverage_id", "!=", False),
                ("insight_company_id", "=", company.id),
                ("res_model", "=", "res.partner"),
            ]
        )
        if partners is not None:
            domain &= Domain("res_id", "in", partners.ids)
        return domain

    @api.model
    def _done_lately(self, company, partners=None):
        """Return ``{(rule id, partner id)}`` whose activity was done, not long ago."""
        domain = self._activities_domain(company, partners)
        domain &= Domain([("active", "=", False), ("date_done", "!=", False)])
        today = fields.Date.context_today(self)
        return {
            (activity.insight_coverage_id.id, activity.res_id)
            for activity in self.env["mail.activity"].sudo().search(domain)
            if (today - activity.date_done).days
            < activity.insight_coverage_id.repeat_days
        }

    @api.model
    def _within_cap(self, gaps, company):
        """Return ``[(rule, partner, user)]``: no more of a run than one can take on."""
        policy = self.env["customer.insight.policy"]._for_company(company)
        users = self._responsibles({partner for _rule, partner in gaps}, policy)
        Partner = self.env["res.partner"].sudo()
        counts, taken = defaultdict(int), []
        for rule, partner in gaps:
            user = users[partner]
            if user and counts[user] < policy.coverage_cap:
                counts[user] += 1
                taken.append((self.sudo().browse(rule), Partner.browse(partner), user))
        return taken

    @api.model
    def _responsibles(self, partner_ids, policy):
        """Return ``{partner id: user}``, the policy's where nobody else is able.

        In one query: there may be as many gaps as customers.
        """
        able = self.env["customer.insight.playbook"]._able
        fallback = able(policy.fallback_user_id)
        rows = self.env.execute_query(
            SQL(
                "SELECT id, user_id FROM res_partner WHERE id = ANY(%s)",
                list(partner_ids),
            )
        )
        users = self.env["res.users"].sudo().browse({row[1] for row in rows if row[1]})
        known = {user.id: able(user) or fallback for user in users}
        return {partner: known.get(user, fallback) for partner, user in rows}

    @api.model
    def _schedule(self, gaps, company):
        """Schedule activities for ``(rule, partner, user)``, one create each kind."""
        groups = defaultdict(list)
        for rule, partner, user in gaps:
            groups[rule, user].append(partner.id)
        Partner = self.env["res.partner"].sudo()
        partners = Partner.browse({partner.id for _rule, partner, _user in gaps})
        if partners:
            self.env["customer.insight.playbook"]._one_at_a_time(partners, company)
        activities = self.env["mail.activity"].sudo()
        for (rule, user), ids in groups.items():
            activities |= rule._schedule_for(Partner.browse(ids), user, company)
        return activities

    def _schedule_for(self, partners, user, company):
        """Schedule this rule's activity, in the language of who has to do it."""
        rule = self.with_context(lang=user.lang)
        return partners.with_context(
            lang=user.lang, mail_activity_quick_update=True
        ).activity_schedule(
            activity_type_id=rule.activity_type_id.id,
            summary=rule.name,
            note=plaintext2html(rule.advice) if rule.advice else "",
            user_id=user.id,
            date_deadline=fields.Date.add(
                fields.Date.context_today(self), days=rule.days
            ),
            insight_coverage_id=rule.id,
            insight_company_id=company.id,
        )
