from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """A meeting or a call that is done changes the customer's intention."""
        partner_ids = self._insight_customers()
        res = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        if partner_ids:
            self.env["customer.insight.request"]._ask(partner_ids)
        return res

    def _insight_customers(self):
        """Return the ids of partners whom these activities are about."""
        by_model = self.sudo().grouped("res_model")
        none = self.browse()
        partner_ids = by_model.get("res.partner", none).mapped("res_id")
        orders = by_model.get("sale.order", none).mapped("res_id")
        if orders:
            orders = self.env["sale.order"].sudo().browse(orders).exists()
            partner_ids += orders.partner_id.ids
        return partner_ids
