"""Update, uninstall and install again, in a database in which people have worked."""

import json

import pytest

from devtools import layout, templates
from devtools.rpc import Session
from devtools.server import Server

# What of the database's structure and of Odoo's records must be as if we never came.
TOPICS = {
    "columns": "SELECT table_name || '.' || column_name FROM information_schema.columns"
    " WHERE table_schema = 'public'",
    "constraints": "SELECT conrelid::regclass || ': ' || conname FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT tablename || ': ' || indexname FROM pg_indexes"
    " WHERE schemaname = 'public'",
    "sequences": "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'",
    "functions": "SELECT proname FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace",
    # the list of what could be installed is not what is
    "external ids": "SELECT module || '.' || name FROM ir_model_data"
    " WHERE model <> 'ir.module.module'",
    "models": "SELECT model FROM ir_model",
    "fields": "SELECT model || '.' || name FROM ir_model_fields",
    "views": "SELECT id || ' ' || name FROM ir_ui_view",
    "menus": "SELECT id || ' ' || (name->>'en_US') FROM ir_ui_menu",
    "actions": "SELECT id || ' ' || type || ' ' || (name->>'en_US') FROM ir_actions",
    "scheduled actions": "SELECT id || ' ' || cron_name FROM ir_cron",
    "rules": "SELECT id || ' ' || name FROM ir_rule",
    "rights": "SELECT id || ' ' || name FROM ir_model_access",
    "groups": "SELECT id || ' ' || (name->>'en_US') FROM res_groups",
    "privileges": "SELECT id || ' ' || (name->>'en_US') FROM res_groups_privilege",
    "implied groups": "SELECT gid || ' ' || hid FROM res_groups_implied_rel",
    "activity types": "SELECT id || ' ' || (name->>'en_US') FROM mail_activity_type",
    "plans": "SELECT id || ' ' || name FROM mail_activity_plan",
    "steps": "SELECT id || ' ' || summary FROM mail_activity_plan_template",
    "parameters": "SELECT key FROM ir_config_parameter",
    "files": "SELECT id || ' ' || name FROM ir_attachment"
    " WHERE COALESCE(url, '') NOT LIKE '/web/assets/%'",
}

# People's own: a plan made from one of ours, and the kinds of steps that it is made of.
OWN = {
    "plans": {"Our own plan"},
    "steps": {
        "Review the business together: turnover, stock, plans, open problems",
        "Present one new product that fits beside what they buy",
    },
    "activity types": {"Business review", "New product talk"},
}

# People at work: orders, judgements, facts, translations, steps by playbook, by hand.
WORK = """
Partner = env["res.partner"]
manager = env.ref("base.user_admin")
customers = Partner.create([
    {"name": name, "is_company": True, "user_id": manager.id, "email": name + "@x.test"}
    for name in ("Anna", "Berta", "Carl")
])
part = env["product.product"].create({"name": "Part", "type": "service"})
line = [(0, 0, {"product_id": part.id, "price_unit": 100, "tax_ids": False})]
for customer in customers[0] + customers[0] + customers[1]:
    order = env["sale.order"].create({"partner_id": customer.id, "order_line": line})
    order.action_confirm()
env["sale.order"].create({"partner_id": customers[2].id, "insight_is_sample": True})
env["customer.insight.engine"].refresh(env.company)
customers[0].write({
    "insight_growth_stage": "regular",
    "insight_referred_by_id": customers[1].id,
    "insight_personality_id": env["customer.insight.trait"].search([], limit=1).id,
    "insight_type_id": env["customer.insight.type"].search([], limit=1).id,
})
customers.action_insight_schedule_playbook()
customers[0].activity_ids.action_feedback("Done")
customers[1].activity_schedule(
    "customer_insight.mail_activity_type_send_news", user_id=manager.id)
playbook = env.ref("customer_insight.playbook_ei")
playbook.with_context(lang="zh_CN").name = "OUR WORDS"
playbook.plan_id.copy({"name": "Our own plan"})
env["customer.insight.policy"]._for_company(env.company).window_months = 18
"""

LOOK = """
import json
customers = env["res.partner"].search([("email", "=like", "%@x.test")], order="name")
playbook = env.ref("customer_insight.playbook_ei")
policy = env["customer.insight.policy"]._for_company(env.company)
print("seen:", json.dumps({
    "classes": customers.mapped("insight_category"),
    "stage": customers[0].insight_growth_stage,
    "personality": bool(customers[0].insight_personality_id),
    "words": playbook.with_context(lang="zh_CN").name,
    "window": policy.window_months,
    "steps": env["mail.activity"].search_count([("insight_playbook_id", "!=", False)]),
}))
"""

UNINSTALL = """
import json, logging
cries, ear = [], logging.Handler(logging.WARNING)
ear.emit = lambda record: cries.append(record.getMessage()[:200])
logging.getLogger().addHandler(ear)
env["ir.module.module"].search(
    [("name", "=", "customer_insight")]).button_immediate_uninstall()
print("seen:", json.dumps(cries))
"""

