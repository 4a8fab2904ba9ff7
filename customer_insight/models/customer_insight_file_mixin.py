from odoo import fields, models
from odoo.tools import groupby


class CustomerInsightFileMixin(models.AbstractModel):
    """A line of the customer file, which goes with its customer.

    Whoever may change the customer may change the line; who sees him, sees it.
    """

    _name = "customer.insight.file.mixin"
    _description = "Line of the Customer File"
    _order = "sequence, id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10)

    def write(self, vals):
        """A line moves only to a customer whom the user may change, too."""
        res = super().write(vals)
        if "partner_id" in vals:
            self.check_access("write")
        return res

    def _check_access(self, operation):
        """Add to core's refusals the lines of customers that nobody may change here.

        :return: None, or ``(forbidden lines, function that makes the error)``
        """
        refused = super()._check_access(operation)
        if operation == "read":
            return refused
        allowed = self - refused[0] if refused else self
        if not self:
            return refused or self.env["res.partner"]._check_access("write")
        forbidden = allowed._of_customers_not_mine()
        if not forbidden:
            return refused
        if refused:
            return refused[0] + forbidden, refused[1]
        customers = forbidden.sudo().partner_id.with_env(self.env)
        return forbidden, lambda: customers._check_access("write")[1]()

    def _of_customers_not_mine(self):
        """Return the lines of customers whom the user may not change."""
        forbidden = self.browse()
        for customer, lines in groupby(self, lambda line: line.sudo().partner_id):
            if not customer.with_env(self.env).has_access("write"):
                forbidden += forbidden.concat(*lines)
        return forbidden
