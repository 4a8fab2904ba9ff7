from markupsafe import Markup

from odoo import fields, models


class CustomerInsight(models.Model):
    """The customer's pipeline beside his figures."""

    _inherit = "customer.insight"

    opportunity_count = fields.Integer(string="Open Opportunities", readonly=True)
    opportunity_amount = fields.Monetary(
        string="In the Pipeline",
        readonly=True,
        help="Expected revenue of open opportunities, a year of what recurs.",
    )

    def action_open_opportunities(self):
        """Open the customer's pipeline."""
        self.ensure_one()
        self.check_access("read")
        name = self.env._("Opportunities")
        return {
            "type": "ir.actions.act_window",
            "name": f"{name} · {self.partner_id.display_name}",
            "res_model": "crm.lead",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "mobile_view_mode": "kanban",
            "domain": [
                ("partner_id.commercial_partner_id", "=", self.partner_id.id),
                ("company_id", "in", [self.company_id.id, False]),
                ("type", "=", "opportunity"),
                ("won_status", "=", "pending"),
            ],
            "context": {
                "default_type": "opportunity",
                "default_partner_id": self.partner_id.id,
            },
        }

    def _explain_signs(self):
        signs = super()._explain_signs()
        if self.opportunity_count:
            count = self.opportunity_count
            signs.insert(0, self.env._("open opportunities: %(count)s", count=count))
        return signs

    def _explain_expectation(self):
        """The larger of what is quoted and what the pipeline expects."""
        if self.rating_id or self.opportunity_amount <= self.quotation_amount:
            return super()._explain_expectation()
        return self.env._(
            "in the pipeline: %(amount)s",
            amount=self._format_amount(self.opportunity_amount),
        )

    def _step_kinds(self):
        return {**super()._step_kinds(), "opportunity": self.env._("Opportunity")}

    def _step_model(self, step):
        if step["kind"] == "opportunity":
            return "crm.lead"
        return super()._step_model(step)

    def _step_words(self, step, names):
        """Say with which other document a sign is one need."""
        words = super()._step_words(step, names)
        other = self._same_need(step)
        if not other:
            return words
        return Markup("{words} <span class='text-muted'>{with_}</span>").format(
            words=words,
            with_=self.env._("one need with %(other)s, counted once", other=other),
        )

    def _same_need(self, step):
        """Return the names of the documents that count nothing beside this one."""
        if step["kind"] == "opportunity":
            lead = self.env["crm.lead"].browse(step["document_id"])
            return ", ".join(lead.order_ids.filtered(self._is_asked).mapped("name"))
        if step["kind"] not in ("sent", "draft"):
            return False
        lead = self.env["sale.order"].browse(step["document_id"]).opportunity_id
        return self._is_asked(lead) and lead.name

    def _is_asked(self, document):
        """Whether a document is open, and this customer's."""
        if document.partner_id.commercial_partner_id != self.partner_id:
            return False
        if document._name == "crm.lead":
            return document.won_status == "pending"
        return document.state in ("draft", "sent") and not document.is_expired
