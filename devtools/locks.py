"""File locks, so that two runs never prepare the same thing at the same time."""

import contextlib
import fcntl

from . import console, layout


@contextlib.contextmanager
def lock(name):
    """Hold the lock ``name`` of the cache; the kernel frees it if we are killed."""
    folder = layout.cache() / "locks"
    folder.mkdir(exist_ok=True)
    with open(folder / f"{name}.lock", "w") as handle:
        _acquire(handle, name)
        yield


def _acquire(handle, name):
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with console.step(f"Waiting for another run to finish with '{name}'"):
            fcntl.flock(handle, fcntl.LOCK_EX)
