import math
from datetime import datetime, time, timedelta
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from .oracle_intention import OracleIntention
from .oracle_words import evenness, mean_interval, rounded


class OracleFigures(OracleIntention):
    """The sections "Words" and "Figures of a customer" of docs/formulas.md."""

    def __init__(self, world, as_of, policy, previous):
        self.world, self.policy, self.previous = world, policy, previous
        self.as_of = as_of
        self.last_day = as_of - timedelta(days=1)
        self.end = datetime.combine(as_of, time())
        self.start = self.end - relativedelta(months=policy.window_months)

    def documents(self, customer):
        return [
            document
            for document in self.world.documents
            if document.customer == customer
            and not document.of_other_company
            and document.state != "cancel"
            and document.moment < self.end
        ]

    def is_open_future(self, customer):
        is_vendor = customer.supplier_rank > 0 and customer.customer_rank == 0
        is_marked = (
            customer.customer_rank > 0 or customer.has_salesperson or customer.has_type
        )
        return (
            customer.is_active
            and customer.company != "other"
            and not customer.is_ours
            and not is_vendor
            and (self.policy.future_scope == "all" or is_marked)
        )

    # Documents

    def in_window(self, document):
        return self.start <= document.moment < self.end

    def bucket(self, document, count):
        part = (document.moment - self.start) / timedelta(seconds=1)
        whole = (self.end - self.start) / timedelta(seconds=1)
        return math.floor(Fraction(part) * count / Fraction(whole))

    def is_sample(self, document):
        return document.state == "sale" and (
            document.is_sample or document.untaxed == 0
        )

    def is_turnover(self, document):
        return document.state == "sale" and not self.is_sample(document)

    def refund(self, order):
        items = [
            item
            for item in order.items
            if item.state == "posted"
            and not item.is_downpayment
            and item.day < self.as_of
        ]
        credited = sum(item.amount for item in items if item.kind == "credit")
        invoiced = sum(item.amount for item in items if item.kind == "invoice")
        return max(credited - max(invoiced - order.amount, 0), 0)

    def net(self, order):
        return order.amount - self.refund(order)

    def is_purchase(self, document):
        return self.is_turnover(document) and self.net(document) > 0

    def is_quotation(self, document):
        """Open or run out: it counts as evidence."""
        return (
            document.state in ("draft", "sent")
            and self.in_window(document)
            and not document.is_sample
            and document.untaxed > 0
        )

    def is_open(self, document):
        return self.is_quotation(document) and (
            document.validity is None or document.validity >= self.last_day
        )

    # Figures

    def figures(self, number, customer, documents):
        row = {"partner_id": number, "previous": self.previous.get(number)}
        row |= self.buying(list(filter(self.is_turnover, documents)))
        row |= self.interest(number, documents)
        row["rated"] = self.rated(customer)
        row["entered_on"] = customer.entered
        self.add_signs(row, customer)
        return row

    def buying(self, orders):
        window = list(filter(self.in_window, orders))
        recent = list(filter(self.is_purchase, window))
        days = sorted(o.moment.date() for o in orders if self.is_purchase(o))
        row = {
            "contribution": rounded(max(sum(map(self.net, window)), 0)),
            "refund_amount": rounded(sum(map(self.refund, window))),
            "order_count": len(recent),
            "order_total_count": len(days),
            "first_order_date": days[0] if days else None,
            "last_order_date": days[-1] if days else None,
            "days": days,
            "order_interval": mean_interval(days),
            "full_price_share": self.full_price_share(recent),
            "family_count": self.family_count(recent),
            "quarters": len({self.bucket(order, 4) for order in recent}),
            "quarter_evenness": evenness(self.sums(window, 4)),
            "month_evenness": evenness(self.sums(window, 12)),
            "order_evenness": evenness([self.net(order) for order in recent]),
            "recency": self.recency(days[-1]) if recent else 0.0,
        }
        return row | {"stability": self.stability(row) if recent else 0.0}

    def interest(self, number, documents):
        quotations = list(filter(self.is_open, documents))
        samples = list(filter(self.is_sample, documents))
        fresh = list(filter(self.in_window, samples))
        signs = self.signs(number, documents)
        return {
            "sample_count": len(fresh),
            "quotation_count": len(quotations),
            "quotation_amount": rounded(sum(q.amount for q in quotations)),
            "intention": self.intention(signs),
            "has_evidence": bool(
                signs or fresh or any(map(self.is_quotation, documents))
            ),
            "was_tried": bool(samples or any(d.state == "sent" for d in documents)),
            "tried_on": min(
                (
                    document.moment.date()
                    for document in documents
                    if document in samples or document.state == "sent"
                ),
                default=None,
            ),
        }

    def rated(self, customer):
        """The score of the last rating before the reference date, or None."""
        known = [
            (day, place, score)
            for place, (day, score) in enumerate(customer.ratings)
            if day < self.as_of
        ]
        return max(known)[2] if known else None

    def recency(self, last_day):
        age = (self.as_of - last_day).days
        return 2 ** (-age / self.policy.recency_half_life)

    def sums(self, orders, count):
        sums = [Fraction()] * count
        for order in orders:
            sums[self.bucket(order, count)] += self.net(order)
        return [max(amount, 0) for amount in sums]

    def stability(self, row):
        policy = self.policy
        weights = {
            "quarter_evenness": policy.weight_quarters,
            "month_evenness": policy.weight_months,
            "order_evenness": policy.weight_orders,
            "recency": policy.weight_recency,
        }
        total = sum(weight * row[name] for name, weight in weights.items())
        return 100 * total / sum(weights.values())

    def full_price_share(self, purchases):
        if not purchases:
            return None
        discounted = sum(
            line.subtotal / (order.rate or 1)
            for order in purchases
            for line in order.lines
            if line.discount > 0
        )
        share = 1 - discounted / sum(order.amount for order in purchases)
        return rounded(100 * min(max(share, 0), 1))

    def family_count(self, purchases):
        lines = (line for order in purchases for line in order.lines)
        return len({line.family for line in lines if line.subtotal > 0})

    def add_signs(self, row, customer):
        others = self.world.customers.values()
        recommends = any(other.referred_by == row["partner_id"] for other in others)
        answers = {"stays": "yes", "follows": "no", None: "unknown"}
        row["loyalty_referred"] = "yes" if customer.referred_by else "unknown"
        row["loyalty_immune"] = answers[customer.rival_response]
        row["loyalty_recommends"] = "yes" if recommends else "unknown"
