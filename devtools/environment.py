"""Everything that a command needs, made ready: the one door for tests and benchmarks.

from devtools import environment
project = environment.prepare()
project.create_database("fast", ["customer_insight"], demo=True)
print(project.shell("fast", "print(env['res.partner'].search_count([]))"))
"""

import os

from . import console, layout, machine, odoo_source, venv
from .cluster import Cluster
from .databases import Databases
from .odoo import LANGUAGES, OdooRunner

# Python would not keep its compiled files or find other packages; Odoo ignores the last
UNWANTED = (
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTEST_DB_USE_ENV_VARS",
    "OPENERP_SERVER",
)


class Environment:
    """Odoo, its Python and its database server, ready to use."""

    def __init__(self, odoo, home, cluster):
        self.odoo, self.cluster = odoo, cluster
        self.python = home / "bin/python"
        self.variables = _variables(odoo, home, cluster)
        self.databases = Databases(cluster)
        self.runner = OdooRunner(odoo, self.python, self.variables)
        self.conf, self.odoo_bin = self.runner.conf, odoo.launcher
        self.variables["ODOO_RC"] = str(self.conf)

    def create_database(self, name, modules, demo=False, langs=LANGUAGES, title=None):
        """Create a database with ``modules`` installed; replaces one of that name."""
        self.databases.drop(name)
        self.databases.create(name)
        options = ["-i", ",".join(modules), "--load-language", ",".join(langs)]
        demo_option = ["--with-demo"] if demo else []
        self.run_odoo_logged(
            name, *options, *demo_option, title=title or f"Creating {name}"
        )

    def install(self, name, modules, demo=False):
        """Install ``modules`` into an existing database."""
        option = ["--with-demo"] if demo else []
        title = f"Installing {', '.join(modules)} into {name}"
        self.run_odoo_logged(name, "-i", ",".join(modules), *option, title=title)

    def run_odoo_logged(self, name, *arguments, title):
        self.runner.install(name, *arguments, title=title)

    def clone_database(self, source, target):
        """Copy a database in about half a second; replaces one of that name."""
        self.databases.clone(source, target)

    def drop_database(self, name):
        self.databases.drop(name)

    def run_odoo(self, *arguments, **options):
        """Run Odoo's command line in the foreground; return its exit code."""
        return self.runner.call(*arguments, **options)

    def shell(self, database, script):
        """Run a script with ``env`` ready, uncommitted; return what it prints."""
        self.databases.demand(database)
        return self.runner.shell(database, script)


def _variables(odoo, home, cluster):
    variables = {k: v for k, v in os.environ.items() if k not in UNWANTED}
    path = (home / "bin", cluster.bin, os.environ.get("PATH", os.defpath))
    variables["PATH"] = os.pathsep.join(map(str, path))
    variables["PYTHONPATH"] = str(odoo.python_path)
    variables["VIRTUAL_ENV"] = str(home)
    return {**variables, **cluster.variables()}


def prepare():
    """Return the :class:`Environment`, getting whatever is missing."""
    os.umask(0o022)  # PostgreSQL's user must be able to read what we unpack
    odoo = _first_build_checked(odoo_source.get)
    home = venv.get()
    cluster = Cluster()
    cluster.start()
    return Environment(odoo, home, cluster)


def _first_build_checked(get):
    if not list(layout.cache().glob("venv-odoo-*/complete")):
        machine.check_disk()
        console.say(f"First run: everything goes to {layout.cache()}")
    return get()
