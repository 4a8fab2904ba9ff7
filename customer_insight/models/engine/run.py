from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True)
class Run:
    """The inputs of one evaluation: all that its result may depend on.

    ``partners``: ids of commercial partners to report on, or None for all.
    ``previous``: ``{partner id: class}``, or None for the stored classes.
    ``previous_month``: the month's end whose snapshot the band starts from instead.
    ``window_only``: leave out what happened before the window.
    """

    company: object
    as_of: date
    policy: object
    partners: tuple | None = None
    previous: dict | None = None
    previous_month: date | None = None
    window_only: bool = False

    @property
    def end(self) -> datetime:
        return datetime.combine(self.as_of, time())

    @property
    def start(self) -> datetime:
        return self.end - relativedelta(months=self.policy.window_months)

    @property
    def last_day(self) -> date:
        """The last day that exists for the run."""
        return self.as_of - timedelta(days=1)

    def of_everybody(self) -> "Run":
        """The same run over all customers, as far as cut-offs need it."""
        return replace(self, partners=None, window_only=True)
