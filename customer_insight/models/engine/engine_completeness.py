from odoo import models
from odoo.tools import SQL

from .engine_upsert import STAGE


class CustomerInsightEngine(models.AbstractModel):
    """A customer whose class is new or other needs other facts.

    Everybody's are counted by a scheduled action of their own, after the refresh.
    """

    _inherit = "customer.insight.engine"

    def _apply(self, run, first, last, staged_at):
        changed = super()._apply(run, first, last, staged_at)
        if changed and run.partners is not None:
            self.env["customer.insight"]._complete(
                SQL(
                    "stored.company_id = %s AND stored.partner_id IN (SELECT partner_id"
                    " FROM %s WHERE NOT is_gone AND position >= %s AND position < %s)",
                    run.company.id,
                    STAGE,
                    first,
                    last,
                )
            )
        return changed
