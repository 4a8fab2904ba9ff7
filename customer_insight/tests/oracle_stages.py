from datetime import date

from .oracle_figures import OracleFigures

MONTHS_KNOWN = 63


class OracleStages(OracleFigures):
    """The section "Since when he is in a stage" of docs/formulas.md."""

    def stage_since(self, row):
        days, stage = row["days"], row["growth_stage"]
        if stage == "potential":
            return row["entered_on"] if row["entered_on"] < self.as_of else None
        if stage == "trial":
            return row["tried_on"]
        if stage == "regular":
            return max(days[0], self.month_after(days, False) or days[0])
        reached = days[self.policy.quasi_orders - 1] if stage == "quasi" else days[0]
        return max(reached, self.month_after(days, True) or reached)

    def month_after(self, days, was_regular):
        """First day of the month after the last month's end at which it was so."""
        running = self.month_number(self.last_day)
        bought = {self.month_number(day) for day in days}
        bought = {month for month in bought if month > running - MONTHS_KNOWN}
        for month in range(running - 1, running - MONTHS_KNOWN, -1):
            if self.was_regular(bought, month) == was_regular:
                return date((month + 1) // 12, (month + 1) % 12 + 1, 1)
        return None

    def was_regular(self, bought, month):
        """Were there purchases in enough of the four blocks of months up to this?"""
        length = max(1, round(self.policy.window_months / 4))
        blocks = [
            range(month - length * (number + 1) + 1, month - length * number + 1)
            for number in range(4)
        ]
        active = sum(any(one in bought for one in block) for block in blocks)
        return active >= self.policy.regular_quarters

    def month_number(self, day):
        return 12 * day.year + day.month - 1
