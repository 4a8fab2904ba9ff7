from itertools import combinations

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL

MONTHS_KNOWN = 63  # as many as a bigint has bits, without its sign
ENDED_MONTHS = 2**MONTHS_KNOWN - 2  # all bits but that of the running month


class CustomerInsightEngine(models.AbstractModel):
    """Since when a customer is in his growth stage: by his documents, not by our runs.

    Regular is a matter of quarters, so it is followed by calendar months: a number
    per customer has a bit for each month, 1 where he bought. Shifting and combining
    such numbers asks all months' ends at once whether he was regular.
    """

    _inherit = "customer.insight.engine"

    def _stage_sums_sql(self, run):
        """``purchase_months`` of a customer: the months in which he bought, as bits.

        Bit 0 is the month of the run's last day.
        """
        months = self._stage_months(run)
        return SQL(
            """
            COALESCE(BIT_OR(1::bigint << (%(known)s - WIDTH_BUCKET(moment, %(months)s)))
                FILTER (WHERE is_purchase AND moment >= %(oldest)s), 0)
                AS purchase_months
            """,
            known=MONTHS_KNOWN,
            months=SQL("%s::timestamp[]", months),
            oldest=months[0],
        )

    def _stage_months(self, run):
        """First days of the months looked at, the oldest first."""
        newest = run.last_day.replace(day=1)
        return [
            newest - relativedelta(months=ago)
            for ago in range(MONTHS_KNOWN - 1, -1, -1)
        ]

    def _buying_columns_sql(self, run):
        return SQL(
            "%s, COALESCE(scores.purchase_months, 0) AS purchase_months",
            super()._buying_columns_sql(run),
        )

    def _interest_columns_sql(self, run):
        return SQL("%s, interest.tried_on", super()._interest_columns_sql(run))

    def _tie_columns_sql(self, run):
        return SQL(
            "%s, customer.create_date::date AS entered_on",
            super()._tie_columns_sql(run),
        )

    def _stages_sql(self, run):
        """The stages, with the day since which each holds, in ``growth_stage_since``.

        Potential: entered as a contact. Trial: the first sample or sent quotation.
        Intention: the first purchase. Quasi: the purchase that made several. Regular:
        the month after the last month's end at which he was not. Who was regular
        before: the month after the last month's end at which he was.
        """
        return SQL(
            """
            SELECT stages.*,
                   CASE growth_stage_computed
                       WHEN 'regular' THEN GREATEST(first_order_date, not_regular_until)
                       WHEN 'quasi' THEN %(several)s
                       WHEN 'intention' THEN GREATEST(first_order_date, regular_until)
                       WHEN 'trial' THEN tried_on
                       ELSE CASE WHEN entered_on < %(as_of)s THEN entered_on END
                   END AS growth_stage_since
              FROM (
                SELECT stages.*, %(regular_until)s AS regular_until,
                       %(not_regular_until)s AS not_regular_until
                  FROM (
                    SELECT stages.*, %(regular)s AS regular_months
                      FROM (%(stages)s) stages OFFSET 0
                  ) stages OFFSET 0
              ) stages
            """,
            stages=super()._stages_sql(run),
            regular=self._regular_months_sql(run),
            regular_until=self._month_after_sql(run, SQL("regular_months")),
            not_regular_until=self._month_after_sql(run, SQL("~regular_months")),
            several=self._several_since_sql(run),
            as_of=run.as_of,
        )

    def _several_since_sql(self, run):
        """The purchase that made several, or the end of being regular, if later.

        Looked up in the documents only where neither the last purchase was the one,
        nor a regular customer must have had so many.
        """
        several = run.policy.quasi_orders
        return SQL(
            """
            CASE WHEN order_total_count = %(several)s
                     THEN GREATEST(last_order_date, regular_until)
                 WHEN %(implied)s AND regular_until IS NOT NULL THEN regular_until
                 ELSE GREATEST((%(nth)s), regular_until) END
            """,
            several=several,
            implied=several <= run.policy.regular_quarters,
            nth=self._nth_purchase_sql(run, several),
        )

    def _nth_purchase_sql(self, run, number):
        """The day of a customer's n-th purchase, ``partner_id`` being the customer."""
        return SQL(
            """
            SELECT so.date_order::date
              FROM res_partner partner JOIN sale_order so ON so.partner_id = partner.id
             WHERE partner.commercial_partner_id = stages.partner_id
               AND so.state = 'sale' AND %(scope)s
               AND so.insight_is_sample IS NOT TRUE AND %(is_worth)s
               AND so.id NOT IN (SELECT order_id FROM (%(returned)s) returned)
             ORDER BY so.date_order OFFSET %(before)s LIMIT 1
            """,
            scope=self._document_scope_sql(run),
            is_worth=self._is_worth_sql(run),
            returned=self._returned_orders_sql(run),
            before=number - 1,
        )

    def _regular_months_sql(self, run):
        """Bits of the months at whose ends he was regular, from ``purchase_months``.

        A quarter of the window is a number of calendar months, at least one. The four
        such blocks that end with a month are looked at, as the stage does it.
        """
        length = max(1, round(run.policy.window_months / 4))
        months = [SQL("(purchase_months >> %s)", month) for month in range(length)]
        block = SQL("(%s)", SQL(" | ").join(months))
        blocks = [SQL("(%s >> %s)", block, length * number) for number in range(4)]
        return SQL(
            "(%s)",
            SQL(" | ").join(
                SQL("(%s)", SQL(" & ").join(some))
                for some in combinations(blocks, run.policy.regular_quarters)
            ),
        )

    def _month_after_sql(self, run, months):
        """First day of the month after the latest one of these bits; or nothing.

        The running month is left out: it has no end yet. x & −x is the lowest bit of
        x, and one less than it has as many bits as it has zeros.
        """
        return SQL(
            """
            CASE WHEN %(months)s <> 0 THEN (%(newest)s::date
                - (BIT_COUNT(((%(months)s & -%(months)s) - 1)::bit(64)) - 1)
                * INTERVAL '1 month')::date END
            """,
            months=SQL("((%s) & %s)", months, ENDED_MONTHS),
            newest=run.last_day.replace(day=1),
        )
