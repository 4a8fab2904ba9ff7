from odoo import api, fields, models

# Our own kinds of activity that take place face to face, or on the telephone.
MEETINGS = (
    "business_review",
    "development_visit",
    "find_reason",
    "way_back",
    "key_person",
    "sign_contract",
)
CALLS = ("offer_follow_up",)


class CustomerInsightPolicy(models.Model):
    """How far each sign goes that a customer may buy."""

    _inherit = "customer.insight.policy"

    intention_version = fields.Float(
        string="A Further Version Counts (%)",
        default=20,
        help="Another quotation for the same products, open or withdrawn for a newer "
        "one: he goes on negotiating.",
    )
    intention_viewed = fields.Float(
        string="A Viewed Quotation Counts (%)",
        default=30,
        help="The customer opened it in the portal. Its last look counts.",
    )
    intention_answer = fields.Float(
        string="An Answer Counts (%)",
        default=30,
        help="A mail or a comment of the customer: the last one on each open quotation "
        "and on his file.",
    )
    intention_questionnaire = fields.Float(
        string="A Filled Questionnaire Counts (%)", default=20
    )
    intention_meeting = fields.Float(
        string="A Meeting Counts (%)",
        default=40,
        help="With the customer or one of his people, once a day.",
    )
    intention_call = fields.Float(
        string="A Call Counts (%)", default=15, help="Once a day."
    )
    intention_meeting_type_ids = fields.Many2many(
        "mail.activity.type",
        "customer_insight_policy_meeting_rel",
        string="Meetings Are",
        default=lambda self: self._default_meeting_types(),
        help="Activities of these types, when they are done.",
    )
    intention_call_type_ids = fields.Many2many(
        "mail.activity.type",
        "customer_insight_policy_call_rel",
        string="Calls Are",
        default=lambda self: self._default_call_types(),
        help="Activities of these types, when they are done.",
    )

    _intention_is_percent = models.Constraint(
        "CHECK(intention_version BETWEEN 0 AND 100"
        " AND intention_viewed BETWEEN 0 AND 100"
        " AND intention_answer BETWEEN 0 AND 100"
        " AND intention_questionnaire BETWEEN 0 AND 100"
        " AND intention_meeting BETWEEN 0 AND 100"
        " AND intention_call BETWEEN 0 AND 100)",
        "What a sign counts lies between 0 and 100 %.",
    )

    @api.model
    def _default_meeting_types(self):
        return self._activity_types("meeting", MEETINGS)

    @api.model
    def _default_call_types(self):
        return self._activity_types("phonecall", CALLS)

    @api.model
    def _activity_types(self, category, own):
        """Types of Odoo's category, Odoo's own meeting, and ours by their names."""
        kinds = self.env["mail.activity.type"].search([("category", "=", category)])
        names = [f"customer_insight.mail_activity_type_{name}" for name in own]
        if category == "meeting":
            names.append("mail.mail_activity_data_meeting")
        for name in names:
            kinds |= self.env.ref(name, raise_if_not_found=False) or kinds.browse()
        return kinds
