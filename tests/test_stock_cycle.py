"""Inventory comes, deliveries tell; it goes, and signals stay without transfers."""

import pytest
from removal import removed, stays_away

WORK = """
import json
from datetime import timedelta
from odoo import fields
goods = env["product.product"].create({"name": "Goods", "type": "consu"})
firm = env["res.partner"].create({"name": "Firm", "email": "firm@x.test"})
today = fields.Datetime.now()
order = env["sale.order"].create({
    "partner_id": firm.id, "commitment_date": today - timedelta(days=9),
    "order_line": [(0, 0, {"product_id": goods.id, "price_unit": 100})]})
order.action_confirm()
order.date_order = today - timedelta(days=20)
picking = order.picking_ids
picking.move_ids.write({"quantity": 1, "picked": True})
picking._action_done()
picking.date_done = picking.move_ids.date = today - timedelta(days=5)
back = env["stock.return.picking"].with_context(
    active_model="stock.picking", active_id=picking.id
).create({"picking_id": picking.id})
back.product_return_moves.quantity = 1
returned = picking.browse(back.action_create_returns()["res_id"])
returned.move_ids.write({"quantity": 1, "picked": True})
returned._action_done()
Setting = env["customer.insight.detector.setting"]
Setting._sync()
as_of = env["customer.insight.engine"]._today()
for detector in ("late_delivery", "returned_soon"):
    Setting._of(env.company, detector)._run(as_of)
found = env["customer.insight.signal"].search([("partner_id", "=", firm.id)])
print("seen:", json.dumps(sorted(found.mapped("detector"))))
env.cr.commit()
"""

LOOK = """
import json
Signal = env["customer.insight.signal"]
Setting = env["customer.insight.detector.setting"].with_context(active_test=False)
Setting._sync()
for setting in Setting.search([]):
    setting._run(env["customer.insight.engine"]._today())
views = [(False, "list"), (False, "kanban"), (False, "form")]
for model in (Signal._name, Setting._name):
    env[model].get_views(views)
found = Signal.search([("partner_id.email", "=", "firm@x.test")])
own = env["ir.model.data"].search_count([("module", "=", "customer_insight_stock")])
actions = env["ir.actions.server"].search([("name", "=", "Open a Dispute")])
print("seen:", json.dumps({
    "own": own,
    "signals": sorted(found.mapped("detector")),
    "read": {signal.detector: str(signal.explanation) for signal in found},
    "detectors": [s.detector for s in Setting.search([]) if "deliv" in s.detector],
    "errors": [s.last_error for s in Setting.search([]) if s.last_error],
    "actions": actions.mapped("model_id.model"),
    "count": "picking_count" in Signal._fields}))
env.cr.commit()
"""


@pytest.fixture(params=["customer_insight_stock", "stock"])
def without(request, project):
    """What is seen after a removal: ``(logged, look, detectors before)``."""
    yield from removed(project, request.param, WORK, LOOK)


def test_signals_stay_without_transfers(without):
    logged, look, before = without
    assert before == ["late_delivery", "returned_soon"], "it came with Inventory"
    assert [cry for cry in logged if "insight" in cry] == [], "core's own are its own"
    assert look["own"] == 0
    assert not look["count"]
    assert look["signals"] == before, "what people know stays"
    assert "days: 4" in look["read"]["late_delivery"], "the figures, without a sentence"
    assert look["detectors"] == [], "a detector takes its settings with it"
    assert look["errors"] == []
    assert "stock.picking" not in look["actions"]


def test_without_inventory_it_stays_away(project):
    assert stays_away(project, "customer_insight_stock")
