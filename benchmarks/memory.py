"""Peak memory of an Odoo process that refreshes everybody: ``… memory DATABASE AS_OF``.

Prints the largest resident size in MiB, before and after the refresh.
"""

import resource
import sys
from datetime import date

from . import odoo_side


def peak():
    """Return the process's largest resident size so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(database, as_of):
    registry = odoo_side.registry(database)
    with odoo_side.environment(registry) as env:
        env["customer.insight"].search_count([])
        before = peak()
        env.cr.execute("TRUNCATE customer_insight CASCADE")
        as_of = date.fromisoformat(as_of)
        env["customer.insight.engine"].refresh(env.company, as_of=as_of)
        after_first = peak()
    odoo_side.answer({"before": before, "after": after_first})


if __name__ == "__main__":
    main(*sys.argv[1:])
