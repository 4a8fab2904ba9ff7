"""The addons of this checkout, read from their manifests."""

import ast
import hashlib

from . import layout

IGNORED = {"__pycache__", "tests", "readme", "doc"}


def names():
    """Return the names of the checkout's addons, sorted."""
    return sorted(
        path.parent.name for path in layout.CHECKOUT.glob("*/__manifest__.py")
    )


def joining():
    """Return those that install themselves, beside an app of Odoo that ours join."""
    return [name for name in names() if manifest(name).get("auto_install")]


def main():
    """Return those that people install."""
    return sorted(set(names()) - set(joining()))


def manifest(name):
    return ast.literal_eval((layout.CHECKOUT / name / "__manifest__.py").read_text())


def dependencies(wanted=None):
    """Return the addons that come with Odoo and that ours are built on, sorted."""
    ours = set(names())
    needed = {
        dep for name in wanted or ours for dep in manifest(name).get("depends", [])
    }
    return sorted(needed - ours)


def content_hash(wanted=None, folder=None):
    """Return a text that changes with any file that matters to an installed addon.

    With ``folder``, only files below a folder of that name count.
    """
    digest = hashlib.sha256()
    for path in _files(wanted or names()):
        if folder is None or folder in path.parts:
            digest.update(str(path).encode() + b"\0")
            digest.update((layout.CHECKOUT / path).read_bytes())
    return digest.hexdigest()[:10]


def _files(wanted):
    """Return the files of addons, relative to the checkout, without tests and docs."""
    for name in wanted:
        for path in sorted((layout.CHECKOUT / name).rglob("*")):
            relative = path.relative_to(layout.CHECKOUT)
            if path.is_file() and not IGNORED.intersection(relative.parts):
                yield relative
