"""Random companies for the oracle, with a liking for borders and ties.

Each document and each customer comes from a number of its own, so that hypothesis can
leave out what a failure doesn't need.
"""

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from random import Random

from dateutil.relativedelta import relativedelta
from hypothesis import strategies as st

from .oracle import EXISTING, POTENTIAL
from .oracle_words import (
    Activity,
    Customer,
    Document,
    Filled,
    Item,
    Letter,
    Line,
    World,
)

SEEDS = st.integers(0, 2**32 - 1)
DAYS_OF_REFERENCE = st.sampled_from(
    [date(2026, 1, 1), date(2024, 2, 29), date(2025, 2, 28), date(2024, 3, 1)]
) | st.dates(date(2024, 1, 1), date(2026, 12, 31))
POLICIES = st.fixed_dictionaries(
    {},
    optional={
        "window_months": st.sampled_from([1, 3, 6, 12, 24]),
        "contribution_rule": st.sampled_from(["pareto", "amount", "share"]),
        "pareto_share": st.sampled_from([1.0, 20.0, 50.0, 66.6, 80.0, 100.0]),
        "top_share": st.sampled_from([7.0, 20.0, 25.0, 33.3, 50.0, 100.0]),
        "contribution_amount": st.sampled_from([0.0, 100.0, 199.99, 500.0]),
        "stability_rule": st.sampled_from(["fixed", "median"]),
        "stability_cut": st.sampled_from([0.0, 15.0, 50.0, 75.0, 100.0]),
        "weight_quarters": st.sampled_from([0.0, 1.0, 30.0]),
        "weight_months": st.sampled_from([0.0, 1.0, 30.0]),
        "weight_orders": st.sampled_from([1.0, 10.0]),
        "weight_recency": st.sampled_from([0.0, 30.0, 100.0]),
        "recency_half_life": st.sampled_from([1.0, 45.5, 91.0, 365.0]),
        "band_amount": st.sampled_from([0.0, 10.0, 12.5, 50.0]),
        "band_score": st.sampled_from([0.0, 10.0, 33.0]),
        "intention_cut": st.sampled_from([0.0, 30.0, 50.0, 90.0]),
        "expected_cut": st.sampled_from([0.0, 10.0, 50.0, 100.0]),
        "intention_sent": st.sampled_from([0.0, 70.0, 100.0]),
        "intention_draft": st.sampled_from([0.0, 30.0, 100.0]),
        "intention_half_life": st.sampled_from([7.0, 60.0, 1000.0]),
        "intention_version": st.sampled_from([0.0, 20.0, 100.0]),
        "intention_viewed": st.sampled_from([0.0, 30.0, 100.0]),
        "intention_answer": st.sampled_from([0.0, 30.0]),
        "intention_questionnaire": st.sampled_from([0.0, 20.0]),
        "intention_meeting": st.sampled_from([0.0, 40.0, 90.0]),
        "intention_call": st.sampled_from([0.0, 15.0]),
        "quasi_orders": st.integers(2, 5),
        "regular_quarters": st.integers(1, 4),
        "lapsed_days": st.sampled_from([1, 30, 180]),
        "lapsed_intervals": st.sampled_from([0.0, 1.5, 3.0]),
        "new_days": st.sampled_from([0, 30, 90]),
        "full_price_share": st.sampled_from([0.0, 50.0, 80.0, 100.0]),
        "family_count": st.integers(1, 4),
        "future_scope": st.sampled_from(["all", "marked"]),
    },
)


