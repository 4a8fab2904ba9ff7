from odoo import models
from odoo.tools import SQL

CONTRIBUTION_HIGH, CONTRIBUTION_LOW = ["EI", "EII"], ["EIII", "EIV"]
STABILITY_HIGH, STABILITY_LOW = ["EI", "EIII"], ["EII", "EIV"]
EXPECTED_HIGH, EXPECTED_LOW = ["PI", "PII"], ["PIII", "PIV"]
LOYALTY_SIGNS = (
    "loyalty_referred",
    "loyalty_full_price",
    "loyalty_repeat",
    "loyalty_immune",
    "loyalty_recommends",
)
INTENTION_HIGH, INTENTION_LOW = ["PI", "PIII"], ["PII", "PIV"]


class CustomerInsightEngine(models.AbstractModel):
    """From figures and cut-offs to classes, stages, modes and signs of loyalty."""

    _inherit = "customer.insight.engine"

    def _sides_sql(self, run):
        """The figures, with the side of each cut-off that the customer is on."""
        return SQL(
            """
            SELECT *,
                   %(contribution)s AS contribution_is_high,
                   %(stability)s AS stability_is_high,
                   %(expected)s AS expected_is_high,
                   %(intention)s AS intention_is_high
              FROM (
                SELECT figures.*, cutoffs.*,
                       %(expected_contribution)s AS expected_contribution
                  FROM figures CROSS JOIN cutoffs
              ) figures
            """,
            expected_contribution=self._expected_contribution_sql(run),
            contribution=self._contribution_side_sql(run),
            stability=self._score_side_sql(
                run, "stability", SQL("stability_cut"), STABILITY_HIGH, STABILITY_LOW
            ),
            expected=self._score_side_sql(
                run,
                "expected_contribution",
                SQL("%s::float8", run.policy.expected_cut),
                EXPECTED_HIGH,
                EXPECTED_LOW,
            ),
            intention=self._score_side_sql(
                run,
                "intention",
                SQL("%s::float8", run.policy.intention_cut),
                INTENTION_HIGH,
                INTENTION_LOW,
            ),
        )

    def _expected_contribution_sql(self, run):
        """What he was rated; else by his open quotations, up to 100.

        50 where the quotations alone would reach the cut-off.
        """
        return SQL(
            """
            (CASE
                WHEN rated_contribution IS NOT NULL THEN rated_contribution
                WHEN %(open)s <= 0 THEN 0
                WHEN COALESCE(contribution_cut, 0) = 0 THEN 50
                ELSE ROUND(LEAST(100, 50 * %(open)s / contribution_cut), 2)
            END)::float8
            """,
            open=self._open_amount_sql(run),
        )

    def _open_amount_sql(self, run):
        """What he may buy, in company currency: a column of ``figures``."""
        return SQL("quotation_amount")

    def _contribution_side_sql(self, run):
        """High stays high down to C·(1 − band); low rises above C·(1 + band)."""
        return SQL(
            """
            contribution > 0 AND contribution_cut IS NOT NULL AND CASE
                WHEN previous_category = ANY(%(high)s)
                    THEN contribution >= contribution_cut * (1 - %(band)s::numeric)
                WHEN previous_category = ANY(%(low)s)
                    THEN contribution > contribution_cut * (1 + %(band)s::numeric)
                ELSE contribution > contribution_cut
                    OR contribution = contribution_cut
                        AND partner_id <= COALESCE(last_partner_id, partner_id)
            END
            """,
            high=CONTRIBUTION_HIGH,
            low=CONTRIBUTION_LOW,
            band=run.policy.band_amount / 100,
        )

    def _score_side_sql(self, run, score, cut, high, low):
        """High stays high down to cut − band; low rises above cut + band."""
        return SQL(
            """
            CASE
                WHEN previous_category = ANY(%(high)s)
                    THEN %(score)s >= %(cut)s - %(band)s::float8
                WHEN previous_category = ANY(%(low)s)
                    THEN %(score)s > %(cut)s + %(band)s::float8
                ELSE %(score)s >= %(cut)s
            END
            """,
            score=SQL.identifier(score),
            cut=cut,
            high=high,
            low=low,
            band=run.policy.band_score,
        )

    def _stages_sql(self, run):
        """The sides, with growth stage and the marks lapsed and new."""
        policy = run.policy
        return SQL(
            """
            SELECT *,
                   CASE
                       WHEN active_quarters >= %(regular)s THEN 'regular'
                       WHEN order_total_count >= %(quasi)s THEN 'quasi'
                       WHEN order_total_count > 0 THEN 'intention'
                       WHEN was_tried THEN 'trial'
                       ELSE 'potential'
                   END AS growth_stage_computed,
                   COALESCE(%(is_lapsed)s, FALSE) AS is_lapsed,
                   COALESCE(%(as_of)s::date - first_order_date <= %(new)s, FALSE)
                       AS is_new
              FROM sides
            """,
            as_of=run.as_of,
            regular=policy.regular_quarters,
            quasi=policy.quasi_orders,
            is_lapsed=self._is_lapsed_sql(run),
            new=policy.new_days,
        )

    def _is_lapsed_sql(self, run):
        """No purchase for the longer of 180 days and three of his own intervals.

        Compared without dividing: days·(n − 1) ≥ 3·(last − first).
        """
        return SQL(
            """
            %(days)s >= %(lapsed)s
            AND %(days)s * (order_total_count - 1)
                >= %(intervals)s::float8 * (last_order_date - first_order_date)
            """,
            days=SQL("(%s::date - last_order_date)", run.as_of),
            lapsed=run.policy.lapsed_days,
            intervals=run.policy.lapsed_intervals,
        )

    def _classes_sql(self, run):
        """The whole row: class, purchase mode, loyalty signs and statuses added."""
        return SQL(
            """
            SELECT classes.*,
                   %(signs)s AS loyalty_count, %(statuses)s
              FROM (
                SELECT stages.*, %(category)s AS category_computed,
                       %(mode)s AS purchase_mode_computed, %(loyalty)s
                  FROM stages OFFSET 0
              ) classes
            """,
            signs=SQL(" + ").join(
                SQL("(%s = 'yes')::int", SQL.identifier(sign)) for sign in LOYALTY_SIGNS
            ),
            statuses=self._statuses_sql(run),
            category=self._category_sql(run),
            mode=self._purchase_mode_sql(run),
            loyalty=self._loyalty_sql(run),
        )

    def _category_sql(self, run):
        """EI–EIV by purchases of the window, else as before; PI–PIV by evidence; F."""
        return SQL(
            """
            CASE
                WHEN order_count > 0 THEN CASE
                    WHEN contribution_is_high AND stability_is_high THEN 'EI'
                    WHEN contribution_is_high THEN 'EII'
                    WHEN stability_is_high THEN 'EIII'
                    ELSE 'EIV' END
                WHEN order_total_count > 0 THEN
                    CASE WHEN previous_category = ANY(%s) THEN previous_category
                         ELSE 'EIV' END
                WHEN has_evidence OR rated_contribution IS NOT NULL THEN CASE
                    WHEN expected_is_high AND intention_is_high THEN 'PI'
                    WHEN expected_is_high THEN 'PII'
                    WHEN intention_is_high THEN 'PIII'
                    ELSE 'PIV' END
                ELSE 'F'
            END
            """,
            CONTRIBUTION_HIGH + CONTRIBUTION_LOW,
        )

    def _purchase_mode_sql(self, run):
        return SQL(
            """
            CASE
                WHEN order_total_count = 0 THEN NULL
                WHEN growth_stage_computed = 'regular' AND stability_is_high
                    AND full_price_share >= %s THEN 'loyal'
                WHEN order_total_count > 1 THEN 'relational'
                ELSE 'transactional'
            END
            """,
            run.policy.full_price_share,
        )

    def _loyalty_sql(self, run):
        """The five signs of loyalty, each yes, no or unknown."""
        return SQL(
            """
            CASE WHEN was_referred THEN 'yes' ELSE 'unknown' END AS loyalty_referred,
            CASE WHEN full_price_share IS NULL THEN 'unknown'
                 WHEN full_price_share >= %(full_price)s THEN 'yes'
                 ELSE 'no' END AS loyalty_full_price,
            CASE WHEN order_total_count = 0 THEN 'unknown'
                 WHEN growth_stage_computed = 'regular' AND family_count >= %(families)s
                     THEN 'yes'
                 ELSE 'no' END AS loyalty_repeat,
            CASE rival_response WHEN 'stays' THEN 'yes' WHEN 'follows' THEN 'no'
                 ELSE 'unknown' END AS loyalty_immune,
            CASE WHEN has_referred THEN 'yes' ELSE 'unknown' END AS loyalty_recommends
            """,
            full_price=run.policy.full_price_share,
            families=run.policy.family_count,
        )
