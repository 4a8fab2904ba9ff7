"""Debian packages: a private apt state to unpack from, and installing with root's help.

The private state takes the machine's own Debian source with another suite, so nothing
of the machine is changed and apt still checks every signature.
"""

import os
import shutil
import subprocess
from pathlib import Path

from . import console, layout, processes
from .errors import Problem

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
OTHER_WAY = "set ODOO_HOME to an Odoo 19 checkout or unpacked package instead"


def download(packages, folder, suites):
    """Fetch ``packages`` ("name" or "name/suite") as .deb files into ``folder``."""
    state = folder / "apt"
    options = _private_state(state, suites)
    update = ["apt-get", *options, "-o", "APT::Update::Error-Mode=any", "update"]
    with console.step("Reading Debian's list of packages", _size_of(state)):
        processes.logged(update, _failed("read Debian's package lists"), "apt")
    fetch = ["apt-get", *options, "download", *packages]
    size = _download_size([*fetch, "--print-uris"])
    title = f"Downloading Odoo 19 from Debian ({size / 1e6:.0f} MB)"
    with console.step(title, lambda: _debs_size(folder, size)):
        processes.logged(fetch, _failed("download Odoo"), "apt", cwd=folder)
    shutil.rmtree(state)


def _failed(what):
    return f"Could not {what}; check the network, or {OTHER_WAY}"


def _size_of(folder):
    return lambda: console.megabytes(folder)


def _debs_size(folder, total):
    done = sum(file.stat().st_size for file in folder.glob("*.deb"))
    return f"{done / 1e6:.0f} of {total / 1e6:.0f} MB, {100 * done // total} %"


def _download_size(command):
    """Return the bytes to come; apt prints one line "uri file size hash" a package."""
    try:
        lines = processes.output(command).splitlines()
    except Problem as error:
        raise Problem(
            f"Debian no longer offers Odoo 19 ({error}): {OTHER_WAY}."
        ) from error
    return sum(int(line.split()[2]) for line in lines if line.startswith("'"))


def _private_state(state, suites):
    for part in ("lists/partial", "cache/archives/partial"):
        (state / part).mkdir(parents=True, exist_ok=True)
    source = state / "sources.list"
    source.write_text("".join(_source_line(suite) for suite in suites))
    settings = {
        "Dir::Etc::sourcelist": source,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferences": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Dir::State::lists": state / "lists",
        "Dir::Cache": state / "cache",
        "APT::Sandbox::User": "root",
        "APT::Default-Release": "",
        "Acquire::Languages": "none",
    }
    return [part for item in settings.items() for part in ("-o", "%s=%s" % item)]


def _source_line(suite):
    signed = f"[signed-by={KEYRING}] " if KEYRING.exists() else ""
    return f"deb {signed}{_debian_mirror()} {suite} main\n"


def _debian_mirror():
    """Return the address that this machine itself gets Debian's main suite from."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise Problem(
            f"Odoo comes from Debian's packages and apt is missing: {OTHER_WAY}."
        )
    wanted = [
        "--format",
        "$(REPO_URI) $(RELEASE)",
        "Created-By: Packages",
        "Component: main",
    ]
    targets = processes.output(["apt-get", "indextargets", *wanted]).split("\n")
    found = [line.split()[0] for line in targets if line.split()[1:] == [_codename()]]
    if not found:
        raise Problem(f"This machine has no Debian package source: {OTHER_WAY}.")
    return found[0]


def _codename():
    release = Path("/etc/os-release").read_text().splitlines()
    values = dict(line.split("=", 1) for line in release if "=" in line)
    return values.get("VERSION_CODENAME", "").strip('"')


def install(packages, why):
    """Install Debian packages on the machine, leaving those it has as they are."""
    listed = " ".join(packages)
    by_hand = f"run 'apt-get install {listed}' as root"
    prefix = _root_prefix(f"{why} needs the Debian packages {listed}: {by_hand}.")
    flags = ["-y", "--no-upgrade", "--no-install-recommends"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    failed = f"Could not install {listed}; {by_hand}"
    with console.step(f"Installing {listed}"):
        subprocess.call(
            [*prefix, "apt-get", "update"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        command = [*prefix, "apt-get", "install", *flags, *packages]
        processes.logged(command, failed, "apt", env=quiet)


def _root_prefix(otherwise):
    if layout.is_root():
        return []
    if shutil.which("sudo") and not subprocess.call(
        ["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ):
        return ["sudo", "-n"]
    raise Problem(otherwise)
