from odoo import fields, models
from odoo.tools import SQL

from ..res_partner import USER

ENOUGH = 4
"""Touches after which people begin to trust a salesperson."""


class ResPartner(models.Model):
    """On how many days the customer heard from us."""

    _inherit = "res.partner"

    insight_touch_count = fields.Integer(
        string="Touches",
        compute="_compute_insight_touch_count",
        groups=USER,
        help="Days on which he heard from us: calls, visits, mails, quotations, "
        "samples. After about four he begins to trust.",
    )

    def _compute_insight_touch_count(self):
        touches = self._origin.commercial_partner_id._insight_touches()
        for partner in self:
            customer = partner._origin.commercial_partner_id
            partner.insight_touch_count = touches.get(customer.id, (0, None))[0]

    def _insight_touches(self):
        """Return ``{customer id: (number of touches, day of the last one)}``.

        What happens on one day is one touch: a visit, and the quotation after it.
        """
        if not self.ids:
            return {}
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT customer, COUNT(DISTINCT day), MAX(day) FROM (%s) touches
                 WHERE day IS NOT NULL GROUP BY customer
                """,
                SQL(" UNION ALL ").join(self._insight_touches_sql()),
            )
        )
        return {customer: (count, last) for customer, count, last in rows}

    def _insight_touches_sql(self):
        """Return parts ``customer, day``; an addon adds its own."""
        people = SQL(
            "SELECT id, commercial_partner_id AS customer FROM res_partner"
            " WHERE commercial_partner_id = ANY(%s)",
            self.ids,
        )
        return [
            self._insight_touches_activities_sql(people),
            self._insight_touches_orders_sql(people),
            self._insight_touches_mails_sql(people),
        ]

    def _insight_touches_activities_sql(self, people):
        """Done activities of a kind that touches, on contacts or their quotations."""
        return SQL(
            """
            SELECT COALESCE(people.customer, buyers.customer) AS customer,
                   activity.date_done AS day
              FROM mail_activity activity
              JOIN mail_activity_type kind ON kind.id = activity.activity_type_id
               AND kind.insight_touch IN ('contact', 'appointment')
         LEFT JOIN (%(people)s) people ON people.id = activity.res_id
               AND activity.res_model = 'res.partner'
         LEFT JOIN sale_order quotation ON quotation.id = activity.res_id
               AND activity.res_model = 'sale.order'
         LEFT JOIN (%(people)s) buyers ON buyers.id = quotation.partner_id
             WHERE NOT activity.active AND activity.date_done IS NOT NULL
               AND COALESCE(people.customer, buyers.customer) IS NOT NULL
            """,
            people=people,
        )

    def _insight_touches_orders_sql(self, people):
        """Quotations that were sent, samples, orders of this company."""
        return SQL(
            """
            SELECT people.customer, quotation.date_order::date
              FROM (%s) people
              JOIN sale_order quotation ON quotation.partner_id = people.id
             WHERE quotation.state IN ('sent', 'sale') AND quotation.company_id = %s
            """,
            people,
            self.env.company.id,
        )

    def _insight_touches_mails_sql(self, people):
        """Messages from us to one of his people; no internal notes."""
        return SQL(
            """
            SELECT people.customer, message.date::date
              FROM (%s) people
              JOIN mail_message_res_partner_rel sent
                ON sent.res_partner_id = people.id
              JOIN mail_message message ON message.id = sent.mail_message_id
         LEFT JOIN res_partner author ON author.id = message.author_id
             WHERE message.message_type IN ('comment', 'email_outgoing')
               AND message.is_internal IS NOT TRUE
               AND author.commercial_partner_id IS DISTINCT FROM people.customer
            """,
            people,
        )

    def _insight_next_appointments(self):
        """Return ``{customer id: day of the next appointment}``, from today on."""
        rows = self.env.execute_query(
            SQL(
                "SELECT customer, MIN(day) FROM (%s) appointments"
                " WHERE day >= %s GROUP BY customer",
                SQL(" UNION ALL ").join(self._insight_appointments_sql()),
                fields.Date.context_today(self),
            )
        )
        return dict(rows)

    def _insight_appointments_sql(self):
        """Return parts ``customer, day`` of what is planned; an addon adds its own."""
        planned = SQL(
            """
            SELECT people.commercial_partner_id AS customer,
                   activity.date_deadline AS day
              FROM mail_activity activity
              JOIN mail_activity_type kind ON kind.id = activity.activity_type_id
               AND kind.insight_touch = 'appointment'
              JOIN res_partner people ON people.id = activity.res_id
             WHERE activity.res_model = 'res.partner' AND activity.active
               AND people.commercial_partner_id = ANY(%s)
            """,
            self.ids,
        )
        return [planned]
