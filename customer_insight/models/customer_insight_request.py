from functools import partial

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.tools import SQL

from .waking import wake_later

PENDING = "customer_insight.pending"


class CustomerInsightRequest(models.Model):
    """Customers whose documents changed and who wait for a refresh.

    A user's transaction adds rows here, once, at its end: no constraint to wait for,
    nothing that could fail his order. The scheduled action takes them.
    """

    _name = "customer.insight.request"
    _description = "Customer Insight Refresh Request"
    _log_access = False

    # Plain numbers on purpose: a foreign key would lock the partner.
    partner_ref = fields.Integer(required=True)

    @api.model
    def _ask(self, partner_ids):
        """Refresh these partners' customers soon after the transaction is committed."""
        pending = self.env.cr.precommit.data
        if PENDING not in pending:
            pending[PENDING] = set()
            self.env.cr.precommit.add(self.sudo()._send)
        pending[PENDING].update(filter(None, partner_ids))

    def _send(self):
        partner_ids = self.env.cr.precommit.data.pop(PENDING, set())
        if not partner_ids:
            return
        self.env.cr.execute(
            SQL(
                "INSERT INTO customer_insight_request (partner_ref) SELECT unnest(%s)",
                list(partner_ids),
            )
        )
        self.env.cr.postcommit.add(partial(wake_later, self.env.cr.dbname))

    @api.model
    def _wake(self):
        """Have the scheduled action run now."""
        cron = self.env.ref(
            "customer_insight.ir_cron_refresh_changed", raise_if_not_found=False
        )
        if cron:
            cron._trigger()

    @api.model
    def _take(self, limit):
        """Remove waiting requests; return their number, and the partners left."""
        rows = self.env.execute_query(
            SQL(
                """
                DELETE FROM customer_insight_request WHERE id IN (
                    SELECT id FROM customer_insight_request
                     ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
                RETURNING partner_ref
                """,
                limit,
            )
        )
        partners = self.env["res.partner"].browse({row[0] for row in rows})
        return len(rows), partners.exists()

    @api.model
    def _cron_refresh_changed(self, batch_size=1000):
        """Refresh the customers whose documents changed, in every company."""
        taken, partners = self._take(batch_size)
        if partners:
            for company in self.env["res.company"].search([]):
                self.env["customer.insight.engine"].refresh(company, partners=partners)
                self.env["customer.insight.coverage"]._apply(
                    company, partners.commercial_partner_id
                )
        self.env["ir.cron"]._commit_progress(
            processed=taken, remaining=self.search_count([])
        )

    @api.model
    def _cron_refresh_all(self, batch_size=5000):
        """Refresh everybody, a company after the other, in committed batches.

        Where somebody judged a customer in the same moment, his write stays and the
        rest is done in another run.
        """
        engine = self.env["customer.insight.engine"]
        cron = self.env["ir.cron"]
        for company in self.env["res.company"].search([]):
            try:
                for changed, remaining in engine._refresh_in_batches(
                    company, size=batch_size
                ):
                    cron._commit_progress(processed=changed, remaining=remaining)
            except SerializationFailure:
                self.env.cr.rollback()
                self.env.invalidate_all(flush=False)
                self.env.ref("customer_insight.ir_cron_refresh_all")._trigger()
        self.env.ref("customer_insight.ir_cron_complete_files")._trigger()