# Rows of any table that still name us; but not the list of what could be installed, nor
# what core keeps of every module: the names of dropped keys.
TRACES = """
import json
core = ("ir_module_module", "ir_module_module_dependency", "ir_model_constraint",
        "ir_model_data", "ir_logging")
env.cr.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
found = []
for (table,) in env.cr.fetchall():
    if table not in core:
        env.cr.execute(
            f'SELECT t::text FROM "{table}" t WHERE t::text ~* %s',
            ["customer[._]insight|insight_[a-z]+_id"])
        found += [f"{table}: {row[:200]}" for (row,) in env.cr.fetchall()]
print("seen:", json.dumps(found))
"""

AGAIN = """
env["customer.insight.engine"].refresh(env.company)
env.cr.commit()
"""


def seen(project, database, script):
    """Run a script that prints what it has seen; return that."""
    return json.loads(project.shell(database, script).rpartition("seen: ")[2])


def snapshot(project, database):
    query = project.databases.query
    return {topic: set(query(sql, database)) for topic, sql in TOPICS.items()}


@pytest.fixture(scope="module")
def worked(project, database):
    """What people see after a day's work."""
    project.shell(database, f"{WORK}\nenv.cr.commit()")
    return seen(project, database, LOOK)


@pytest.fixture(scope="module")
def updated(project, database, worked):
    """What they see after an update of the addon."""
    project.run_odoo_logged(database, "-u", "customer_insight", title="Updating")
    return seen(project, database, LOOK)


@pytest.fixture(scope="module")
def uninstalled(project, database, updated):
    """What is left: ``(snapshot, traces)``, and what was logged on the way."""
    logged = seen(project, database, UNINSTALL)
    return snapshot(project, database), seen(project, database, TRACES), logged


@pytest.fixture(scope="module")
def without(project, database, uninstalled):
    """A session of the administrator, in Odoo without us."""
    with Server(project, database, options=["--max-cron-threads=0"]) as server:
        yield Session(server.url, database, "admin", "admin")


@pytest.fixture(scope="module")
def reinstalled(project, database, without):
    """What people see when the addon has come back."""
    project.install(database, ["customer_insight"])
    project.shell(database, AGAIN)
    return seen(project, database, LOOK)


def test_work_is_worth_keeping(worked):
    assert worked["stage"] == "regular"
    assert worked["words"] == "OUR WORDS"
    assert worked["steps"] > 1


def test_update_keeps_what_people_did(worked, updated):
    assert updated == worked


def test_update_is_quiet(database, updated):
    log = layout.log(f"odoo-{database}").read_text()
    assert [line for line in log.splitlines() if " WARNING " in line] == []


@pytest.fixture(scope="module")
def before(project):
    """What there is where we never were."""
    return snapshot(project, templates.base(project))


@pytest.mark.parametrize("topic", TOPICS)
def test_uninstall_leaves_nothing(before, uninstalled, topic):
    left = uninstalled[0][topic] - before[topic]
    assert {name for name in left if not is_people_s(topic, name)} == set()


def is_people_s(topic, name):
    return name.partition(" ")[2] in OWN.get(topic, ())


@pytest.mark.parametrize("topic", OWN)
def test_uninstall_leaves_people_their_own_plan(uninstalled, topic):
    assert OWN[topic] <= {name.partition(" ")[2] for name in uninstalled[0][topic]}


def test_uninstall_takes_nothing_of_others(before, uninstalled):
    lost = {topic: before[topic] - uninstalled[0][topic] for topic in TOPICS}
    assert not {topic: names for topic, names in lost.items() if names}


def test_uninstall_leaves_no_row_that_names_us(uninstalled):
    assert uninstalled[1] == []


def test_uninstall_is_quiet(uninstalled):
    assert uninstalled[2] == []


def test_uninstall_leaves_an_appointment_made_by_hand(without):
    found = without("mail.activity", "search_read", [], ["res_name", "summary"])
    assert [row["res_name"] for row in found] == ["Berta"]


def test_contacts_open_without_us(without):
    views = without("res.partner", "get_views", [[False, "form"], [False, "list"]])
    assert "insight" not in json.dumps(views["views"])
    [anna] = without("res.partner", "search_read", [("name", "=", "Anna")], ["name"])
    [form] = without("res.partner", "web_read", [anna["id"]], {"activity_ids": {}})
    assert form["activity_ids"] == []
    assert b"o_web_client" in without.get("/odoo/contacts")


def test_orders_are_confirmed_without_us(without):
    [draft] = without("sale.order", "search", [("state", "=", "draft")])
    without("sale.order", "action_confirm", [draft])
    assert without("sale.order", "read", [draft], ["state"])[0]["state"] == "sale"


def test_installing_again_classifies_again(worked, reinstalled):
    assert reinstalled["classes"][:2] == worked["classes"][:2]
    assert all(reinstalled["classes"])


def test_installing_again_brings_back_no_judgement(reinstalled):
    """What was uninstalled is gone: nothing comes back half."""
    assert reinstalled["stage"] != "regular"
    assert reinstalled["words"] != "OUR WORDS"
    assert reinstalled["window"] == 12
    assert reinstalled["steps"] == 0
