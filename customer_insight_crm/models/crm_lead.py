from odoo import api, fields, models

from odoo.addons.customer_insight.models.customer_insight import CATEGORIES
from odoo.addons.customer_insight.models.res_partner import USER

# Fields of a lead that change its customer's figures when written.
RELEVANT = {
    "partner_id",
    "type",
    "active",
    "stage_id",
    "probability",
    "company_id",
    "expected_revenue",
    "recurring_revenue",
    "recurring_plan",
}


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ("crm.lead", "customer.insight.asking")

    insight_category = fields.Selection(
        CATEGORIES, string="Class", compute="_compute_insight_category", groups=USER
    )
    insight_explanation = fields.Char(
        compute="_compute_insight_explanation", string="Why", groups=USER
    )

    @api.depends("partner_id")
    @api.depends_context("company")
    def _compute_insight_category(self):
        """The class of the opportunity's customer in this company."""
        for lead in self:
            lead.insight_category = lead.partner_id.insight_id.category

    @api.depends("partner_id")
    @api.depends_context("company", "lang")
    def _compute_insight_explanation(self):
        for lead in self:
            lead.insight_explanation = lead.partner_id.insight_id.explanation

    # The customer waits for a refresh

    def _insight_relevant(self):
        return RELEVANT

    # Future customers

    def action_insight_make_customers(self):
        """Make a contact of each lead without one: a future customer.

        Who is known by his mail is taken, not doubled.
        """
        self.check_access("write")
        for lead in self.filtered(lambda lead: not lead.partner_id):
            known = lead._find_matching_partner()
            lead._handle_partner_assignment(force_partner_id=known.id)
            if not known and lead.user_id:
                lead.partner_id.commercial_partner_id.user_id = lead.user_id
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    # Lost opportunities suggest a reason

    @api.model
    def _insight_suggesting(self, customer, company):
        """Return the last lost opportunity whose reason nobody noted yet, or none.

        Of the last year, and of those that the user may see.
        """
        noted = customer.insight_reason_ids.filtered(
            lambda row: row.company_id == company
        ).reason_id
        return self.with_context(active_test=False).search(
            [
                ("partner_id.commercial_partner_id", "=", customer.id),
                ("company_id", "in", [company.id, False]),
                ("won_status", "=", "lost"),
                ("date_closed", ">=", "today -12m"),
                ("lost_reason_id.insight_reason_id", "!=", False),
                ("lost_reason_id.insight_reason_id", "not in", noted.ids),
            ],
            order="date_closed DESC, id DESC",
            limit=1,
        )
