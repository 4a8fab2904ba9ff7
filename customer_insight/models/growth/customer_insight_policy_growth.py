from odoo import api, fields, models
from odoo.tools import ormcache

from ..customer_insight import GROWTH_STAGES

LIMITS = {stage: f"stage_days_{stage}" for stage, _label in GROWTH_STAGES}


class CustomerInsightPolicy(models.Model):
    """How long a customer may stay in a stage, and when predictions are checked."""

    _inherit = "customer.insight.policy"

    stage_days_potential = fields.Integer(
        string="Potential for at Most (days)", help="0: for any time."
    )
    stage_days_trial = fields.Integer(
        string="In Trial for at Most (days)", default=60, help="0: for any time."
    )
    stage_days_intention = fields.Integer(
        string="In Intention for at Most (days)", default=120, help="0: for any time."
    )
    stage_days_quasi = fields.Integer(
        string="Quasi-customer for at Most (days)", default=270, help="0: for any time."
    )
    stage_days_regular = fields.Integer(
        string="Regular for at Most (days)", help="0: for any time."
    )
    calibration_days = fields.Integer(
        string="Outcome After (days)",
        default=91,
        help="Calibration looks whether a customer bought within so many days.",
    )
    calibration_minimum = fields.Integer(
        string="Cases Needed",
        default=30,
        help="So many who did and so many who did not: with fewer, calibration says "
        "nothing.",
    )

    _stage_days_positive = models.Constraint(
        "CHECK(stage_days_potential >= 0 AND stage_days_trial >= 0"
        " AND stage_days_intention >= 0 AND stage_days_quasi >= 0"
        " AND stage_days_regular >= 0)",
        "Days in a stage cannot be negative.",
    )
    _calibration_positive = models.Constraint(
        "CHECK(calibration_days BETWEEN 1 AND 730 AND calibration_minimum > 0)",
        "Calibration needs 1 to 730 days, and at least one case.",
    )

    @api.model
    @ormcache("company_id")
    def _stage_limits(self, company_id):
        """Return ``{stage: days}`` of the stages that have a limit."""
        company = self.env["res.company"].browse(company_id)
        policy = self._for_company(company)
        limits = {stage: policy[name] for stage, name in LIMITS.items()}
        return {stage: days for stage, days in limits.items() if days}

    @api.model_create_multi
    def create(self, vals_list):
        """Forget the limits known."""
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        """Forget the limits known, where they change."""
        if not set(LIMITS.values()).isdisjoint(vals):
            self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        """Forget the limits known."""
        self.env.registry.clear_cache()
        return super().unlink()
