"""Fixtures for tests from outside: a real database, a real server, a real browser.

They never touch the database that pytest-odoo has loaded into this process.
"""

import itertools
import os

import pytest
from browsing import visit

from devtools import environment, machine, rpc, testing
from devtools.server import Server

_numbers = itertools.count()
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]


@pytest.fixture(scope="session")
def project():
    """Odoo, its Python and its database server: see ``devtools.environment``."""
    return environment.prepare()


@pytest.fixture(scope="module")
def database(project):
    """A database with the main addons and no demo data; dropped at the end."""
    # "test_PID" is what the next run recognises as left behind when we are killed
    name = f"test_{os.getpid()}-outside{next(_numbers)}"
    project.clone_database(testing.template(project), name)
    yield name
    project.drop_database(name)


@pytest.fixture
def throw_away(project):
    """``throw_away("sale_margin")``: a database of ours with these apps, for a test."""
    made = []

    def make(*apps):
        name = f"test_{os.getpid()}-outside{next(_numbers)}"
        made.append(name)
        project.clone_database(testing.template(project), name)
        if apps:
            project.install(name, apps)
        return name

    yield make
    for name in made:
        project.drop_database(name)


@pytest.fixture
def run_tests(project, tmp_path):
    """``run_tests(database, *arguments)``: Odoo runs an addon's tests; its log."""

    def run(database, *arguments):
        log = tmp_path / "odoo.log"
        # where it tests, Odoo asks for a free port even if it serves nothing
        port = str(machine.free_port())
        options = [*arguments, "--no-http", "--http-port", port]
        options += ["--stop-after-init", "--logfile", str(log)]
        code = project.run_odoo("-d", database, *options)
        said = log.read_text()
        assert code == 0, said[-3000:]
        return said

    return run


@pytest.fixture(scope="module")
def server(project, database):
    """Odoo serving ``database``: ``server.url``, ``server.log``; no cron runs."""
    with Server(project, database, options=["--max-cron-threads=0"]) as running:
        yield running


@pytest.fixture(scope="module")
def json2(project, server):
    """JSON-2 as administrator: ``json2("res.partner", "search_count", domain=[])``."""
    return rpc.Json2(server.url, rpc.api_key(project, server.database))


@pytest.fixture(scope="module")
def log_in(server):
    """``log_in("admin", "admin")`` returns a session that acts for that user."""
    return lambda login, password: rpc.Session(
        server.url, server.database, login, password
    )


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium, driven by Playwright."""
    # imported here: it is a heavy module, and most tests need no browser
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=CHROMIUM_OPTIONS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, server):
    """A wide page logged in as administrator."""
    with visit(browser, server) as page:
        yield page
