from odoo import api, models
from odoo.tools import format_amount

MANAGERS = "customer_insight.customer_insight_group_manager"
SHOWN = 10


class CustomerInsightSignal(models.Model):
    """Once a week: what is open, the most at risk first, by mail."""

    _inherit = "customer.insight.signal"

    @api.model
    def _cron_digest(self):
        """Send each salesperson and manager what is open; nothing where nothing is."""
        template = self.env.ref("customer_insight.mail_template_signal_digest")
        for company in self.env["res.company"].search([]):
            policy = self.env["customer.insight.policy"]._for_company(company)
            if policy.signal_digest:
                for user in self._digest_readers(company):
                    self._send_digest(template, user, company)

    @api.model
    def _digest_readers(self, company):
        """Managers of the company, and salespeople of its open signals."""
        groups = self.sudo()._read_group(
            [
                ("company_id", "=", company.id),
                ("state", "in", ("new", "investigating")),
            ],
            ["user_id"],
        )
        salespeople = self.env["res.users"].union(*[user for (user,) in groups])
        readers = salespeople | self.env.ref(MANAGERS).all_user_ids
        return readers.filtered(
            lambda user: (
                user.active
                and not user.share
                and user.email
                and company in user.company_ids
                and user.has_group("customer_insight.customer_insight_group_user")
            )
        )

    @api.model
    def _send_digest(self, template, user, company):
        """Mail what the user may see himself, in his language.

        The mail hangs on no record: who may read his contact does not read it.
        """
        signals = (
            self.with_user(user)
            .sudo(False)
            .with_company(company)
            .with_context(lang=user.lang, allowed_company_ids=company.ids)
        )
        domain = [
            ("company_id", "=", company.id),
            ("state", "in", ("new", "investigating")),
        ]
        count = signals.search_count(domain)
        if not count:
            return
        shown = signals.search(domain, limit=SHOWN).sudo()
        template.with_context(
            insight_signals=shown,
            insight_notes={signal.id: signal._digest_note(user) for signal in shown},
            insight_title=signals._digest_title(count),
            insight_head=signals._digest_head(count, company),
            insight_more=signals._digest_rest(count - SHOWN),
            insight_url=f"{self.get_base_url()}/odoo/signals",
        ).send_mail(
            user.id,
            email_values={"model": False, "res_id": False, "auto_delete": True},
        )

    def _digest_note(self, reader):
        """Say what is at risk, and whose customer it is where not the reader's own."""
        amount = format_amount(self.env, self.at_risk, self.currency_id)
        if not self.user_id:
            whose = self.env._("Without salesperson")
        else:
            whose = self.user_id != reader and self.user_id.name
        risk = self.env._("At risk: %(amount)s", amount=amount)
        return " · ".join(filter(None, [risk, whose]))

    @api.model
    def _digest_title(self, count):
        """Return the subject: English has one word for one, and another for more."""
        if count == 1:
            return self.env._("1 signal of your customers")
        return self.env._("%(count)s signals of your customers", count=count)

    @api.model
    def _digest_rest(self, count):
        """Say how many are not in the mail."""
        if count <= 0:
            return ""
        return self.env._("And %(count)s more.", count=count)

    @api.model
    def _digest_head(self, count, company):
        if count == 1:
            return self.env._("1 signal is open at %(company)s:", company=company.name)
        return self.env._(
            "%(count)s signals are open at %(company)s, the most at risk first:",
            count=count,
            company=company.name,
        )
