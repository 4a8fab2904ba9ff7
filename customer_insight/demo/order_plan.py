"""Which orders the demo's customers place, and when: numbers only, no records.

Everything is relative to the day of installation and drawn from a fixed seed, so
every installation tells the same story.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SEED = 19
DAYS_A_YEAR = 365
DISCOUNTS = (3, 5, 8, 10, 12)
VALID_DAYS = 30

# How much more of a family is asked for in a calendar month.
SEASONS = {
    "batteries": {11: 3, 12: 4, 1: 4, 2: 2},
    "lubricants": {10: 2, 11: 2, 12: 3, 1: 2},
    "lighting": {10: 2, 11: 2, 12: 2},
    "cooling": {5: 2, 6: 4, 7: 4, 8: 3},
}


@dataclass(frozen=True)
class Document:
    """An order or quotation: ``amount`` untaxed and before discount, shares in %."""

    customer: str
    kind: str
    day: date
    amount: float
    families: tuple
    valid_until: date
    discounted: int = 0
    returned: int = 0
    currency: str = ""

    def random(self):
        """Return the document's own dice: it stays the same whatever others become."""
        return Random(f"{SEED} {self.customer} {self.kind} {self.amount:.2f}")


def plan(rhythms, documents, today):
    """Return all documents, the oldest first.

    :param rhythms: rows of ``order_rhythms.csv``: who orders how much every how many
        days, from the ``first`` day to the ``last`` (days ago)
    :param documents: rows of ``order_documents.csv``: what fits no rhythm
    """
    planned = [_single(row, today) for row in documents]
    for row in rhythms:
        planned += _series(row, today)
    return sorted(planned, key=lambda document: (document.day, document.customer))


def _single(row, today):
    day = today - timedelta(int(row["days"]))
    valid = row["valid"]
    return Document(
        row["customer"],
        row["kind"],
        day,
        float(row["amount"]),
        tuple(row["families"].split()),
        today + timedelta(int(valid)) if valid else day + timedelta(VALID_DAYS),
        returned=int(row["returned"] or 0),
    )


def _series(row, today):
    """Yield a customer's regular orders."""
    dice = Random(f"{SEED} {row['customer']}")
    first, last, every = int(row["first"]), int(row["last"]), int(row["every"])
    spread = float(row["spread"])
    months = {int(month) for month in row["months"].split()}
    days_ago = float(first)
    while days_ago >= last:
        day = today - timedelta(int(days_ago))
        amount = _amount(row, first - days_ago, dice)
        days_ago -= every * dice.uniform(1 - spread, 1 + spread)
        if not months or day.month in months:
            yield _regular(row, day, amount)


def _amount(row, days, dice):
    """The usual amount, ``days`` after the first order."""
    growth = (1 + float(row["growth"])) ** (days / DAYS_A_YEAR)
    spread = float(row["spread"])
    return float(row["amount"]) * growth * dice.uniform(1 - spread, 1 + spread)


def _regular(row, day, amount):
    return Document(
        row["customer"],
        "sale",
        day,
        amount,
        tuple(row["families"].split()),
        day + timedelta(VALID_DAYS),
        discounted=int(row["discounted"]),
        currency=row["currency"],
    )


def lines(document, catalogue):
    """Return the document's ``(product, quantity, discount)``.

    :param catalogue: ``{family: products}``, each with its ``list_price``
    """
    dice = document.random()
    products = _choose(document, catalogue, dice)
    weights = [dice.uniform(0.5, 1.5) for _product in products]
    return [
        (
            product,
            max(1, round(document.amount * weight / sum(weights) / product.list_price)),
            dice.choice(DISCOUNTS) if dice.uniform(0, 100) < document.discounted else 0,
        )
        for product, weight in zip(products, weights, strict=True)
    ]


def _choose(document, catalogue, dice):
    """Different products, as the season asks for them; more on a big order."""
    month = document.day.month
    weights = [SEASONS.get(name, {}).get(month, 1) for name in document.families]
    count = dice.choice((1, 2, 3, 3, 4)) + min(8, int(document.amount // 30000))
    families = dice.choices(document.families, weights, k=count)
    products = [dice.choice(catalogue[family]) for family in families]
    return list(dict.fromkeys(products))
