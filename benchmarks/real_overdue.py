"""What ``./dev real`` prints of "order overdue", beside a fixed number of days."""

from .overdue import HORIZON
from .tables import table, word

NAMES = {
    "panel": "the retail panel",
    "cdnow": "CDNOW, a cohort of new customers",
}


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
        "fixed": "as many with the longest gap, longest first",
    }
    head = ("list", "listed", "did not return", "of all who did not")
    head += ("bought less than half of usual", "revenue lost")
    head += ("in the first 50", "of these did not return")
    rows = [_list_row(text, found[name], found["all"]) for name, text in rules.items()]
    text = (
        f"The list, {title}: all who are overdue, however long, every four weeks"
        f" ({found['days']} lists, {found['from']} to {found['to']})."
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
        f"{row['gone_first'] / row['first']:.1%}",
    )


def requirements(answers):
    """Yield (requirement, measured, ok | missed), of the panel."""
    for kind, title in {"events": "alarms", "standing": "listed"}.items():
        ours, fixed = (answers["panel"][kind][rule] for rule in ("ours", "fixed"))
        rate = ours["gone"] / ours["alarms"] * fixed["alarms"] / fixed["gone"]
        text = f"{title} that prove right / of the fixed gap > 1 (panel)"
        yield text, f"{rate:.3f}", word(rate > 1)
