from odoo import fields, models

from odoo.addons.customer_insight.models.res_partner import USER


class CrmLostReason(models.Model):
    _inherit = "crm.lost.reason"

    insight_reason_id = fields.Many2one(
        "customer.insight.reason",
        string="Reason at the Customer",
        domain="[('topic', '=', 'low_intention')]",
        ondelete="set null",
        index="btree_not_null",
        groups=USER,
        help="Suggested on the file of a customer whose opportunity was lost for this.",
    )
