from odoo import api, fields, models

from ..res_partner import USER

TOUCHES = {
    "appointment": (
        "mail.mail_activity_data_meeting",
        "customer_insight.mail_activity_type_business_review",
        "customer_insight.mail_activity_type_find_reason",
        "customer_insight.mail_activity_type_way_back",
        "customer_insight.mail_activity_type_development_visit",
        "customer_insight.mail_activity_type_sign_contract",
        "customer_insight.mail_activity_type_key_person",
    ),
    "contact": (
        "mail.mail_activity_data_call",
        "mail.mail_activity_data_email",
        "customer_insight.mail_activity_type_new_product_talk",
        "customer_insight.mail_activity_type_remove_obstacle",
        "customer_insight.mail_activity_type_trial_offer",
        "customer_insight.mail_activity_type_standard_offer",
        "customer_insight.mail_activity_type_offer_follow_up",
        "customer_insight.mail_activity_type_send_news",
    ),
}
"""Which of Odoo's types and ours are a touch: {touch: external ids}."""
BY_CATEGORY = {"meeting": "appointment", "phonecall": "contact"}


class MailActivityType(models.Model):
    """Which activities bring us before the customer."""

    _inherit = "mail.activity.type"

    insight_touch = fields.Selection(
        [
            ("contact", "He hears from us"),
            ("appointment", "An appointment"),
            ("none", "None: he hears nothing"),
        ],
        string="Touch",
        groups=USER,
        help="Whether the customer hears from us: such activities, once done, count "
        "towards the four touches that make trust.",
    )

    @api.model
    def _insight_decide_touches(self):
        """Decide for types about which nobody has decided: on installing, updating.

        What somebody chose stays, also that it is no touch.
        """
        ids = self.env["ir.model.data"]
        known = {
            ids._xmlid_to_res_id(name, raise_if_not_found=False): touch
            for touch, names in TOUCHES.items()
            for name in names
        }
        types = self.with_context(active_test=False)
        for kind in types.search([("insight_touch", "=", False)]):
            usual = BY_CATEGORY.get(kind.category, "none")
            kind.insight_touch = known.get(kind.id, usual)
