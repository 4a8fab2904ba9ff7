"""A company that knows what came of its predictions: 180 won or lost, 60 who bought."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command

CASES = 180
CLASSES = {  # how many of ten bought again, and for how much
    "EI": (9, 9000),
    "EII": (5, 7000),
    "EIII": (8, 900),
    "EIV": (4, 600),
}
CUT = 5000


def tell(env, today=None):
    """Fill the company of the environment: what was said 16 months ago, and then."""
    month = (today or date.today()) + relativedelta(months=-15, day=1, days=-1)
    product = env["product.product"].create({"name": "Part", "type": "service"})
    rows = [*_predicted(), *_classified()]
    partners = env["res.partner"].create(
        [{"name": f"Case {n}"} for n in range(len(rows))]
    )
    snapshots, orders, ratings = [], [], []
    for partner, (said, amount, score) in zip(partners, rows, strict=True):
        named = {"partner_id": partner.id, "company_id": env.company.id}
        snapshots.append({**named, "month": month, "taken_on": month, **said})
        if amount:
            day = month + timedelta(1 + partner.id % 80)
            orders.append({**named, **_order(product, day, amount)})
        if score:
            ratings.append({**named, **_rating(month, score)})
    env["customer.insight.snapshot"].create(snapshots)
    env["customer.insight.rating"].create(ratings)
    env["sale.order"].create(orders)
    env["customer.insight.engine"].refresh(env.company)
    cutoffs = env["customer.insight.cutoff"].search(
        [("company_id", "=", env.company.id)]
    )
    cutoffs.contribution_cut = CUT
    return rows


def _predicted():
    """Potential customers: who was more likely to buy bought more often, mostly."""
    for n in range(CASES):
        intention = 4 + 92 * n / (CASES - 1)
        won = 37 * n % 100 < intention
        score = won and 5 + 53 * n % 91
        big = won and 29 * n % 100 < score
        side = "PI" if intention >= 50 else "PII"
        said = {"category_computed": side, "category": side, "intention": intention}
        yield said, won and (2 * CUT if big else CUT // 10), score


def _classified():
    for category, (again, amount) in CLASSES.items():
        for n in range(15):
            said = {"category_computed": category, "category": category}
            yield {**said, "order_count": 3}, n % 10 < again and amount + 40 * n, False


def _order(product, day, amount):
    line = {"product_id": product.id, "price_unit": amount, "tax_ids": False}
    return {"state": "sale", "date_order": day, "order_line": [Command.create(line)]}


def _rating(month, score):
    return {
        "date": month - timedelta(10),
        "has_own_score": True,
        "own_score": score,
        "own_reason": "Seen on the visit",
    }
