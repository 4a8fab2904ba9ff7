"""Does "order overdue" find whom we lose? Run by Odoo's Python.

``python -m benchmarks.overdue DATABASE`` prints, as JSON, what became of whom our
detector flags beside the rule that everybody can build with a filter, no order for so
many days: same customers, same number of alarms, same looks.

Every second customer is left out: on those the detector's rule was chosen.
"""

import sys
from bisect import bisect_left, bisect_right
from datetime import timedelta

from . import odoo_side

HORIZON = 90  # days in which a customer can come back, after the last look, too
STEP = 7  # days from look to look
FIRST = 50  # the head of the list: what people get to see
LEAST_DAYS = 30  # of history, before a rate means something
RECORD = 90  # days of the shop's records before which our detector says nothing
LIST_STEP = 4  # looks from list to list
MISSED = 3  # of his own gaps: then an absence is long for him, too
PURCHASES = """
    SELECT customer.commercial_partner_id, customer.name, date_order::date,
           sum(amount_untaxed)::float8
      FROM sale_order placed JOIN res_partner customer ON customer.id = partner_id
     WHERE state = 'sale' AND amount_untaxed > 0 GROUP BY 1, 2, 3 ORDER BY 2, 3
"""


class Customer:
    """His days of purchase and what he spent on them, in order."""

    def __init__(self, days=(), amounts=()):
        self.days, self.amounts = list(days), list(amounts)

    def last(self, look):
        """Return how many days of purchase there are before ``look``."""
        return bisect_left(self.days, look)

    def gap(self, look):
        """Return the full days without an order up to the day before ``look``."""
        return (look - self.days[self.last(look) - 1]).days - 1

    def spent(self, begin, end):
        within = slice(bisect_left(self.days, begin), bisect_left(self.days, end))
        return sum(self.amounts[within])

    def outcome(self, look):
        """Return what he did in the time after an alarm at ``look``.

        ``usual`` is what he would spend in it at his own rate so far, ``lost`` the part
        of it that he did not.
        """
        count, until = self.last(look), look + timedelta(HORIZON)
        first, last = self.days[0], self.days[count - 1]
        following = self.days[count] if count < len(self.days) else None
        gone = following is None or following >= until
        away = ((following or until) - last).days
        age = max((look - first).days, LEAST_DAYS)
        usual = sum(self.amounts[:count]) / age * HORIZON
        spent = self.spent(look, until)
        return {
            "gone": gone,
            "missed": gone and away * (count - 1) >= MISSED * (last - first).days,
            "usual": usual,
            "next": spent,
            "lost": max(usual - spent, 0),
            "wait": (look - last).days,
        }


def customers(env):
    """Return ({id: customer}, the same of the others), every second one by name.

    On the others the rule was chosen; they only serve to fit a model.
    """
    env.cr.execute(PURCHASES)
    found, names = {}, {}
    for partner, name, day, amount in env.cr.fetchall():
        customer = found.setdefault(partner, Customer())
        customer.days.append(day)
        customer.amounts.append(amount)
        names[partner] = name
    order = sorted(found, key=names.get)
    return tuple({one: found[one] for one in order[half::2]} for half in (1, 0))


def looks(known):
    """Return the days to look: as soon as our detector does, while the end is known."""
    first = min(customer.days[0] for customer in known.values()) + timedelta(RECORD)
    last = max(customer.days[-1] for customer in known.values())
    end = last + timedelta(1 - HORIZON)
    count = (end - first).days // STEP
    return [end - timedelta(STEP * back) for back in range(count, -1, -1)]


def flagged(env, look, **other):
    """Return the detector's rows as of a day, as shipped, most at risk first."""
    detector = env["customer.insight.detector.overdue"]
    parameters = {**detector._defaults(), **other}
    env.cr.execute(detector._detect_sql(env.company, look, parameters))
    rows = env.cr.dictfetchall()
    rows.sort(key=lambda row: (-row["severity"] * row["value"], row["partner_id"]))
    return rows


def raised(env, known, days):
    """Return {(customer, number of his absence): day of the look that found it}.

    A signal is raised once in an absence.
    """
    alarms = {}
    for day in days:
        for row in flagged(env, day):
            if row["partner_id"] in known:
                absence = known[row["partner_id"]].last(day)
                alarms.setdefault((row["partner_id"], absence), day)
    return alarms


