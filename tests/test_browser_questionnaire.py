"""A customer without login answers on his phone; his salesperson reviews it."""

import json
import threading
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest
from browsing import VIEWPORTS
from test_browser_console import Visitor, worries

SET_UP = """
import json
from odoo.tests.common import new_test_user
chinese = env["res.lang"].search(
    [("code", "=", "zh_CN"), ("active", "in", (True, False))])
env["base.language.install"].create(
    {"lang_ids": chinese.ids, "overwrite": True}).lang_install()
seller = new_test_user(
    env, "browser_seller", "customer_insight.customer_insight_group_user,"
    "base.group_partner_manager", password="browser_seller")
seller.odoobot_state = "disabled"
def ask(name):
    customer = env["res.partner"].create(
        {"name": name, "is_company": True, "user_id": seller.id, "lang": "zh_CN"})
    action = customer.with_user(seller).action_insight_ask_customer()
    asked = env[action["res_model"]].with_user(seller).browse(action["res_id"])
    link = asked.action_share()["context"]["default_url"]
    ids = {a.field_name: f"answer_{a.id}" for a in asked.answer_ids}
    return {"id": asked.id, "customer": customer.id, "names": ids,
            "path": link[link.index("/customer-file/"):]}
made = {"phone": ask("Browser Trading"), "race": ask("Racing Trading"),
        "action": env.ref("customer_insight.customer_insight_questionnaire_action").id}
env.cr.commit()
print("made:", json.dumps(made))
"""
LOOK = """
import json
asked = env["customer.insight.questionnaire"].browse(%d)
customer = asked.partner_id
print("found:", json.dumps({
    "state": asked.state, "activities": len(asked.activity_ids),
    "answers": asked.answer_ids.mapped("answer"),
    "website": customer.website, "people": customer.insight_employee_count,
    "ownership": customer.insight_ownership,
    "sources": {f.field_name: f.source for f in customer.insight_fact_ids}}))
"""


@pytest.fixture(scope="module")
def made(project, database):
    return json.loads(project.shell(database, SET_UP).rpartition("made: ")[2])


@pytest.fixture
def look(project, database):
    """``look(questionnaire)`` returns what the database holds of it by now."""

    def look(asked):
        printed = project.shell(database, LOOK % asked["id"])
        return json.loads(printed.rpartition("found: ")[2])

    return look


@pytest.fixture
def phone(browser, server):
    """A customer's phone: no login, Chinese."""
    context = browser.new_context(
        base_url=server.url, locale="zh-CN", **VIEWPORTS["phone"]
    )
    yield Visitor(context.new_page(), server.url)
    context.close()


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def answer_on_the_phone(phone, asked):
    page, names = phone.page, asked["names"]
    page.goto(asked["path"])
    assert page.locator("h1").inner_text() == "关于贵公司的几个问题"
    assert width_of(page) <= 390, "nothing to scroll sideways"
    page.fill(f"[name={names['website']}]", "https://browser.example")
    page.fill(f"[name={names['insight_employee_count']}]", "很多")
    page.select_option(f"[name={names['insight_ownership']}]", "private")
    page.fill("[name=comment]", "<script>window.hit = 1</script>你好")
    page.click(".o_customer_file_send")
    page.wait_for_selector(".is-invalid")
    assert page.input_value(f"[name={names['website']}]") == "https://browser.example"
    assert page.input_value(f"[name={names['insight_employee_count']}]") == "很多"
    assert page.evaluate("window.hit") is None
    page.fill(f"[name={names['insight_employee_count']}]", "1,200")
    page.click(".o_customer_file_send")
    page.wait_for_url("**/customer-file/thanks*")
    assert page.locator("h1").inner_text() == "谢谢！"


def review(page, made):
    asked = made["phone"]
    page.goto(f"/odoo/action-{made['action']}/{asked['id']}")
    row = page.locator(".o_data_row", has_text="browser.example")
    row.locator("button[name=action_accept]").click()
    row.locator("button[name=action_undo]").wait_for()
    row = page.locator(".o_data_row", has_text="Private")
    row.locator("button[name=action_edit]").click()
    page.select_option(".modal select", "state")
    page.click(".modal button[name=action_accept_edited]")
    page.locator(".modal").wait_for(state="detached")
    row = page.locator(".o_data_row", has_text="1,200")
    row.locator("button[name=action_reject]").click()
    row.locator("button[name=action_undo]").wait_for()
    page.click("button[name=action_done]")
    page.wait_for_selector(".o_arrow_button_current[data-value=reviewed]")


def test_customer_answers_on_his_phone_and_salesperson_reviews(
    phone, made, look, browser, server
):
    answer_on_the_phone(phone, made["phone"])
    found = look(made["phone"])
    assert (found["state"], found["activities"]) == ("answered", 1)
    assert not found["website"] and not found["people"], "nothing before the review"

    context = browser.new_context(base_url=server.url, **VIEWPORTS["desktop"])
    seller = Visitor(context.new_page(), server.url)
    seller.page.goto("/web/login")
    seller.page.fill("input[name=login]", "browser_seller")
    seller.page.fill("input[name=password]", "browser_seller")
    seller.page.click("button[type=submit]")
    seller.page.wait_for_selector(".o_main_navbar", timeout=60_000)
    review(seller.page, made)
    assert seller.complaints == []
    context.close()

    found = look(made["phone"])
    assert (found["state"], found["activities"]) == ("reviewed", 0)
    assert found["website"] == "https://browser.example"
    assert found["ownership"] == "state"
    assert not found["people"], "rejected"
    assert found["sources"]["website"] == "customer"


def send(server, asked, typed, outcomes):
    """Send the form as a browser without scripts does."""
    jar = urllib.request.HTTPCookieProcessor(CookieJar())
    opener = urllib.request.build_opener(jar)
    page = opener.open(server.url + asked["path"]).read().decode()
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    form = {"csrf_token": token, asked["names"]["website"]: typed}
    start.wait(30)
    try:
        body = urllib.parse.urlencode(form).encode()
        answer = opener.open(server.url + asked["path"], body)
        outcomes[typed] = answer.status
    except urllib.error.HTTPError as error:
        outcomes[typed] = error.code


start = threading.Barrier(2)


def test_of_two_submissions_at_once_one_wins(made, look, server):
    outcomes = {}
    threads = [
        threading.Thread(target=send, args=(server, made["race"], typed, outcomes))
        for typed in ("https://one.example", "https://two.example")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes.values()) == [200, 404]
    [winner] = [typed for typed, status in outcomes.items() if status == 200]
    found = look(made["race"])
    assert winner in found["answers"]
    assert (found["state"], found["activities"]) == ("answered", 1)


def test_phone_has_nothing_to_complain(phone, made, server):
    phone.page.goto("/customer-file/wrong")
    assert "此链接已失效" in phone.page.locator("h1").inner_text()
    said = [c for c in phone.complaints if "404" not in c]
    assert said == []
    assert worries(server.log.read_text()) == []
