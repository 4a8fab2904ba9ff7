from odoo import fields, models


class CustomerInsightQuestionnaireShare(models.TransientModel):
    """Shows a new link once. It is never saved, so that nobody reads it here later."""

    _name = "customer.insight.questionnaire.share"
    _description = "Customer Questionnaire Link to Copy"

    url = fields.Char("Link", readonly=True)
    message = fields.Char(readonly=True)