@st.composite
def worlds(draw, ids, ours):
    """``(world, reference date, policy's values, previous classes)``.

    ``ids``: customers; ``ours``: partners that are ourselves.
    """
    as_of, policy = draw(DAYS_OF_REFERENCE), draw(POLICIES)
    world = World({}, [])
    for number in ids:
        world.customers[number] = _customer(
            Random(draw(SEEDS)), set(ids) - {number}, as_of
        )
    world.customers |= {number: Customer(is_ours=True) for number in ours}
    kind, chance = draw(st.integers(0, 5)), _Chance(draw(SEEDS), as_of)
    if kind == 4:
        world.documents = [chance.purchase(number) for number in ids]
        return world, as_of, policy, {}
    if kind == 5:
        world.documents = [chance.purchase(ids[0])]
        world.documents += [chance.interest(number) for number in ids[1:] * 2]
        _add_signs(draw, world, ids, as_of)
        return world, as_of, policy, _previous(chance, ids, POTENTIAL)
    for seed in draw(st.lists(SEEDS, max_size=8) | st.lists(SEEDS, min_size=12)):
        chance = _Chance(seed, as_of, policy.get("window_months", 12))
        world.documents.append(chance.document(ids + ours))
    for seed in draw(st.lists(SEEDS, max_size=5)):
        world.documents += _Chance(seed, as_of).habit(ids)
    _add_signs(draw, world, ids, as_of)
    return world, as_of, policy, _previous(chance, ids, EXISTING + POTENTIAL)


def _add_signs(draw, world, ids, as_of):
    """Letters, activities and questionnaires of customers, often on quotations."""
    for seed in draw(st.lists(SEEDS, max_size=8)):
        chance = _Chance(seed, as_of)
        signs = chance.choice([world.letters, world.letters, world.activities])
        if chance.random() < 0.15:
            world.questionnaires.append(chance.filled(ids))
        elif signs is world.letters:
            signs.append(chance.letter(ids, world.documents))
        else:
            signs.append(chance.activity(ids, world.documents))


def _previous(chance, ids, classes):
    previous = {number: chance.choice([*classes, "F", None, None]) for number in ids}
    return {number: known for number, known in previous.items() if known}


def _customer(chance, others, as_of):
    days = [as_of + timedelta(days=chance.choice([-400, -30, -1, 0])) for _ in "ab"]
    return Customer(
        ratings=[
            (day, chance.choice([0.0, 10.0, 45.5, 50.0, 60.01, 100.0]))
            for day in days[: chance.choice([0, 0, 0, 1, 2])]
        ],
        is_active=chance.random() < 0.8,
        company=chance.choice(["shared", "shared", "ours", "other"]),
        customer_rank=chance.choice([0, 1]),
        supplier_rank=chance.choice([0, 0, 1]),
        has_salesperson=chance.random() < 0.3,
        has_type=chance.random() < 0.3,
        referred_by=chance.choice([None, None, *sorted(others)]),
        rival_response=chance.choice([None, "stays", "follows"]),
        entered=as_of + timedelta(days=chance.choice([-400, -1, 0])),
    )


