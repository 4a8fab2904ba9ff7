"""What ``./dev real`` prints of "order overdue", beside a fixed number of days."""

from .overdue import HORIZON
from .tables import table, word

NAMES = {
    "panel": "the retail panel",
    "cdnow": "CDNOW, a cohort of new customers",
}
# Of the customers whom the fixed gap finds gone, ours has to find so many.
LEAST_GONE = 0.9


def blocks(answers):
    """Yield the tables: signals as they are raised, and the list on a day."""
    for name, title in NAMES.items():
        yield _events(answers[name], title)
        yield _standing(answers[name], title)


def _events(answer, title):
    found = answer["events"]
    rules = {
        "ours": "order overdue (own rhythm)",
        "fixed": f"no order for {found['gap']} days or more",
        "alive": "BG/NBD (fitted), probability that he is still a customer",
        "again": f"BG/NBD (fitted), probability of an order in {HORIZON} days",
    }
    head = ("rule", "alarms", "did not return", "… and for three of his gaps")
    head += ("of those who left for good", "days since the last order", "revenue lost")
    rows = [_event_row(text, found[name], found) for name, text in rules.items()]
    text = (
        f"Order overdue, {title}: one alarm in an absence, looked for every week from"
        f" {found['from']} to {found['to']}; {answer['customers']:,} customers,"
        f" {found['leavers']:,} of them left for good."
    )
    return f"{text}\n\n{table(head, rows)}"


def _event_row(text, row, found):
    return (
        text,
        f"{row['alarms']:,}",
        f"{row['gone']:,} ({row['gone'] / row['alarms']:.1%})",
        f"{row['missed']:,} ({row['missed'] / row['alarms']:.1%})",
        f"{row['caught'] / found['leavers']:.1%}",
        f"{row['wait']}",
        f"{row['lost']:,.0f}",
    )


def _standing(answer, title):
    found = answer["standing"]
    rules = {
        "ours": "order overdue, most at risk first",
        "fixed": f"no order for {found['gap']} days or more, longest first",
    }
    head = ("list", "customers", "did not return", "of all who did not")
    head += ("bought less than half of usual", "revenue lost", "in the first 50")
    head += ("of these did not return",)
    rows = [_list_row(text, found[name], found["all"]) for name, text in rules.items()]
    text = (
        f"The list on {found['day']}, {title}: all who are overdue, however long, of"
        f" {found['customers']:,} with two days of purchase or more."
    )
    return f"{text}\n\n{table(head, rows)}"


def _list_row(text, row, everybody):
    return (
        text,
        f"{row['alarms']:,}",
        f"{row['gone']:,} ({row['gone'] / row['alarms']:.1%})",
        f"{row['gone'] / everybody['gone']:.1%}",
        f"{row['halved'] / row['alarms']:.1%}",
        f"{row['lost']:,.0f} ({row['lost'] / everybody['lost']:.1%})",
        f"{row['lost_first']:,.0f}",
        f"{row['gone_first']}",
    )


def requirements(answers):
    """Yield (requirement, measured, ok | missed)."""
    for name in NAMES:
        ours, fixed = (answers[name]["events"][rule] for rule in ("ours", "fixed"))
        rate = ours["gone"] / ours["alarms"] * fixed["alarms"] / fixed["gone"]
        title = f"alarms that prove right / of the fixed gap ≥ {LEAST_GONE} ({name})"
        yield title, f"{rate:.3f}", word(rate >= LEAST_GONE)
        money = ours["lost"] / ours["alarms"] * fixed["alarms"] / fixed["lost"]
        title = f"revenue lost an alarm / of the fixed gap ≥ 1 ({name})"
        yield title, f"{money:.3f}", word(money >= 1)
