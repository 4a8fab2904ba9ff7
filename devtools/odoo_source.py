"""Getting Odoo 19 and unpacking it into the cache, or using the one in ODOO_HOME."""

import dataclasses
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import apt, console, layout, locks, processes
from .errors import Problem

RECIPE = 1  # raise it when the unpacked tree must change
SUITE, FONTS_SUITE = "sid", "bookworm"
PACKAGES = [
    "odoo-19",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-montserrat",
    "fonts-roboto-unhinted",
    "fonts-inconsolata",
    "fonts-ocr-b",
    f"fonts-font-awesome/{FONTS_SUITE}",  # later ones lack files that Odoo links to
]
# All languages are 800 MB; a second copy of half the addons lies beside the first.
LEFT_OUT = [
    "./usr/lib/python3/dist-packages/addons",
    "*/i18n/[!z]*.po",
    "*/i18n/z[!h]*.po",
]
# Debian removed this file, but the backend's bundle lists it: without it every page
# logs an error, and so every browser test fails.
STUB = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"


@dataclasses.dataclass(frozen=True)
class Odoo:
    """An Odoo 19 that can be started."""

    launcher: Path
    python_path: Path
    addons: tuple
    version: str
    home: str = ""  # where it is if it is the user's own


def get():
    """Return the Odoo to use, downloading it when there is none."""
    if home := os.environ.get("ODOO_HOME"):
        return _from_home(Path(home).expanduser().absolute())
    root = layout.cache() / f"odoo-19-r{RECIPE}"
    if not (root / "complete").exists():
        with locks.lock("odoo"):
            _build(root)
    return _package(root)


def _from_home(home):
    if (home / "usr/bin/odoo").is_file():
        odoo = _package(home)
    elif (home / "odoo-bin").is_file():
        folders = (home / "addons", home / "odoo/addons")
        odoo = Odoo(home / "odoo-bin", home, folders, _version(home))
    else:
        raise Problem(
            f"ODOO_HOME is {home}, where there is neither odoo-bin nor usr/bin/odoo:"
            " set it to an Odoo 19 checkout or unpacked package, or unset it."
        )
    if odoo.version != "19.0":
        raise Problem(f"ODOO_HOME holds Odoo {odoo.version}, and 19.0 is needed.")
    return dataclasses.replace(odoo, home=str(home))


def _package(root):
    packages = root / "usr/lib/python3/dist-packages"
    version = _version(packages)
    return Odoo(root / "usr/bin/odoo", packages, (packages / "odoo/addons",), version)


def _version(python_path):
    """Return the version, as Odoo's own release file has it, without importing it."""
    try:
        text = (python_path / "odoo/release.py").read_text()
    except OSError as error:
        raise Problem(f"There is no Odoo in {python_path}.") from error
    numbers = re.search(r"^version_info = \(([^,]+), ([^,]+)", text, re.MULTILINE)
    return ".".join(part.strip("'\"") for part in numbers.groups())


def _build(root):
    """Unpack beside the place and rename, so that a killed run leaves no half Odoo."""
    if (root / "complete").exists():
        return
    for left_over in root.parent.glob(f"{root.name}*"):
        shutil.rmtree(left_over)
    part = Path(tempfile.mkdtemp(prefix=f"{root.name}-", dir=root.parent))
    part.chmod(0o755)
    with tempfile.TemporaryDirectory(prefix="debs-", dir=root.parent) as debs:
        apt.download(PACKAGES, Path(debs), (SUITE, FONTS_SUITE))
        with console.step("Unpacking Odoo 19", lambda: _counted(part)):
            for deb in sorted(Path(debs).glob("*.deb")):
                _unpack(deb, part)
    stub = part / "usr/lib/python3/dist-packages/odoo/addons" / STUB
    stub.parent.mkdir(parents=True, exist_ok=True)
    stub.touch()
    (part / "complete").touch()
    part.rename(root)


def _counted(part):
    addons = part / "usr/lib/python3/dist-packages/odoo/addons"
    return f"{len(os.listdir(addons))} addons"


def _unpack(deb, root):
    with open(layout.log("unpack"), "ab") as log:
        source = subprocess.Popen(
            ["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE, stderr=log
        )
        excludes = [f"--exclude={pattern}" for pattern in LEFT_OUT]
        with source:
            processes.logged(
                ["tar", "x", "--no-same-owner", "-C", root, *excludes],
                f"Could not unpack {deb.name}",
                "unpack",
                stdin=source.stdout,
            )
    if source.returncode:
        raise Problem(
            f"Could not unpack {deb.name}: it is damaged; run the command again."
        )
