"""``./dev i18n``: what there is to translate, merged into the languages."""

import tempfile
from pathlib import Path

from . import addons, console, environment, layout, processes, templates
from .errors import Problem
from .odoo import LANGUAGES

MERGE = Path(__file__).parent / "scripts/merge_translations.py"
DATES = ("POT-Creation-Date", "PO-Revision-Date")


def run(arguments):
    """Export each addon's template and merge it; say what is left to translate."""
    if arguments:
        raise Problem("it takes no arguments.")
    project = environment.prepare()
    for name in addons.names():
        joins = name in addons.joining()
        database = (templates.joined if joins else templates.installed)(project)
        folder = layout.CHECKOUT / name / "i18n"
        folder.mkdir(exist_ok=True)
        with console.step(f"Exporting {name}"):
            template = _export(project, database, name, folder)
        files = [folder / f"{lang}.po" for lang in LANGUAGES[1:]]
        command = [str(project.python), str(MERGE), str(template), *map(str, files)]
        console.say(processes.output(command).strip())


def _export(project, database, name, folder):
    """Write the template without dates: a run without changes changes no file."""
    target = folder / f"{name}.pot"
    with tempfile.TemporaryDirectory() as scratch:
        exported = Path(scratch) / target.name
        command = ("i18n", "export", "-c", project.conf, "-d", database)
        processes.logged(
            project.runner.command(*command, "-o", exported, name),
            f"Could not export {name}",
            "i18n",
            env=project.variables,
        )
        lines = exported.read_text().splitlines(keepends=True)
    kept = [
        line for line in lines if not line.startswith(tuple(f'"{d}' for d in DATES))
    ]
    target.write_text("".join(kept))
    return target
