from datetime import date, timedelta
from unittest.mock import patch

from odoo.tools import SQL

from .common_signals import SignalCase


def december(day):
    return date(2025, 12, day)


class TestReplayFindings(SignalCase):
    """What one look after the other finds is told as the nights would have told it.

    The detector's rows are given by hand: for which days, and since when.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.brakes, cls.filters = cls.products[0], cls.products[1]
        cls.quiet(0)

    @classmethod
    def quiet(cls, days):
        cls.setting("missing_product").quiet_days = days

    def told(self, *events, what_if=80, **values):
        """``(customer, product, day)`` of each finding, of looks on each day.

        :param events: ``(customer, product, first day, last day, event date)``; None
            for the event date: it is the day of the look
        :param what_if: a share other than the 80 that is set, which finds nothing
        """

        def rows(_detector, _company, as_of, parameters):
            day = as_of - timedelta(days=1)
            found = [
                SQL("(%s, %s::int, %s::date)", who.id, what and what.id, since or day)
                for who, what, first, last, since in events
                if first <= day <= last and parameters["share"] == 80
            ]
            return SQL(
                "SELECT partner_id, product_id, event_date, 50::float8 AS severity,"
                " 10::float8 AS value, '{}'::jsonb AS evidence"
                " FROM (VALUES (NULL::int, NULL::int, NULL::date), %s)"
                " rows(partner_id, product_id, event_date) WHERE partner_id > 0",
                SQL(", ").join([*found, SQL("(NULL, NULL, NULL)")]),
            )

        replay = self.env["customer.insight.replay"].create(
            {
                "setting_id": self.setting("missing_product").id,
                "date_from": december(1),
                "date_to": december(31),
                "step_days": 1,
                **values,
            }
        )
        shares = replay.parameter_ids.filtered(lambda row: row.name == "share")
        shares.what_if = what_if
        detector = type(self.env["customer.insight.detector.missing_product"])
        with patch.object(detector, "_detect_sql", rows):
            replay.action_try()
            while replay.advance():
                pass
        self.assertFalse(replay.last_error)
        self.replay = replay
        return {(f.partner_id, f.product_id, f.found_on) for f in replay.finding_ids}

    def test_what_each_look_finds_is_one_finding(self):
        """Even when its day moves on with each look."""
        told = self.told((self.partner, None, december(5), december(20), None))
        self.assertEqual([day for *_who, day in told], [december(5)])
        self.assertEqual(self.replay.finding_ids.last_seen, december(20))

    def test_the_same_event_is_not_told_twice(self):
        since = december(4)
        told = self.told(
            (self.partner, None, december(5), december(8), since),
            (self.partner, None, december(15), december(18), since),
        )
        self.assertEqual([day for *_who, day in told], [december(5)])

    def test_a_later_one_is_told(self):
        told = self.told(
            (self.partner, None, december(5), december(8), december(4)),
            (self.partner, None, december(15), december(18), december(14)),
        )
        self.assertEqual({day for *_who, day in told}, {december(5), december(15)})

    def test_the_quiet_time_begins_when_it_was_last_seen(self):
        """Seen until the 8th, ten days quiet: the later one is told on the 18th."""
        self.quiet(10)
        told = self.told(
            (self.partner, None, december(5), december(8), december(4)),
            (self.partner, None, december(12), december(25), december(11)),
        )
        self.assertEqual({day for *_who, day in told}, {december(5), december(18)})

    def test_customers_and_products_are_told_apart(self):
        self.quiet(90)
        other, days = self.customer("Other"), (december(20), december(22))
        told = self.told(
            (self.partner, self.brakes, december(5), december(8), december(4)),
            (self.partner, self.filters, *days, december(4)),
            (other, self.brakes, *days, december(4)),
        )
        self.assertEqual(
            told,
            {
                (self.partner, self.brakes, december(5)),
                (self.partner, self.filters, december(20)),
                (other, self.brakes, december(20)),
            },
        )

    def test_a_closed_signal_of_today_hides_nothing_then(self):
        signal = self.Signal._record(
            self.company, "missing_product", self.partner, event_date=december(30)
        )
        signal.state = "dismissed"
        self.quiet(90)
        told = self.told((self.partner, None, december(5), december(8), december(4)))
        self.assertTrue(told)

    def test_the_last_day_is_looked_at_and_none_after_it(self):
        last = (self.partner, None, december(31), date(2026, 3, 1), december(31))
        self.assertTrue(self.told(last))
        late = (self.partner, None, date(2026, 1, 1), date(2026, 3, 1), december(31))
        self.assertFalse(self.told(late))

    def test_trying_again_forgets_what_was_found(self):
        event = (self.partner, None, december(5), december(8), december(4))
        self.told(event)
        replay = self.replay
        detector = type(self.env["customer.insight.detector.missing_product"])
        nothing = replay.setting_id._detector()._nothing_sql()
        with patch.object(detector, "_detect_sql", lambda *_args: nothing):
            replay.action_try()
            while replay.advance():
                pass
        self.assertFalse(replay.finding_ids)

    def side(self):
        [side] = self.replay.result["sides"]
        return side

    def test_who_ordered_within_the_days_came_back_by_himself(self):
        """Asked on the fifth day after the look, that day included."""
        back, late = self.customers(2)
        self.buys(back, [december(10)])
        self.buys(late, [december(11)])
        event = (december(5), december(5), december(4))
        self.told((back, None, *event), (late, None, *event), outcome_days=5)
        outcomes = {f.partner_id: f.outcome for f in self.replay.finding_ids}
        self.assertEqual(outcomes, {back: "back", late: "away"})
        self.assertEqual(self.side()["precision"], 50)

    def test_what_is_over_today_is_known_and_not_before(self):
        """Five days after the 26th is today, the 31st."""
        other = self.customer("Other")
        self.told(
            (self.partner, None, december(26), december(26), december(25)),
            (other, None, december(27), december(27), december(25)),
            outcome_days=5,
        )
        outcomes = {f.partner_id: f.outcome for f in self.replay.finding_ids}
        self.assertEqual(outcomes, {self.partner: "away", other: "unknown"})
        self.assertEqual(self.side()["precision"], 100, "of what is known")
        self.assertEqual((self.side()["away"], self.side()["unknown"]), (1, 1))

    def test_what_stood_before_is_counted_apart(self):
        stands = (self.partner, None, date(2025, 11, 1), december(31), december(1))
        new = (self.customer(), None, december(9), december(31), december(1))
        self.told(stands, new, outcome_days=5)
        self.assertEqual((self.side()["standing"], self.side()["count"]), (1, 1))
        self.assertEqual(self.side()["away"], 1, "the one that was new")

    def test_each_set_of_numbers_is_judged_by_its_own_findings(self):
        event = (self.partner, None, december(5), december(5), december(4))
        self.told(event, what_if=50, outcome_days=5)
        away = {side["side"]: side["away"] for side in self.replay.result["sides"]}
        self.assertEqual(away, {"as_set": 1, "what_if": 0})
