from dateutil.relativedelta import relativedelta

from odoo import models


class CustomerInsight(models.Model):
    """The documents behind the figures, one click away."""

    _inherit = "customer.insight"

    def action_open_orders(self):
        """Open the orders of the window that make contribution and stability."""
        return self._open_orders(
            self.env._("Orders"),
            [("state", "=", "sale"), ("date_order", ">=", self._window_start())],
        )

    def action_open_orders_ever(self):
        """Open all confirmed orders."""
        return self._open_orders(self.env._("Orders Ever"), [("state", "=", "sale")])

    def action_open_months(self):
        """Show the orders of the window by month: how even they are."""
        action = self.action_open_orders()
        action["views"] = [(False, "graph"), (False, "list"), (False, "form")]
        action["context"] = {
            "graph_groupbys": ["date_order:month"],
            "graph_measure": "amount_untaxed",
            "graph_mode": "bar",
        }
        return action

    def action_open_quotations(self):
        """Open the quotations that are still open."""
        return self._open_orders(
            self.env._("Quotations"), [("state", "in", ("draft", "sent"))]
        )

    def action_open_samples(self):
        """Open samples and free orders of the window."""
        return self._open_orders(
            self.env._("Samples"),
            [
                ("state", "=", "sale"),
                ("date_order", ">=", self._window_start()),
                "|",
                ("insight_is_sample", "=", True),
                ("amount_untaxed", "=", 0),
            ],
        )

    def action_open_discounted(self):
        """Open the discounted lines of the window."""
        domain = [
            ("order_id.partner_id.commercial_partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
            ("state", "=", "sale"),
            ("order_id.date_order", ">=", self._window_start()),
            ("discount", ">", 0),
        ]
        return self._open("sale.order.line", self.env._("Discounted Lines"), domain)

    def action_open_refunds(self):
        """Open the posted credit notes on his orders."""
        self.ensure_one()
        domain = [
            ("move_type", "=", "out_refund"),
            ("state", "=", "posted"),
            ("company_id", "=", self.company_id.id),
            (
                "line_ids.sale_line_ids.order_id.partner_id",
                "child_of",
                self.partner_id.ids,
            ),
        ]
        return self._open("account.move", self.env._("Refunds"), domain)

    def _open_orders(self, name, domain):
        self.ensure_one()
        mine = [
            ("partner_id.commercial_partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
        ]
        return self._open("sale.order", name, mine + domain)

    def _open(self, model, name, domain):
        return {
            "type": "ir.actions.act_window",
            "name": f"{name} · {self.partner_id.display_name}",
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": domain,
            "context": {"create": False},
        }

    def _window_start(self):
        """The window's first day, for today."""
        policy = self.env["customer.insight.policy"]._for_company(self.company_id)
        today = self.env["customer.insight.engine"]._today()
        return today - relativedelta(months=policy.window_months)
