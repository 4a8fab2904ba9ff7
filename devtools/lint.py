"""``./dev lint``: what reviewers would otherwise have to look for."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

from . import addons, console, layout, node, venv
from .errors import Problem

THIRD_PARTY = {"node_modules", "lib"}
PROSE = {"data", "demo"}  # prettier breaks tags rather than long sentences


def run(arguments):
    """Run every linter; return 1 and say what they found unless all is clean."""
    if arguments not in ([], ["--fix"]):
        raise Problem("the only option is --fix.")
    tools, javascript = venv.get("lint") / "bin", node.get()
    if arguments:
        for repair in _checks(tools, javascript, fix=True).values():
            _outcome(repair)
    checks = {**_checks(tools, javascript, fix=False), "XML is well-formed": _check_xml}
    with ThreadPoolExecutor(2) as pool:
        results = zip(checks, pool.map(_outcome, checks.values()), strict=True)
        failed = [name for name, complaints in results if not _told(name, complaints)]
    if failed:
        raise Problem(f"{', '.join(failed)}: not clean (--fix repairs a part).")


def _checks(tools, javascript, fix):
    """Return ``{name: command}``, repairs in an order that makes sense."""
    return _python_checks(tools, fix) | _web_checks(javascript, fix)


def _outcome(check):
    """Return the complaints of a command or a function; None if there are none."""
    if callable(check):
        return check() or None
    done = subprocess.run(
        list(map(str, check)),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd=layout.CHECKOUT,
        env={**os.environ, "PYTHONPATH": "", "NO_COLOR": "1"},
    )
    return (
        None
        if done.returncode == 0
        else (done.stdout + done.stderr).strip() or "failed"
    )


def _told(name, complaints):
    console.say(f"{name}: {'clean' if complaints is None else 'NOT CLEAN'}")
    if complaints is not None:
        console.say(complaints)
    return complaints is None


def _python_checks(tools, fix):
    ours = addons.names()
    option = ["--fix"] if fix else []
    checks = {
        "ruff": [tools / "ruff", "check", ".", *option],
        "ruff format": [tools / "ruff", "format", *([] if fix else ["--check"]), "."],
    }
    if ours:
        checks["pylint-odoo"] = [tools / "pylint", "--rcfile", ".pylintrc", *ours]
        checks["OCA's module checks"] = [
            tools / "oca-checks-odoo-module",
            *option,
            *ours,
        ]
    return checks


def _web_checks(javascript, fix):
    """Return the checks for the files that there are; no files would be an error."""
    checks = {}
    if files := _files(".xml", ".js", ".scss", without=THIRD_PARTY | PROSE):
        mode = "--write" if fix else "--check"
        checks["prettier"] = javascript.prettier(mode, *files)
    if files := _files(".js"):
        checks["eslint"] = javascript.eslint(*(["--fix"] if fix else []), *files)
    return checks


def _files(*suffixes, without=THIRD_PARTY):
    """Return the addons' files of these kinds, outside of some folders."""
    found = []
    for name in addons.names():
        for path in sorted((layout.CHECKOUT / name).rglob("*")):
            relative = path.relative_to(layout.CHECKOUT)
            if path.suffix in suffixes and not without.intersection(relative.parts):
                found.append(str(relative))
    return found


def _check_xml():
    complaints = []
    for name in _files(".xml"):
        try:
            ElementTree.parse(layout.CHECKOUT / name)
        except ElementTree.ParseError as error:
            complaints.append(f"{name}: {error}")
    return "\n".join(complaints)
