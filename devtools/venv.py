"""Python environments, built from lock files: every package pinned, with its hash."""

import os
import shutil
import subprocess
from pathlib import Path

from . import apt, console, layout, locks, machine, processes

FOLDER = Path(__file__).parent


def pins(name="odoo"):
    """Return a text that changes whenever a pinned version does."""
    return layout.short_hash((FOLDER / f"{name}.lock").read_text())


def get(name="odoo"):
    """Return the folder of a complete environment, building it when needed."""
    python, version = machine.python()
    home = layout.cache() / f"venv-{name}-{version}-{pins(name)}"
    if not _is_complete(home):
        with locks.lock(f"venv-{name}"):
            _build(home, python, name)
    return home


def _is_complete(home):
    """Return whether it was finished, and its interpreter is still on the machine."""
    return (home / "complete").exists() and (home / "bin/python").exists()


def install_to(folder, name):
    """Install the packages of a lock file into a plain folder, without the rest."""
    if not folder.exists():
        with locks.lock(folder.name):
            _install_to(folder, name)
    return folder


def _build(home, python, name):
    """Build in place (scripts hold the path); only the marker makes it count."""
    if _is_complete(home):
        return
    shutil.rmtree(home, ignore_errors=True)
    _create(home, python)
    _pip_install(
        home / "bin/python", name, f"Installing the Python packages for {name}"
    )
    (home / "complete").touch()


def _create(home, python):
    missing = [python, "-c", "import ensurepip, venv"]
    if subprocess.call(missing, stderr=subprocess.DEVNULL):
        apt.install(["python3-venv"], "The Python environment")
    command = [python, "-m", "venv", home]
    processes.logged(command, "Could not create the Python environment", "pip")


def _install_to(folder, name):
    if folder.exists():
        return
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    python = get() / "bin/python"
    _pip_install(python, name, f"Installing {name}", "--no-deps", "--target", part)
    part.rename(folder)


def _pip_install(python, name, title, *options):
    source = ("--require-hashes", "-r", FOLDER / f"{name}.lock")
    command = [python, "-m", "pip", "install", "--no-input", *options, *source]
    log = layout.log("pip")
    start = log.stat().st_size if log.exists() else 0
    failed = f"{title} failed; check the network and run it again"
    with console.step(title, lambda: _collected(log, start)):
        processes.logged(command, failed, "pip", env=_clean())


def _clean():
    """Return an environment in which pip installs into the new folder only."""
    return {**os.environ, "PYTHONPATH": "", "PIP_TARGET": "", "PIP_USER": "0"}


def _collected(log, start):
    with open(log, "rb") as handle:
        handle.seek(start)
        return f"{handle.read().count(b'Collecting ')} packages"
