from odoo import fields, models

from ..res_partner_insight import insight


class ResPartner(models.Model):
    """How long a customer has been in his growth stage, read from his insight."""

    _inherit = "res.partner"

    insight_growth_stage_since = insight("growth_stage_since", kind=fields.Date)
    insight_stage_days = insight("stage_days", kind=fields.Integer)
    insight_is_stuck = insight("is_stuck", kind=fields.Boolean)
