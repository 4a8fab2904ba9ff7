"""Databases and their file stores: list, create, clone, rename, drop."""

import shutil
import subprocess

from . import layout
from .errors import Problem


class Databases:
    """The databases of a cluster, each with its folder of attachments."""

    def __init__(self, cluster):
        self.cluster = cluster

    def query(self, sql, database="postgres"):
        """Return the rows of one column as a list of texts."""
        psql = [
            self.cluster.bin / "psql",
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            database,
        ]
        done = subprocess.run(
            [*psql, "-c", sql],
            capture_output=True,
            text=True,
            env=self.cluster.environ(),
        )
        if done.returncode:
            raise Problem(f"The database says: {done.stderr.strip().splitlines()[0]}")
        return done.stdout.splitlines()

    def names(self):
        return self.query(
            "SELECT datname FROM pg_database WHERE NOT datistemplate"
            " AND datname <> 'postgres' ORDER BY datname"
        )

    def exists(self, name):
        return name in self.names()

    def demand(self, name):
        """Raise :class:`Problem` if there is no such database."""
        if not self.exists(name):
            known = ", ".join(self.names()) or "none yet"
            raise Problem(f"There is no database '{name}' (there are: {known}).")

    def create(self, name):
        """Create an empty database."""
        self.query(f"CREATE DATABASE {_quoted(name)} TEMPLATE template0")

    def clone(self, source, target):
        """Copy a database with its attachments; nobody may be connected to it."""
        self.demand(source)
        self.drop(target)
        self._disconnect(source)
        if filestore(source).exists():
            shutil.copytree(filestore(source), filestore(target))
        self.query(
            f"CREATE DATABASE {_quoted(target)} TEMPLATE {_quoted(source)}"
            " STRATEGY file_copy"
        )

    def rename(self, source, target):
        self.drop(target)
        self._disconnect(source)
        if filestore(source).exists():
            filestore(source).rename(filestore(target))
        self.query(f"ALTER DATABASE {_quoted(source)} RENAME TO {_quoted(target)}")

    def drop(self, name):
        """Remove a database and its attachments, whoever is connected."""
        self.query(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")
        shutil.rmtree(filestore(name), ignore_errors=True)

    def comment(self, name):
        """Return what :meth:`set_comment` has left, or an empty text."""
        rows = self.query(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            f" WHERE datname = {_literal(name)}"
        )
        return "\n".join(rows)

    def set_comment(self, name, text):
        self.query(f"COMMENT ON DATABASE {_quoted(name)} IS {_literal(text)}")

    def _disconnect(self, name):
        self.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = {_literal(name)}"
        )


def filestore(name):
    return layout.DATA / "filestore" / name


def _quoted(name):
    return '"%s"' % name.replace('"', '""')


def _literal(text):
    return "'%s'" % text.replace("'", "''")
