from odoo import models

# Whose reason the top of the form asks for: where time is worth most.
ASKED = ("EII", "PII")


class CustomerInsight(models.Model):
    _inherit = "customer.insight"

    def _summary(self):
        """Add the reasons that hold, where finding them comes first."""
        said = super()._summary()
        if self.category in ASKED:
            said["reasons"] = self._open_reasons().mapped("name")
        return said

    def _open_reasons(self):
        """The reasons that hold at the customer in the row's company; one query."""
        here = [
            ("partner_id", "=", self.partner_id.id),
            ("company_id", "=", self.company_id.id),
            ("state", "=", "open"),
        ]
        reasons = self.env["customer.insight.reason"].with_context(active_test=False)
        return reasons.search_fetch([("customer_reason_ids", "any", here)], ["name"])

    def action_open_reasons(self):
        """Open what was found out about the customer, also what is over."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reasons"),
            "res_model": "customer.insight.customer.reason",
            "views": [(False, "list"), (False, "form")],
            "domain": [("partner_id", "in", self.partner_id.ids)],
        }
