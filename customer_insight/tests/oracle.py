"""docs/formulas.md once more: slow, in plain Python, from lists.

Amounts are exact fractions. Nothing here knows the database or the engine.
"""

import math

from .oracle_stages import OracleStages
from .oracle_words import exact

EXISTING = ("EI", "EII", "EIII", "EIV")
POTENTIAL = ("PI", "PII", "PIII", "PIV")


class Oracle(OracleStages):
    """The figures of everybody at one date; ``policy`` has the policy's fields."""

    def evaluate(self):
        """Return ``{customer: figures}``."""
        found = {}
        for number, customer in self.world.customers.items():
            documents = self.documents(number)
            if self.is_known(number, customer, documents):
                found[number] = self.figures(number, customer, documents)
        cutoffs = self.cutoffs(found)
        for row in found.values():
            row.update(cutoffs)
            self.classify(row)
        return found

    def is_known(self, number, customer, documents):
        rated = self.rated(customer) is not None
        return bool(documents or rated or self.is_open_future(customer))

    # Cut-offs

    def cutoffs(self, rows):
        """Return who leads, C and S, of all customers together."""
        ranked = [row for row in rows.values() if row["contribution"] > 0]
        ranked.sort(key=lambda row: (-row["contribution"], row["partner_id"]))
        leading = self.leading(ranked)
        cut = leading[-1]["contribution"] if leading else None
        if self.policy.contribution_rule == "amount":
            cut = exact(self.policy.contribution_amount)
        return {
            "contribution_cut": cut,
            "stability_cut": self.stability_cut(rows),
            "leading": [row["partner_id"] for row in leading],
        }

    def leading(self, ranked):
        policy = self.policy
        if policy.contribution_rule == "amount":
            least = exact(policy.contribution_amount)
            return [row for row in ranked if row["contribution"] >= least]
        if policy.contribution_rule == "share":
            count = math.ceil(exact(policy.top_share) * len(ranked) / 100)
            return ranked[:count]
        total = sum(row["contribution"] for row in ranked)
        reached, leading = 0, []
        for row in ranked:
            if reached >= total * exact(policy.pareto_share) / 100:
                break
            reached += row["contribution"]
            leading.append(row)
        return leading

    def stability_cut(self, rows):
        buying = [r["stability"] for r in rows.values() if r["order_count"]]
        if self.policy.stability_rule == "fixed":
            return self.policy.stability_cut
        if not buying:
            return 0.0
        ordered = sorted(round(score, 2) for score in buying)
        middle = len(ordered) // 2
        return (ordered[middle] + ordered[~middle]) / 2

    # Classes

    def classify(self, row):
        row["expected_contribution"] = self.expected(row)
        sides = {
            "contribution": self.contribution_is_high(row),
            "stability": self.score_is_high(row, "stability", row["stability_cut"]),
            "expected": self.score_is_high(
                row, "expected_contribution", self.policy.expected_cut
            ),
            "intention": self.score_is_high(
                row, "intention", self.policy.intention_cut
            ),
        }
        row["category"] = self.category(row, sides)
        row["growth_stage"] = self.growth_stage(row)
        row["growth_stage_since"] = self.stage_since(row)
        row["purchase_mode"] = self.purchase_mode(row, sides["stability"])
        self.add_marks(row)
        self.add_statuses(row)
        self.add_loyalty(row)

    def expected(self, row):
        quoted, cut = self.open_amount(row), row["contribution_cut"]
        if row["rated"] is not None:
            return row["rated"]
        if quoted <= 0:
            return 0.0
        return float(min(100, 50 * quoted / cut)) if cut else 50.0

    def open_amount(self, row):
        return row["quotation_amount"]

    def contribution_is_high(self, row):
        amount, cut = row["contribution"], row["contribution_cut"]
        band = exact(self.policy.band_amount) / 100
        if amount <= 0:
            return False
        if row["previous"] in EXISTING[:2]:
            return amount >= cut * (1 - band)
        if row["previous"] in EXISTING[2:]:
            return amount > cut * (1 + band)
        return row["partner_id"] in row["leading"]

    def score_is_high(self, row, name, cut):
        kind = EXISTING if name == "stability" else POTENTIAL
        first = name == "expected_contribution"  # else the class's second word
        high = kind[:2] if first else kind[::2]
        score = round(row[name], 2)
        if row["previous"] in high:
            return score >= cut - self.policy.band_score
        if row["previous"] in kind:
            return score > cut + self.policy.band_score
        return score >= cut

    def category(self, row, sides):
        if row["order_count"]:
            return EXISTING[2 * (not sides["contribution"]) + (not sides["stability"])]
        if row["order_total_count"]:
            return row["previous"] if row["previous"] in EXISTING else "EIV"
        if row["has_evidence"] or row["rated"] is not None:
            return POTENTIAL[2 * (not sides["expected"]) + (not sides["intention"])]
        return "F"

    def growth_stage(self, row):
        if row["quarters"] >= self.policy.regular_quarters:
            return "regular"
        if row["order_total_count"] >= self.policy.quasi_orders:
            return "quasi"
        if row["order_total_count"]:
            return "intention"
        return "trial" if row["was_tried"] else "potential"

    def purchase_mode(self, row, is_stable):
        if not row["order_total_count"]:
            return None
        is_regular = row["growth_stage"] == "regular"
        if is_regular and is_stable and self.pays_in_full(row):
            return "loyal"
        return "relational" if row["order_total_count"] >= 2 else "transactional"

    def pays_in_full(self, row):
        share = row["full_price_share"]
        return share is not None and share >= self.policy.full_price_share

    def add_marks(self, row):
        row["is_lapsed"] = row["is_new"] = False
        if row["order_total_count"]:
            quiet = (self.as_of - row["last_order_date"]).days
            own = exact(self.policy.lapsed_intervals) * (row["order_interval"] or 0)
            row["is_lapsed"] = quiet >= max(self.policy.lapsed_days, own)
            known = (self.as_of - row["first_order_date"]).days
            row["is_new"] = known <= self.policy.new_days

    def add_statuses(self, row):
        row["life_status"], row["trade_status"] = "future", "upcoming"
        row["market_position"] = None
        if row["order_total_count"]:
            row["life_status"] = "new" if row["is_new"] else "old"
            row["trade_status"] = "past" if row["is_lapsed"] else "current"
            row["market_position"] = self.market_position(row)

    def market_position(self, row):
        is_large = row["category"] in EXISTING[:2] and not row["is_lapsed"]
        if is_large and row["first_order_date"] <= self.start.date():
            return "main"
        if row["order_total_count"] < 2 or row["quarters"] < 2:
            return "scattered"
        return "general"

    def add_loyalty(self, row):
        full_price, repeat = "unknown", "unknown"
        if row["full_price_share"] is not None:
            full_price = "yes" if self.pays_in_full(row) else "no"
        if row["order_total_count"]:
            repeats = (
                row["growth_stage"] == "regular"
                and row["family_count"] >= self.policy.family_count
            )
            repeat = "yes" if repeats else "no"
        row["loyalty_full_price"], row["loyalty_repeat"] = full_price, repeat
        signs = ("referred", "full_price", "repeat", "immune", "recommends")
        row["loyalty_count"] = sum(row[f"loyalty_{sign}"] == "yes" for sign in signs)
