"""Bulk loading: rows are copied into staging tables and become Odoo's documents.

The loaders write the six CSV files of :data:`TABLES`; ids are theirs, from 1 up. What
Odoo wants to know besides (company, currency, commercial partner …) is set in ``sql/``.
"""

import csv
import subprocess
from contextlib import ExitStack
from pathlib import Path

from devtools import console
from devtools.errors import Problem

SQL = Path(__file__).parent / "sql"
TABLES = {
    "partner": ("id", "parent", "name", "is_company"),
    "family": ("id", "name"),
    "product": ("id", "family", "name", "price"),
    "sale": ("id", "partner", "state", "moment", "untaxed", "name"),
    "line": ("sale", "product", "quantity", "price", "discount", "subtotal"),
    "refund": ("id", "sale", "day", "amount"),
}
STEPS = ("partners", "products", "orders", "lines", "refunds")


class Writers(ExitStack):
    """A CSV writer for each staging table, in ``folder``: ``writers["sale"](row)``."""

    def __init__(self, folder):
        super().__init__()
        self.rows = {name: self._writer(folder / f"{name}.csv") for name in TABLES}

    def _writer(self, path):
        handle = self.enter_context(path.open("w", newline=""))
        return csv.writer(handle, lineterminator="\n").writerow

    def __getitem__(self, table):
        return self.rows[table]


def load(project, database, folder):
    """Turn the CSV files in ``folder`` into documents of ``database``."""
    run = Script(project, database)
    run.file("prepare", "Preparing to load")
    size = sum((folder / f"{table}.csv").stat().st_size for table in TABLES)
    run.text("\n".join(_copies(folder)), f"Copying {size / 1e6:.0f} MB")
    for step in STEPS:
        run.file(step, f"Creating {step}")
    run.file("finish", "Counting for the query planner")


def _copies(folder):
    for table, columns in TABLES.items():
        path = folder / f"{table}.csv"
        yield f"\\copy staging.{table} ({', '.join(columns)}) from '{path}' csv"


class Script:
    """Runs SQL in one database, with foreign keys left unchecked: the rows are ours."""

    def __init__(self, project, database):
        self.project, self.database = project, database
        psql = [project.cluster.bin / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1"]
        self.command = [*psql, "-d", database, "-f", "-"]

    def file(self, name, title):
        self.text((SQL / f"{name}.sql").read_text(), title)

    def text(self, sql, title):
        with console.step(title, self._size):
            done = subprocess.run(
                self.command,
                input=f"SET session_replication_role = replica;\n{sql}",
                capture_output=True,
                text=True,
                env=self.project.cluster.environ(),
            )
        if done.returncode:
            raise Problem(f"{title} failed: {done.stderr.strip().splitlines()[0]}")

    def _size(self):
        size = f"SELECT pg_size_pretty(pg_database_size('{self.database}'))"
        return f"database {self.project.databases.query(size)[0]}"
