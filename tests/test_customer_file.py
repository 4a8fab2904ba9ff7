"""A customer's file in a real browser, from empty to complete, wide and narrow."""

import pytest
from browsing import VIEWPORTS, visit
from form_filling import Filler, percent, section

PEOPLE = {
    "Wang Lei": "Decides",
    "Li Na": "Influences",
    "Zhang Wei": "Purchases",
    "Chen Jie": "Uses",
}
COMPLETE = """() => {
    const shown = document.querySelector("[name=insight_file_completeness]");
    return shown && shown.innerText.includes("100");
}"""


@pytest.fixture(params=VIEWPORTS)
def file(request, browser, server, json2):
    """The page with the empty file of a new customer, opened from his form."""
    name = f"New Customer {request.param}"
    (partner,) = json2(
        "res.partner", "create", vals_list=[{"name": name, "is_company": True}]
    )
    json2("res.partner", "action_insight_refresh", ids=[partner])
    everybody = json2("res.users", "search", domain=[])
    json2("res.users", "write", ids=everybody, vals={"odoobot_state": "disabled"})
    json2(
        "customer.insight.target",
        "create",
        vals_list=[{"name": "North", "level": "region"}],
    )
    json2("customer.insight.competitor", "create", vals_list=[{"name": name}])
    with visit(browser, server, request.param) as page:
        page.goto(f"/odoo/res.partner/{partner}")
        open_file(page)
        yield page


def open_file(page):
    page.wait_for_selector(".o_form_sheet")
    if page.locator("button:has(.fa-bolt):visible").count():  # a phone folds buttons
        page.click("button:has(.fa-bolt)")
    page.locator("[name=action_insight_open_file]:visible").click()
    page.wait_for_selector(".o_notebook .nav-link[name=type]")


def save(page):
    page.locator(".o_form_button_save:visible").first.click()
    page.wait_for_selector(".o_form_saved, .o_form_readonly, .o_form_sheet")


def test_file_is_filled_from_empty_to_complete(file):
    filler = Filler(file)
    assert percent(file) < 20
    for name in ("type", "company", "business", "installed_base", "end_customers"):
        area = section(file, name)
        filler.fill(area)
        filler.add_row(area)
    filler.add_row(section(file, "competitors"))
    people = section(file, "people")
    for name, role in PEOPLE.items():
        filler.add_person(people, name, role)
    save(file)
    file.wait_for_function(COMPLETE)
    assert percent(file) == 100
