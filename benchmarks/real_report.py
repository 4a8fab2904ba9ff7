"""The tables of ``./dev real``, and what it requires."""

from . import real_overdue
from .tables import table, word

LEAST_AUC = 0.87
FEWEST = 30  # customers in a class, below which a comparison says nothing
PAIRS = (("EI", "EII"), ("EIII", "EIV"))
POLICIES = {
    "default": "Classes of a new company's policy (stable from 50)",
    "median": "The same, stable above the median (a choice of the policy)",
}
RANKINGS = {
    "stability": "stability score",
    "bgnbd_again": "BG/NBD, probability of an order",
    "bgnbd_orders": "BG/NBD, expected orders",
    "recency": "days since the last order",
    "orders": "number of days with an order",
}


def show(answer, as_of, until, file=None):
    """Print the comparison, also to ``file``; return whether something failed."""
    results = list(_requirements(answer))
    blocks = [_title(answer, as_of, until), *_classes(answer), _rankings(answer)]
    blocks += real_overdue.blocks(answer["overdue"])
    blocks.append(table(("requirement", "measured", "result"), results))
    text = "\n\n".join(blocks) + "\n"
    print(f"\n{text}")
    if file:
        file.write_text(text)
    return any(row[-1] == "missed" for row in results)


def _title(answer, as_of, until):
    return (
        f"{answer['people']:,} customers with an order before {as_of};"
        f" {answer['again']:.1%} of them ordered again before {until}."
    )


def _classes(answer):
    head = ("class", "customers", "bought again", "next revenue a head")
    for name, title in POLICIES.items():
        rows = [_class_row(*row) for row in answer["classes"][name]]
        yield f"{title}:\n\n{table(head, rows)}"


def _class_row(name, people, again, revenue):
    if not people:
        return name, "0", "–", "–"
    return name, f"{people:,}", f"{again:.1%}", f"{revenue:,.2f}"


def _rankings(answer):
    rows = [(title, f"{answer['auc'][name]:.3f}") for name, title in RANKINGS.items()]
    return "Ranking who buys again:\n\n" + table(("by", "AUC"), rows)


def _requirements(answer):
    """Yield (requirement, measured, ok | missed | too few)."""
    auc = answer["auc"]["stability"]
    yield f"AUC of stability ≥ {LEAST_AUC}", f"{auc:.4f}", word(auc >= LEAST_AUC)
    for policy in POLICIES:
        rows = {row[0]: row for row in answer["classes"][policy]}
        for better, worse in PAIRS:
            yield _compared(policy, rows[better], rows[worse])
    yield from real_overdue.requirements(answer["overdue"])


def _compared(policy, better, worse):
    title = f"{better[0]} buys again more than {worse[0]} ({policy})"
    if min(better[1], worse[1]) < FEWEST:
        return title, f"{better[1]} and {worse[1]} customers", "too few to tell"
    return title, f"{better[2]:.1%} and {worse[2]:.1%}", word(better[2] > worse[2])
