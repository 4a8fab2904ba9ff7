from odoo import fields, models


class CustomerInsightPolicy(models.Model):
    _inherit = "customer.insight.policy"

    questionnaire_days = fields.Integer(
        string="Questionnaires Valid for (days)",
        default=30,
        help="How long a customer may answer a questionnaire, unless it says so.",
    )

    _questionnaire_days_positive = models.Constraint(
        "CHECK(questionnaire_days > 0)", "A questionnaire is valid for a day at least."
    )
