"""Do the classes tell what customers do next? ``python -m benchmarks.verdict``.

Reads the answer of ``benchmarks.evaluation`` and the horizon in days from standard
input; prints ``{"classes": {policy: rows}, "auc": {ranking: value}, …}``.
"""

import json
import sys

import numpy as np
from scipy.stats import rankdata

from . import bgnbd

CLASSES = ("EI", "EII", "EIII", "EIV")


def auc(truth, score):
    """Return the chance that a buyer ranks above one who does not buy."""
    positive = truth.sum()
    negative = len(truth) - positive
    ranks = rankdata(score)[truth].sum()
    return float((ranks - positive * (positive + 1) / 2) / (positive * negative))


def summary(customers):
    """Return (class, customers, share that bought again, revenue a head) rows."""
    rows = []
    for name in CLASSES:
        mine = [row for row in customers if row["category"] == name]
        again = np.mean([row["next_orders"] > 0 for row in mine]) if mine else None
        revenue = np.mean([row["next_revenue"] for row in mine]) if mine else None
        rows.append((name, len(mine), again, revenue))
    return rows


def rankings(customers, days):
    """Return ({ranking: AUC}, BG/NBD's parameters), all of them on these customers."""
    columns = {
        name: np.array([row[name] for row in customers]) for name in customers[0]
    }
    history = (columns["days"] - 1.0, columns["recency"] * 1.0, columns["age"] * 1.0)
    model = bgnbd.fit(*history)
    scores = {
        "stability": columns["stability"],
        "bgnbd_orders": bgnbd.expected_orders(model, *history, days),
        "bgnbd_again": bgnbd.buys_again(model, *history, days),
        "orders": columns["days"],
        "recency": -(columns["age"] - columns["recency"]),
    }
    bought = columns["next_orders"] > 0
    return {name: auc(bought, score) for name, score in scores.items()}, model


def main():
    question = json.load(sys.stdin)
    policies = question["policies"]
    customers = policies["default"]
    found, model = rankings(customers, question["days"])
    answer = {
        "people": len(customers),
        "again": float(np.mean([row["next_orders"] > 0 for row in customers])),
        "auc": found,
        "parameters": list(map(float, model)),
        "classes": {name: summary(rows) for name, rows in policies.items()},
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
