from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

MANAGER = "customer_insight.customer_insight_group_manager"


class CustomerInsightPool(models.Model):
    """Claiming: whoever comes first gets the customer, within his limits."""

    _inherit = "customer.insight.pool"

    def action_claim(self):
        """Claim these customers; tell what was claimed and how many are left."""
        self.browse().check_access("read")
        if not self:
            words = self.env._("Choose a customer.")
            return self.env["res.partner"]._insight_notify(words, "warning")
        here = self.exists()
        here.check_access("read")
        here.partner_id.check_access("read")
        customers = here.partner_id
        claimed = here.sudo()._claim(self - here)
        return self.env["res.partner"]._insight_notify(
            claimed._claimed_words(self),
            "warning" if self - here else "success",
            customer=customers if len(customers) == 1 else None,
        )

    def _claim(self, gone):
        """Give the customers to the user; return the rows, which are gone by then.

        :param gone: rows that somebody else took before
        """
        user = self.env.user
        if not self:
            raise UserError(gone._gone_words())
        self._check_claim(user)
        self.partner_id._insight_pool_give(user, {"kind": "claimed", "reason": False})
        return self

    def _check_claim(self, user):
        """Raise an error that says what keeps him from claiming these, and until when.

        Whether by the button or by entering himself on the customer's form.
        """
        self._one_claim_at_a_time(user)
        self._lock()
        for team, rows in self.grouped("team_id").items():
            team._insight_pool_check(user, len(rows))
        self._check_open()
        self._check_wait(user)

    @api.model
    def _one_claim_at_a_time(self, user):
        """Make a second claim of the same salesperson wait and start again.

        It would not see what the first one counts: touching the row makes PostgreSQL
        refuse it, and the server repeats the request.
        """
        self.env.cr.execute(
            SQL("UPDATE res_users SET share = share WHERE id = %s", user.id)
        )

    def _lock(self):
        """Wait for who is claiming the same customers; see what he left.

        When he has taken one, PostgreSQL refuses: the server repeats the request, and
        then the row is gone. In the order of ids, so that two never wait for each
        other.
        """
        self.env.cr.execute(
            SQL(
                "SELECT id FROM customer_insight_pool WHERE id = ANY(%s)"
                " ORDER BY id FOR UPDATE",
                self.ids,
            )
        )

    def _check_open(self):
        """Who is only warned of, still has his salesperson."""
        for row in self:
            if row.state != "open":
                raise UserError(
                    self.env._(
                        "%(customer)s still belongs to %(salesperson)s. He can be "
                        "claimed from %(day)s, if nobody follows up until then.",
                        customer=row.partner_id.display_name,
                        salesperson=row.user_id.name,
                        day=row._day(row.return_on),
                    )
                )

    def _check_wait(self, user):
        """Who had them last, waits for some days: the colleagues come first."""
        waits = [
            self.env._(
                "%(customer)s was yours until %(since)s. The colleagues come first: "
                "you can claim him from %(day)s, if he is still in the pool then, or "
                "ask a manager to give him to you.",
                customer=row.partner_id.display_name,
                since=row._day(row.since),
                day=row._day(row._claimable_from(user)),
            )
            for row in self
            if row._claimable_from(user)
        ]
        if waits:
            raise UserError("\n".join(waits))

    def _claimable_from(self, user):
        """Return the day from which the former salesperson may claim; else False."""
        days = self.sudo().team_id.insight_pool_wait_days
        day = fields.Date.add(self.since, days=days)
        is_former = self.state == "open" and self.sudo().user_id == user
        return is_former and day > fields.Date.today() and day

    # Words

    def _gone_words(self):
        """Return who got the customers of rows that are gone."""
        Move = self.env["customer.insight.pool.move"].sudo()
        moves = Move.search([("pool_ref", "in", self.ids)], order="date, id")
        words = [move._taken_words() for move in moves]
        if self and not words:
            words = [self.env._("This customer is not in the pool any more.")]
        return "\n".join(words)

    def _claimed_words(self, asked):
        """Return what became of those asked for, and what is left for today."""
        gone = asked - self
        parts = [
            self.env._("%(count)s customers are yours now.", count=len(self))
            if len(self) > 1
            else self.env._("The customer is yours now.")
        ]
        if gone:
            parts.append(gone._gone_words())
        left = self.env["crm.team"]._insight_pool_left_words(self.env.user)
        return "\n".join(filter(None, [*parts, left]))


