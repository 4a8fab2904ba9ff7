from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models

from .customer_insight_replay_finding import SIDES

WEEK = 7


class CustomerInsightReplay(models.TransientModel):
    """What was found, counted: by week, by salesperson, both sets of numbers."""

    _inherit = "customer.insight.replay"

    result = fields.Json(compute="_compute_result")

    @api.depends("finding_ids", "state", "next_day", "is_compared")
    def _compute_result(self):
        for replay in self:
            is_tried = replay.id and replay.date_from and replay.state != "draft"
            replay.result = replay._result() if is_tried else False

    def _result(self):
        """Return the counts as ``static/src/replay`` draws them."""
        weeks = self._weeks()
        # a set of numbers that was not tried has no figures
        sides = [side for side, _name in SIDES if side == "as_set" or self._has_both()]
        return {
            "progress": self._progress(),
            "stopped": self._stopped(),
            "sides": [self._side(side, weeks[side]) for side in sides],
            "weeks": [
                {
                    "day": fields.Date.to_string(week),
                    **{side: weeks[side].get(week, 0) for side in sides},
                }
                for week in self._week_days()
            ],
            "people": self._people(sides),
            "common": self._count_common() if len(sides) > 1 else 0,
        }

    def _progress(self):
        """Return the share of the looks that is done, in per cent."""
        days = self._days()
        done = sum(day < self.next_day for day in days) if self.next_day else 0
        return 100 * done // len(days)

    def _last_look(self):
        """Return the day of the last look so far."""
        following = self.next_day or self.date_from
        return max(self.date_from, following - timedelta(days=self.step_days))

    def _stopped(self):
        """Return until when it looked, where that is not until the end."""
        is_over = not self.next_day or self.next_day > self.date_to
        return not is_over and fields.Date.to_string(self._last_look())

    def _has_both(self):
        return self.is_compared or any(
            f == "what_if" for (f,) in self._groups(["side"])
        )

    def _groups(self, groupby, aggregates=(), domain=()):
        here = [("replay_id", "=", self.id), *domain]
        Finding = self.env["customer.insight.replay.finding"]
        return Finding._read_group(here, groupby, list(aggregates))

    @property
    def _in_time(self):
        """Domain of what was new; the rest stood already when the time began."""
        return [("found_on", ">=", self.date_from)]

    def _week_days(self):
        """The first days of the weeks that were looked at."""
        until = self._last_look() if self._stopped() else self.date_to
        days = (until - self.date_from).days + 1
        return [
            self.date_from + timedelta(days=n) for n in range(0, max(days, 1), WEEK)
        ]

    def _weeks(self):
        """Return ``{side: {first day of the week: number of findings}}``."""
        counts = {side: defaultdict(int) for side, _name in SIDES}
        groups = self._groups(["side", "found_on:day"], ["__count"], self._in_time)
        for side, day, count in groups:
            passed = (day - self.date_from).days
            counts[side][day - timedelta(days=passed % WEEK)] += count
        return counts

    def _side(self, side, weeks):
        """Return the figures of one set of numbers."""
        mine = [("side", "=", side)]
        new = self._groups([], ["__count", "at_risk:sum"], [*mine, *self._in_time])
        outcomes = dict(self._groups(["outcome"], ["__count"], [*mine, *self._in_time]))
        standing = [*mine, ("found_on", "<", self.date_from)]
        known = outcomes.get("away", 0) + outcomes.get("back", 0)
        return {
            "side": side,
            "count": new[0][0],
            "at_risk": new[0][1] or 0,
            "standing": self._groups([], ["__count"], standing)[0][0],
            "most": max(weeks.values(), default=0),
            "back": outcomes.get("back", 0),
            "away": outcomes.get("away", 0),
            "unknown": outcomes.get("unknown", 0),
            "precision": round(100 * outcomes.get("away", 0) / known, 1)
            if known
            else False,
        }

    def _people(self, sides):
        """Return a row for each salesperson: how many he would have got."""
        groups = self._groups(["user_id", "side"], ["__count"], self._in_time)
        rows = defaultdict(dict)
        for user, side, count in groups:
            rows[user][side] = count
        weeks = len(self._week_days())
        people = [
            {
                "user_id": user.id,
                "name": user.name,
                **{side: counts.get(side, 0) for side in sides},
                **{f"{side}_week": counts.get(side, 0) / weeks for side in sides},
            }
            for user, counts in rows.items()
        ]
        return sorted(people, key=lambda row: (-row["as_set"], row["user_id"]))

    def _count_common(self):
        """Return how many customers (and products) both sets of numbers find."""
        groups = self._groups(["partner_id", "product_id", "side"], [], self._in_time)
        sides = defaultdict(set)
        for partner, product, side in groups:
            sides[partner, product].add(side)
        return sum(len(found) > 1 for found in sides.values())
