from odoo import api, fields, models

STATES = [("moved", "Moved"), ("restored", "Given back"), ("left", "Left")]
WHY = [
    ("changed", "Somebody else has it now"),
    ("done", "Done meanwhile"),
    ("gone", "Deleted meanwhile"),
]


class CustomerInsightHandoverLine(models.Model):
    """One record that was handed over, and whose it was."""

    _name = "customer.insight.handover.line"
    _description = "Record Handed Over"
    _order = "res_model, id"

    handover_id = fields.Many2one(
        "customer.insight.handover",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    old_user_id = fields.Many2one(
        "res.users", string="Was Of", readonly=True, ondelete="set null"
    )
    old_team_id = fields.Many2one(
        "crm.team",
        string="Was of Team",
        readonly=True,
        ondelete="set null",
        help="Of documents: Odoo gives them a team of their new salesperson.",
    )
    what = fields.Char(compute="_compute_what")
    state = fields.Selection(STATES, required=True, default="moved", readonly=True)
    why_left = fields.Selection(WHY, readonly=True)

    @api.depends("res_model")
    @api.depends_context("lang")
    def _compute_what(self):
        for line in self:
            line.what = self.env["ir.model"]._get(line.res_model).name
