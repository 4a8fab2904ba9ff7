"""The commands of ``./dev``."""

import signal
import sys

from . import console
from .errors import Problem

USAGE = """\
Customer Insight: everything a developer needs, in one command.

  ./dev odoo ARGS…        Odoo's command line with the project's configuration
  ./dev shell DB          a Python shell, or a script from standard input
  ./dev db list | drop NAME | clone A B | base | installed
  ./dev stop              stop the database server
  ./dev help              this text
"""


def main(arguments):
    """Run one command; return its exit code."""
    debug = "--debug" in arguments[:1]
    name, *rest = arguments[debug:] or ["help"]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _command(name)(rest) or 0
    except (Problem, OSError) as error:
        if debug:
            raise
        print(f"./dev {name}: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130
    return 1


def _command(name):
    known = {"demo": _demo, "test": _test, "odoo": _odoo, "shell": _shell, "db": _db, "stop": _stop, "help": _help}
    try:
        return known[name.removeprefix("--")]
    except KeyError:
        raise Problem("there is no such command; './dev help' lists them.") from None


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
        case _:
            raise Problem("say list, drop NAME, clone A B, base or installed.")


def _demo(arguments):
    from . import demo

    return demo.run(arguments)


def _test(arguments):
    from . import testing

    return testing.run(arguments)


def _stop(_arguments):
    from .cluster import Cluster

    stopped = Cluster().stop()
    console.say("The database server is stopped." if stopped else "It was not running.")
