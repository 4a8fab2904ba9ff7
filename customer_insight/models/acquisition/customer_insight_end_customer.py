from odoo import fields, models

CHAIN = "customer_insight.source_chain"


class CustomerInsightEndCustomer(models.Model):
    """A customer's customer may become one of ours: the chain of introductions."""

    _inherit = "customer.insight.end_customer"

    prospect_id = fields.Many2one(
        "res.partner",
        string="Our Future Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        help="The contact that was made of him.",
    )
    company_id = fields.Many2one(related="partner_id.company_id")
    user_id = fields.Many2one(related="partner_id.user_id", string="Salesperson")

    def action_make_future_customer(self):
        """Make a contact of him, who came through this customer; open his file."""
        self.ensure_one()
        self.check_access("write")
        if not self.prospect_id:
            self.prospect_id = self.env["res.partner"].create(self._prospect_values())
        return self.prospect_id.action_insight_open_file()

    def _prospect_values(self):
        customer = self.partner_id
        source = self.env.ref(CHAIN, raise_if_not_found=False)
        return {
            "name": self.name,
            "is_company": True,
            "company_id": customer.company_id.id,
            "user_id": customer.user_id.id or self.env.uid,
            "customer_rank": 1,
            "insight_source_id": source and source.id,
            "insight_source_date": fields.Date.context_today(self),
            "insight_referred_by_id": customer.id,
            "insight_line_of_business": self.segment or self.use,
        }
