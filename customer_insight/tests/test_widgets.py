from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestWidgets(HttpCase):
    """Our widgets alone, with all that a server could answer."""

    def test_summary(self):
        run_suite(self, "insight_summary_field")

    def test_hints_on_a_wide_screen(self):
        run_suite(self, "guards_field")


@tagged("post_install", "-at_install")
class TestWidgetsOnAPhone(HttpCase):
    """What a small screen shows otherwise."""

    browser_size = "375x667"
    touch_enabled = True

    def test_hints(self):
        run_suite(self, "guards_field", preset="mobile")


def run_suite(case, name, preset="desktop"):
    """Run one file of widget tests in the browser of the case."""
    suite = f"@customer_insight/{name}"
    case.browser_js(
        f"/web/tests?headless&loglevel=2&preset={preset}&timeout=15000"
        f"&id={hoot_id(suite)}",
        "",
        "",
        login="admin",
        timeout=300,
        success_signal="[HOOT] Test suite succeeded",
        error_checker=lambda message: "[HOOT]" not in message,
    )


def hoot_id(name):
    """Return how HOOT calls a suite: a hash of its name."""
    number = 0
    for char in name:
        number = (31 * number + ord(char)) & 0xFFFFFFFF
    return f"{number:08x}"
