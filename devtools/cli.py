"""The commands of ``./dev``."""

import importlib
import os
import signal
import sys

from . import console, layout, processes
from .errors import Problem

USAGE = """\
Customer Insight: everything a developer needs, in one command.

  ./dev demo              the web client on a database with demo data
         --lang zh_CN --port N --db NAME --fresh --no-serve
  ./dev test [ARGS…]      every test, or what pytest's arguments select
  ./dev lint [--fix]      what must be clean; --fix repairs a part of it
  ./dev odoo ARGS…        Odoo's command line with the project's configuration
  ./dev shell DB          a Python shell, or a script from standard input
  ./dev db list | drop NAME | clone A B
         base | installed name of the template database (without, with our addons)
  ./dev i18n              export what there is to translate, merge it into the .po files
  ./dev bench ARGS…       benchmarks/bench.py
  ./dev real ARGS…        benchmarks/real.py
  ./dev stop              stop the database server

CUSTOMER_INSIGHT_CACHE is the folder for downloads, ODOO_HOME an Odoo 19 to use instead
of the one from Debian; --debug as the first argument shows tracebacks.
"""


def main(arguments):
    """Run one command; return its exit code."""
    debug = "--debug" in arguments[:1]
    name, *rest = arguments[debug:] or ["help"]
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda caught, _frame: sys.exit(128 + caught))
    try:
        return _command(name)(rest) or 0
    except (Problem, OSError) as error:
        if debug:
            raise
        print(f"./dev {name}: {_told(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    return 1


def _told(error):
    """Return one line; the system's own words come with the file they are about."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.strerror}: {error.filename}"
    return " ".join(str(error).split())


def _command(name):
    known = {
        "demo": _module("demo"),
        "test": _module("testing"),
        "lint": _module("lint"),
        "i18n": _module("i18n"),
        "bench": _script("bench"),
        "real": _script("real"),
        "odoo": _odoo,
        "shell": _shell,
        "db": _db,
        "stop": _stop,
        "help": _help,
        "-h": _help,
        "--help": _help,
    }
    if name not in known:
        raise Problem("there is no such command; './dev help' lists them.")
    return known[name]


def _module(name):
    """Return the ``run`` of a module, imported only when it is wanted."""
    return lambda arguments: importlib.import_module(f"devtools.{name}").run(arguments)


def _script(name):
    """Return a command that runs one of the benchmarks with everything prepared."""

    def run(arguments):
        path = layout.CHECKOUT / "benchmarks" / f"{name}.py"
        if not path.exists():
            raise Problem(f"{path.relative_to(layout.CHECKOUT)} is not there.")
        project = _prepare()
        # the checkout first, so that scripts can import devtools
        packages = (str(layout.CHECKOUT), project.variables["PYTHONPATH"])
        variables = {**project.variables, "PYTHONPATH": os.pathsep.join(packages)}
        command = [str(project.python), str(path), *arguments]
        return processes.foreground(command, env=variables)

    return run


def _help(_arguments):
    print(USAGE, end="")


def _prepare():
    from . import environment

    return environment.prepare()


def _odoo(arguments):
    console.to_stderr()
    return _prepare().run_odoo(*arguments)


def _shell(arguments):
    console.to_stderr()
    if len(arguments) != 1:
        raise Problem("give the name of a database.")
    project = _prepare()
    project.databases.demand(arguments[0])
    return project.runner.interactive_shell(arguments[0])


def _db(arguments):
    console.to_stderr()
    from . import templates

    project = _prepare()
    match arguments:
        case ["list"]:
            print("\n".join(project.databases.names()))
        case ["drop", name]:
            project.drop_database(name)
        case ["clone", source, target]:
            project.clone_database(source, target)
        case ["base"]:
            print(templates.base(project))
        case ["installed"]:
            print(templates.installed(project))
        case ["joined"]:
            print(templates.joined(project))
        case _:
            raise Problem("say list, drop NAME, clone A B, base, installed or joined.")


def _stop(_arguments):
    from .cluster import Cluster

    stopped = Cluster().stop()
    console.say("The database server is stopped." if stopped else "It was not running.")
