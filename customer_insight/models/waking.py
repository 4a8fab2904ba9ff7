"""Wakes the scheduled action beside the user's request, not within it.

A trigger takes a row and a new connection to tell the workers: five milliseconds that
nobody who confirms an order should wait for, and nothing that may fail him. What is
lost with a dying process, the next request, hour or night brings back.
"""

import logging
from threading import Timer

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

_logger = logging.getLogger(__name__)
_waking = set()
DELAY = 0.2  # seconds; what is committed meanwhile shares the trigger


def wake_later(dbname):
    """Trigger the database's scheduled action soon; call it after the commit."""
    if dbname not in _waking:
        _waking.add(dbname)
        Timer(DELAY, _wake, (dbname,)).start()


def _wake(dbname):
    # first: whoever commits from now on needs a trigger of his own
    _waking.discard(dbname)
    try:
        with Registry(dbname).cursor() as cr:
            api.Environment(cr, SUPERUSER_ID, {})["customer.insight.request"]._wake()
    except psycopg2.Error:
        _logger.warning("Changed customers wait for the hourly refresh", exc_info=True)
