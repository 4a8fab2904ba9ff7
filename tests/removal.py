"""What is left of an addon that joins another app, when one of them is removed."""

import json
import os

from devtools import templates

UNINSTALL = """
import json, logging
cries, ear = [], logging.Handler(logging.WARNING)
ear.emit = lambda record: cries.append(record.getMessage()[:200])
logging.getLogger().addHandler(ear)
env["ir.module.module"].search([("name", "=", "%s")]).button_immediate_uninstall()
print("seen:", json.dumps(cries))
"""


def removed(project, module, work, look):
    """Yield ``(logged, look, before)``: of the removal, after it, of the work before.

    ``work`` and ``look`` are scripts for Odoo's shell that print what they have seen.
    """
    name = f"test_{os.getpid()}-{module}"
    project.clone_database(templates.joined(project), name)
    before = _seen(project, name, work)
    logged = _seen(project, name, UNINSTALL % module)
    yield logged, _seen(project, name, look), before
    project.drop_database(name)


def _seen(project, database, script):
    """Run a script that prints what it has seen; return that."""
    return json.loads(project.shell(database, script).rpartition("seen: ")[2])


def stays_away(project, addon):
    """Return whether the addon is not installed where its app is not."""
    states = project.databases.query(
        f"SELECT state FROM ir_module_module WHERE name = '{addon}'",
        templates.installed(project),
    )
    return states in ([], ["uninstalled"])
