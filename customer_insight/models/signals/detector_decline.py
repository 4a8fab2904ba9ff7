from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..engine.run import Run
from .parameter import Parameter

_lt = LazyTranslate(__name__)


class WholeYears(Run):
    """A run whose window is the policy's, made longer to whole years."""

    @property
    def start(self):
        years = -(-self.policy.window_months // 12)
        return self.end - relativedelta(years=years)


class DetectorDecline(models.AbstractModel):
    """Contribution or stability fall against the same figures some months ago.

    Both come from the engine's own statement, once for each date. Each looks back
    whole years, so a season falls out of the comparison.
    """

    _name = "customer.insight.detector.decline"
    _inherit = "customer.insight.detector"
    _description = "Detector: Contribution or Stability Falls"
    _sequence = 60
    _topic = "decline"
    _title = _lt("Contribution or stability falls")
    _about = _lt(
        "A customer buys clearly less, or less evenly, than some months ago; both by "
        "the figures that make his class. Not who had bought too seldom for a figure, "
        "nor who was away already then."
    )
    _sentence = _lt(
        "Contribution %(contribution_amount)s, %(months)s months ago it was "
        "%(earlier_amount)s; stability %(stability)s, it was %(earlier_stability)s."
    )
    _parameters = (
        Parameter(
            "months", _lt("Compared with"), 3, _lt("months ago"), minimum=1, maximum=24
        ),
        Parameter(
            "fall",
            _lt("Contribution fell by"),
            30,
            _lt("%"),
            minimum=1,
            maximum=100,
        ),
        Parameter(
            "points",
            _lt("or stability fell by"),
            20,
            _lt("points"),
            minimum=1,
            maximum=100,
        ),
        Parameter(
            "orders",
            _lt("Known from at least"),
            4,
            _lt("orders before"),
            _lt("In the window as it was then."),
            minimum=1,
        ),
    )

    def _detect_sql(self, company, as_of, parameters):
        earlier = as_of - relativedelta(months=int(parameters["months"]))
        return SQL(
            """
            SELECT partner_id, NULL::int AS product_id,
                   LEAST(100, 100 * GREATEST(fallen, points / 50)) AS severity,
                   before * GREATEST(fallen, points / 100) AS value,
                   jsonb_build_object(
                       'contribution_amount', ROUND(contribution::numeric, 2),
                       'earlier_amount', ROUND(before::numeric, 2),
                       'stability', ROUND(stability::numeric),
                       'earlier_stability', ROUND(stability_before::numeric),
                       'months', %(months)s::int) AS evidence,
                   last_order_date AS event_date
              FROM (
                SELECT partner_id, now.contribution, now.stability, now.last_order_date,
                       earlier.contribution::float8 AS before,
                       earlier.stability AS stability_before,
                       (1 - now.contribution / earlier.contribution)::float8 AS fallen,
                       earlier.stability - now.stability AS points
                  FROM (%(now)s) now JOIN (%(earlier)s) earlier USING (partner_id)
                 WHERE earlier.contribution > 0 AND earlier.order_count >= %(orders)s
                   AND earlier.last_order_date >= %(since)s
              ) falls
             WHERE fallen >= %(fall)s::float8 / 100
                OR points >= %(points)s::float8 AND fallen > 0
            """,
            now=self._scores_sql(company, as_of),
            earlier=self._scores_sql(company, earlier),
            since=earlier - relativedelta(months=6),
            **parameters,
        )

    def _recovered_sql(self, company, as_of):
        """Signals of which at least half of the fall that counts is made up for.

        Against the figures before the fall, which the evidence has.
        """
        numbers = self._numbers(company)
        partners = self._waiting_partners(company)
        return SQL(
            """
            SELECT signal.id AS signal_id
              FROM customer_insight_signal signal
              JOIN (%(now)s) now ON now.partner_id = signal.partner_id
             WHERE %(waiting)s
               AND now.contribution >= (1 - %(fall)s::float8 / 200)
                   * (signal.evidence->>'earlier_amount')::float8
               AND now.stability >= (signal.evidence->>'earlier_stability')::float8
                   - %(points)s::float8 / 2
            """,
            now=self._scores_sql(company, as_of, partners),
            waiting=self._waiting_sql(company),
            fall=numbers["fall"],
            points=numbers["points"],
        )

    def _scores_sql(self, company, as_of, partners=None):
        """The engine's scores of customers, of all if none are named."""
        engine = self.env["customer.insight.engine"]
        run = WholeYears(**vars(engine._make_run(company, as_of, partners)))
        return SQL("%s SELECT * FROM scores", engine._chain(engine._sum_parts(run)))
