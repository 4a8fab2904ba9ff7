from odoo import api, fields, models

from ..report.customer_card import SECTIONS


class CustomerInsightCardWizard(models.TransientModel):
    """Choose what is on the customers' cards, then print or look at them."""

    _name = "customer.insight.card.wizard"
    _description = "Print Customer Cards"

    def _default_partner_ids(self):
        """The customers of what is chosen in the list or open on the form."""
        if self.env.context.get("active_model") != "res.partner":
            return False
        chosen = self.env["res.partner"].browse(self.env.context.get("active_ids", []))
        return chosen.commercial_partner_id

    partner_ids = fields.Many2many(
        "res.partner",
        string="Customers",
        required=True,
        default=lambda self: self._default_partner_ids(),
    )
    figures = fields.Boolean(
        default=True, help="Key figures, the last 12 months, open quotations."
    )
    classification = fields.Boolean(
        string="Class and Strategy",
        default=True,
        help="Class with its reason, stage, purchase mode, strategy, next action.",
    )
    judgement = fields.Boolean(
        string="Our Judgement",
        help="Who judged him otherwise than the figures and why; what we think of him "
        "and of his people.",
    )
    personality = fields.Boolean(help="Character and how to talk to him, with advice.")
    credit = fields.Boolean(help="Credit standing and past credit problems.")
    personal_file = fields.Boolean(help="Family, hobbies and the like of his people.")
    may_print_personal_file = fields.Boolean(compute="_compute_may_print_personal_file")

    @api.depends_context("uid")
    def _compute_may_print_personal_file(self):
        Card = self.env["report.customer_insight.report_customer_card"]
        self.may_print_personal_file = Card._may_print("personal_file")

    def action_print(self):
        """Download the cards as one PDF, a page each."""
        return self._report_action()

    def action_preview(self):
        """Show the cards in the browser."""
        return {**self._report_action(), "report_type": "qweb-html"}

    def _report_action(self):
        self.ensure_one()
        self.partner_ids._insight_check_allowed()
        report = self.env.ref("customer_insight.action_report_customer_card").sudo()
        data = {
            "ids": self.partner_ids.ids,
            "include": [name for name in SECTIONS if self[name]],
        }
        return {
            **report.report_action(self.partner_ids, data=data, config=False),
            "close_on_report_download": True,
        }
