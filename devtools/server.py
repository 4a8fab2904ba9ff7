"""A real Odoo server in its own process, for the demo, outside tests and benchmarks."""

import os
import subprocess
import time
import urllib.error
import urllib.request

from . import layout, machine, processes
from .errors import Problem

START_SECONDS = 180


class Server:
    """Odoo serving one database on 127.0.0.1; a context manager that stops it."""

    def __init__(self, project, database, port=None, options=()):
        self.project, self.database = project, database
        self.port = port or machine.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = layout.log(f"server-{database}")
        self.options = options

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        """Start Odoo and wait until it shows its login page."""
        machine.check_port(self.port)
        with open(self.log, "wb") as log:
            command = self.project.runner.command(*self._arguments())
            # of its own session: Ctrl-C reaches us alone, and we end it
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.project.variables,
                start_new_session=True,
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise

    def stop(self):
        processes.finish(self.process)

    def _arguments(self):
        only = f"^{self.database}$"
        own = ("-d", self.database, "--db-filter", only, "--http-port", self.port)
        return (*own, "--no-database-list", "--workers=0", *self.options)

    def _wait_until_ready(self):
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Problem(
                    f"Odoo stopped: {processes.last_line(self.log)} ({self.log})"
                )
            if self._answers():
                return
            time.sleep(0.2)
        raise Problem(f"Odoo does not answer on {self.url} (its log: {self.log})")

    def _answers(self):
        try:
            with urllib.request.urlopen(f"{self.url}/web/login", timeout=START_SECONDS):
                return True
        except urllib.error.HTTPError as error:
            raise Problem(f"Odoo answers with {error} (its log: {self.log})") from error
        except OSError:
            return False


def running_processes(server):
    """Return the process ids of the server, for memory figures."""
    return [
        int(pid)
        for pid in os.listdir("/proc")
        if pid.isdigit() and _in_session(pid, server)
    ]


def _in_session(pid, server):
    try:
        return os.getsid(int(pid)) == server.process.pid
    except OSError:
        return False
