"""CRM comes, the pipeline counts; it goes, and the classes fall back without it."""

import json
import os

import pytest

from devtools import templates

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

UNINSTALL = """
import json, logging
cries, ear = [], logging.Handler(logging.WARNING)
ear.emit = lambda record: cries.append(record.getMessage()[:200])
logging.getLogger().addHandler(ear)
env["ir.module.module"].search([("name", "=", "%s")]).button_immediate_uninstall()
print("seen:", json.dumps(cries))
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


def seen(project, database, script):
    """Run a script that prints what it has seen; return that."""
    return json.loads(project.shell(database, script).rpartition("seen: ")[2])


@pytest.fixture(params=["customer_insight_crm", "crm"])
def without(request, project):
    """What is seen after a removal: ``(logged, look, class before)``."""
    name = f"test_{os.getpid()}-crm"
    project.clone_database(templates.joined(project), name)
    before = seen(project, name, WORK)
    logged = seen(project, name, UNINSTALL % request.param)
    yield logged, seen(project, name, LOOK), before
    project.drop_database(name)


def test_classes_fall_back_without_the_pipeline(without):
    logged, look, before = without
    assert before[0].startswith("P") and before[1] > 80, "it came by itself with CRM"
    assert logged == []
    assert (look["category"], look["intention"]) == ("F", 0)
    assert look["own"] == 0
    assert not look["column"]


def test_without_crm_it_stays_away(project):
    installed = templates.installed(project)
    states = project.databases.query(
        "SELECT state FROM ir_module_module WHERE name = 'customer_insight_crm'",
        installed,
    )
    assert states in ([], ["uninstalled"])
