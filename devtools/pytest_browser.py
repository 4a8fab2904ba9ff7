"""A pytest plugin: a browser test that is skipped has failed.

Odoo skips them when there is no browser, and then a broken screen looks tested.
"""

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped and _uses_browser(item) and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"A browser test was skipped: {report.longrepr[-1]}"
    return report


def _uses_browser(item):
    from odoo.tests import HttpCase

    in_class = isinstance(getattr(item, "cls", None), type) and issubclass(
        item.cls, HttpCase
    )
    return in_class or "browser" in getattr(item, "fixturenames", ())
