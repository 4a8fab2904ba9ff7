from odoo import fields, models

from .res_partner_file_fact import fact

OWNERSHIPS = [
    ("private", "Private enterprise"),
    ("joint_stock", "Joint-stock company"),
    ("state", "State-owned"),
    ("foreign", "Foreign-invested"),
    ("sole_owner", "Sole trader"),
    ("sole_brothers", "Sole trader: brothers"),
    ("sole_friends", "Sole trader: friends"),
    ("sole_couple", "Sole trader: a couple"),
]
CURRENCY = "insight_file_currency_id"


class ResPartner(models.Model):
    """What the customer is: its form, size, history and ways to reach it."""

    _inherit = "res.partner"

    insight_ownership = fact(
        fields.Selection,
        OWNERSHIPS,
        string="Ownership",
        help="Whose it is: an enterprise, or a sole trader and with whom.",
    )
    insight_legal_form = fact(
        fields.Char, string="Legal Form", help="As on its business licence."
    )
    insight_founded_date = fact(fields.Date, string="Founded On")
    insight_trade_since = fact(
        fields.Date,
        string="First Trade With Us",
        help="If it was before the first order that is recorded here.",
    )
    insight_employee_count = fact(
        fields.Integer, string="Head Count", help="How many people work there."
    )
    insight_line_of_business = fact(
        fields.Char, string="Line of Business", help="What it lives on."
    )
    insight_assets = fact(
        fields.Monetary,
        string="Assets",
        currency_field=CURRENCY,
        help="In the file's currency.",
    )
    insight_turnover = fact(
        fields.Monetary,
        string="Yearly Turnover",
        currency_field=CURRENCY,
        help="What the customer itself sells a year, in the file's currency.",
    )
    insight_turnover_previous = fact(
        fields.Monetary,
        string="Turnover the Year Before",
        currency_field=CURRENCY,
        help="What it sold the year before, in the file's currency.",
    )
    insight_organisation = fact(
        fields.Text,
        string="Organisation",
        help="Its departments, and how they relate.",
    )
    insight_growth_history = fact(
        fields.Text, string="Growth History", help="How it became what it is."
    )
    insight_facility_ids = fact(
        fields.One2many,
        "customer.insight.facility",
        "partner_id",
        string="Facilities",
    )
    insight_fax = fact(fields.Char, string="Fax")
    insight_wechat = fact(fields.Char, string="WeChat")
    insight_qq = fact(fields.Char, string="QQ")
    insight_messenger = fact(
        fields.Char,
        string="Other Messenger",
        help="Which one, and his name there.",
    )
