"""The measure margin, where the app that knows margins is installed."""

import os

import pytest

from devtools import templates


@pytest.fixture
def with_margins(project):
    """A throw-away database of ours with the app that knows margins."""
    name = f"test_{os.getpid()}-margin"
    project.clone_database(templates.installed(project), name)
    project.install(name, ["sale_margin"])
    yield name
    project.drop_database(name)


def test_contribution_by_margin_where_margins_are_known(
    project, with_margins, tmp_path
):
    """The addon's own tables, which wait for that app, run and hold."""
    log = tmp_path / "odoo.log"
    tags = "/customer_insight:TestMargin,/customer_insight:TestGuardMargin"
    arguments = ["-u", "customer_insight", "--test-tags", tags]
    arguments += ["--no-http", "--stop-after-init"]
    code = project.run_odoo("-d", with_margins, *arguments, "--logfile", str(log))
    said = log.read_text()
    assert code == 0, said[-3000:]
    assert "0 failed, 0 error(s) of 12 tests" in said, said[-3000:]
    assert "skipped" not in said
