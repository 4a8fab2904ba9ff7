"""Whom BG/NBD would call lost: ``python -m benchmarks.overdue_model``.

Reads an answer of ``benchmarks.overdue`` from standard input. The model is fitted to
the customers on whom our rule was chosen, with all that they did. An alarm is raised
once in an absence, at the first of the same looks at which the model's probability is
below a limit; the limit is the one with as many alarms as ours.
"""

import json
import sys
from datetime import date

import numpy as np

from . import bgnbd, overdue


def read(rows):
    """Return {number: customer} of what ``overdue.written`` has written."""
    return {
        number: overdue.Customer(map(date.fromordinal, days), amounts)
        for number, (days, amounts) in enumerate(rows)
    }


def fitted(known, until):
    """Return the parameters for these customers' days of purchase before ``until``."""
    rows = [customer for customer in known.values() if customer.last(until)]
    days = [customer.days[: customer.last(until)] for customer in rows]
    repeats = np.array([len(one) - 1.0 for one in days])
    recency = np.array([(one[-1] - one[0]).days * 1.0 for one in days])
    age = np.array([(until - one[0]).days * 1.0 for one in days])
    return bgnbd.fit(repeats, recency, age)


def cases(known, days):
    """Return (customer, absence, look) and (repeats, recency, age) of all looks."""
    keys, history = [], []
    for number, customer in known.items():
        for look, day in enumerate(days):
            count = customer.last(day)
            if count < 2:
                continue
            first, last = customer.days[0], customer.days[count - 1]
            keys.append((number, count, look))
            history.append((count - 1.0, (last - first).days, (day - first).days))
    return np.array(keys), np.array(history, dtype=float).T


def alarms(keys, score, limit, days):
    """Return {(customer, absence): day of its first look below the limit}."""
    found = {}
    for number, count, look in keys[score < limit].tolist():
        found.setdefault((number, count), days[look])
    return found


def as_many(keys, score, days, number):
    """Return the alarms with the limit that raises most nearly so many."""
    low, high = 0.0, 1.0
    for _ in range(30):
        limit = (low + high) / 2
        if len(alarms(keys, score, limit, days)) < number:
            low = limit
        else:
            high = limit
    return alarms(keys, score, high, days)


def main():
    question = json.load(sys.stdin)
    known, others = read(question["known"]), read(question["others"])
    days = overdue.looks(known)
    keys, history = cases(known, days)
    model = fitted(others, days[-1])
    scores = {
        "alive": bgnbd.alive(model, *history),
        "again": bgnbd.buys_again(model, *history, overdue.HORIZON),
    }
    number = question["events"]["ours"]["alarms"]
    answer = {
        name: overdue.told(known, days, as_many(keys, score, days, number))
        for name, score in scores.items()
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
