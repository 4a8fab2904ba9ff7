"""Erasing personal files, where Odoo's privacy lookup is installed."""

import os

import pytest

from devtools import templates


@pytest.fixture
def with_lookup(project):
    """A throw-away database of ours with the privacy lookup."""
    name = f"test_{os.getpid()}-privacy"
    project.clone_database(templates.installed(project), name)
    project.install(name, ["privacy_lookup"])
    yield name
    project.drop_database(name)


def test_personal_files_are_found_and_erased(project, with_lookup, tmp_path):
    """The addon's own tests, which wait for that app, run and hold."""
    log = tmp_path / "odoo.log"
    tags = "/customer_insight:TestPersonPrivacy"
    arguments = ["-u", "customer_insight", "--test-tags", tags]
    arguments += ["--no-http", "--stop-after-init"]
    code = project.run_odoo("-d", with_lookup, *arguments, "--logfile", str(log))
    said = log.read_text()
    assert code == 0, said[-3000:]
    assert "0 failed, 0 error(s) of 4 tests" in said, said[-3000:]
    assert "skipped" not in said
