"""The doors that an integration or a curious customer finds over HTTP."""

import json
import urllib.request

import pytest

from devtools.rpc import Json2, RpcError

USERS = {
    "portal": "base.group_portal",
    "internal": "base.group_user,base.group_partner_manager,base.group_allow_export",
    "salesperson": "customer_insight.customer_insight_group_user",
    "manager": "customer_insight.customer_insight_group_manager",
}

SET_UP = """
import json
from datetime import datetime, timedelta
from odoo.tests.common import new_test_user
users = {
    name: new_test_user(
        env, f"door_{name}", groups, name=f"D. {name}", password=f"door_{name}")
    for name, groups in %r.items()
}
keys = {
    name: env["res.users.apikeys"].with_user(user)._generate(
        "rpc", "door", datetime.now() + timedelta(hours=9))
    for name, user in users.items() if not user.share
}
customer = users["portal"].partner_id
customer.user_id = users["salesperson"]
part = env["product.product"].create({"name": "Part", "type": "service"})
order = env["sale.order"].create({
    "partner_id": customer.id,
    "order_line": [(0, 0, {"product_id": part.id, "price_unit": 100})],
})
order.action_confirm()
suspicious = env.ref("customer_insight.trait_personality_suspicious")
customer.insight_personality_id = suspicious
env["customer.insight.engine"].refresh(env.company)
env.cr.commit()
print("made:", json.dumps({
    "keys": keys, "customer": customer.id, "order": order.id,
    "insight": customer.insight_id.id, "company": env.company.id,
    "said": [customer.insight_category, customer.insight_explanation,
             suspicious.name, customer.insight_strategy],
}))
"""


@pytest.fixture(scope="module")
def made(project, database):
    """The keys, and the ids of a customer who has a login and an order."""
    printed = project.shell(database, SET_UP % USERS)
    return json.loads(printed.rpartition("made: ")[2])


@pytest.fixture(scope="module")
def call(server, made, log_in):
    """``call(user, model, method, **arguments)``: JSON-2, or a session for portal."""
    portal = log_in("door_portal", "door_portal")

    def over_session(model, method, ids=None, **arguments):
        return portal(model, method, *([] if ids is None else [ids]), **arguments)

    callers = {name: Json2(server.url, key) for name, key in made["keys"].items()}
    callers["portal"] = over_session
    return lambda user, *args, **kwargs: callers[user](*args, **kwargs)


# {door: (model, method, arguments)}; "<…>" stands for what the customer's set-up made
CLASS = ["insight_category"]
MINE, KNOWN = ["id", "=", "<customer>"], ["insight_category", "!=", False]
DOORS = {
    "read": ("res.partner", "read", {"ids": ["<customer>"], "fields": CLASS}),
    "list": ("res.partner", "search_read", {"domain": [MINE], "fields": CLASS}),
    "count": ("res.partner", "search_count", {"domain": [MINE, KNOWN]}),
    "not": ("res.partner", "search_count", {"domain": [MINE, [*CLASS, "!=", "F"]]}),
    "text": (
        "res.partner",
        "formatted_read_group",
        {"domain": [MINE], "groupby": ["insight_selling_style"]},
    ),
    "order": (
        "res.partner",
        "search_read",
        {"domain": [MINE], "fields": ["id"], "order": "insight_stability"},
    ),
    "from a quotation": (
        "sale.order",
        "search_count",
        {"domain": [["id", "=", "<order>"], ["partner_id.insight_id", "!=", False]]},
    ),
    "nested": (
        "sale.order",
        "web_read",
        {
            "ids": ["<order>"],
            "specification": {"partner_id": {"fields": {"insight_category": {}}}},
        },
    ),
    "insight": ("customer.insight", "read", {"ids": ["<insight>"]}),
    "policy": ("customer.insight.policy", "search_read", {"domain": []}),
    "refresh": ("res.partner", "action_insight_refresh", {"ids": ["<customer>"]}),
    "follow-up": (
        "res.partner",
        "action_insight_schedule_playbook",
        {"ids": ["<customer>"]},
    ),
}


