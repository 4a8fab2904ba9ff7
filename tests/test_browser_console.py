"""Every screen of ours in a real browser, wide and narrow, without a complaint."""

import json
import re

import pytest
from browsing import VIEWPORTS, visit
from playwright.sync_api import TimeoutError

# What shows that a view is there and filled; a phone gets cards where there are any.
CARD = ".o_kanban_record:not(.o_kanban_ghost)"
OPENED = {
    "kanban": CARD,
    "list": f".o_data_row, .o_group_header, {CARD}",
    "form": ".o_form_view .o_form_sheet",
    "pivot": f".o_pivot_cell_value, {CARD}",
    "graph": f".o_graph_renderer canvas, {CARD}",
    "activity": f".o_activity_view .o_activity_record, {CARD}",
}
# An empty screen says what to do: a screen, too.
EMPTY = ".o_view_nocontent, .o_nocontent_help, .o_activity_view"
ANYTHING = ".o_action_manager .o_action .o_content > *"

LOGGED = re.compile(r"^\d{4}-\d\d-\d\d .*(?:\n(?!\d{4}-\d\d-\d\d ).*)*", re.MULTILINE)
WORRYING = re.compile(r"^\S+ \S+ \d+ (?:WARNING|ERROR|CRITICAL) ")
# Two requests of the web client met, and Odoo did the later one again; had it given
# up, it would have said so in another line.
RETRIED = "could not serialize access due to concurrent update"

# Customers of several kinds, so that no screen is empty.
FILL = """
import json
from datetime import date, timedelta
customers = env["res.partner"].create([
    {"name": f"Screen {n}", "is_company": True, "user_id": 2,
     "insight_personality_id": env["customer.insight.trait"].search([], limit=1).id}
    for n in range(9)])
env["res.partner"].create({"name": "Person", "parent_id": customers[0].id,
                           "insight_decision_role": "decides"})
part = env["product.product"].create({"name": "Part", "type": "service"})
env["sale.order"].create([
    {"partner_id": customer.id, "state": "sale" if n < 7 else "sent",
     "date_order": date.today() - timedelta(days=40 * m),
     "order_line": [(0, 0, {"product_id": part.id, "price_unit": 100 * n * n})]}
    for n, customer in enumerate(customers) for m in range(n)])
env["customer.insight.engine"].refresh(env.company)
customers[:3].action_insight_schedule_playbook()
customers[3].insight_growth_stage = "regular"
customers[0].action_insight_ask_customer()
rival = env["customer.insight.competitor"].create({"name": "Rival"})
env["customer.insight.competitor.presence"].create(
    [{"partner_id": c.id, "competitor_id": rival.id, "share": 20} for c in customers])
env["customer.insight.rating"].create(
    {"partner_id": customers[8].id, "has_own_score": True, "own_score": 70,
     "own_reason": "He grows"})
env["customer.insight.target"].create({"name": "North", "level": "region"})
list(env["customer.insight.snapshot"]._take_missing(env.company))
env["customer.insight.signal"].create(
    [{"partner_id": c.id, "company_id": env.company.id, "detector": "dispute",
      "event_date": date.today(), "detected_on": date.today()} for c in customers])
env["customer.insight.person"].create({"partner_id": customers[0].child_ids.id})
env.cr.commit()
"""

# Our windows with the views of each and a record, and our other screens.
FIND = """
import json
rows = env["ir.model.data"].search([("module", "=like", "customer_insight%")])
screens = {}
for row in rows.filtered(lambda r: r.model == "ir.actions.act_window"):
    window = env[row.model].browse(row.res_id)
    if window.target == "current":
        domain = eval(window.domain or "[]", {"uid": 2})
        record = env[window.res_model].search(domain, limit=1)
        modes = [mode for _view, mode in window.views]
        screens[row.name] = {"id": window.id, "modes": modes, "record": record.id}
for row in rows.filtered(lambda r: r.model == "ir.actions.client"):
    screens[row.name] = {"id": row.res_id, "modes": ["client"], "record": False}
print("found:", json.dumps(screens))
"""


