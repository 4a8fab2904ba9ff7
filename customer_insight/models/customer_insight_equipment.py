from odoo import api, fields, models
from odoo.exceptions import ValidationError

FIRST_YEAR = 1900


class CustomerInsightEquipment(models.Model):
    """A product of our kind that a customer has, and what he buys of it a year."""

    _name = "customer.insight.equipment"
    _description = "Installed Base of a Customer"
    _inherit = "customer.insight.file.mixin"

    name = fields.Char(
        string="What He Has", required=True, help="Make and model, as he calls it."
    )
    product_id = fields.Many2one(
        "product.product",
        string="Our Product",
        ondelete="set null",
        index="btree_not_null",
        help="Which of our products it is, or which could take its place.",
    )
    categ_id = fields.Many2one(
        "product.category",
        string="Product Family",
        compute="_compute_categ_id",
        store=True,
        readonly=False,
        ondelete="set null",
        index="btree_not_null",
    )
    competitor_id = fields.Many2one(
        "customer.insight.competitor",
        string="Bought From",
        ondelete="set null",
        index="btree_not_null",
        help="The rival who supplies it, if it is not we.",
    )
    quantity = fields.Integer(default=1, help="How many he has.")
    since_year = fields.Integer(string="Since (Year)", aggregator=False)
    use = fields.Char(string="How It Is Used", help="By whom, for what, how hard.")
    currency_id = fields.Many2one(related="partner_id.insight_file_currency_id")
    yearly_demand = fields.Monetary(
        help="What he buys of this kind a year, from everybody, in the file's "
        "currency.",
    )

    _numbers_positive = models.Constraint(
        "CHECK(quantity >= 0 AND yearly_demand >= 0)",
        "Quantity and yearly demand cannot be negative.",
    )

    @api.depends("product_id")
    def _compute_categ_id(self):
        """The product's family, unless somebody named one."""
        for line in self:
            line.categ_id = line.product_id.categ_id or line.categ_id

    @api.constrains("since_year")
    def _check_since_year(self):
        latest = fields.Date.today().year
        for line in self:
            if line.since_year and not FIRST_YEAR <= line.since_year <= latest:
                raise ValidationError(
                    self.env._(
                        "Since when does he have “%(name)s”? Write a year between "
                        "%(first)s and %(latest)s, or nothing.",
                        name=line.name,
                        first=str(FIRST_YEAR),
                        latest=str(latest),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._keep_currency()
        return lines

    def write(self, vals):
        res = super().write(vals)
        if vals.get("yearly_demand"):
            self._keep_currency()
        return res

    def _keep_currency(self):
        self.filtered("yearly_demand").partner_id._insight_keep_currency()
