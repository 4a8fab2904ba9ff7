"""CRM comes, the pipeline counts; it goes, and the classes fall back without it."""

import pytest
from removal import removed, stays_away

WORK = """
import json
stage = env["crm.stage"].create({"name": "Offered"})
firm = env["res.partner"].create({"name": "Firm", "email": "firm@x.test"})
env["crm.lead"].create({
    "name": "Need", "type": "opportunity", "partner_id": firm.id, "probability": 90,
    "stage_id": stage.id, "expected_revenue": 1000})
env["customer.insight.engine"].refresh(env.company)
insight = firm.insight_id
print("seen:", json.dumps([insight.category, insight.intention]))
env.cr.commit()
"""

LOOK = """
import json
env["customer.insight.engine"].refresh(env.company)
firm = env["res.partner"].search([("email", "=", "firm@x.test")])
for model in ("res.partner", "customer.insight", "customer.insight.policy"):
    env[model].get_views([(False, "form"), (False, "list")])
own = env["ir.model.data"].search_count([("module", "=", "customer_insight_crm")])
crm = env["ir.module.module"].search([("name", "=", "crm")]).state
print("seen:", json.dumps({
    "category": firm.insight_category, "intention": firm.insight_intention,
    "own": own, "crm": crm,
    "column": "opportunity_count" in env["customer.insight"]._fields}))
env.cr.commit()
"""


@pytest.fixture(params=["customer_insight_crm", "crm"])
def without(request, project):
    """What is seen after a removal: ``(logged, look, class before)``."""
    yield from removed(project, request.param, WORK, LOOK)


def test_classes_fall_back_without_the_pipeline(without):
    logged, look, before = without
    assert before[0].startswith("P") and before[1] > 80, "it came by itself with CRM"
    assert logged == []
    assert (look["category"], look["intention"]) == ("F", 0)
    assert look["own"] == 0
    assert not look["column"]


def test_without_crm_it_stays_away(project):
    assert stays_away(project, "customer_insight_crm")
