"""The Python environment, built from the pinned requirements."""

import os
import shutil
import subprocess
from pathlib import Path

from . import apt, console, layout, locks, machine, processes
from .errors import Problem

FOLDER = Path(__file__).parent
REQUIREMENTS = [FOLDER / "requirements-odoo.txt", FOLDER / "requirements-tools.txt"]


def pins():
    """Return a text that changes whenever a pinned version does."""
    return layout.short_hash(*(path.read_text() for path in REQUIREMENTS))


def get():
    """Return the folder of a complete environment, building it when needed."""
    python = machine.python()
    home = layout.cache() / f"venv-{layout.short_hash(python, pins())}"
    if not (home / "complete").exists():
        with locks.lock("venv"):
            _build(home, python)
    return home


def _build(home, python):
    """Build in place (scripts hold the path); only the marker makes it count."""
    if (home / "complete").exists():
        return
    shutil.rmtree(home, ignore_errors=True)
    _create(home, python)
    install = [home / "bin/python", "-m", "pip", "install", "--no-input"]
    files = [part for path in REQUIREMENTS for part in ("-r", path)]
    log = layout.log("pip")
    start = log.stat().st_size if log.exists() else 0
    failed = "Could not install the Python packages; check the network and run again"
    with console.step("Installing Python packages", lambda: _collected(log, start)):
        processes.logged([*install, *files], failed, "pip", env=_clean())
    (home / "complete").touch()


def _create(home, python):
    if subprocess.call([python, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL):
        apt.install(["python3-venv"], "The Python environment")
    command = [python, "-m", "venv", home]
    processes.logged(command, "Could not create the Python environment", "pip")


def _clean():
    """Return an environment in which pip installs into the new folder only."""
    return {**os.environ, "PYTHONPATH": "", "PIP_TARGET": "", "PIP_USER": "0"}


def _collected(log, start):
    with open(log, "rb") as handle:
        handle.seek(start)
        return f"{handle.read().count(b'Collecting ')} packages"


def install_to(folder, requirement, log_name="pip"):
    """Install one pinned package into ``folder`` by itself; return ``folder``."""
    if not folder.exists():
        with locks.lock(folder.name):
            _install_to(folder, requirement, log_name)
    return folder


def _install_to(folder, requirement, log_name):
    if folder.exists():
        return
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    python = get() / "bin/python"
    command = [python, "-m", "pip", "install", "--no-deps", "--no-input", "--target", part]
    failed = f"Could not install {requirement.stem.removeprefix('requirements-')}"
    with console.step("Installing PostgreSQL"):
        processes.logged([*command, "-r", requirement], failed, log_name, env=_clean())
    try:
        part.rename(folder)
    except OSError as error:
        raise Problem(f"Could not write to {folder.parent}: {error.strerror}.") from error
