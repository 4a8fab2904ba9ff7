"""Does "order overdue" find whom we lose? Run by Odoo's Python.

``python -m benchmarks.overdue DATABASE AS_OF UNTIL`` prints, as JSON, what became of
whom our detector flags, and of as many customers with the longest gap: the rule that
everybody can build with a filter. Same customers, same number of alarms.
"""

import sys
from datetime import date

from . import odoo_side

FIRST = 50  # the head of the list: what people get to see
LEAST_DAYS = 30  # of history, before a rate means something
HISTORY = """
    SELECT customer.commercial_partner_id AS partner_id,
           min(day) FILTER (WHERE day < %(as_of)s) AS first,
           max(day) FILTER (WHERE day < %(as_of)s) AS last,
           count(DISTINCT day) FILTER (WHERE day < %(as_of)s) AS days,
           sum(amount) FILTER (WHERE day < %(as_of)s) AS spent,
           coalesce(sum(amount) FILTER (WHERE day >= %(as_of)s), 0) AS next
    FROM (SELECT partner_id, date_order::date AS day, amount_untaxed::float8 AS amount
          FROM sale_order WHERE state = 'sale' AND amount_untaxed > 0
           AND date_order < %(until)s) placed
    JOIN res_partner customer ON customer.id = placed.partner_id
    GROUP BY 1 HAVING count(DISTINCT day) FILTER (WHERE day < %(as_of)s) > 1
"""


def customers(env, as_of, until):
    """Return {customer: figures} of those who bought on two days or more.

    ``usual`` is what he would spend until then at his own rate, ``lost`` the part of it
    that he did not.
    """
    env.cr.execute(HISTORY, {"as_of": as_of, "until": until})
    found = {}
    for row in env.cr.dictfetchall():
        days = max((row["last"] - row["first"]).days + 1, LEAST_DAYS)
        row["gap"] = (as_of - row["last"]).days - 1
        row["usual"] = row["spent"] / days * (until - as_of).days
        row["lost"] = max(row["usual"] - row["next"], 0)
        found[row["partner_id"]] = row
    return found


def flagged(env, as_of):
    """Return the customers whom the detector flags as shipped, most at risk first."""
    detector = env["customer.insight.detector.overdue"]
    sql = detector._detect_sql(env.company, as_of, detector._defaults())
    env.cr.execute(sql)
    rows = env.cr.dictfetchall()
    rows.sort(key=lambda row: (-row["severity"] * row["value"], row["partner_id"]))
    return [row["partner_id"] for row in rows]


def outcome(chosen, known):
    """Return what became of the chosen customers, beside all of them."""
    rows = [known[partner] for partner in chosen]
    return {
        "alarms": len(rows),
        "gone": sum(row["next"] == 0 for row in rows),
        "gone_of": sum(row["next"] == 0 for row in known.values()),
        "halved": sum(row["next"] < row["usual"] / 2 for row in rows),
        "halved_of": sum(row["next"] < row["usual"] / 2 for row in known.values()),
        "lost": sum(row["lost"] for row in rows),
        "lost_of": sum(row["lost"] for row in known.values()),
        "lost_first": sum(row["lost"] for row in rows[:FIRST]),
    }


def compare(env, as_of, until):
    known = customers(env, as_of, until)
    ours = flagged(env, as_of)
    longest = sorted(known, key=lambda partner: (-known[partner]["gap"], partner))
    fixed = longest[: len(ours)]
    return {
        "customers": len(known),
        "gap": known[fixed[-1]]["gap"] if fixed else 0,
        "ours": outcome(ours, known),
        "fixed": outcome(fixed, known),
    }


def main(database, as_of, until):
    as_of, until = date.fromisoformat(as_of), date.fromisoformat(until)
    with odoo_side.environment(odoo_side.registry(database)) as env:
        odoo_side.answer(compare(env, as_of, until))


if __name__ == "__main__":
    main(*sys.argv[1:])
