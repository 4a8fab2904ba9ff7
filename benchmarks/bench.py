"""``./dev bench``: what the addon costs, as ratios to what Odoo does without it.

All customers and orders are made up, the same with every run; two things that are
compared take turns in the same run. Nothing is compared with a number from elsewhere.
"""

import argparse
import json
import os
import platform
import tempfile
from pathlib import Path

from benchmarks import command, generator, goals, kept, staging, tools
from benchmarks.tables import table
from devtools import console, environment, layout, locks, processes, templates

CUSTOMERS, ORDERS = 100_000, 1_000_000
PART = 5  # SMALL has a fifth of both, FEW_ORDERS of the orders
LOADERS = ("staging.py", "generator.py")
SQL = [str(path.relative_to(kept.HERE)) for path in kept.HERE.glob("sql/*.sql")]
WITH, WITHOUT = "measured_with", "measured_without"
FEWER, SMALL = "measured_fewer", "measured_small"
COPIES = WITH, WITHOUT, FEWER, SMALL
NOT_JUDGED = (
    "Goals are for {:,} customers and {:,} orders; at this size they are only shown."
)


def main(arguments=()):
    """Print all ratios; return 1 when a goal is missed at full size, else 0."""
    options = _options(arguments)
    project = environment.prepare()
    figures = _figures(project, options)
    text = "\n\n".join([_machine(project), _sizes(options), _table(figures)]) + "\n"
    print(f"\n{text}")
    if options.markdown:
        options.markdown.write_text(text)
    return int(_is_judged(options) and not all(figure.is_met for figure in figures))


def _figures(project, options):
    """Return all figures; another run waits, for the databases have fixed names."""
    with locks.lock(f"bench-{project.cluster.key}"):
        _databases(project, options)
        try:
            return list(_measured(project, options))
        finally:
            for name in COPIES:
                project.drop_database(name)


def _options(arguments):
    parser = argparse.ArgumentParser(
        "./dev bench", description=__doc__.split("\n\n")[0]
    )
    parser.add_argument("--customers", type=int, default=CUSTOMERS)
    parser.add_argument("--orders", type=int, default=ORDERS)
    parser.add_argument("--rounds", type=int, default=5, help="of each refresh")
    parser.add_argument("--repeat", type=int, default=300, help="of what people do")
    parser.add_argument(
        "--markdown", type=Path, help="also write the table to this file"
    )
    return parser.parse_args(arguments)


def _is_judged(options):
    return (options.customers, options.orders) == (CUSTOMERS, ORDERS)


def _databases(project, options):
    """Prepare the databases that are measured, fresh copies of the kept data."""
    customers, orders = options.customers, options.orders
    full = _data(project, customers, orders)
    project.clone_database(full, WITHOUT)
    kept.install_addon(project, full, WITH)
    fewer = _data(project, customers, orders // PART)
    kept.install_addon(project, fewer, FEWER)
    small = _data(project, customers // PART, orders // PART)
    kept.install_addon(project, small, SMALL)


def _data(project, customers, orders):
    """Return the name of a database with so much trade and without the addon."""
    kind = f"trade_{customers}_{orders}"
    key = layout.short_hash(templates.base(project), kept.content_key(*LOADERS, *SQL))

    def build(name):
        kept.without_addon(project, name)
        with tempfile.TemporaryDirectory(prefix="trade-") as folder:
            with console.step(f"Making up {customers:,} customers, {orders:,} orders"):
                generator.Trade(Path(folder), customers, orders)
            staging.load(project, name, Path(folder))

    return kept.database(project, kind, key, build)


def _measured(project, options):
    """Yield all figures; the refreshes come first, so that the insights are there."""
    as_of = generator.END.date()
    small, large = (_run(project, "memory", name, as_of) for name in (SMALL, WITH))
    places = WITH, FEWER, SMALL
    times = _run(project, "refreshing", as_of, options.rounds, *places)
    yield from goals.refreshing(*(times[name] for name in places))
    yield from goals.memory(large, small)
    counts = options.repeat, options.repeat, 1 + options.repeat // 10
    yield from goals.using(_run(project, "using", WITH, WITHOUT, *counts))


def _run(project, module, *arguments):
    console.say(f"Measuring: {module} …")
    command = [project.python, "-m", f"benchmarks.{module}", *arguments]
    return json.loads(tools.output(command, env=project.variables))


def _table(figures):
    head = ("what", "measured (median)", "value", "goal", "result")
    return table(head, [figure.cells() for figure in figures])


def _machine(project):
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    postgres = project.databases.query("SHOW server_version")[0]
    python = processes.output([project.python, "--version"]).split()[1]
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory;"
        f" PostgreSQL {postgres}, Odoo {project.odoo.version}, Python {python}."
    )


def _sizes(options):
    text = f"{options.customers:,} customers, {options.orders:,} confirmed orders."
    if _is_judged(options):
        return text
    return f"{text} {NOT_JUDGED.format(CUSTOMERS, ORDERS)}"


if __name__ == "__main__":
    command.run(main)
