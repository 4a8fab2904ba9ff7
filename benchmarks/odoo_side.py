"""What the modules that Odoo's Python runs have in common."""

import functools
import gc
import json
import os
import sys
import time
from contextlib import contextmanager


def registry(database):
    """Return Odoo's registry of ``database``, with the project's configuration."""
    from odoo.modules.registry import Registry

    _configure()
    return Registry(database)


@functools.cache
def _configure():
    from odoo.tools import config

    config.parse_config(
        ["-c", os.environ["ODOO_RC"], "--log-level=warn"], setup_logging=True
    )


@contextmanager
def environment(registry, user=None):
    """Give a new transaction with an empty cache, as each request of a user has."""
    from odoo import SUPERUSER_ID, api

    with registry.cursor() as cr:
        uid = user or SUPERUSER_ID
        context = api.Environment(cr, uid, {})["res.users"].context_get()
        yield api.Environment(cr, uid, context)


def settle():
    """Keep what is loaded by now out of the garbage collector's way, for all alike."""
    gc.collect()
    gc.freeze()


def seconds(action):
    """Return how long ``action()`` takes."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def progress(text):
    print(f"    {text}", file=sys.stderr, flush=True)


def answer(values):
    """Print the result for the process that started us."""
    print(json.dumps(values, default=str))
