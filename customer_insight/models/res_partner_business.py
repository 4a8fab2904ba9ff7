from odoo import fields, models

from .res_partner_file_fact import fact

POWERS = [("strong", "Strong"), ("medium", "Medium"), ("weak", "Weak")]
GRADES = [("high", "High"), ("medium", "Medium"), ("low", "Low")]
ATTITUDES = [
    ("friendly", "Friendly"),
    ("neutral", "Neutral"),
    ("reserved", "Reserved"),
]
REPUTATIONS = [("good", "Good"), ("fair", "Fair"), ("poor", "Poor")]
CREDIT_STANDINGS = [
    ("a", "A · Pays on time"),
    ("b", "B · Pays late now and then"),
    ("c", "C · Often late"),
    ("d", "D · Only against payment"),
]
INDUSTRY_STATES = [
    ("growing", "Growing"),
    ("stable", "Stable"),
    ("shrinking", "Shrinking"),
]


class ResPartner(models.Model):
    """How the customer's business goes: its characteristics, status, trade."""

    _inherit = "res.partner"

    # Characteristics
    insight_service_area = fact(
        fields.Char, string="Service Area", help="Where it sells and delivers."
    )
    insight_sales_power = fact(fields.Selection, POWERS, string="Sales Power")
    insight_growth_potential = fact(fields.Selection, GRADES, string="Growth Potential")
    insight_philosophy = fact(
        fields.Text, string="Business Philosophy", help="What it believes in."
    )
    insight_policies = fact(
        fields.Text,
        string="Business Policies",
        help="Its rules of buying, selling, stock and prices.",
    )
    insight_management_style = fact(
        fields.Text, string="Management Style", help="How it is led, and by whom."
    )

    # Business status
    insight_manager_quality = fact(
        fields.Selection, GRADES, string="Quality of Managers"
    )
    insight_staff_quality = fact(fields.Selection, GRADES, string="Quality of Staff")
    insight_rival_relations = fact(
        fields.Text,
        string="Relations With Our Rivals",
        help="Whom it deals with, how closely, and why.",
    )
    insight_attitude_to_us = fact(fields.Selection, ATTITUDES, string="Attitude to Us")
    insight_relation_to_us = fact(
        fields.Text,
        string="Relation to Us",
        help="How the two companies get on, and what it rests on.",
    )

    # Trading status
    insight_trading_state = fact(
        fields.Text, string="How Its Selling Goes", help="Its own sales, as of now."
    )
    insight_problems = fact(
        fields.Text, string="Problems", help="What troubles it in its trade."
    )
    insight_advantages = fact(
        fields.Text, string="Advantages", help="What it does better than its peers."
    )
    insight_countermeasures = fact(
        fields.Text,
        string="Future Countermeasures",
        help="What it is going to do about its problems, and how we can help.",
    )
    insight_reputation = fact(fields.Selection, REPUTATIONS, string="Reputation")
    insight_credit_standing = fact(
        fields.Selection, CREDIT_STANDINGS, string="Credit Standing"
    )
    insight_trade_terms = fact(
        fields.Text,
        string="Trade Terms",
        help="Payment, prices, delivery, returns, as agreed.",
    )
    insight_credit_problems = fact(
        fields.Text,
        string="Past Credit Problems",
        help="What happened, when, and how it ended.",
    )

    # Its industry
    insight_industry_state = fact(
        fields.Selection, INDUSTRY_STATES, string="State of Its Industry"
    )
    insight_industry_note = fact(
        fields.Text,
        string="About Its Industry",
        help="What moves the customer's trade: demand, rules, prices, technology.",
    )
