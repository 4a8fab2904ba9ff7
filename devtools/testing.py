"""``./dev test``: one pytest run over the addons and the tests from outside."""

import contextlib
import os
from pathlib import Path

from . import addons, browser, environment, layout, processes, templates

TEMPLATE = "CUSTOMER_INSIGHT_TEMPLATE"
WITH_VALUE = {"-k", "-m", "-n", "-o", "-p", "--ignore", "--deselect", "--cov", "--dist"}
WORKERS = ["-n", "2", "--dist", "loadfile"]
EVERYWHERE = [
    f"customer_insight/tests/test_{name}.py"
    for name in ("access_table", "access_doors", "translations", "engine_prospect")
]
JOINED = "--joined"
PLUGINS = ["-p", "devtools.pytest_browser", "-p", "devtools.pytest_files"]
NOTHING_FOUND = 5  # pytest's exit code


def run(arguments):
    """Run pytest on throw-away copies of the installed addons; return its exit code.

    What joins another app is tested in a second run, where that app is installed.
    """
    project = environment.prepare()
    browser.ensure()
    options, plain, joined = _split(arguments)
    codes = []
    if plain:
        codes.append(_run(project, templates.installed(project), options + plain))
    if joined:
        codes.append(_run(project, templates.joined(project), options + joined))
    found = [code for code in codes if code != NOTHING_FOUND]
    return max(found, default=NOTHING_FOUND)


def _run(project, source, arguments):
    with _database(project, source) as name:
        command = [
            project.python,
            "-m",
            "pytest",
            f"--odoo-database={name}",
            "--odoo-http",
        ]
        return processes.foreground(
            [*map(str, command), *PLUGINS, *arguments],
            env=_variables(project, name),
            cwd=layout.CHECKOUT,
        )


def _split(arguments):
    """Return ``(options, targets, targets where other apps are installed)``.

    Without a target all is tested, on both cores; of the main addons' tests, those that
    look at all addons run in both places. ``--joined`` runs any target in the latter.
    """
    values = [False] + [option in WITH_VALUE for option in arguments]
    own = {*addons.names(), "tests"}
    targets = [
        argument
        for argument, is_value in zip(arguments, values, strict=False)
        if not is_value and (argument in own or _is_path(argument))
    ]
    options = [arg for arg in arguments if arg not in targets and arg != JOINED]
    if targets:
        joined = [t for t in targets if _is_joining(t) or JOINED in arguments]
        return options, [t for t in targets if t not in joined], joined
    if not {"-n", "--pdb", "-s"}.intersection(arguments):
        options += WORKERS
    joining = addons.joining()
    everywhere = EVERYWHERE if joining else []
    return options, [*addons.main(), "tests"], [*joining, *everywhere]


def _is_joining(target):
    return target.partition("/")[0] in addons.joining()


def _is_path(argument):
    path = argument.partition("::")[0]
    return not path.startswith("-") and ("/" in path or path.endswith(".py"))


def _variables(project, name):
    """Let pytest find our plugin, and the tests from outside their template."""
    path = os.pathsep.join((project.variables["PYTHONPATH"], str(layout.CHECKOUT)))
    return {**project.variables, "PYTHONPATH": path, TEMPLATE: f"{name}-template"}


def template(project):
    """Return a database with ours; the same during a run, whoever edits them."""
    return os.environ.get(TEMPLATE) or templates.installed(project)


@contextlib.contextmanager
def _database(project, source):
    """Give a clone for this run only; pytest's workers add copies of their own."""
    drop_left_overs(project)
    name = f"test_{os.getpid()}"
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
