from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..customer_insight import STAGES

NOBODY = {
    "entered": 0,
    "direct": 0,
    "went_on": 0,
    "share": None,
    "days": None,
    "waiting": None,
}
# What of a stage's customers a click opens.
SHOWN = {
    "entered": SQL("TRUE"),
    "went_on": SQL("went_on IS NOT NULL"),
    "stayed": SQL("went_on IS NULL"),
}


class CustomerInsightGrowthPath(models.AbstractModel):
    """How many go on from stage to stage, and how long it takes them."""

    _inherit = "customer.insight.growth.path"

    @api.readonly
    def get_path(self, filters):
        """Return what the screen shows.

        :param filters: ``from`` and ``to`` (days), ``user_id``, ``team_id``,
            ``type_id``, ``state_id``; each may be missing
        :return: ``stages``, a list of dicts: ``stage, label, entered, direct, went_on,
            share`` (% who went on), ``days`` (median until they did), ``waiting``
            (median days of those who did not yet); ``choices``, ``from``, ``to``
        """
        start, end = self._period(filters)
        rows = {row["stage"]: row for row in self._count(filters)}
        labels = self._labels()
        return {
            "stages": [
                {"stage": stage, "label": labels[stage], **rows.get(stage, NOBODY)}
                for stage in STAGES
            ],
            "choices": self._choices(),
            "from": start,
            "to": end,
        }

    def action_open_stage(self, filters, stage, who):
        """Open the customers of a stage: who entered it, went on, or stayed."""
        if stage not in STAGES or who not in SHOWN:
            raise UserError(self.env._("This part of the growth path is unknown."))
        rows = self._select(
            SQL(
                "SELECT partner_id FROM stays WHERE stage = %s AND %s",
                stage,
                SHOWN[who],
            ),
            filters,
        )
        return {
            "type": "ir.actions.act_window",
            "name": self._title(stage, who),
            "res_model": "res.partner",
            "views": [
                (self.env.ref("customer_insight.res_partner_view_list").id, "list"),
                (False, "form"),
            ],
            "search_view_id": [
                self.env.ref("customer_insight.res_partner_view_search").id
            ],
            "domain": [("id", "in", [row["partner_id"] for row in rows])],
            "context": {"active_test": False, "create": False},
        }

    @api.model
    def _title(self, stage, who):
        label = self._labels()[stage]
        if who == "went_on":
            return self.env._("%(stage)s: went on", stage=label)
        if who == "stayed":
            return self.env._("%(stage)s: did not go on yet", stage=label)
        return self.env._("%(stage)s: entered", stage=label)

    @api.model
    def _labels(self):
        field = self.env["customer.insight"]._fields["growth_stage"]
        return dict(field._description_selection(self.env))

    @api.model
    def _count(self, filters):
        """Return a dict for each stage that somebody entered in the period."""
        return self._select(
            SQL(
                """
                SELECT stage, COUNT(*) AS entered,
                       COUNT(*) FILTER (WHERE is_direct) AS direct,
                       COUNT(went_on) AS went_on,
                       ROUND(100.0 * COUNT(went_on) / COUNT(*), 1)::float8 AS share,
                       PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY went_on - entered)
                           FILTER (WHERE went_on IS NOT NULL) AS days,
                       PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %s::date - entered)
                           FILTER (WHERE went_on IS NULL) AS waiting
                  FROM stays GROUP BY stage
                """,
                self._last_day(),
            ),
            filters,
        )

    @api.model
    def _select(self, select, filters):
        """Run a statement on ``stays``: those that began in the period."""
        engine = self.env["customer.insight.engine"]
        company = self.env.company
        engine._check_allowed(company)
        run = engine._make_run(company, engine._today())
        parts = {
            "refunds": engine._refunds_sql(run),
            "orders": engine._orders_sql(run),
            "purchases": SQL(
                "SELECT partner_id, moment::date AS day FROM orders WHERE is_purchase"
            ),
            "stays": SQL(
                "SELECT * FROM (%s) stays WHERE entered BETWEEN %s AND %s",
                self._stays_sql(run, filters),
                *self._period(filters),
            ),
        }
        self.env.flush_all()
        engine._set_up_planner()
        rows = self.env.execute_query_dict(SQL("%s %s", engine._chain(parts), select))
        engine._reset_planner()
        return rows
