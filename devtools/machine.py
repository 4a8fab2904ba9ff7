"""What the machine must offer, checked before the long work starts."""

import shutil
import socket
import sys

from . import layout
from .errors import Problem

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
    """Return an interpreter that Odoo's pinned packages have wheels for."""
    if (3, 11) <= sys.version_info[:2] <= (3, 12):
        return sys.executable
    for name in ("python3.11", "python3.12"):
        if found := shutil.which(name):
            return found
    raise Problem(
        "Odoo 19 needs Python 3.11 or 3.12 here, and none was found; install"
        " the package python3.11 or put one on the PATH."
    )
