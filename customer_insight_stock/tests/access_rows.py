"""Who may do what with what this addon adds: see access_table.py of the main addon."""

from odoo.addons.customer_insight.tests.access_table import MANAGER, SALES

MODELS = {"customer.insight.detector.late_delivery": {}}
METHODS = {
    "customer.insight.signal": {"action_open_pickings": SALES},
    "customer.insight.replay.finding": {"action_open_pickings": MANAGER},
    "stock.picking": {"action_insight_open_dispute": SALES},
}
SERVER_ACTIONS = {"action_open_dispute_picking": SALES}


def change(table):
    """Nothing that the main addon allows or forbids is otherwise with deliveries."""


def records(case, customers):
    """A delivery to each customer, without an order."""
    kind = case.env["stock.picking.type"].search(
        [("code", "=", "outgoing"), ("company_id", "=", case.company.id)], limit=1
    )
    pickings = case.env["stock.picking"].create(
        [
            {
                "partner_id": customer.id,
                "picking_type_id": kind.id,
                "company_id": case.company.id,
            }
            for customer in customers
        ]
    )
    return {"stock.picking": pickings}
