from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..res_partner import USER


class ResPartner(models.Model):
    """What was promised to the customer; the head of his form says what is open."""

    _inherit = "res.partner"

    insight_promise_ids = fields.One2many(
        "customer.insight.promise",
        "partner_id",
        string="Promises",
        copy=False,
        groups=USER,
    )

    @api.depends("insight_promise_ids.state", "insight_promise_ids.date_deadline")
    def _compute_insight_summary(self):
        res = super()._compute_insight_summary()
        promises = self._insight_open_promises()
        for partner in self:
            found = promises.get(partner._origin.commercial_partner_id.id)
            if found:
                partner.insight_summary = {
                    **partner.insight_summary,
                    "promises": found,
                }
        return res

    def _insight_open_promises(self):
        """Return ``{customer id: {count, date}}`` of who has open ones; one query.

        Plain SQL: it runs on each form, and who reads a customer reads his promises.
        """
        promises = self.env["customer.insight.promise"]
        promises.flush_model(["partner_id", "company_id", "state", "date_deadline"])
        query = SQL(
            """
            SELECT partner_id, COUNT(*), MIN(date_deadline)
              FROM customer_insight_promise
             WHERE partner_id = ANY(%s) AND company_id = %s AND state = 'open'
             GROUP BY partner_id
            """,
            self._origin.commercial_partner_id.ids,
            self.env.company.id,
        )
        return {
            customer: {"count": count, "date": fields.Date.to_string(date)}
            for customer, count, date in self.env.execute_query(query)
        }

    def _insight_open_promises_domain(self):
        return (
            Domain("partner_id", "in", self._origin.commercial_partner_id.ids)
            & Domain("company_id", "=", self.env.company.id)
            & Domain("state", "=", "open")
        )

    def _insight_promise_due(self, day):
        """Whether a promise of this customer is open and due by a day."""
        domain = self._insight_open_promises_domain()
        domain &= Domain("date_deadline", "<=", day)
        return bool(self.env["customer.insight.promise"].search_count(domain, limit=1))

    def action_insight_promise(self):
        """Note a promise to this customer, or to a contact of his."""
        self._insight_check_allowed()
        customer = self.commercial_partner_id[:1]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Promise"),
            "res_model": "customer.insight.promise",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_partner_id": customer.id,
                "default_contact_id": (self[:1] - customer).id,
                "insight_dialog": True,
            },
        }

    def action_insight_open_promises(self):
        """Open the customer's promises."""
        self._insight_check_allowed()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_insight.customer_insight_promise_action"
        )
        customer = self.commercial_partner_id[:1]
        return {
            **action,
            "domain": [("partner_id", "=", customer.id)],
            "context": {"default_partner_id": customer.id},
        }
