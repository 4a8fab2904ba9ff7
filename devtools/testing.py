"""``./dev test``: one pytest run over the addons and the tests from outside."""

import contextlib
import os
from pathlib import Path

from . import addons, browser, environment, layout, processes, templates

TEMPLATE = "CUSTOMER_INSIGHT_TEMPLATE"
WITH_VALUE = {"-k", "-m", "-n", "-o", "-p", "--ignore", "--deselect", "--cov", "--dist"}
WORKERS = ["-n", "2", "--dist", "loadfile"]


def run(arguments):
    """Run pytest on a throw-away copy of the installed addons; return its exit code."""
    project = environment.prepare()
    browser.ensure()
    with _database(project) as name:
        command = [
            project.python,
            "-m",
            "pytest",
            f"--odoo-database={name}",
            "--odoo-http",
        ]
        targets = _targets(arguments)
        return processes.foreground(
            [*map(str, command), "-p", "devtools.pytest_browser", *arguments, *targets],
            env=_variables(project, name),
            cwd=layout.CHECKOUT,
        )


def _targets(arguments):
    """Return what to test: all of it, on both cores, unless the user says what."""
    own = [*addons.names(), "tests"]
    values = [False] + [option in WITH_VALUE for option in arguments]
    named = [
        arg for arg, is_value in zip(arguments, values, strict=False) if not is_value
    ]
    if any(argument in own or _is_path(argument) for argument in named):
        return []
    alone = {"-n", "--pdb", "-s"}.intersection(arguments)
    return own if alone else [*WORKERS, *own]


def _is_path(argument):
    path = argument.partition("::")[0]
    return not path.startswith("-") and ("/" in path or path.endswith(".py"))


def _variables(project, name):
    """Let pytest find our plugin, and the tests from outside their template."""
    path = os.pathsep.join((project.variables["PYTHONPATH"], str(layout.CHECKOUT)))
    return {**project.variables, "PYTHONPATH": path, TEMPLATE: f"{name}-template"}


def template(project):
    """Return a database with our addons; the same during a run, whoever edits them."""
    return os.environ.get(TEMPLATE) or templates.installed(project)


@contextlib.contextmanager
def _database(project):
    """Give a clone for this run only; pytest's workers add copies of their own."""
    drop_left_overs(project)
    name = f"test_{os.getpid()}"
    source = templates.installed(project)
    try:
        for copy in (name, f"{name}-template"):
            project.clone_database(source, copy)
        yield name
    finally:
        for copy in project.databases.names():
            if copy == name or copy.startswith(f"{name}-"):
                project.drop_database(copy)


def drop_left_overs(project):
    """Remove the databases of test runs that were killed."""
    for name in project.databases.names():
        kind, _, owner = name.partition("_")
        pid = owner.partition("-")[0]
        if kind == "test" and pid.isdigit() and not Path(f"/proc/{pid}").exists():
            project.drop_database(name)
