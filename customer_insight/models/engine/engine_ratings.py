from odoo import models
from odoo.tools import SQL


class CustomerInsightEngine(models.AbstractModel):
    """From scorecards to the expected contribution of who does not buy yet."""

    _inherit = "customer.insight.engine"

    def _parts(self, run):
        """The ratings come before the figures, which take them in."""
        return {"ratings": self._ratings_sql(run), **super()._parts(run)}

    def _ratings_sql(self, run):
        """A row per rated customer: ``rated_contribution`` of his last rating."""
        return SQL(
            """
            SELECT DISTINCT ON (partner_id) partner_id,
                   ROUND(expected_contribution::numeric, 2)::float8
                       AS rated_contribution
              FROM customer_insight_rating
             WHERE date < %(as_of)s AND %(scope)s
             ORDER BY partner_id, date DESC, id DESC
            """,
            as_of=run.as_of,
            scope=self._stored_scope_sql(run),
        )
