"""The figures of ``./dev bench``, each a ratio (or a count) with its goal."""

from dataclasses import dataclass
from statistics import median

from .tables import word


@dataclass(frozen=True)
class Figure:
    """One line of the result: ``value`` must not be above ``goal``."""

    title: str
    measured: str
    value: float
    goal: float

    @property
    def is_met(self):
        return self.value <= self.goal

    def cells(self):
        value = (
            f"{self.value:.3f}" if isinstance(self.value, float) else f"{self.value:,}"
        )
        return self.title, self.measured, value, f"≤ {self.goal:g}", word(self.is_met)


def ratio(title, goal, above, below):
    """Return the figure of two lists of seconds: the ratio of their medians."""
    top, bottom = median(above), median(below)
    return Figure(title, f"{_time(top)} / {_time(bottom)}", top / bottom, goal)


def _time(seconds):
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.1f} ms"


def refreshing(large, small):
    """Yield what the refresh costs; both are results of ``benchmarks.refreshing``."""
    times, fewer = large["times"], small["times"]
    bare = times["bare"]
    yield ratio("first full refresh / bare GROUP BY", 6, times["first"], bare)
    yield ratio("full refresh a day later / bare GROUP BY", 6, times["next day"], bare)
    yield ratio("unchanged full refresh / bare GROUP BY", 6, times["unchanged"], bare)
    growth = "{} / with a fifth of the customers and orders"
    for what, title in {
        "first": "first full refresh",
        "next day": "a day later",
    }.items():
        yield ratio(growth.format(title), 5.5, times[what], fewer[what])
    written = large["written"]
    yield Figure(
        "rows written by an unchanged refresh", f"{written:,} rows", written, 0
    )


def memory(large, small):
    """Yield how the peak of the Odoo process grows with five times the customers."""
    title = "peak memory / with a fifth of the customers"
    peaks = large["after"], small["after"]
    measured = f"{peaks[0]:.0f} MB / {peaks[1]:.0f} MB"
    yield Figure(title, measured, peaks[0] / peaks[1], 1.02)


def using(times):
    """Yield what people feel; ``times`` is the result of ``benchmarks.using``."""
    confirm, form, group = times["confirm"], times["form"], times["group"]
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
