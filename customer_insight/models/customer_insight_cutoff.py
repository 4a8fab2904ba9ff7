from odoo import fields, models


class CustomerInsightCutoff(models.Model):
    """What a company's classes stand on: cut-offs and window of its last refresh."""

    _name = "customer.insight.cutoff"
    _description = "Customer Insight Cut-off"
    _log_access = False

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    contribution_cut = fields.Monetary(readonly=True)
    stability_cut = fields.Float(digits=(5, 2), readonly=True)
    window_months = fields.Integer(readonly=True)
    as_of = fields.Date(readonly=True)

    _company_unique = models.Constraint(
        "UNIQUE(company_id)", "A company has one set of cut-offs."
    )
