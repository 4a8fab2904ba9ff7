from odoo import api, models
from odoo.tools import SQL


class CustomerInsightGrowthPath(models.AbstractModel):
    """From documents to the days on which customers reached each stage.

    A pure function of company, date, policy and documents, in one statement.
    """

    _inherit = "customer.insight.growth.path"

    @api.model
    def _stays_sql(self, run, filters):
        """A row per customer and stage that he entered: ``partner_id, stage, entered``.

        ``went_on``: when he reached the next stage, or one beyond; empty if not yet.
        ``is_direct``: he was not in the stage before. He was in a stage if he was at
        the end of a day: who tries and buys on one day was not in trial.
        """
        return SQL(
            """
            SELECT partner_id, stage, entered, went_on,
                   before IS NULL OR before >= entered AS is_direct
              FROM (%(reached)s) reached CROSS JOIN LATERAL (VALUES
                    ('potential', NULL::date, potential, trial),
                    ('trial', potential, trial, intention),
                    ('intention', trial, intention, quasi),
                    ('quasi', intention, quasi, regular),
                    ('regular', quasi, regular, NULL)
                   ) AS stays(stage, before, entered, went_on)
             WHERE entered IS NOT NULL AND (went_on IS NULL OR entered < went_on)
            """,
            reached=self._reached_sql(run, filters),
        )

    @api.model
    def _reached_sql(self, run, filters):
        """A row per customer: the day on which he reached each stage, or one beyond."""
        return SQL(
            """
            SELECT *, LEAST(entered_on, trial) AS potential
              FROM (
                SELECT customer.id AS partner_id,
                       customer.create_date::date AS entered_on,
                       LEAST(tried.day, bought.first_day) AS trial,
                       bought.first_day AS intention,
                       LEAST(bought.several_day, bought.regular_day) AS quasi,
                       bought.regular_day AS regular
                  FROM res_partner customer
             LEFT JOIN (%(tried)s) tried ON tried.partner_id = customer.id
             LEFT JOIN (%(bought)s) bought ON bought.partner_id = customer.id
                 WHERE customer.id IN %(customers)s
                   AND customer.id = customer.commercial_partner_id
                   AND (tried.partner_id IS NOT NULL OR bought.partner_id IS NOT NULL
                        OR (%(is_future)s))
              ) reached
             WHERE COALESCE(trial, entered_on) <= %(last_day)s
            """,
            tried=self._tried_sql(run),
            bought=self._bought_sql(run),
            customers=self._customers_sql(filters),
            is_future=self.env["customer.insight.engine"]._is_future_customer_sql(run),
            last_day=run.last_day,
        )

    @api.model
    def _tried_sql(self, run):
        """The first sample or sent quotation. A confirmed order was one, too.

        Odoo keeps a document's last state only: an order that was entered before the
        day of its confirmation is taken for a quotation from that day on.
        """
        return SQL(
            """
            SELECT partner.commercial_partner_id AS partner_id,
                   MIN(CASE WHEN so.state = 'sale'
                       THEN LEAST(so.create_date, so.date_order)
                       ELSE so.date_order END)::date AS day
              FROM sale_order so JOIN res_partner partner ON partner.id = so.partner_id
             WHERE so.company_id = %s AND so.date_order < %s
               AND so.state IN ('sent', 'sale')
             GROUP BY 1
            """,
            run.company.id,
            run.end,
        )

    @api.model
    def _bought_sql(self, run):
        """The days of the first purchase, of several, and of the first as a regular.

        Regular: on the day of a purchase, with purchases in so many of the four
        quarters of the window that end with this day, in whole days.
        """
        return SQL(
            """
            SELECT partner_id, MIN(day) AS first_day,
                   MIN(day) FILTER (WHERE number = %(several)s) AS several_day,
                   MIN(day) FILTER (WHERE quarters >= %(regular)s) AS regular_day
              FROM (
                SELECT partner_id, day, ROW_NUMBER() OVER own AS number,
                       1 + %(quarters)s AS quarters
                  FROM (SELECT *, day - DATE '2000-01-01' AS place
                          FROM purchases) purchases
                WINDOW own AS (PARTITION BY partner_id ORDER BY place)
              ) numbered
             GROUP BY partner_id
            """,
            several=run.policy.quasi_orders,
            regular=run.policy.regular_quarters,
            quarters=SQL(" + ").join(self._earlier_quarters_sql(run)),
        )

    @api.model
    def _earlier_quarters_sql(self, run):
        """Whether there is a purchase in each of the three quarters before: 0 or 1."""
        days = run.policy.window_months * 365 // 48
        for quarter in (1, 2, 3):
            yield SQL(
                "(COUNT(*) OVER (own RANGE BETWEEN %s PRECEDING AND %s PRECEDING)"
                " > 0)::int",
                (quarter + 1) * days - 1,
                quarter * days,
            )
