"""What the machine must offer, checked before the long work starts."""

import shutil
import socket
import sys

from . import layout
from .errors import Problem

PYTHONS = ("3.11", "3.12")
FIRST_BUILD_BYTES = 3 * 10**9


def check_disk():
    """A first build that fills the disk would leave the user with two problems."""
    for folder in (layout.cache(), layout.CHECKOUT):
        free = shutil.disk_usage(folder).free
        if free < FIRST_BUILD_BYTES:
            raise Problem(
                f"Only {free / 1e9:.1f} GB are free under {folder}; the first build"
                f" needs {FIRST_BUILD_BYTES / 1e9:.0f} GB. Free some, or point"
                " CUSTOMER_INSIGHT_CACHE to a larger disk."
            )


def check_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Problem(
                f"Port {port} on 127.0.0.1 cannot be used ({error.strerror});"
                " choose another one with --port."
            ) from error


def free_port():
    """Return a port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def python():
    """Return an interpreter that the packages have wheels for, and its version."""
    running = "%d.%d" % sys.version_info[:2]
    if running in PYTHONS:
        return sys.executable, running
    for version in PYTHONS:
        if found := shutil.which(f"python{version}"):
            return found, version
    raise Problem(
        f"Odoo's packages need Python {' or '.join(PYTHONS)} here, and this is"
        f" {running}; install the package python{PYTHONS[0]}."
    )
