"""``./dev demo``: a database that shows what the addon does, and the web client."""

import argparse
import json
import time
from pathlib import Path

from . import addons, console, environment, layout, locks, machine, table, templates
from .errors import Problem
from .odoo import LANGUAGES
from .server import Server

ADDON = "customer_insight"
SCRIPTS = Path(__file__).parent / "scripts"


def run(arguments):
    """Build the demo database when needed, show the classes, serve the web client."""
    options = parser().parse_args(arguments)
    if options.serve:
        machine.check_port(options.port)
    if ADDON not in addons.names():
        raise Problem(f"the addon {ADDON} is not in this checkout.")
    project = environment.prepare()
    with locks.lock(f"demo-{project.cluster.key}"):
        make_current(project, options)
    console.say(table.text(_script(project, options.db, "class_table", options.lang)))
    if options.serve:
        _serve(project, options)


class Parser(argparse.ArgumentParser):
    """Tells a wrong option in one line."""

    def error(self, message):
        raise Problem(f"{message}; './dev demo --help' lists the options.")


def parser():
    parser = Parser(prog="./dev demo", allow_abbrev=False)
    parser.add_argument("--lang", choices=LANGUAGES, default="en_US")
    parser.add_argument("--port", type=int, default=8069)
    parser.add_argument("--db", default="demo", help="name of the database")
    parser.add_argument(
        "--joined",
        "--crm",
        action="store_true",
        help="with the apps CRM and Inventory, and what joins them",
    )
    parser.add_argument("--fresh", action="store_true", help="build it anew")
    parser.add_argument("--no-serve", dest="serve", action="store_false")
    return parser


def make_current(project, options):
    """Build, update or keep the database: its comment says what it was made from."""
    name, wanted = options.db, state(project, options)
    project.drop_database(_part(name))  # what a killed run has left
    found = found_state(project, name)
    if options.fresh or found is None or _is_stale(found, wanted):
        _build(project, name, wanted)
    elif found != wanted:
        title = f"Updating {name}: the addon has changed"
        project.run_odoo_logged(name, "-u", ADDON, "--i18n-overwrite", title=title)
        _finish(project, name, wanted)


def state(project, options):
    return {
        "base": templates.base_key(project, apps(options.joined)),
        "demo": addons.content_hash(folder="demo"),
        "code": addons.content_hash(),
        "joined": options.joined,
    }


def apps(joined):
    """Return Odoo's addons that come first: what ours are built on, and join."""
    return addons.dependencies(None if joined else [ADDON])


def _is_stale(found, wanted):
    """Return whether an update would not do: demo data are not made a second time."""
    return any(found.get(part) != wanted[part] for part in ("base", "demo", "joined"))


def found_state(project, name):
    """Return what the database was made from, or None when there is none."""
    if not project.databases.exists(name):
        return None
    try:
        return json.loads(project.databases.comment(name))
    except ValueError:
        raise Problem(
            f"the database '{name}' was not made by this command;"
            f" choose another with --db, or './dev db drop {name}' first."
        ) from None


def _build(project, name, state):
    """Build under another name and rename: what has the name is complete."""
    part = _part(name)
    source = templates.base(project, demo=True, deps=apps(state["joined"]))
    project.clone_database(source, part)
    project.install(part, [ADDON], demo=True)
    _finish(project, part, state)
    project.databases.rename(part, name)


def _part(name):
    return f"{templates.BUILDING}{name}"


def _finish(project, name, state):
    with console.step("Classifying the customers"):
        _script(project, name, "refresh")
    project.databases.set_comment(name, json.dumps(state))


def _script(project, database, script, *arguments):
    """Run one of our scripts in Odoo's shell; return the JSON that it prints last."""
    text = (SCRIPTS / f"{script}.py").read_text()
    head = f"arguments = {arguments!r}\n"
    printed = project.shell(database, head + text).strip()
    return json.loads(printed.splitlines()[-1]) if printed else None


def _serve(project, options):
    server = Server(project, options.db, port=options.port)
    with console.step("Starting Odoo"):
        server.start()
    try:
        console.say(f"\nOpen {server.url} and log in as admin with the password admin.")
        console.say(
            f"Ctrl-C stops it. Its log: {server.log.relative_to(layout.CHECKOUT)}"
        )
        _wait(server)
    except KeyboardInterrupt:
        console.say("\nStopping.")
    finally:
        server.stop()


def _wait(server):
    while server.process.poll() is None:
        time.sleep(0.5)
    raise Problem(f"Odoo stopped by itself; its log: {server.log}")
