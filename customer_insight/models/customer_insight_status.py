from odoo import fields, models

LIFE_STATUSES = [("new", "New"), ("old", "Old"), ("future", "Future")]
TRADE_STATUSES = [("past", "Past"), ("current", "Current"), ("upcoming", "Upcoming")]
MARKET_POSITIONS = [
    ("main", "Main"),
    ("general", "General"),
    ("scattered", "Scattered"),
]


class CustomerInsight(models.Model):
    """Where a customer stands by time, by trade and in the market.

    The engine computes it, in ``engine/engine_statuses.py``.
    """

    _inherit = "customer.insight"

    life_status = fields.Selection(
        LIFE_STATUSES,
        string="By Time",
        readonly=True,
        help="New, old, or future: has not bought yet.",
    )
    trade_status = fields.Selection(
        TRADE_STATUSES,
        string="By Trade",
        readonly=True,
        help="Past: lapsed. Current: buys. Upcoming: has not bought yet.",
    )
    market_position = fields.Selection(
        MARKET_POSITIONS,
        readonly=True,
        help="Main: large, for at least the window, and not lapsed. Scattered: one "
        "purchase ever, or purchases in no more than one quarter. General: the rest.",
    )