class _Chance(Random):
    """Documents around the window of a reference date."""

    def __init__(self, seed, as_of, months=12):
        super().__init__(seed)
        self.as_of = as_of
        self.end = datetime.combine(as_of, time())
        self.start = self.end - relativedelta(months=months)

    def __new__(cls, seed, *_window):
        return super().__new__(cls, seed)

    def document(self, ids):
        states = ["sale"] * 4 + ["draft", "sent", "sent", "cancel"]
        document = Document(
            self.choice(ids),
            self.moment(),
            self.choice(states),
            self.lines(),
            rate=self.choice([Fraction(1)] * 6 + self.rates()),
            is_sample=self.random() < 0.12,
            of_contact=self.random() < 0.5,
            of_other_company=self.random() < 0.1,
        )
        if document.state == "sale":
            document.items = self.items(document)
        elif self.random() < 0.5:
            document.validity = self.day([-300, -2, -1, 0, 1, 30])
        return document

    def purchase(self, customer):
        """An order like others', so that ranks are shared."""
        amount = Fraction(self.choice([100, 100, 200, 400]))
        return Document(customer, self.end - timedelta(9), "sale", [Line(amount)])

    def interest(self, customer):
        """A quotation or a sample, of an amount that may be just on a cut-off."""
        amount = Fraction(self.choice([20, 80, 100, 100, 120, 200, 800]))
        return Document(
            customer,
            self.end - timedelta(days=self.choice([1, 7, 60, 120])),
            self.choice(["draft", "sent", "sent", "sale"]),
            [Line(amount)],
            is_sample=self.random() < 0.3,
        )

    def on(self, ids, documents):
        """Return a customer and one of his documents, or none."""
        document = self.choice([None, *documents])
        customer = self.choice(ids) if document is None else document.customer
        return customer, document

    def letter(self, ids, documents):
        customer, document = self.on(ids, documents)
        is_view = self.random() < 0.5
        return Letter(
            customer,
            self.moment(),
            document,
            kind=self.choice(["notification", "email", "comment"]),
            is_view=is_view and document is not None,
            is_from_customer=self.random() < 0.8,
            of_contact=self.random() < 0.5,
        )

    def activity(self, ids, documents):
        customer, document = self.on(ids, documents)
        return Activity(
            customer,
            self.day([-366, -365, -60, -7, -7, -1, 0]),
            self.choice(["meeting", "meeting", "call", "other"]),
            document,
            is_done=self.random() < 0.8,
            of_other_company=self.random() < 0.1,
            of_contact=self.random() < 0.5,
        )

    def filled(self, ids):
        return Filled(
            self.choice(ids),
            self.moment(),
            of_other_company=self.random() < 0.2,
        )

    def habit(self, ids):
        """Orders of one customer at regular intervals, of one amount or two."""
        customer, step = self.choice(ids), self.choice([5, 30, 91, 122])
        amounts = [self.subtotal() for _ in range(self.choice([1, 2]))]
        last = self.end - timedelta(days=self.randint(1, 120), hours=9)
        return [
            Document(
                customer,
                last - timedelta(days=step * number),
                "sale",
                [Line(amounts[number % len(amounts)], family=number % 4)],
            )
            for number in range(self.randint(2, 12))
        ]

    def moment(self):
        """In the window or around it; often just on or before a border."""
        if self.random() < 0.4:
            month = self.choice([0, 12, self.randint(0, 12)])
            border = self.start + (self.end - self.start) / 12 * month
            return border - timedelta(seconds=self.randint(0, 1))
        earliest = self.start - timedelta(days=self.choice([0, 0, 0, 800]))
        seconds = int((self.end - earliest).total_seconds()) + 10 * 86400
        return earliest + timedelta(seconds=self.randint(0, seconds))

    def rates(self):
        """Rates that never leave half a cent, which floats round by chance."""
        return [None, *map(Fraction, ("0", "0.5", "1.1", "1.25", "125"))]

    def lines(self):
        lines = [
            Line(self.subtotal(), self.choice([0, 0, 10]), self.randint(0, 3))
            for _ in range(self.choice([1, 1, 2, 3]))
        ]
        if self.random() < 0.1:
            lines.append(Line(Fraction(self.choice([-20, -100]))))
        if self.random() < 0.1:
            return [Line(Fraction(self.choice([0, -100, -500])))]
        return lines

    def subtotal(self):
        if self.random() < 0.5:  # ties are likely
            usual = ["100", "100", "200", "50", "300", "33.33", "0.01", "999.99"]
            return Fraction(self.choice(usual))
        return Fraction(self.randint(1, 200000), 100)

    def items(self, document):
        """Invoices and credit notes of a part of the order, or of more than it."""
        amount = abs(document.amount)
        parts = [Fraction(1), Fraction(1), Fraction("0.5"), Fraction("1.2")]
        return [
            Item(
                self.choice(["credit", "credit", "invoice"]),
                self.day([-400, -30, -1, 0, 1]),
                Fraction(round(amount * self.choice(parts) * 100), 100),
                self.choice(["posted"] * 6 + ["draft", "cancel"]),
                self.random() < 0.15,
            )
            for _ in range(self.choice([0, 0, 0, 1, 2, 3]))
        ]

    def day(self, distances):
        return self.as_of + timedelta(days=self.choice(distances))
