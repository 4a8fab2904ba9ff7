from odoo import fields, models

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
    _name = "sale.order"
    _inherit = ("sale.order", "customer.insight.asking")

    insight_is_sample = fields.Boolean(
        string="Sample",
        copy=False,
        groups="base.group_user",
        help="Goods to try. A sample is no purchase: it counts for the growth stage "
        "only.",
    )

    def _insight_relevant(self):
        return RELEVANT

    def _compute_amounts(self):
        res = super()._compute_amounts()
        self.filtered("id")._insight_changed()
        return res
