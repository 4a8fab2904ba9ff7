"""The figures of ``./dev bench``, each a ratio (or a count) with its goal."""

from dataclasses import dataclass
from statistics import median

from .tables import word

REFRESHES = {
    "first": "first full refresh",
    "next day": "full refresh a day later",
    "unchanged": "unchanged full refresh",
}


@dataclass(frozen=True)
class Figure:
    """One line of the result: ``value`` must not be above ``goal``, if it has one."""

    title: str
    measured: str
    value: float
    goal: float | None

    @property
    def is_met(self):
        return self.goal is None or self.value <= self.goal

    def cells(self):
        value = (
            f"{self.value:.3f}" if isinstance(self.value, float) else f"{self.value:,}"
        )
        if self.goal is None:
            return self.title, self.measured, value, "", ""
        return self.title, self.measured, value, f"≤ {self.goal:g}", word(self.is_met)


def ratio(title, goal, above, below):
    """Return the figure of two lists of seconds: the ratio of their medians."""
    top, bottom = median(above), median(below)
    return Figure(title, f"{_time(top)} / {_time(bottom)}", top / bottom, goal)


def _time(seconds):
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.1f} ms"


def refreshing(full, fewer, small):
    """Yield what the refresh costs; all are results of ``benchmarks.refreshing``."""
    times, bare = full["times"], full["times"]["bare"]
    for what, title in REFRESHES.items():
        yield ratio(f"{title} / bare GROUP BY", 6, times[what], bare)
    yield from _growth(times, fewer["times"], "a fifth of the orders", 5.5)
    yield from _growth(times, small["times"], "a fifth of customers and orders")
    fifth = small["times"]["bare"]
    yield ratio("bare GROUP BY / a fifth of customers and orders", None, bare, fifth)
    written = full["written"]
    rows = f"{written:,} rows"
    yield Figure("rows written by an unchanged refresh", rows, written, 0)


def _growth(times, others, of_what, goal=None):
    for what in ("first", "next day"):
        title = f"{REFRESHES[what]} / {of_what}"
        yield ratio(title, goal, times[what], others[what])


def memory(large, small):
    """Yield how the peak of the Odoo process grows with five times the customers."""
    title = "peak memory of the process / a fifth of the customers"
    peaks = large["after"], small["after"]
    measured = f"{peaks[0]:.0f} MB / {peaks[1]:.0f} MB"
    yield Figure(title, measured, peaks[0] / peaks[1], 1.02)


def using(times):
    """Yield what people feel; ``times`` is the result of ``benchmarks.using``."""
    confirm, form, group = times["confirm"], times["form"], times["group"]
    views = times["views"]
    addon = "with / without the addon"
    yield ratio(
        f"confirming an order {addon}", 1.05, confirm["with"], confirm["without"]
    )
    yield ratio(
        "grouping by class / by a stored field", 4, group["class"], group["stored"]
    )
    yield ratio(
        f"opening the customer form {addon}", 1.2, form["with"], form["without"]
    )
    yield ratio(
        f"the same with its views, once a session, {addon}",
        None,
        views["with"],
        views["without"],
    )
