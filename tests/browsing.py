"""How a browser comes in: wide or narrow, and logged in."""

import contextlib

VIEWPORTS = {
    "desktop": {"viewport": {"width": 1400, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
    },
}


@contextlib.contextmanager
def visit(browser, server, width="desktop", login="admin"):
    """Yield a page where ``login``, whose password is the same, has come in.

    Never wait for an idle network there.
    """
    context = browser.new_context(base_url=server.url, **VIEWPORTS[width])
    page = context.new_page()
    page.goto("/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", login)
    page.click("button[type=submit]")
    page.wait_for_selector(".o_main_navbar", timeout=60_000)
    yield page
    context.close()
