"""The words of docs/formulas.md as plain data, and its small formulas."""

import math
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction


@dataclass
class Item:
    """A line of a posted, draft or cancelled invoice or credit note."""

    kind: str  # invoice | credit
    day: date
    amount: Fraction  # in company currency
    state: str = "posted"
    is_downpayment: bool = False


@dataclass
class Line:
    subtotal: Fraction
    discount: int = 0
    family: int = 0


@dataclass
class Document:
    """A sales order or quotation, of a customer or of one of his contacts."""

    customer: int
    moment: datetime
    state: str
    lines: list[Line]
    rate: Fraction | None = Fraction(1)
    is_sample: bool = False
    validity: date | None = None
    items: list[Item] = field(default_factory=list)
    of_contact: bool = False
    of_other_company: bool = False

    @property
    def untaxed(self):
        return sum((line.subtotal for line in self.lines), Fraction())

    @property
    def amount(self):
        return self.untaxed / (self.rate or 1)


@dataclass
class Customer:
    """The facts of a commercial partner that formulas look at."""

    is_active: bool = True
    company: str = "shared"  # shared | ours | other
    is_ours: bool = False  # an own company or a colleague
    customer_rank: int = 0
    supplier_rank: int = 0
    has_salesperson: bool = False
    has_type: bool = False
    referred_by: int | None = None
    rival_response: str | None = None
    ratings: list = field(default_factory=list)  # (day, score 0–100), oldest first
    entered: date = date(2024, 1, 1)  # as a contact


@dataclass
class Letter:
    """A message on a document, or on the file of a customer or of his contact."""

    customer: int
    moment: datetime
    document: Document | None = None
    kind: str = "email"  # as Odoo's message_type
    is_view: bool = False  # of a quotation in the portal
    is_from_customer: bool = True  # else from a colleague
    of_contact: bool = False


@dataclass
class Activity:
    """A meeting, a call or something else, on a document or on a file."""

    customer: int
    day: date
    kind: str  # meeting | call | other
    document: Document | None = None
    is_done: bool = True
    of_other_company: bool = False  # a step of its playbook
    of_contact: bool = False


@dataclass
class Filled:
    """A questionnaire that a customer filled in."""

    customer: int
    moment: datetime
    of_other_company: bool = False


@dataclass
class World:
    customers: dict[int, Customer]
    documents: list[Document]
    letters: list[Letter] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    questionnaires: list[Filled] = field(default_factory=list)


def exact(number):
    """Return the fraction that a decimal number of the policy means."""
    return Fraction(str(number))


def rounded(amount):
    """Round to cents, half up."""
    return Fraction(math.floor(Fraction(amount) * 100 + Fraction(1, 2)), 100)


def mean_interval(days):
    if len(days) < 2:
        return None
    return Fraction((days[-1] - days[0]).days, len(days) - 1)


def evenness(amounts):
    """E = 1 − (σ/μ)/√(n−1)"""
    if len(amounts) < 2 or sum(amounts) <= 0:
        return 0.0
    mean = sum(amounts) / len(amounts)
    variance = sum((amount - mean) ** 2 for amount in amounts) / len(amounts)
    return 1 - math.sqrt(variance) / float(mean) / math.sqrt(len(amounts) - 1)
