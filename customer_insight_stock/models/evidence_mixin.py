from odoo import api, fields, models


class CustomerInsightEvidenceMixin(models.AbstractModel):
    """Deliveries and returns are documents of a signal, too."""

    _inherit = "customer.insight.evidence.mixin"

    picking_count = fields.Integer(
        string="Transfers", compute="_compute_document_counts"
    )

    @api.depends("evidence")
    def _compute_document_counts(self):
        res = super()._compute_document_counts()
        for record in self:
            record.picking_count = len(record._document_ids("pickings"))
        return res

    def _document_models(self):
        return {**super()._document_models(), "pickings": "stock.picking"}

    def _document_titles(self):
        return {**super()._document_titles(), "pickings": self.env._("Transfers")}
