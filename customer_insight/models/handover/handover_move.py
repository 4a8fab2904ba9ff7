from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..pool.customer_insight_pool_move import CONTEXT

# Nobody is mailed for each record: one message tells of all.
QUIET = {
    "tracking_disable": True,
    "mail_auto_subscribe_no_notify": True,
    "mail_activity_quick_update": True,
    "active_test": False,
}


class CustomerInsightHandover(models.Model):
    """Moving it all, in a few writes however many customers there are."""

    _inherit = "customer.insight.handover"

    def action_hand_over(self):
        """Give everything to the new salesperson, and tell him."""
        self.check_access("write")
        for handover in self:
            handover._check_ready()
            handover.sudo()._hand_over()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _check_ready(self):
        if self.state != "draft":
            raise UserError(self.env._("This was handed over already."))
        if not self.to_user_id.active:
            raise UserError(
                self.env._(
                    "%(salesperson)s is archived and cannot look after customers. "
                    "Choose somebody else.",
                    salesperson=self.to_user_id.name,
                )
            )
        if not self._customers():
            raise UserError(
                self.env._(
                    "There is nothing to hand over: no customer is chosen, or all "
                    "belong to %(salesperson)s already.",
                    salesperson=self.to_user_id.name,
                )
            )

    def _hand_over(self):
        self.lock_for_update()
        self._note_records()
        user = self.to_user_id
        for model, lines in self.line_ids.grouped("res_model").items():
            records = self.env[model].browse(lines.mapped("res_id"))
            self._give(records, user, "handed_over")
            if "message_partner_ids" in records._fields:
                records.message_subscribe(partner_ids=user.partner_id.ids)
        self.write(
            {
                "state": "done",
                "date": fields.Datetime.now(),
                "user_id": self.env.uid,
            }
        )
        self._log_on_customers()
        self._tell()

    def _note_records(self):
        """Keep what is moved and whose it was, in one statement."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO customer_insight_handover_line
                       (handover_id, partner_id, res_model, res_id, old_user_id, state)
                SELECT DISTINCT %s, partner_id, res_model, res_id, old_user_id, 'moved'
                  FROM (%s) records
                """,
                self.id,
                self._records_sql(),
            )
        )
        for model in self._team_models():
            self._note_teams(model)
        self.line_ids.invalidate_model()
        self.invalidate_recordset(["line_ids"])

    def _team_models(self):
        """Models whose team Odoo works out anew with each salesperson."""
        return ["sale.order"]

    def _note_teams(self, model):
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_insight_handover_line line
                   SET old_team_id = record.team_id
                  FROM %s record
                 WHERE line.handover_id = %s AND line.res_model = %s
                   AND line.res_id = record.id
                """,
                SQL.identifier(self.env[model]._table),
                self.id,
                model,
            )
        )

    def _give(self, records, user, kind, **values):
        """Make the user responsible for records; the pool's history says why."""
        why = {"kind": kind, "reason": False}
        quiet = records.sudo().with_context(**QUIET, **{CONTEXT: why})
        quiet.write({"user_id": user.id, **values})

    def _log_on_customers(self):
        """Note it in each customer's chatter: there it is looked for later."""
        customers = self._customers()
        body = self.env._(
            "Handed over to %(salesperson)s.", salesperson=self.to_user_id.name
        )
        customers._message_log_batch(dict.fromkeys(customers.ids, body))

    def _tell(self):
        """Tell the new salesperson what is his now, in his language."""
        user = self.to_user_id
        told = self.with_context(lang=user.lang)
        self.message_post(
            body=told.env._(
                "%(manager)s handed over to you: %(what)s.",
                manager=self.env.user.name,
                what=", ".join(told._in_words()),
            ),
            partner_ids=user.partner_id.ids,
            message_type="notification",
            subtype_xmlid="mail.mt_comment",
        )

    def _in_words(self):
        """Return what goes along, such as “customers: 3”; an addon adds its own."""
        return [
            self.env._("customers: %s", self.customer_count),
            self.env._("open activities: %s", self.activity_count),
            self.env._("open quotations: %s", self.order_count),
        ]