def raised_by_gap(known, days, gap):
    """Return the same for the rule "no order for ``gap`` days", after two orders."""
    alarms = {}
    for partner, customer in known.items():
        for count in range(2, len(customer.days) + 1):
            due = customer.days[count - 1] + timedelta(gap + 1)
            look = bisect_left(days, due)
            ends = customer.days[count] if count < len(customer.days) else None
            if look < len(days) and (ends is None or ends >= days[look]):
                alarms[partner, count] = days[look]
    return alarms


def same_number(known, days, number):
    """Return the gap in days that raises most nearly as many alarms, and these."""
    found = {}

    def off(gap):
        found[gap] = raised_by_gap(known, days, gap)
        return len(found[gap])

    gap = bisect_right(range(1, 366), -number, key=lambda gap: -off(gap)) + 1
    nearest = min((gap - 1, gap), key=lambda one: abs(off(max(one, 1)) - number))
    return max(nearest, 1), found[max(nearest, 1)]


def leavers(known, days):
    """Return {customer: number of his last absence} of those who left for good.

    After two orders or more, before the last look.
    """
    end = days[-1]
    return {
        partner: len(customer.days)
        for partner, customer in known.items()
        if len(customer.days) > 1 and customer.days[-1] < end
    }


def totals(rows):
    waits = sorted(row["wait"] for row in rows if row["gone"])
    return {
        "alarms": len(rows),
        "gone": sum(row["gone"] for row in rows),
        "missed": sum(row["missed"] for row in rows),
        "halved": sum(row["next"] < row["usual"] / 2 for row in rows),
        "lost": sum(row["lost"] for row in rows),
        "wait": waits[len(waits) // 2] if waits else None,
    }


def events(env, known):
    """Return both rules' alarms of all looks and what became of them."""
    days = looks(known)
    ours = raised(env, known, days)
    gap, fixed = same_number(known, days, len(ours))
    answer = {"from": days[0], "to": days[-1], "gap": gap}
    answer["leavers"] = len(leavers(known, days))
    answer["ours"] = told(known, days, ours)
    answer["fixed"] = told(known, days, fixed)
    return answer


def told(known, days, alarms):
    """Return what became of the customers after the alarms."""
    rows = [known[partner].outcome(day) for (partner, _), day in alarms.items()]
    caught = len(leavers(known, days).items() & alarms.keys())
    return {**totals(rows), "caught": caught}


def standing(env, known):
    """Return what is open every four weeks beside as many longest gaps.

    Open is whoever passed his bound and has not ordered since, however long ago.
    """
    lists = {"ours": [], "fixed": [], "all": []}
    days = looks(known)[::-LIST_STEP]
    for day in days:
        found = [row["partner_id"] for row in flagged(env, day, give_up=1e6)]
        ours = [partner for partner in found if partner in known]
        regular = [one for one, customer in known.items() if customer.last(day) > 1]
        longest = sorted(regular, key=lambda one: (-known[one].gap(day), one))
        listed = {"ours": ours, "fixed": longest[: len(ours)], "all": regular}
        for name, partners in listed.items():
            lists[name].append([known[one].outcome(day) for one in partners])
    answer = {name: pooled(rows) for name, rows in lists.items()}
    return {"days": len(days), "from": days[-1], "to": days[0], **answer}


def pooled(lists):
    """Return the totals of several lists; the first 50 are each one's."""
    heads = [row for rows in lists for row in rows[:FIRST]]
    answer = totals([row for rows in lists for row in rows])
    answer["first"] = len(heads)
    answer["lost_first"] = sum(row["lost"] for row in heads)
    answer["gone_first"] = sum(row["gone"] for row in heads)
    return answer


def written(known):
    """Return the customers as lists: [[days as numbers, amounts], …]."""
    return [
        [[day.toordinal() for day in customer.days], customer.amounts]
        for customer in known.values()
    ]


def main(database):
    with odoo_side.environment(odoo_side.registry(database)) as env:
        known, others = customers(env)
        answer = {"events": events(env, known), "standing": standing(env, known)}
        answer["known"], answer["others"] = map(written, (known, others))
        odoo_side.answer({"customers": len(known), **answer})


if __name__ == "__main__":
    main(*sys.argv[1:])
