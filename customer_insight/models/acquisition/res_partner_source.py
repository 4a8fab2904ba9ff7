from odoo import fields, models

from ..res_partner_file_fact import fact


class ResPartner(models.Model):
    """How a customer was found."""

    _inherit = "res.partner"

    insight_source_id = fact(
        fields.Many2one,
        "customer.insight.source",
        string="Found Through",
        index="btree_not_null",
        ondelete="restrict",
        help="The way in which this customer was found.",
    )
    insight_source_date = fact(
        fields.Date,
        string="Found On",
        help="Empty: the day on which he was entered.",
    )
    insight_source_note = fact(
        fields.Char, string="How He Was Found", help="Which fair, whose list, who told."
    )

    def action_insight_add_future(self):
        """Classify who was just entered, so that he is on the list at once."""
        self._insight_check_allowed()
        self.env["customer.insight.engine"].refresh(self.env.company, partners=self)
        action = self._insight_notify(
            self.env._("%(customer)s was added.", customer=self.display_name),
            "success",
            customer=self,
        )
        action["params"]["next"] = {"type": "ir.actions.act_window_close"}
        return action
