"""Odoo's command line, run with the project's configuration."""

import os
import re
import subprocess
import sys

from . import addons, console, layout, processes
from .errors import Problem

LOGGED_ERROR = r"^[-\d]+ [:,\d]+ \d+ (?:ERROR|CRITICAL) (.*)"
# a traceback's last line stands at the margin, below its indented ones
EXCEPTION = r"^Traceback \(most recent call last\):\n(?:[ \t].*\n)+([\w.]+.*)"
LANGUAGES = ("en_US", "zh_CN", "zh_TW")  # the first becomes the default one


class OdooRunner:
    """Starts Odoo; knows its configuration file and its environment."""

    def __init__(self, odoo, python, variables):
        self.odoo, self.python, self.variables = odoo, python, variables
        self.conf = layout.DEV / "odoo.conf"
        self._write_conf()

    def _write_conf(self):
        layout.DATA.mkdir(parents=True, exist_ok=True)
        folders = [*([layout.CHECKOUT] if addons.names() else []), *self.odoo.addons]
        options = {
            "addons_path": ",".join(map(str, folders)),
            "data_dir": layout.DATA,
            "db_host": self.variables["PGHOST"],
            "db_port": self.variables["PGPORT"],
            "db_user": self.variables["PGUSER"],
            "http_interface": "127.0.0.1",
            "max_cron_threads": 1,
            # a browser started beside a server in the same process inherits its limit
            "limit_memory_hard": 0,
            "limit_memory_soft": 0,
        }
        lines = "".join(f"{name} = {value}\n" for name, value in options.items())
        part = self.conf.with_suffix(f".{os.getpid()}")  # others may read it right now
        part.write_text(f"[options]\n{lines}")
        part.rename(self.conf)

    def command(self, *arguments):
        """Return the command line; a subcommand comes before the configuration."""
        arguments = list(map(str, arguments))
        words = [] if not arguments or arguments[0].startswith("-") else arguments[:1]
        rest = arguments[len(words) :]
        if words in ([], ["server"], ["shell"]):
            words += ["-c", str(self.conf)]
        return [str(self.python), str(self.odoo.launcher), *words, *rest]

    def call(self, *arguments, **options):
        """Run Odoo in the foreground; return its exit code."""
        command = self.command(*arguments)
        return processes.foreground(command, env=self.variables, **options)

    def install(self, database, *arguments, title):
        """Install or update with progress; raise :class:`Problem` if it fails."""
        log = layout.log(f"odoo-{database}")
        log.write_text("")
        command = self.command(
            "-d", database, "--stop-after-init", "--no-http", *arguments
        )
        with console.step(title, lambda: _loaded(log)):
            code = processes.into_log(command, log, env=self.variables)
            if code or _errors(log):
                trouble = _errors(log) or [processes.last_line(log)]
                raise Problem(f"{title} failed: {trouble[0]} (all of it: {log})")

    def shell(self, database, script):
        """Run ``script`` with ``env`` ready; return what it prints."""
        done = subprocess.run(
            self.command(*_shell(database)),
            input=script,
            stdout=subprocess.PIPE,
            text=True,
            env=self.variables,
        )
        if done.returncode:
            raise Problem(f"The script for the database '{database}' failed.")
        return done.stdout

    def interactive_shell(self, database):
        """Hand our own standard input to Odoo's shell; return its exit code."""
        sys.stdout.flush()
        return self.call(*_shell(database))


def _shell(database):
    return "shell", "-d", database, "--no-http", "--log-level=warn"


def _loaded(log):
    """Return how far Odoo is, read from its log."""
    found = re.findall(r"Loading module (\S+) \((\d+/\d+)\)", log.read_text())
    return f"module {found[-1][1]}: {found[-1][0]}" if found else ""


def _errors(log):
    """Return what went wrong, the cause first: exceptions, else logged errors."""
    text = log.read_text()
    invalid = re.findall(r"invalid module names, ignored: .*", text)
    logged = re.findall(LOGGED_ERROR, text, re.MULTILINE)
    if not logged:
        return invalid
    raised = re.findall(EXCEPTION, text, re.MULTILINE)
    places = re.findall(r"while parsing \S+:\d+", text)
    return [" ".join([*(raised or logged)[:1], *places[:1]]), *invalid]
