from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from math import exp, log
from random import Random
from statistics import fmean, pstdev
from unittest.mock import patch

from ..models.signals.detector_overdue_past import NAMES
from .common import AS_OF
from .common_signals import SignalCase

LAST_LOOK = date(2025, 10, 3)  # 90 days before the month in which we look


class LearnedCase(SignalCase):
    """A shop whose customers came every seven days, three times each."""

    def give_past(self, customers=32):
        """Half of those away for 14 or 28 days stayed away: 8 of 32, and 24 of 32."""
        for away, stayed in ((14, customers // 4), (28, customers - customers // 4)):
            last = LAST_LOOK - timedelta(away)
            for number, customer in enumerate(self.customers(customers)):
                back = [] if number < stayed else [date(2025, 10, 6)]
                self.buys(customer, [*self.every(7, 3, last), *back])

    def weights(self, as_of=AS_OF):
        detector = self.env["customer.insight.detector.overdue"]
        self.env.flush_all()
        return detector._learned(self.company, as_of)


class TestSignalLearned(LearnedCase):
    """The company's own past says from when on a customer is overdue."""

    def test_overdue_begins_where_as_many_stay_away_as_of_all_who_were_late(self):
        """Half of all stayed. The odds are even at √(14 · 28) − 1 = 18.8 days, and a
        quarter on top of it is 23.5.
        """
        self.give_past()
        [not_yet] = self.customers(1)
        self.buys(not_yet, self.every(7, 3, "2025-12-08"))
        self.buys(self.partner, self.every(7, 3, "2025-12-07"))
        self.assertSilent("overdue", not_yet)
        self.assertFires(
            "overdue",
            self.partner,
            days=24,
            usual_days=7,
            bound_days=23,
            ahead_days=90,
            value=300.0,
        )

    def test_says_of_how_many_like_him_stayed_away(self):
        """After 14 days a quarter did, after 28 three quarters: these are the cases."""
        self.give_past()
        self.buys(self.partner, self.every(7, 3, "2025-12-04"))
        row = self.assertFires("overdue", self.partner, days=27, chance=74)
        self.assertAlmostEqual(row["severity"], 74.3, delta=1)
        [signal] = self.run_detector("overdue").filtered(
            lambda signal: signal.partner_id == self.partner
        )
        self.assertIn("after only 3 orders", signal.explanation)
        self.assertIn("Of 100 customers like him", signal.explanation)
        self.assertIn("74 ordered nothing in the next 90 days", signal.explanation)

    def test_a_past_with_few_cases_teaches_nothing(self):
        """29 came back: the formula that suits every shop stands in."""
        self.give_past(customers=29)
        self.assertFalse(self.weights())
        self.buys(self.partner, self.every(7, 3, "2025-11-20"))
        row = self.assertFires("overdue", self.partner)
        self.assertNotIn("chance", row["evidence"])

    def test_patience_counts_in_learned_rhythms_too(self):
        self.give_past()
        self.buys(self.partner, self.every(7, 3, "2025-12-04"))
        self.tune("overdue", patience=2)
        self.assertSilent("overdue", self.partner)

    def test_an_odd_past_never_stops_the_night(self):
        """Weights beyond what a database can raise to a power: no error, a bound."""
        self.buys(self.partner, self.every(7, 6, "2025-11-01"))
        detector = self.env["customer.insight.detector.overdue"]
        for weight in (1000.0, -1000.0):
            odd = {**dict.fromkeys(NAMES, weight), "odds": 0.0}
            with patch.object(type(detector), "_learned", lambda *_args, w=odd: w):
                self.assertLessEqual(len(self.found("overdue")), 1)

    def test_nobody_is_overdue_before_his_usual_gap_and_a_quarter(self):
        """Who comes every 60 days is not late by what weekly customers teach."""
        self.give_past()
        self.buys(self.partner, self.every(60, 5, "2025-10-25"))
        self.assertSilent("overdue", self.partner)
        self.assertFires("overdue", self.partner, as_of=date(2026, 1, 10), days=76)

    def test_what_came_later_teaches_nothing_yet(self):
        """A month is learned from what was known before it, whatever follows."""
        self.give_past()
        known = self.weights()
        for customer in self.customers(40):
            self.buys(customer, self.every(7, 3, "2025-11-20"))
        self.assertEqual(self.weights(as_of=date(2026, 1, 31)), known)

    def test_other_companies_teach_nothing(self):
        self.give_past()
        detector = self.env["customer.insight.detector.overdue"]
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.assertFalse(detector._learned(other, AS_OF))

    def test_says_nothing_while_the_records_are_young(self):
        """Nobody's rhythm is known in a company's first 90 days."""
        other = self.env["res.company"].create({"name": "Just begun"})
        orders = self.buys(self.partner, self.every(3, 20, "2025-12-01"))
        orders.company_id = other
        self.assertFalse(self.overdue(other, date(2025, 12, 30)))
        orders[0].date_order = "2025-09-30 12:00:00"
        self.assertFalse(self.overdue(other, date(2025, 12, 28)))
        self.assertTrue(self.overdue(other, date(2025, 12, 30)))

    def overdue(self, company, as_of):
        detector = self.env["customer.insight.detector.overdue"]
        self.env.flush_all()
        sql = detector._detect_sql(company, as_of, detector._defaults())
        return self.env.execute_query(sql)


class TestSignalLearnedOracle(LearnedCase):
    """The cases that are counted in SQL, beside an obvious slow count."""

    def test_cases_of_random_histories_are_counted_as_a_person_would(self):
        histories = self.random_histories(Random(7))
        for customer, days in histories.items():
            self.buys(customer, days)
        self.env.flush_all()
        detector = self.env["customer.insight.detector.overdue"]
        cells = self.env.execute_query(detector._past_sql(self.company, AS_OF))
        expected = list(self.cases(list(histories.values())))
        self.assertGreater(len(expected), 100)
        self.assertEqual(sum(cell[0] for cell in cells), len(expected))
        self.assertEqual(sum(cell[1] for cell in cells), sum(c[0] for c in expected))
        for place in (1, 2, 3, 4):
            with self.subTest(place=place):
                told = sum(cell[0] * cell[place + 1] for cell in cells)
                self.assertAlmostEqual(told, sum(c[place] for c in expected), places=6)

    def random_histories(self, random):
        histories = {}
        for customer in self.customers(60):
            mean, day = random.choice((5, 20, 60)), date(2024, 6, 1)
            days = Counter()
            for _purchase in range(random.randint(1, 25)):
                day += timedelta(1 + int(random.expovariate(1 / mean)))
                days[day] += 1
            histories[customer] = [day for day in days if day < AS_OF]
        # back on the first day after the 90 that follow a look of 8 August
        histories[self.customers(1)] = [
            *self.every(7, 3, "2025-07-15"),
            date(2025, 11, 6),
        ]
        return histories

    def cases(self, histories):
        """(stayed, away, level, often, spread) of each who was late at a look."""
        for back in range(13):
            look = LAST_LOOK - timedelta(28 * back)
            known = [(days, [d for d in days if d < look]) for days in histories]
            absent = [
                (days, past)
                for days, past in known
                if len(past) > 1 and past[-1] >= look - timedelta(365)
            ]
            levels = [fmean(self.gaps(past)) for _, past in absent if len(past) > 2]
            usual_of_all = fmean(levels) if levels else None
            for days, past in absent:
                gaps = self.gaps(past)
                if (look - past[-1]).days - 1 > 1.25 * self.usual(gaps, usual_of_all):
                    yield self.case(days, past, gaps, look)

    def gaps(self, past):
        """The logarithms of the last twelve."""
        gaps = [(b - a).days for a, b in pairwise(past)]
        return [log(gap) for gap in gaps[-12:]]

    def usual(self, gaps, usual_of_all):
        missing = max(3 - len(gaps), 0)
        others = [fmean(gaps) if usual_of_all is None else usual_of_all] * missing
        own = [fmean(gaps)] * (3 - missing)
        return exp(fmean([*own, *others]))

    def case(self, days, past, gaps, look):
        until = look + timedelta(90)
        year = [day for day in past if day > past[-1] - timedelta(365)]
        return (
            not any(look <= day < until for day in days),
            log((look - past[-1]).days),
            fmean(gaps),
            log(len(year)),
            pstdev(gaps),
        )
