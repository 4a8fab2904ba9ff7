"""Where things lie: the checkout, its ignored folder, and the cache outside of it."""

import hashlib
import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DEV = CHECKOUT / ".dev"
DATA = DEV / "data"
LOGS = DEV / "log"


def cache():
    """Return the folder for everything downloaded, shared by all checkouts."""
    return _made(Path(_cache_name()).expanduser().absolute())


def _cache_name():
    if own := os.environ.get("CUSTOMER_INSIGHT_CACHE"):
        return own
    if base := os.environ.get("XDG_CACHE_HOME"):
        return os.path.join(base, "customer-insight")
    # PostgreSQL refuses root, and the user it gets instead cannot enter root's home
    return "/var/cache/customer-insight" if is_root() else "~/.cache/customer-insight"


def _made(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def log(name):
    """Return the path of a log file in the checkout's ignored folder."""
    return _made(LOGS) / f"{name}.log"


def is_root():
    return os.geteuid() == 0


def short_hash(*parts):
    """Return ten hex digits that stand for the given texts."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode())
    return digest.hexdigest()[:10]
