from odoo import api, models
from odoo.tools import SQL

WARNING = "customer_insight.mail_activity_type_pool_warning"

# Whose finished activities are follow-ups: {model: its column of the partner}.
FOLLOWED = {
    "res.partner": "id",
    "sale.order": "partner_id",
    "customer.insight.signal": "partner_id",
}


class CustomerInsightPool(models.Model):
    """Who has been left alone for too long: one statement for all customers."""

    _inherit = "customer.insight.pool"

    @api.model
    def _due(self, today, partner_ids=None, teams=None):
        """Return the customers to warn of or to take in.

        :param partner_ids: customers to look at; all by default
        :param teams: those that have a pool; all who have one by default
        :return: list of dicts ``partner_id, team_id, user_id`` (None: nobody's),
            ``last_follow_up, due`` (the day he returns, if nothing happens)
        """
        if teams is None:
            teams = self.env["crm.team"]._insight_with_pool()
        if not teams or partner_ids is not None and not partner_ids:
            return []
        self.env.flush_all()
        self.env.cr.execute(self._due_sql(teams, today, partner_ids))
        return self.env.cr.dictfetchall()

    @api.model
    def _last_follow_ups(self, partners):
        """Return ``{partner id: day}`` of customers who were followed up ever."""
        self.env.flush_all()
        return dict(
            self.env.execute_query(
                SQL(
                    "SELECT customer_id, MAX(day) FROM (%s) news GROUP BY customer_id",
                    SQL(" UNION ALL ").join(self._follow_ups_sql(partners.ids)),
                )
            )
        )

    @api.model
    def _due_sql(self, teams, today, partner_ids):
        """From customers and their last follow-up to the day they return.

        The clock starts at the last of: follow-up, change of salesperson, creation.
        Protection holds from the change of salesperson.
        """
        return SQL(
            """
            WITH pools AS (%(pools)s),
                 moves AS (%(moves)s),
                 members AS (%(members)s),
                 customers AS MATERIALIZED (%(customers)s),
                 follow_ups AS (%(follow_ups)s),
                 clocks AS (
                SELECT customers.*, pools.warning,
                       follow_ups.day AS last_follow_up,
                       GREATEST(
                           GREATEST(follow_ups.day, customers.given,
                                    customers.created) + pools.days,
                           customers.given + pools.protection) AS due
                  FROM customers
                  JOIN pools ON pools.team_id = customers.team_id
                  LEFT JOIN follow_ups
                    ON follow_ups.customer_id = customers.partner_id)
            SELECT partner_id, team_id, user_id, last_follow_up, due
              FROM clocks
             WHERE user_id IS NULL OR due - warning <= %(today)s::date
             ORDER BY due, partner_id
            """,
            pools=self._pools_sql(teams),
            moves=self._last_moves_sql(),
            members=self._members_sql(),
            customers=self._customers_sql(partner_ids),
            follow_ups=SQL(
                "SELECT customer_id, MAX(day) AS day FROM (%s) news"
                " JOIN customers ON customers.partner_id = news.customer_id"
                " WHERE day <= %s GROUP BY customer_id",
                SQL(" UNION ALL ").join(self._follow_ups_sql(partner_ids)),
                today,
            ),
            today=today,
        )

    @api.model
    def _pools_sql(self, teams):
        """A row per team with a pool: its numbers and the classes it keeps.

        As its record has them: of a form they may not be saved yet.
        """
        rows = [
            SQL(
                "(%s, %s::int, %s, %s, %s, %s, %s::text[])",
                team._origin.id,
                team.company_id._origin.id or None,
                team.sequence,
                team.insight_pool_days,
                team.insight_pool_warning_days,
                team.insight_pool_protection_days,
                team._insight_pool_kept(),
            )
            for team in teams
        ]
        return SQL(
            "SELECT * FROM (VALUES %s) AS pools"
            " (team_id, company_id, sequence, days, warning, protection, kept)",
            SQL(", ").join(rows),
        )

    @api.model
    def _last_moves_sql(self):
        return SQL(
            """
            SELECT DISTINCT ON (partner_id) partner_id, team_id, to_user_id,
                   date::date AS day
              FROM customer_insight_pool_move
             ORDER BY partner_id, date DESC, id DESC
            """
        )

    @api.model
    def _members_sql(self):
        """A team per salesperson: where he is longest, else the one he leads."""
        return SQL(
            """
            SELECT DISTINCT ON (user_id) user_id, team_id
              FROM (SELECT member.user_id, member.crm_team_id AS team_id, 1 AS rank,
                           member.create_date AS since, member.id
                      FROM crm_team_member member
                      JOIN crm_team team ON team.id = member.crm_team_id
                     WHERE member.active AND team.active
                     UNION ALL
                    SELECT user_id, id, 2, create_date, id FROM crm_team
                     WHERE active AND user_id IS NOT NULL) teams
             ORDER BY user_id, rank, since, id
            """
        )

    @api.model
    def _customers_sql(self, partner_ids):
        """Customers who belong to a pool and whose class may return.

        Of the team of the customer (where an addon gives him one), of his salesperson,
        of the pool he was in last if he has no salesperson; otherwise of the first
        pool of a company whose customer he is and where his salesperson may work.
        """
        only = SQL("TRUE")
        if partner_ids is not None:
            only = SQL("partner.id = ANY(%s)", list(partner_ids))
        return SQL(
            """
            SELECT partner.id AS partner_id, partner.user_id, pool.team_id,
                   partner.create_date::date AS created,
                   CASE WHEN moves.to_user_id = partner.user_id
                        THEN moves.day END AS given
              FROM res_partner partner
              LEFT JOIN members ON members.user_id = partner.user_id
              LEFT JOIN moves ON moves.partner_id = partner.id
              JOIN LATERAL (
                   SELECT pools.team_id, pools.kept, pools.company_id
                     FROM pools
                    WHERE pools.team_id = COALESCE(%(team)s, members.team_id,
                                                   pools.team_id)
                      AND EXISTS (
                          SELECT 1 FROM customer_insight insight
                           WHERE insight.partner_id = partner.id
                             AND insight.company_id = COALESCE(
                                 pools.company_id, insight.company_id))
                      AND (pools.company_id IS NULL OR partner.user_id IS NULL
                           OR EXISTS (
                          SELECT 1 FROM res_company_users_rel allowed
                           WHERE allowed.user_id = partner.user_id
                             AND allowed.cid = pools.company_id))
                    ORDER BY partner.user_id IS NOT NULL
                             OR pools.team_id IS DISTINCT FROM moves.team_id,
                             pools.sequence, pools.team_id
                    LIMIT 1) pool ON TRUE
             WHERE partner.active AND partner.id = partner.commercial_partner_id
               AND NOT EXISTS (
                   SELECT 1 FROM customer_insight insight
                    WHERE insight.partner_id = partner.id
                      AND insight.company_id = COALESCE(
                          pool.company_id, insight.company_id)
                      AND insight.category = ANY(pool.kept))
               AND %(only)s
            """,
            team=self._partner_team_sql(),
            only=only,
        )

    @api.model
    def _partner_team_sql(self):
        """The customer's own team: Odoo has none, an addon may."""
        field = self.env["res.partner"]._fields.get("team_id")
        if field and field.store and field.comodel_name == "crm.team":
            return SQL("partner.team_id")
        return SQL("NULL::int")

    @api.model
    def _follow_ups_sql(self, partner_ids=None):
        """Return selects of ``(customer_id, day)``; addons add theirs."""
        only = SQL("TRUE")
        if partner_ids is not None:
            only = SQL("who.commercial_partner_id = ANY(%s)", list(partner_ids))
        return [
            self._documents_sql(only),
            *(self._activities_sql(name, only) for name in FOLLOWED),
            self._messages_sql(only),
        ]

    @api.model
    def _documents_sql(self, only):
        """Orders, and quotations that went out."""
        return SQL(
            """
            SELECT who.commercial_partner_id AS customer_id, date_order::date AS day
              FROM sale_order JOIN res_partner who ON who.id = partner_id
             WHERE sale_order.state IN ('sent', 'sale') AND %s
            """,
            only,
        )

    @api.model
    def _activities_sql(self, model, only):
        """Finished activities and meetings on the customer's records.

        Ticking off the pool's own warning is none.
        """
        return SQL(
            """
            SELECT who.commercial_partner_id AS customer_id, done.date_done AS day
              FROM mail_activity done
              JOIN %(table)s record ON record.id = done.res_id
              JOIN res_partner who ON who.id = record.%(partner)s
             WHERE done.res_model = %(model)s AND done.date_done IS NOT NULL
               AND NOT done.active AND %(only)s
               AND done.activity_type_id IS DISTINCT FROM %(warning)s
            """,
            table=SQL.identifier(self.env[model]._table),
            partner=SQL.identifier(FOLLOWED.get(model, "partner_id")),
            model=model,
            only=only,
            warning=self._warning_type_id(),
        )

    @api.model
    def _messages_sql(self, only):
        """Notes and messages of ours on the customer and his contacts."""
        return SQL(
            """
            SELECT who.commercial_partner_id AS customer_id, message.date::date AS day
              FROM mail_message message
              JOIN res_partner who ON who.id = message.res_id
             WHERE message.model = 'res.partner' AND %s
               AND message.message_type IN ('comment', 'email', 'email_outgoing')
               AND EXISTS (SELECT 1 FROM res_users author
                            WHERE author.partner_id = message.author_id
                              AND author.share IS NOT TRUE AND author.id != 1)
            """,
            only,
        )

    @api.model
    def _warning_type_id(self):
        """None where somebody deleted the type: then nothing is told apart."""
        ids = self.env["ir.model.data"]
        return ids._xmlid_to_res_id(WARNING, raise_if_not_found=False) or None