@pytest.fixture(scope="module")
def screens(project, database):
    """``{"window, view": address}`` of all that our addons bring."""
    project.shell(database, FILL)
    found = json.loads(project.shell(database, FIND).rpartition("found: ")[2])
    return {
        f"{name}, {mode}": address(screen, mode)
        for name, screen in found.items()
        for mode in screen["modes"]
    }


def address(screen, mode):
    start = f"/odoo/action-{screen['id']}"
    if mode == "form":
        return f"{start}/{screen['record'] or 'new'}"
    return f"{start}?view_type={mode}"


class Visitor:
    """A page that writes down whatever goes wrong on it."""

    def __init__(self, page, url):
        self.page, self.url, self.complaints = page, url, []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"thrown: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _heard(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, request):
        if not request.url.startswith((self.url, "data:", "blob:", "about:")):
            self.complaints.append(f"outside: {request.url}")

    def _answered(self, response):
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def visit(self, name, path):
        """Open a screen; return what went wrong there."""
        self.complaints.clear()
        mode = name.rpartition(" ")[2]
        self.page.goto(path)
        shown = f"{OPENED.get(mode, ANYTHING)}, {EMPTY}"
        try:
            self.page.wait_for_selector(shown, timeout=15_000)
        except TimeoutError:
            return [*self.complaints, "nothing shown"]
        self.page.wait_for_timeout(300)  # what the screen loads late
        dialogs = self.page.locator(".o_error_dialog").count()
        return [*self.complaints, *["error dialog"] * dialogs]


@pytest.fixture(params=VIEWPORTS)
def visitor(browser, server, request):
    with visit(browser, server, request.param) as page:
        yield Visitor(page, server.url)


def worries(log):
    """The entries of a server's log that somebody should read."""
    return [
        entry
        for entry in LOGGED.findall(log)
        if WORRYING.match(entry) and RETRIED not in entry
    ]


def test_worries_are_found_in_a_log():
    start = "2026-01-01 00:00:00,000 1"
    fine = f"{start} INFO db odoo: ERROR is only a word here"
    met = f"{start} ERROR db odoo.sql_db: bad query: UPDATE x\nERROR: {RETRIED}"
    bad = f"{start} ERROR db odoo.sql_db: bad query: SELECT\nERROR: no such table"
    warned = f"{start} WARNING db odoo: mind"
    assert worries(f"{fine}\n{met}\n{bad}\n{warned}\n{fine}") == [bad, warned]


def test_visitor_hears_what_goes_wrong(page, server):
    visitor = Visitor(page, server.url)
    page.evaluate(
        "console.error('cry'); setTimeout(() => { throw new Error('fall') });"
        "fetch('/nowhere'); fetch('http://127.0.0.1:9/').catch(() => {})"
    )
    page.wait_for_timeout(1000)
    heard = " ".join(visitor.complaints)
    for complaint in ("error: cry", "thrown: fall", "404: ", "outside: http://127"):
        assert complaint in heard


def test_screens_open_without_complaint(visitor, screens):
    complaints = {name: visitor.visit(name, path) for name, path in screens.items()}
    assert {name: found for name, found in complaints.items() if found} == {}


def test_customer_shows_his_class_at_once(visitor, screens):
    """On a phone, too: class, why and next step stand above the fold."""
    visitor.visit("form", screens["res_partner_action, form"])
    height = visitor.page.viewport_size["height"]
    for name in ("insight_category", "insight_explanation", "insight_next_action"):
        box = visitor.page.locator(f".o_customer_insight [name={name}]").bounding_box()
        assert box and box["y"] + box["height"] < height, name


def test_server_has_nothing_to_complain(visitor, screens, server):
    visitor.visit("pivot", screens["customer_insight_action, pivot"])
    assert worries(server.log.read_text()) == []
