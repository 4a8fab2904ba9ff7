from odoo import fields, models

from .res_partner_file_fact import fact
from .res_partner_insight import insight

MARKETS = [("consumer", "Consumer"), ("business", "Business customer")]
RESALE = [("intermediate", "Intermediate: resells"), ("final", "Final: uses")]
NATURES = [
    ("government", "Government"),
    ("special", "Special company"),
    ("ordinary", "Ordinary company"),
    ("individual", "Individual"),
    ("trading", "Trading partner"),
]
CONTRACT_ENVIRONMENTS = [
    ("contract", "Contract environment"),
    ("non_contract", "Without contract"),
]
MATURITIES = [("mature", "Mature"), ("immature", "Immature")]
TERMS = [("one_off", "One-off"), ("long_term", "Long-term")]


class ResPartner(models.Model):
    """Who buys: the cuts that customers are grouped by."""

    _inherit = "res.partner"

    insight_market = fact(
        fields.Selection,
        MARKETS,
        string="Consumer or Business",
        help="A person or family, or a business. It decides how to sell to him.",
    )
    insight_is_key_account = fact(
        fields.Boolean,
        string="Key Account",
        help="Buys much and again and again; a team serves him, under a contract.",
    )
    insight_resale = fact(
        fields.Selection,
        RESALE,
        string="Resells or Uses",
        help="Does he sell on what he buys, or use it himself? A large chain store is "
        "a key account that resells.",
    )
    insight_end_user = fact(
        fields.Char,
        string="Used By",
        help="Who uses what he buys, if not he himself: a mother buys, a child uses.",
    )
    insight_is_internal = fact(
        fields.Boolean,
        string="Internal Customer",
        help="Another department or company of ours.",
    )
    insight_nature = fact(
        fields.Selection,
        NATURES,
        string="Customer Nature",
        help="A special company has a special business with us.",
    )
    insight_contract_environment = fact(
        fields.Selection,
        CONTRACT_ENVIRONMENTS,
        string="Contract Environment",
        help="Does he buy under a contract, or from order to order?",
    )
    insight_maturity = fact(
        fields.Selection,
        MATURITIES,
        string="Maturity",
        help="A mature customer knows what he needs and how to buy it.",
    )
    insight_term = fact(
        fields.Selection,
        TERMS,
        string="One-off or Long-term",
        help="One purchase, or a customer for years?",
    )
    insight_target_ids = fact(
        fields.Many2many,
        "customer.insight.target",
        "res_partner_insight_target_rel",
        "partner_id",
        "target_id",
        string="Target Markets",
        help="Regions and social or industry layers that he belongs to.",
    )

    # By time, by trade, by market position: from the documents
    insight_life_status = insight("life_status", kind=fields.Selection)
    insight_trade_status = insight("trade_status", kind=fields.Selection)
    insight_market_position = insight("market_position", kind=fields.Selection)