def knock(call, user, door, made):
    model, method, arguments = DOORS[door]
    text = json.dumps(arguments)
    for name in ("customer", "order", "insight"):
        text = text.replace(f'"<{name}>"', str(made[name]))
    return call(user, model, method, **json.loads(text))


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("user", ["portal", "internal"])
def test_class_stays_inside_sales(call, made, user, door):
    with pytest.raises(RpcError) as refused:
        knock(call, user, door, made)
    assert refused.value.name == "odoo.exceptions.AccessError"
    assert not [text for text in made["said"] if text and text in str(refused.value)]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("user", ["salesperson", "manager"])
def test_class_is_open_to_sales(call, made, user, door):
    assert knock(call, user, door, made)


def test_portal_user_gets_no_key(call):
    """His own key would open JSON-2 to him; Odoo gives keys to employees only."""
    with pytest.raises(RpcError):
        call(
            "portal", "res.users.apikeys.description", "create", vals_list={"name": "k"}
        )


@pytest.mark.parametrize(
    "path", ["/my", "/my/orders", "/my/orders/{order}", "/my/account"]
)
def test_customer_s_own_pages_say_nothing(log_in, made, path):
    page = log_in("door_portal", "door_portal").get(path.format(**made)).decode()
    assert "Customer Insight" not in page
    assert "insight_" not in page
    assert not [text for text in made["said"][1:] if text and text in page]


@pytest.mark.parametrize(
    "method", ["evaluate", "refresh", "_today", "_refresh_in_batches"]
)
@pytest.mark.parametrize("user", ["internal", "manager"])
def test_engine_is_not_called_from_outside(call, made, user, method):
    arguments = {
        "evaluate": {"company": 1, "as_of": "2026-01-01"},
        "refresh": {"company": 1},
    }
    with pytest.raises(RpcError) as refused:
        call(user, "customer.insight.engine", method, **arguments.get(method, {}))
    assert refused.value.status in (403, 404)


def test_salesperson_judges_and_withdraws(call, made):
    customer, spec = {"ids": [made["customer"]]}, {"fields": ["insight_growth_stage"]}
    [before] = call("salesperson", "res.partner", "read", **customer, **spec)
    judged = {"insight_growth_stage": "regular"}
    call("salesperson", "res.partner", "write", **customer, vals=judged)
    [after] = call("salesperson", "res.partner", "read", **customer, **spec)
    assert after["insight_growth_stage"] == "regular"
    withdrawn = {"growth_stage_override": False}
    insight = {"ids": [made["insight"]]}
    call("salesperson", "customer.insight", "write", **insight, vals=withdrawn)
    assert call("salesperson", "res.partner", "read", **customer, **spec) == [before]


@pytest.mark.parametrize("field", ["contribution", "category_computed", "partner_id"])
def test_nobody_writes_figures(call, made, field):
    with pytest.raises(RpcError) as refused:
        values = {"ids": [made["insight"]], "vals": {field: False}}
        call("manager", "customer.insight", "write", **values)
    assert refused.value.name == "odoo.exceptions.AccessError"


@pytest.mark.parametrize("method", ["create", "unlink"])
def test_nobody_makes_or_removes_insights(call, made, method):
    vals = {"partner_id": made["customer"], "company_id": made["company"]}
    arguments = {"create": {"vals_list": [vals]}, "unlink": {"ids": [made["insight"]]}}
    with pytest.raises(RpcError) as refused:
        call("manager", "customer.insight", method, **arguments[method])
    assert refused.value.name == "odoo.exceptions.AccessError"


def test_stranger_gets_nowhere(server):
    stranger = Json2(server.url, "0" * 40)
    with pytest.raises(RpcError) as refused:
        stranger("customer.insight", "search_read", domain=[])
    assert refused.value.status == 401


def test_stranger_without_a_key_gets_nowhere(server):
    url = f"{server.url}/web/dataset/call_kw/customer.insight/search_read"
    parameters = {"model": "customer.insight", "method": "search_read", "args": [[]]}
    body = {"jsonrpc": "2.0", "params": {**parameters, "kwargs": {}}}
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        assert "SessionExpired" in json.load(answer)["error"]["data"]["name"]
