from odoo import fields, models

from ..res_partner import USER


class MailActivityType(models.Model):
    """Which activities bring us before the customer."""

    _inherit = "mail.activity.type"

    insight_touch = fields.Selection(
        [("contact", "He hears from us"), ("appointment", "An appointment")],
        string="Touch",
        groups=USER,
        help="Whether the customer hears from us: such activities, once done, count "
        "towards the four touches that make trust.",
    )
