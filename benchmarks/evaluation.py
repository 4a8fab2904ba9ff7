"""What the product says at a date, and what customers did then; run by Odoo's Python.

``python -m benchmarks.evaluation DATABASE AS_OF UNTIL`` prints, as JSON, a list of
customers for each policy: the engine's figures, history by day, and the next orders.
"""

import sys
from datetime import date

from . import odoo_side

FIGURES = ("category", "stability", "contribution", "order_count")
HISTORY = """
    SELECT customer.commercial_partner_id AS partner_id,
           count(DISTINCT placed.date_order::date) FILTER (WHERE before) AS days,
           min(placed.date_order::date) FILTER (WHERE before) AS first,
           max(placed.date_order::date) FILTER (WHERE before) AS last,
           count(*) FILTER (WHERE NOT before) AS next_orders,
           coalesce(sum(placed.amount_untaxed) FILTER (WHERE NOT before), 0)
               AS next_revenue
    FROM sale_order placed
    JOIN res_partner customer ON customer.id = placed.partner_id
    CROSS JOIN LATERAL (SELECT placed.date_order < %(as_of)s AS before) moment
    WHERE placed.state = 'sale' AND placed.amount_untaxed > 0
      AND placed.date_order < %(until)s
    GROUP BY 1 HAVING bool_or(before) ORDER BY 1
"""


def history(env, as_of, until):
    """Return a dict for each customer with a paid order before ``as_of``.

    ``days``, ``first``, ``last`` look back; ``next_…`` is from ``as_of`` to ``until``.
    """
    env.cr.execute(HISTORY, {"as_of": as_of, "until": until})
    rows = env.cr.dictfetchall()
    for row in rows:
        row["recency"] = (row["last"] - row["first"]).days
        row["age"] = (as_of - row["first"]).days
        row["next_revenue"] = float(row["next_revenue"])
    return rows


def policies(env):
    """Return {name: policy}: a new company's, and the same cut at the median stability.

    On a panel of weekly shoppers nearly everybody is above the fixed cut-off.
    """
    values = {"company_id": env.company.id}
    policy = env["customer.insight.policy"]
    return {
        "default": policy.new(values),
        "median": policy.new({**values, "stability_rule": "median"}),
    }


def figures(env, as_of, policy):
    """Return {customer: the engine's figures}, calculated without writing anything."""
    engine = env["customer.insight.engine"]
    rows = engine.evaluate(env.company, as_of, policy=policy, previous={})
    return {row["partner_id"]: {name: row[name] for name in FIGURES} for row in rows}


def with_figures(customers, found):
    """Return the customers with the engine's figures; each of them must have some."""
    return [{**row, **found[row["partner_id"]]} for row in customers]


def main(database, as_of, until):
    as_of, until = date.fromisoformat(as_of), date.fromisoformat(until)
    with odoo_side.environment(odoo_side.registry(database)) as env:
        customers = history(env, as_of, until)
        answer = {
            name: with_figures(customers, figures(env, as_of, policy))
            for name, policy in policies(env).items()
        }
        odoo_side.answer(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
