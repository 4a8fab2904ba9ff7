from odoo import api, fields, models
from odoo.tools import SQL

from ..pool.pool_follow_up import WARNING

# Documents that go along while they are open.
OPEN_STATES = {
    "sale.order": ("draft", "sent"),
    "customer.insight.development": ("open",),
    "customer.insight.promise": ("open",),
}


class CustomerInsightHandover(models.Model):
    """What belongs to a hand-over: one statement finds it, before and at its doing."""

    _inherit = "customer.insight.handover"

    customer_count = fields.Integer(
        string="Customers Included", compute="_compute_counts"
    )
    activity_count = fields.Integer(
        string="Activities Included", compute="_compute_counts"
    )
    order_count = fields.Integer(
        string="Quotations Included", compute="_compute_counts"
    )
    left_count = fields.Integer(string="Left", compute="_compute_left_count")

    @api.depends(
        *("scope", "from_user_id", "to_user_id", "partner_ids", "company_id"),
        *("state", "line_ids"),
        *("with_activities", "with_orders", "with_order_activities"),
    )
    def _compute_counts(self):
        for handover in self:
            counts = handover._count()
            for name, what in handover._counted().items():
                handover[name] = counts.get(what, 0)

    def _counted(self):
        """Return ``{field: what of _count() it shows}``; an addon adds its own."""
        return {
            "customer_count": "customer",
            "activity_count": "mail.activity",
            "order_count": "sale.order",
        }

    def _compute_left_count(self):
        groups = self.env["customer.insight.handover.line"]._read_group(
            [("handover_id", "in", self.ids), ("state", "=", "left")],
            ["handover_id"],
            ["__count"],
        )
        counts = dict(groups)
        for handover in self:
            handover.left_count = counts.get(handover._origin, 0)

    def _count(self):
        """Return ``{model: number}``; customers apart from their contacts."""
        if self.state == "draft":
            self.env.flush_all()
            records = self._records_sql()
        else:
            lines = self.env["customer.insight.handover.line"]
            lines.flush_model()
            records = SQL(
                "SELECT partner_id, res_model, res_id FROM %s WHERE handover_id = %s",
                SQL.identifier(lines._table),
                self._origin.id or 0,
            )
        rows = self.env.execute_query(
            SQL(
                "SELECT CASE WHEN res_model = 'res.partner' AND res_id = partner_id"
                " THEN 'customer' ELSE res_model END AS what, COUNT(*)"
                " FROM (%s) records GROUP BY what",
                records,
            )
        )
        return dict(rows)

    # What belongs to it

    def _records_sql(self):
        """Select ``partner_id, res_model, res_id, old_user_id`` of what would move.

        The work at a customer is moved where it is his salesperson's; what colleagues
        do there stays theirs.
        """
        return SQL(
            "WITH customers AS MATERIALIZED (%s) %s",
            self._customers_sql(),
            SQL(" UNION ALL ").join(self._parts_sql()),
        )

    def _parts_sql(self):
        """Return the selects that make it up; addons add their documents."""
        parts = [self._contacts_sql()]
        if self.with_orders:
            here = SQL("record.company_id = %s", self.company_id.id)
            parts.append(self._open_sql("sale.order", here))
        models_ = []
        if self.with_activities:
            parts.append(self._open_sql("customer.insight.development"))
            parts.append(self._open_sql("customer.insight.promise"))
            models_ += ["res.partner", "customer.insight.signal"]
            models_ += ["customer.insight.person"]
        if self.with_order_activities:
            models_.append("sale.order")
        return [*parts, *map(self._activities_sql, models_)]

    def _customers_sql(self):
        """The customers with their salesperson: of the company, or of all companies."""
        if self.scope == "all":
            scope = SQL("user_id = %s", self.from_user_id.id or 0)
        else:
            chosen = self.partner_ids.commercial_partner_id._origin
            scope = SQL("id = ANY(%s)", chosen.ids)
        return SQL(
            """
            SELECT id, user_id FROM res_partner
             WHERE id = commercial_partner_id AND %s
               AND COALESCE(company_id, %s) = %s
               AND user_id IS DISTINCT FROM %s
            """,
            scope,
            self.company_id.id,
            self.company_id.id,
            self.to_user_id.id or None,
        )

    def _contacts_sql(self):
        """The customers, and those of their contacts who have the same salesperson."""
        return SQL(
            """
            SELECT customers.id AS partner_id, 'res.partner' AS res_model,
                   who.id AS res_id, who.user_id AS old_user_id
              FROM customers
              JOIN res_partner who ON who.commercial_partner_id = customers.id
             WHERE who.id = customers.id OR who.user_id = customers.user_id
            """
        )

    def _open_sql(self, model, only=None):
        """His documents of a model that are open."""
        return SQL(
            """
            SELECT customers.id, %s, record.id, record.user_id
              FROM customers
              JOIN res_partner who ON who.commercial_partner_id = customers.id
              JOIN %s record ON record.partner_id = who.id
             WHERE record.user_id = customers.user_id
               AND record.state = ANY(%s) AND %s
            """,
            model,
            SQL.identifier(self.env[model]._table),
            list(OPEN_STATES[model]),
            only or SQL("TRUE"),
        )

    def _activities_sql(self, model):
        """Open activities on a model's records, less the pool's own warnings."""
        partner = SQL("id") if model == "res.partner" else SQL("partner_id")
        ids = self.env["ir.model.data"]
        return SQL(
            """
            SELECT customers.id, 'mail.activity', activity.id, activity.user_id
              FROM customers
              JOIN res_partner who ON who.commercial_partner_id = customers.id
              JOIN %s record ON record.%s = who.id
              JOIN mail_activity activity
                ON activity.res_model = %s AND activity.res_id = record.id
             WHERE activity.active AND activity.user_id = customers.user_id
               AND activity.activity_type_id IS DISTINCT FROM %s
            """,
            SQL.identifier(self.env[model]._table),
            partner,
            model,
            ids._xmlid_to_res_id(WARNING, raise_if_not_found=False) or None,
        )

    def _customers(self):
        """Return the customers who would move, or moved."""
        if self.state == "draft":
            self.env.flush_all()
            rows = self.env.execute_query(
                SQL("SELECT id FROM (%s) customers ORDER BY id", self._customers_sql())
            )
            return self.env["res.partner"].browse(id_ for (id_,) in rows)
        return self.line_ids.partner_id
