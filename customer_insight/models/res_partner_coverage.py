from odoo import api, fields, models

from .res_partner import USER


class ResPartner(models.Model):
    _inherit = "res.partner"

    insight_coverage_gaps = fields.Json(
        string="Gaps in the People Known",
        compute="_compute_insight_coverage_gaps",
        prefetch="insight_file",
        groups=USER,
        help="Coverage rules that the customer breaks here, the worst first.",
    )

    @api.depends(
        "child_ids.insight_decision_role",
        "child_ids.insight_has_left",
        "child_ids.insight_attitude",
    )
    @api.depends_context("company", "lang")
    def _compute_insight_coverage_gaps(self):
        """A list of ``{"name", "advice", "severity", "label"}``, None without gaps."""
        Coverage = self.env["customer.insight.coverage"]
        gaps = dict.fromkeys(self.commercial_partner_id.ids, ())
        for rule, partner in Coverage._gaps(
            self.env.company, self.commercial_partner_id
        ):
            gaps[partner] += (Coverage.sudo().browse(rule),)
        for partner in self:
            rules = gaps.get(partner.commercial_partner_id.id, ())
            partner.insight_coverage_gaps = [rule._describe() for rule in rules] or None

    def _insight_hand_over(self):
        """What people are to be found goes to the new salesperson, too."""
        res = super()._insight_hand_over()
        Activity = self.env["mail.activity"].sudo()
        for user, partners in self.sudo().grouped("user_id").items():
            open_ones = Activity.search(
                [
                    ("insight_coverage_id", "!=", False),
                    ("res_model", "=", "res.partner"),
                    ("res_id", "in", partners.ids),
                    ("user_id", "!=", user.id),
                ]
            )
            if user and open_ones:
                open_ones.write({"user_id": user.id})
        return res