class CustomerInsightPoolMove(models.Model):
    _inherit = "customer.insight.pool.move"

    def _taken_words(self):
        """Return who took the customer, when."""
        if self.to_user_id == self.env.user:
            return self.env._(
                "%(customer)s is yours already.", customer=self.partner_id.display_name
            )
        moment = fields.Datetime.context_timestamp(self, self.date)
        return self.env._(
            "%(salesperson)s got %(customer)s first, at %(time)s.",
            customer=self.partner_id.display_name,
            salesperson=self.to_user_id.name,
            time=moment.strftime("%H:%M"),
        )


class CrmTeam(models.Model):
    """The limits of a team's pool."""

    _inherit = "crm.team"

    def _insight_pool_check(self, user, wanted):
        """Raise an error that says which limit, how many are left, when again."""
        self._insight_pool_check_member(user)
        self._insight_pool_check_day(user, wanted)
        self._insight_pool_check_cap(user, wanted)

    def _insight_pool_check_member(self, user):
        if user not in self.member_ids | self.user_id and not user.has_group(MANAGER):
            raise UserError(
                self.env._(
                    "Only members of %(team)s claim from its pool. Ask a manager to "
                    "give you the customer.",
                    team=self.name,
                )
            )

    def _insight_pool_check_day(self, user, wanted):
        limit = self.insight_pool_daily_limit
        left = limit - self._insight_pool_taken(user)
        if not limit or wanted <= left:
            return
        values = {
            "limit": limit,
            "left": max(left, 0),
            "wanted": wanted,
            "team": self.name,
            "day": self.env["customer.insight.pool"]._day(
                fields.Date.context_today(self) + timedelta(days=1)
            ),
        }
        if left > 0:
            raise UserError(
                self.env._(
                    "You chose %(wanted)s customers, and may claim %(left)s more today "
                    "(%(team)s: %(limit)s a day). Choose fewer, or go on tomorrow, "
                    "%(day)s.",
                    **values,
                )
            )
        raise UserError(
            self.env._(
                "You have claimed your %(limit)s customers of today (%(team)s: "
                "%(limit)s a day). You can claim again tomorrow, %(day)s.",
                **values,
            )
        )

    def _insight_pool_check_cap(self, user, wanted):
        cap = self.insight_pool_cap
        held = self._insight_pool_held(user) if cap else 0
        if not cap or held + wanted <= cap:
            return
        raise UserError(
            self.env._(
                "You look after %(held)s customers, and %(team)s allows %(cap)s each: "
                "you may claim %(left)s more. Put one back into the pool, or ask a "
                "manager to hand some over, and you can claim again at once.",
                held=held,
                cap=cap,
                left=max(cap - held, 0),
                team=self.name,
            )
        )

    def _insight_pool_taken(self, user):
        """Return how many customers he took from the pool today, his day.

        Who enters himself on the customer's form, has claimed, too.
        """
        now = fields.Datetime.now()
        local = fields.Datetime.context_timestamp(self.with_context(tz=user.tz), now)
        midnight = now - timedelta(
            hours=local.hour, minutes=local.minute, seconds=local.second
        )
        return (
            self.env["customer.insight.pool.move"]
            .sudo()
            .search_count(
                [
                    ("team_id", "in", self.ids),
                    ("to_user_id", "=", user.id),
                    ("user_id", "=", user.id),
                    ("pool_ref", "!=", False),
                    ("undone_on", "=", False),
                    ("date", ">=", midnight),
                ]
            )
        )

    def _insight_pool_held(self, user):
        """Return how many customers of the team's company he has."""
        self.env["res.partner"].flush_model(["user_id", "active"])
        [[held]] = self.env.execute_query(
            SQL(
                """
                SELECT COUNT(DISTINCT partner.id)
                  FROM res_partner partner
                  JOIN customer_insight insight ON insight.partner_id = partner.id
                 WHERE partner.user_id = %s AND partner.active
                   AND insight.company_id = COALESCE(%s, insight.company_id)
                """,
                user.id,
                self.company_id.id or None,
            )
        )
        return held

    @api.model
    def _insight_pool_left_words(self, user):
        """Return how many he may still claim today; "" where there is no limit."""
        mine = self._insight_with_pool().filtered(
            lambda t: user in t.member_ids and t.insight_pool_daily_limit
        )
        if not mine:
            return ""
        left = mine[0].insight_pool_daily_limit - mine[0]._insight_pool_taken(user)
        return self.env._("You may claim %(left)s more today.", left=max(left, 0))
