from odoo import api, fields, models
from odoo.tools import SQL


class CustomerInsightHandover(models.Model):
    """His open leads and opportunities go with the customers, and come back."""

    _inherit = "customer.insight.handover"

    with_opportunities = fields.Boolean(
        string="Open Opportunities",
        default=True,
        help="His leads and opportunities that are neither won nor lost, with his "
        "activities on them.",
    )
    opportunity_count = fields.Integer(
        string="Opportunities Included", compute="_compute_counts"
    )

    def _settled_fields(self):
        return super()._settled_fields() | {"with_opportunities"}

    @api.depends("with_opportunities")
    def _compute_counts(self):
        return super()._compute_counts()

    def _counted(self):
        return {**super()._counted(), "opportunity_count": "crm.lead"}

    def _in_words(self):
        more = self.env._("open opportunities: %s", self.opportunity_count)
        return [*super()._in_words(), more]

    def _team_models(self):
        return [*super()._team_models(), "crm.lead"]

    def _parts_sql(self):
        parts = super()._parts_sql()
        if self.with_opportunities:
            parts += [self._leads_sql(), self._activities_sql("crm.lead")]
        return parts

    def _leads_sql(self):
        """Those without a company go along, whatever company hands over."""
        return SQL(
            """
            SELECT customers.id, 'crm.lead', lead.id, lead.user_id
              FROM customers
              JOIN res_partner who ON who.commercial_partner_id = customers.id
              JOIN crm_lead lead ON lead.partner_id = who.id
             WHERE lead.user_id = customers.user_id AND lead.active
               AND lead.won_status = 'pending'
               AND COALESCE(lead.company_id, %(company)s) = %(company)s
            """,
            company=self.company_id.id,
        )
