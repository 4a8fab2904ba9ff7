from odoo import fields, models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..customer_insight import STAGES
from ..signals.parameter import Parameter

_lt = LazyTranslate(__name__)

# Parts of the engine's statement that say nothing of stages: how he pays, what he
# intends, and where the others stand.
ASIDE = ("prices", "evidence", "intention", "previous", "market")

SENTENCES = {
    "potential": _lt(
        "Potential for %(days)s days, since %(since_date)s: no sample, no "
        "quotation sent. After %(limit_days)s days it is time to offer "
        "him something to try."
    ),
    "trial": _lt(
        "In trial for %(days)s days, since %(since_date)s, without an order. "
        "After %(limit_days)s days find out what keeps him from buying."
    ),
    "intention": _lt(
        "One order, and nothing since %(since_date)s: %(days)s days. After "
        "%(limit_days)s days find out how the first order went."
    ),
    "quasi": _lt(
        "Several orders, but not regularly: for %(days)s days, since "
        "%(since_date)s. After %(limit_days)s days find out what he buys elsewhere."
    ),
}


class DetectorStuck(models.AbstractModel):
    """A customer who stays in a growth stage for longer than the policy allows.

    Once for each stay: the event is the day after the limit, which stays the same.
    """

    _name = "customer.insight.detector.stuck"
    _inherit = "customer.insight.detector"
    _description = "Detector: Stuck in Stage"
    _sequence = 65
    _topic = "stuck"
    _title = _lt("Stuck in stage")
    _about = _lt(
        "A customer has been in his growth stage for longer than the policy allows. "
        "Not who has lapsed, nor whose stage somebody judged otherwise."
    )
    _sentence = _lt(
        "For %(days)s days in his stage, since %(since_date)s; "
        "%(limit_days)s are usual."
    )
    _parameters = (
        Parameter(
            "give_up",
            _lt("Too long ago after"),
            3,
            _lt("times the limit"),
            _lt(
                "Who has been in the stage for longer raises no new signal; he stays "
                "marked as stuck. The limits themselves are in the policy."
            ),
            minimum=1,
        ),
    )

    def _detect_sql(self, company, as_of, parameters):
        return SQL(
            """
            WITH found AS MATERIALIZED (
                SELECT * FROM (%(stays)s) stays
                 WHERE days > limit_days AND days <= %(give_up)s * limit_days),
                 documents AS (%(documents)s)
            SELECT partner_id, NULL::int AS product_id,
                   LEAST(100, 50 * days / limit_days::float8) AS severity,
                   GREATEST(contribution, quotation_amount) AS value,
                   jsonb_build_object(
                       'stage', stage, 'days', days, 'limit_days', limit_days,
                       'since_date', since,
                       'orders', COALESCE(order_ids, '[]'::jsonb)) AS evidence,
                   since + limit_days + 1 AS event_date
              FROM found LEFT JOIN documents USING (partner_id)
            """,
            stays=self._stays_sql(company, as_of),
            documents=self._documents_sql(company, as_of),
            give_up=parameters["give_up"],
        )

    def _stays_sql(self, company, as_of):
        """Everybody's stay in a stage that has a limit, by the engine's statement."""
        run = self.env["customer.insight.engine"]._make_run(company, as_of)
        limits = self.env["customer.insight.policy"]._stage_limits(company.id)
        return SQL(
            """
            %(parts)s
            SELECT classes.partner_id, contribution, quotation_amount,
                   growth_stage_computed AS stage, growth_stage_since AS since,
                   limits.days AS limit_days,
                   %(last_day)s::date - growth_stage_since AS days
              FROM classes
              JOIN UNNEST(%(stages)s::varchar[], %(days)s::int[]) limits(stage, days)
                ON limits.stage = growth_stage_computed
             WHERE growth_stage_since IS NOT NULL AND NOT is_lapsed
               AND classes.partner_id NOT IN (%(judged)s)
            """,
            parts=self._stages_chain(run),
            last_day=run.last_day,
            stages=list(limits),
            days=list(limits.values()),
            judged=self._judged_sql(run),
        )

    def _stages_chain(self, run):
        """The engine's ``WITH``; of the parts aside only the columns, without rows.

        Stages and their days stay as they are, at half the price; classes don't.
        """
        engine = self.env["customer.insight.engine"]
        parts = engine._parts(run)
        for name in ASIDE:
            parts[name] = SQL("SELECT * FROM (%s) aside WHERE FALSE", parts[name])
        return engine._chain(parts)

    def _judged_sql(self, run):
        """Customers whose stage somebody judged by then, while it holds."""
        return SQL(
            """
            SELECT partner_id FROM customer_insight
             WHERE company_id = %(company)s AND growth_stage_override IS NOT NULL
               AND growth_stage_override_date <= %(day)s
               AND COALESCE(growth_stage_override_until, %(day)s) >= %(day)s
            """,
            company=run.company.id,
            day=run.last_day,
        )

    def _documents_sql(self, company, as_of):
        """The last five documents of each before the date, that are not withdrawn."""
        return SQL(
            """
            SELECT partner_id,
                   JSONB_AGG(id ORDER BY date_order DESC, id DESC) AS order_ids
              FROM (
                SELECT found.partner_id, so.id, so.date_order, ROW_NUMBER() OVER (
                           PARTITION BY found.partner_id
                           ORDER BY so.date_order DESC, so.id DESC) AS back
                  FROM found
                  JOIN res_partner partner
                    ON partner.commercial_partner_id = found.partner_id
                  JOIN sale_order so ON so.partner_id = partner.id
                 WHERE so.company_id = %s AND so.state <> 'cancel'
                   AND so.date_order < %s
              ) documents
             WHERE back <= 5
             GROUP BY partner_id
            """,
            company.id,
            as_of,
        )

    def _sentence_for(self, evidence):
        return SENTENCES.get(evidence.get("stage"), self._sentence)

    def _evidence_on(self, evidence, day):
        """The days go on, whether or not he still raises a signal."""
        if not evidence.get("since_date"):
            return evidence
        since = fields.Date.to_date(evidence["since_date"])
        return {**evidence, "days": (day - since).days}

    def _recovered_sql(self, company, as_of):
        """Signals whose customer has come to a later stage."""
        partners = self._waiting_partners(company)
        run = self.env["customer.insight.engine"]._make_run(company, as_of, partners)
        return SQL(
            """
            %(parts)s
            SELECT signal.id AS signal_id
              FROM customer_insight_signal signal
              JOIN classes ON classes.partner_id = signal.partner_id
             WHERE %(waiting)s
               AND ARRAY_POSITION(%(stages)s, growth_stage_computed::text)
                   > ARRAY_POSITION(%(stages)s, signal.evidence->>'stage')
            """,
            parts=self._stages_chain(run),
            waiting=self._waiting_sql(company),
            stages=list(STAGES),  # who falls back has not recovered
        )
