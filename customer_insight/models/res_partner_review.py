from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_list

TYPE = "customer_insight.mail_activity_type_file_review"
DUE_DAYS = 7
QUIET_DAYS = 30  # after a review is done, the next one waits
NAMED = 8  # stale facts that a review names


class ResPartner(models.Model):
    """Has stale files reviewed: one open activity for the customer's salesperson."""

    _inherit = "res.partner"

    @api.model
    def _cron_insight_review_files(self):
        """Withdraw reviews of fresh files, then raise those of stale ones.

        A salesperson after the other, each committed; nobody gets more open reviews
        than his company's policy says.
        """
        opened = self._insight_reviews()
        self.browse(opened.mapped("res_id")).exists()._insight_update_reviews()
        cron = self.env["ir.cron"]
        owners = self._insight_review_owners()
        for done, (user, customers) in enumerate(owners, start=1):
            self._insight_raise_reviews(user, customers)
            cron._commit_progress(processed=1, remaining=len(owners) - done)

    @api.model
    def _insight_review_owners(self):
        """Return pairs of a user and the domain of the customers he answers for."""
        able = self.env["customer.insight.playbook"]._able
        stale = self.env["customer.insight.fact"]._stale_domain()
        groups = self._read_group([("insight_fact_ids", "any", stale)], ["user_id"])
        owners = [(user, Domain("user_id", "=", user.id)) for [user] in groups]
        nobodys = Domain("user_id", "=", False) | Domain("user_id.active", "=", False)
        for policy in self.env["customer.insight.policy"].search([]):
            here = Domain("company_id", "in", [policy.company_id.id, False])
            owners.append((policy.fallback_user_id, nobodys & here))
        return [(user, customers) for user, customers in owners if able(user)]

    @api.model
    def _insight_raise_reviews(self, user, customers):
        """Raise reviews of the files that wait longest, up to the user's limit."""
        if not self.env.ref(TYPE, raise_if_not_found=False):
            return  # somebody wants no reviews: deleted their type
        open_count = len(self._insight_reviews(Domain("user_id", "=", user.id)))
        policy = self.env["customer.insight.policy"]._for_company(user.company_id)
        if policy.review_limit <= open_count:
            return
        facts = self.env["customer.insight.fact"]
        customers &= Domain("active", "=", True)
        customers &= Domain("id", "not in", self._insight_reviewed_ids())
        waiting = facts._read_group(
            facts._stale_domain() & Domain("customer_id", "any", customers),
            ["customer_id"],
            order="check_on:min, customer_id",
            limit=policy.review_limit - open_count,
        )
        for [customer] in waiting:
            customer._insight_raise_review(user)

    def _insight_raise_review(self, user):
        customer = self.with_context(lang=user.lang, mail_activity_quick_update=True)
        deadline = fields.Date.context_today(self) + timedelta(days=DUE_DAYS)
        customer.activity_schedule(
            TYPE,
            date_deadline=deadline,
            note=customer._insight_review_note(),
            user_id=user.id,
        )

    def _insight_review_note(self):
        """Say which facts to check, the longest overdue first."""
        facts = self.env["customer.insight.fact"].search(
            self.env["customer.insight.fact"]._stale_domain()
            & Domain("customer_id", "=", self.id),
            order="check_on, id",
        )
        names = facts[:NAMED].mapped("name")
        if len(facts) > NAMED:
            names.append(self.env._("%(count)s more", count=len(facts) - NAMED))
        text = self.env._(
            "Are these still true? %(facts)s. Confirm or correct them on the page "
            "Sources of the customer file.",
            facts=format_list(self.env, names),
        )
        return Markup("<p>%s</p>") % text

    # Reviews that exist

    @api.model
    def _insight_reviews(self, domain=Domain.TRUE, done=False):
        """Return open reviews that were raised automatically, or done ones."""
        kind = self.env.ref(TYPE, raise_if_not_found=False)
        return (
            self.env["mail.activity"]
            .sudo()
            .with_context(active_test=False)
            .search(
                Domain("activity_type_id", "=", kind.id if kind else 0)
                & Domain("automated", "=", True)
                & Domain("active", "=", not done)
                & Domain("res_model", "=", "res.partner")
                & domain
            )
        )

    @api.model
    def _insight_reviewed_ids(self):
        """Customers with an open review, or with one done a short while ago."""
        since = fields.Date.context_today(self) - timedelta(days=QUIET_DAYS)
        late = self._insight_reviews(Domain("date_done", ">", since), done=True)
        return [*self._insight_reviews().mapped("res_id"), *late.mapped("res_id")]

    def _insight_update_reviews(self):
        """Let open reviews say what is stale now; withdraw those of fresh files."""
        if not self:
            return
        reviews = self._insight_reviews(Domain("res_id", "in", self.ids))
        if not reviews:
            return
        stale = self.env["customer.insight.requirement"]._stale(self)
        for review in reviews:
            customer = self.sudo().browse(review.res_id)
            if not stale[customer.id]:
                review.unlink()
            else:
                speaking = customer.with_context(lang=review.user_id.lang)
                note = speaking._insight_review_note()
                if review.note != note:
                    review.note = note

    def _insight_hand_over(self):
        """Reviews follow the customer to his new salesperson, too."""
        res = super()._insight_hand_over()
        able = self.env["customer.insight.playbook"]._able
        for user, partners in self.sudo().grouped("user_id").items():
            moved = Domain("res_id", "in", partners.ids) & Domain(
                "user_id", "!=", user.id
            )
            if able(user):
                self._insight_reviews(moved).write({"user_id": user.id})
        return res
