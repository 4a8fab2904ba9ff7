from odoo import api, fields, models


class CustomerInsightReplayParameter(models.TransientModel):
    """A number of the detector, as it is set and what if it were another."""

    _name = "customer.insight.replay.parameter"
    _description = "Number on the Past"
    _inherit = "customer.insight.parameter.mixin"
    _rec_name = "label"
    _order = "sequence, id"
    _transient_max_hours = 24

    replay_id = fields.Many2one(
        "customer.insight.replay",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    setting_id = fields.Many2one(related="replay_id.setting_id")
    as_set = fields.Float(string="As It Is", digits=(12, 2), readonly=True)
    what_if = fields.Float(digits=(12, 2))

    def write(self, vals):
        result = super().write(vals)
        if "what_if" in vals:
            self.replay_id._not_tried()
        return result

    @api.constrains("what_if")
    def _check_what_if(self):
        for row in self:
            row._check_within(row.what_if)
