from odoo import api, fields, models

# Fields of an order that change a customer's figures when written.
# Amounts are computed: see _compute_amounts.
RELEVANT = {
    "state",
    "partner_id",
    "date_order",
    "company_id",
    "currency_id",
    "currency_rate",
    "validity_date",
    "insight_is_sample",
}


class SaleOrder(models.Model):
    _inherit = "sale.order"

    insight_is_sample = fields.Boolean(
        string="Sample",
        copy=False,
        groups="base.group_user",
        help="Goods to try. A sample is no purchase: it counts for the growth stage "
        "only.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders._insight_changed()
        return orders

    def write(self, vals):
        relevant = not RELEVANT.isdisjoint(vals)
        if relevant and "partner_id" in vals:
            self._insight_changed()
        res = super().write(vals)
        if relevant:
            self._insight_changed()
        return res

    def unlink(self):
        self._insight_changed()
        return super().unlink()

    def _compute_amounts(self):
        res = super()._compute_amounts()
        self.filtered("id")._insight_changed()
        return res

    def _insight_changed(self):
        """Have the customers refreshed after this transaction."""
        partners = self.sudo().partner_id
        self.env["customer.insight.request"]._ask(partners._origin.ids)
