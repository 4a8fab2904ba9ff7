from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.fields import Domain

PURCHASES = Domain(
    [
        ("state", "=", "sale"),
        ("insight_is_sample", "!=", True),
        ("amount_untaxed", "!=", 0),
    ]
)
SAMPLES = Domain("state", "=", "sale") & (
    Domain("insight_is_sample", "=", True) | Domain("amount_untaxed", "=", 0)
)


class CustomerInsight(models.Model):
    """The documents behind the figures, one click away.

    The same window and conditions as the engine's, as of its last refresh.
    """

    _inherit = "customer.insight"

    def action_open_orders(self):
        """Open the orders of the window that make contribution and stability."""
        domain = PURCHASES & self._in_window()
        return self._open("sale.order", self.env._("Orders"), domain)

    def action_open_orders_ever(self):
        """Open all orders that could be purchases."""
        domain = PURCHASES & Domain("date_order", "<", self._as_of())
        return self._open("sale.order", self.env._("Orders Ever"), domain)

    def action_open_months(self):
        """Show the orders of the window by month: how even they are."""
        action = self.action_open_orders()
        action["views"] = [(False, "graph"), (False, "list"), (False, "form")]
        action["context"] = {
            "create": False,
            "graph_groupbys": ["date_order:month"],
            "graph_measure": "amount_untaxed",
            "graph_mode": "bar",
        }
        return action

    def action_open_quotations(self):
        """Open the quotations that are still open."""
        name = self.env._("Quotations")
        return self._open("sale.order", name, self._open_quotations_domain(), None)

    def _open_quotations_domain(self):
        """Quotations of the window that have not run out, of these customers."""
        last_day = self[:1]._as_of().date() - timedelta(days=1)
        domain = Domain(
            [
                ("state", "in", ("draft", "sent")),
                ("insight_is_sample", "!=", True),
                ("amount_untaxed", ">", 0),
                "|",
                ("validity_date", "=", False),
                ("validity_date", ">=", last_day),
            ]
        )
        return domain & self[:1]._in_window() & self._mine()

    def action_open_samples(self):
        """Open samples and free orders of the window."""
        domain = SAMPLES & self._in_window()
        return self._open("sale.order", self.env._("Samples"), domain)

    def action_open_discounted(self):
        """Open the discounted lines of the window's orders."""
        orders = PURCHASES & self._in_window()
        domain = Domain("discount", ">", 0) & Domain("order_id", "any", orders)
        return self._open(
            "sale.order.line", self.env._("Discounted Lines"), domain, "order_id."
        )

    def action_open_refunds(self):
        """Open the posted credit notes on the window's orders."""
        orders = PURCHASES & self._in_window()
        domain = Domain(
            [
                ("move_type", "=", "out_refund"),
                ("state", "=", "posted"),
                ("date", "<", self._as_of().date()),
                ("line_ids.sale_line_ids.order_id", "any", orders & self._mine()),
                ("company_id", "=", self.company_id.id),
            ]
        )
        return self._open("account.move", self.env._("Refunds"), domain, None)

    def action_open_referred(self):
        """Open the customers whom he or his contacts sent us."""
        domain = Domain(
            "insight_referred_by_id.commercial_partner_id", "=", self.partner_id.id
        )
        return self._open("res.partner", self.env._("Referred Customers"), domain, None)

    def _mine(self, path=""):
        """The customers' own documents in the rows' company."""
        return Domain(
            [
                (f"{path}partner_id.commercial_partner_id", "in", self.partner_id.ids),
                (f"{path}company_id", "in", self.company_id.ids),
            ]
        )

    def _open(self, model, name, domain, path=""):
        """Return the action for the documents; ``path`` leads to their order."""
        self.ensure_one()
        if path is not None:
            domain &= self._mine(path)
        return {
            "type": "ir.actions.act_window",
            "name": f"{name} · {self.partner_id.display_name}",
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": list(domain),
            "context": {"create": False},
        }

    def _as_of(self):
        """The moment before which the figures took documents."""
        as_of = self._cutoff().as_of or self.env["customer.insight.engine"]._today()
        return fields.Datetime.to_datetime(as_of)

    def _in_window(self):
        """Orders of the window."""
        end = self._as_of()
        months = self._cutoff().window_months or 12
        start = end - relativedelta(months=months)
        return Domain([("date_order", ">=", start), ("date_order", "<", end)])

    def _cutoff(self):
        return self.env["customer.insight.cutoff"].search(
            [("company_id", "=", self.company_id.id)]
        )
