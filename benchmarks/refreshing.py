"""Times the full refresh beside the bare aggregate, with Odoo's Python.

``python -m benchmarks.refreshing AS_OF ROUNDS DATABASE…`` prints, for each database,
{what: [seconds]} and the rows that an unchanged refresh wrote. They take turns.
"""

import sys
from datetime import date, timedelta

from . import odoo_side

BARE = """
    SELECT customer.commercial_partner_id,
           sum(placed.amount_untaxed / placed.currency_rate), count(*),
           min(placed.date_order), max(placed.date_order)
    FROM sale_order placed JOIN res_partner customer ON customer.id = placed.partner_id
    WHERE placed.state = 'sale' AND placed.company_id = %s AND placed.date_order < %s
    GROUP BY 1
"""
WRITES = """
    SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)
    FROM pg_stat_user_tables
    WHERE relname LIKE 'customer_insight%%' OR relname IN ('res_partner', 'sale_order')
"""
PLACES = "SELECT id, ctid::text, xmin::text FROM customer_insight ORDER BY id"


class Subject:
    """One database, in which the refresh is timed."""

    def __init__(self, database, as_of):
        self.registry = odoo_side.registry(database)
        self.as_of = as_of
        self.times = {"bare": [], "first": [], "next day": [], "unchanged": []}
        self.written = 0

    def round(self):
        """Time each thing once, in a state that is the same in every round."""
        self._time("bare", self._bare)
        self._forget()
        self._time("first", self._refresh)
        self._time("next day", lambda: self._refresh(1))
        before = self._traces()
        self._time("unchanged", lambda: self._refresh(1))
        self.written = max(self.written, self.changed, self._difference(before))

    def _time(self, what, action):
        self.times[what].append(odoo_side.seconds(action))

    def _bare(self):
        with odoo_side.environment(self.registry) as env:
            env.cr.execute(BARE, (env.company.id, self.as_of))

    def _refresh(self, days=0):
        """Refresh everybody as of ``days`` later, and commit."""
        with odoo_side.environment(self.registry) as env:
            as_of = self.as_of + timedelta(days=days)
            self.changed = env["customer.insight.engine"].refresh(
                env.company, as_of=as_of
            )

    def _forget(self):
        """Empty the table of insights and bring all statistics up to date, untimed."""
        with odoo_side.environment(self.registry) as env:
            env.cr.execute("TRUNCATE customer_insight CASCADE")
        with odoo_side.environment(self.registry) as env:
            env.cr.execute("ANALYZE customer_insight")

    def _traces(self):
        """Return (where each insight lies and who wrote it, rows written in total)."""
        with odoo_side.environment(self.registry) as env:
            env.cr.execute("SELECT pg_stat_force_next_flush()")
        with odoo_side.environment(self.registry) as env:
            env.cr.execute(PLACES)
            places = set(env.cr.fetchall())
            env.cr.execute(WRITES)
            return places, env.cr.fetchone()[0]

    def _difference(self, before):
        """Return the rows written since, by their places and by the counters."""
        after = self._traces()
        return max(len(after[0] ^ before[0]), after[1] - before[1])

    def result(self):
        return {"times": self.times, "written": int(self.written)}


def main(as_of, rounds, *databases):
    subjects = {name: Subject(name, date.fromisoformat(as_of)) for name in databases}
    odoo_side.settle()
    for number in range(int(rounds) + 1):
        for name, subject in subjects.items():
            odoo_side.progress(
                f"{name}: round {number} of {rounds}" + " (warm-up)" * (not number)
            )
            subject.round()
    results = {name: subject.result() for name, subject in subjects.items()}
    for result in results.values():
        for times in result["times"].values():
            del times[0]  # the warm-up
    odoo_side.answer(results)


if __name__ == "__main__":
    main(*sys.argv[1:])
