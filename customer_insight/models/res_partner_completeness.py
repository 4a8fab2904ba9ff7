from odoo import api, fields, models
from odoo.fields import Domain

from .res_partner import USER
from .res_partner_insight import insight

SHOWN = 5  # missing facts that the file names


class ResPartner(models.Model):
    """What the customer's file lacks, the dearest first."""

    _inherit = "res.partner"

    insight_completeness = insight("completeness", kind=fields.Integer)
    insight_file_completeness = fields.Integer(
        string="File", compute="_compute_insight_missing", groups=USER
    )
    insight_missing_ids = fields.Many2many(
        "customer.insight.requirement",
        string="Missing",
        compute="_compute_insight_missing",
        groups=USER,
        help="What would tell most about a customer of this class.",
    )
    insight_missing_count = fields.Integer(
        string="Missing Facts", compute="_compute_insight_missing", groups=USER
    )
    insight_sections = fields.Char(
        string="Sections With Facts",
        compute="_compute_insight_sections",
        groups=USER,
    )

    def _compute_insight_missing(self):
        """The same figure as the stored one, as it is now."""
        Requirement = self.env["customer.insight.requirement"]
        for partner, needed, known in Requirement._needed_and_known(self):
            partner = partner.with_env(self.env)
            missing = needed.filtered(lambda fact, known=known: fact.id not in known)
            partner.insight_missing_ids = missing[:SHOWN]
            partner.insight_missing_count = len(missing)
            partner.insight_file_completeness = self._insight_percent(
                partner.insight_category, needed, missing
            )

    @api.model
    def _insight_percent(self, category, needed, missing):
        """100 × weights known ÷ weights needed, floored; 100 if nothing is needed."""
        total = needed._total_weight(category)
        known = total - missing._total_weight(category)
        return 100 * known // total if total else 100

    @api.depends("insight_fact_ids.section")
    def _compute_insight_sections(self):
        for partner in self:
            partner.insight_sections = ",".join(
                sorted(set(partner.insight_fact_ids.mapped("section")))
            )

    def _insight_changed(self):
        """People come and go with their facts."""
        res = super()._insight_changed()
        self.env["customer.insight"]._complete_soon(self)
        return res

    def _insight_facts_changed(self, changed, known=True):
        res = super()._insight_facts_changed(changed, known=known)
        if changed:
            self.invalidate_model(
                [
                    "insight_missing_ids",
                    "insight_missing_count",
                    "insight_file_completeness",
                ],
                flush=False,
            )
        return res

    def action_insight_open_survey(self):
        """Open the file to enter what a survey firm found out."""
        action = self.action_insight_open_file()
        return {
            **action,
            "name": self.env._("What a Survey Firm Found Out"),
            "context": {"insight_source": "survey"},
        }

    def action_insight_confirm_section(self):
        """Somebody found all facts of a page still true; the context names the page."""
        self._insight_check_allowed()
        self.check_access("write")
        section = self.env.context.get("insight_section")
        facts = self.insight_fact_ids.filtered_domain(Domain("section", "=", section))
        facts.action_confirm()
