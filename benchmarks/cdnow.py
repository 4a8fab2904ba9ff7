"""CDNOW's customers as staging files: ``python -m benchmarks.cdnow FOLDER``.

The 23,570 people who bought their first CD there in the first quarter of 1997, and what
they bought until June 1998. The file comes with the package lifetimes; what the
customers bought is not in it, so that each order has one line of one product.
"""

import sys
from importlib.metadata import files
from pathlib import Path

import pandas as pd

NAMES = ["customer", "day", "pieces", "amount"]


def orders():
    """Return the orders with dense ids ``partner`` and ``sale``."""
    [path] = [one for one in files("lifetimes") if one.name == "CDNOW_master.txt"]
    lines = path.read_text().splitlines()
    cells = [line.split() for line in lines if line.split()[:1] != ["customer_id"]]
    frame = pd.DataFrame([row for row in cells if len(row) == 4], columns=NAMES)
    frame["partner"] = frame.customer.rank(method="dense").astype(int)
    frame["sale"] = range(1, len(frame) + 1)
    frame["moment"] = pd.to_datetime(frame.day, format="%Y%m%d") + pd.Timedelta("12h")
    return frame


def write(folder, table, columns):
    pd.DataFrame(columns).to_csv(folder / f"{table}.csv", header=False, index=False)


def main(folder):
    frame = orders()
    people = frame.drop_duplicates("partner").sort_values("partner")
    names = "Customer " + people.customer
    write(folder, "partner", {1: people.partner, 2: None, 3: names, 4: False})
    write(folder, "family", {1: [1], 2: ["Music"]})
    write(folder, "product", {1: [1], 2: [1], 3: ["CDs"], 4: [10]})
    write(folder, "sale", _sales(frame))
    write(folder, "line", _lines(frame))
    (folder / "refund.csv").touch()


def _sales(frame):
    names = "CD" + frame.sale.astype(str)
    return {
        1: frame.sale,
        2: frame.partner,
        3: "sale",
        4: frame.moment,
        5: frame.amount,
        6: names,
    }


def _lines(frame):
    pieces = frame.pieces.astype(int).clip(lower=1)
    price = (frame.amount.astype(float) / pieces).round(6)
    return {1: frame.sale, 2: 1, 3: pieces, 4: price, 5: 0, 6: frame.amount}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
