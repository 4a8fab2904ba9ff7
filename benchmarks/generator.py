"""Made-up customers and orders, the same with every run: a trade of two years.

Few customers buy much and many little; some came late, some left; a tenth have contacts
who order for them; some lines are discounted, some orders are credited, some quotations
are open, a few orders are free samples.
"""

import random
from datetime import datetime, timedelta

from . import staging

SEED = 19
END = datetime(2026, 1, 1)  # nothing is dated on or after it
DAYS = 730
MINUTES = 24 * 60
FAMILIES, PRODUCTS = 20, 500
DISCOUNTS = (5, 10, 15, 20)
SHARES = {
    "with contacts": 0.1,
    "ordered by a contact": 0.4,
    "two lines": 0.5,
    "discounted line": 0.2,
    "credited": 0.01,
    "sample": 0.005,
    "draft": 0.02,
    "sent": 0.02,
    "cancelled": 0.02,
}


class Trade:
    """Writes one trade to staging files; ``orders`` of them are confirmed."""

    def __init__(self, folder, customers, orders):
        self.random = random.Random(SEED)
        self.customers, self.orders = customers, orders
        self.contacts = {}
        self.refund = 0
        with staging.Writers(folder) as self.write:
            self._partners()
            self._products()
            self._spans()
            self._sales()

    def _part(self, share):
        return int(self.orders * SHARES[share])

    def _happens(self, share):
        return self.random.random() < SHARES[share]

    def _partners(self):
        write, following = self.write["partner"], self.customers
        for customer in range(1, self.customers + 1):
            write((customer, None, f"Customer {customer}", True))
            if self._happens("with contacts"):
                following += 1
                self.contacts[customer] = following
                write((following, customer, f"Contact {customer}", False))

    def _products(self):
        for family in range(1, FAMILIES + 1):
            self.write["family"]((family, f"Family {family}"))
        self.prices = [
            round(self.random.lognormvariate(3.5, 1), 2) for _ in range(PRODUCTS)
        ]
        for product, price in enumerate(self.prices, 1):
            row = (product, 1 + product % FAMILIES, f"Product {product}", price)
            self.write["product"](row)

    def _spans(self):
        """Give each customer a weight, and the part of the time in which he buys."""
        draw = self.random
        self.spans = []
        weights = []
        for _ in range(self.customers):
            first = draw.random() * draw.choice((0, 0, 0, 1))
            last = 1 - (1 - first) * draw.random() * draw.choice((0, 0, 0, 1))
            self.spans.append((first, last))
            weights.append(draw.lognormvariate(0, 1) * (last - first))
        self.weights = weights

    def _sales(self):
        """Write all orders in the order of their dates, as ids follow dates in life."""
        placed = [
            *self._placed("sale", self.orders, DAYS),
            *self._placed("draft", self._part("draft"), 90),
            *self._placed("sent", self._part("sent"), 90),
            *self._placed("cancel", self._part("cancelled"), DAYS),
        ]
        for number, order in enumerate(sorted(placed), 1):
            self._sale(number, *order)

    def _placed(self, state, number, days):
        """Yield (minutes before the end, negative; buyer; state) of the last days."""
        buyers = self.random.choices(range(self.customers), self.weights, k=number)
        for buyer in buyers:
            first, last = self.spans[buyer]
            place = first + (last - first) * self.random.random()
            yield -1 - int((1 - place) * (days * MINUTES - 1)), buyer, state

    def _sale(self, number, minutes, buyer, state):
        moment = END + timedelta(minutes=minutes)
        free = state == "sale" and self._happens("sample")
        untaxed = self._lines(number, free)
        partner = self._partner(buyer + 1)
        row = (number, partner, state, moment, untaxed, f"B{number:07}")
        self.write["sale"](row)
        if state == "sale" and untaxed and self._happens("credited"):
            self._refund(number, moment, untaxed)

    def _partner(self, customer):
        contact = self.contacts.get(customer)
        return (
            contact if contact and self._happens("ordered by a contact") else customer
        )

    def _lines(self, sale, free):
        """Write one line or two; return their sum."""
        total = 0
        for _ in range(1 + self._happens("two lines")):
            product = int(self.random.random() * PRODUCTS)
            quantity = 1 + int(self.random.random() * 5)
            price = 0 if free else self.prices[product]
            discount = (
                self.random.choice(DISCOUNTS) if self._happens("discounted line") else 0
            )
            subtotal = round(quantity * price * (1 - discount / 100), 2)
            row = (sale, product + 1, quantity, price, discount, subtotal)
            self.write["line"](row)
            total += subtotal
        return round(total, 2)

    def _refund(self, sale, moment, untaxed):
        self.refund += 1
        day = min(moment + timedelta(days=10), END - timedelta(days=1)).date()
        amount = round(untaxed * self.random.choice((0.25, 0.5, 1)), 2)
        self.write["refund"]((self.refund, sale, day, amount))
