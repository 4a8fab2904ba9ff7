from datetime import date
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.tests import freeze_time
from odoo.tools import SQL, mute_logger

from .common_signals import SignalCase

EVENT = date(2025, 12, 20)


class UpsertCase(SignalCase):
    """What a detector finds is given by hand; what becomes of it is looked at."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.user_id = cls.anna
        cls.brakes, cls.filters = cls.products[0], cls.products[1]

    def tell(self, *rows, as_of=date(2026, 1, 1), company=None):
        """Let the detector of missing products find these rows; its signals."""
        values = SQL(", ").join(
            SQL(
                "(%s, %s::int, %s::date, %s::float8, %s::float8)",
                row.get("partner", self.partner).id,
                row["product"].id if row.get("product") else None,
                row.get("event", EVENT),
                row.get("severity", 50),
                row.get("value", 100),
            )
            for row in rows
        )
        found = SQL(
            "SELECT partner_id, product_id, event_date, severity, value,"
            " jsonb_build_object('severity', severity) AS evidence FROM (VALUES %s)"
            " rows(partner_id, product_id, event_date, severity, value)",
            values,
        )
        setting = self.Setting.search(
            [
                ("detector", "=", "missing_product"),
                ("company_id", "=", (company or self.company).id),
            ]
        )
        detector = type(self.env["customer.insight.detector.missing_product"])
        with patch.object(detector, "_detect_sql", lambda *_args: found):
            setting._run(as_of)
        self.assertFalse(setting.last_error)
        return self.signals("missing_product")

    def close(self, signals, state="dismissed"):
        signals.write({"state": state})
        return signals


class TestSignalUpsert(UpsertCase):
    """One open signal per customer, kind and product; nothing is told twice."""

    def test_found_again_has_the_figures_of_today(self):
        signal = self.tell({"severity": 50, "value": 100})
        later = date(2025, 12, 28)
        again = self.tell({"severity": 80, "value": 200, "event": later})
        self.assertEqual(again, signal)
        self.assertEqual((signal.severity, signal.value), (80, 200))
        self.assertEqual((signal.at_risk, signal.event_date), (160, later))
        self.assertEqual(signal.evidence["severity"], 80)
        self.assertEqual(signal.detected_on, date(2025, 12, 31), "noticed once")

    def test_whatever_is_open_stays_as_people_left_it(self):
        signal = self.tell({})
        for state in ("investigating", "snoozed"):
            signal.state = state
            self.assertEqual(self.tell({"severity": 60}), signal)
            self.assertEqual(signal.state, state)

    def test_each_product_customer_and_company_has_its_own(self):
        other = self.customer("Other")
        elsewhere = self._create_company("Elsewhere")
        self.Setting._sync()
        rows = [{}, {"product": self.brakes}, {"product": self.filters}]
        self.assertEqual(len(self.tell(*rows, {"partner": other})), 4)
        self.tell({}, company=elsewhere)
        self.assertEqual(len(self.Signal.sudo().search([])), 5)

    def test_the_database_keeps_a_second_open_one_out(self):
        signal = self.tell({"product": self.brakes})
        self.close(signal).flush_recordset()
        signal.copy({"state": "investigating"})
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            signal.copy({"state": "snoozed"})

    def test_of_two_events_the_severest_is_told(self):
        rows = [{"severity": 20}, {"severity": 70}, {"severity": 30}]
        self.assertEqual(self.tell(*rows).severity, 70)

    def test_figures_keep_their_limits(self):
        signal = self.tell({"severity": 140, "value": None})
        self.assertEqual((signal.severity, signal.value), (100, 0))
        self.tell({"severity": -3, "value": -5})
        self.assertEqual((signal.severity, signal.value), (0, 0))

    def test_an_event_without_a_day_is_none(self):
        self.assertFalse(self.tell({"event": None}))

    def test_of_own_companies_and_other_companies_customers_nothing_is_told(self):
        theirs = self.customer("Theirs", company_id=self._create_company("Other").id)
        own = {"partner": self.company.partner_id}
        self.assertFalse(self.tell({"partner": theirs}, own))

    def test_a_detector_or_person_adds_to_the_open_one_whatever_its_state(self):
        signal = self.tell({"product": self.brakes})
        for state in ("investigating", "snoozed"):
            signal.state = state
            again = self.record(product_id=self.brakes.id)
            self.assertEqual(again, signal)
        self.assertNotEqual(self.record(product_id=self.filters.id), signal)
        self.close(signal)
        self.assertNotEqual(self.record(product_id=self.brakes.id), signal)

    def record(self, **values):
        return self.Signal._record(
            self.company, "missing_product", self.partner, event_date=EVENT, **values
        )


class TestSignalQuiet(UpsertCase):
    """After closing: never the same event, and for a while none of its kind."""

    def test_the_same_event_is_never_told_again(self):
        signal = self.close(self.tell({}))
        self.setting("missing_product").quiet_days = 0
        self.assertEqual(self.tell({}, as_of=date(2026, 6, 1)), signal)
        later = {"event": date(2025, 12, 21)}
        self.assertEqual(len(self.tell(later, as_of=date(2026, 6, 1))), 2)

    def test_the_quiet_time_ends_on_its_day(self):
        """Closed on 31 December, quiet for 90 days: until 30 March."""
        signal = self.close(self.tell({}))
        later = {"event": date(2026, 1, 15)}
        self.assertEqual(self.tell(later, as_of=date(2026, 3, 31)), signal)
        self.assertEqual(len(self.tell(later, as_of=date(2026, 4, 1))), 2)

    def test_quiet_is_only_what_was_closed(self):
        """Not another product, customer or kind, nor the same in another company."""
        self.close(self.tell({"product": self.brakes}))
        self.assertEqual(len(self.tell({"product": self.filters})), 2)
        other = {"partner": self.customer("Other"), "product": self.brakes}
        self.assertEqual(len(self.tell(other)), 3)
        third = self.customer("Third")
        overdue = self.Signal._record(
            self.company, "overdue", third, event_date=date(2025, 12, 30)
        )
        self.close(overdue)
        self.assertEqual(len(self.tell({"partner": third})), 4)
        elsewhere = self._create_company("Elsewhere")
        self.Setting._sync()
        before = self.Signal.sudo().search_count([])
        self.tell({"product": self.brakes}, company=elsewhere)
        self.assertEqual(self.Signal.sudo().search_count([]), before + 1)

    def test_what_was_explained_is_quiet_as_well(self):
        signal = self.close(self.tell({}), "explained")
        self.assertEqual(self.tell({"event": date(2025, 12, 30)}), signal)


class TestSignalCap(UpsertCase):
    """Work comes in portions: each salesperson's own, and what slept comes again."""

    def signals_of(self, user, count):
        customers = self.customers(count)
        customers.user_id = user
        rows = [{"partner": customer} for customer in customers]
        return self.tell(*rows).filtered(lambda s: s.partner_id in customers)

    def given(self, signals):
        """How many of the signals became work, after handing out once more."""
        self.Signal._schedule_investigations(self.company)
        return len(signals.activity_ids)

    def test_a_colleagues_work_takes_nothing_from_ones_own(self):
        self.policy.signal_daily_cap = 2
        annas = self.signals_of(self.anna, 3)
        self.assertEqual(self.given(annas), 2)
        berts = self.signals_of(self.bert, 3)
        self.assertEqual((self.given(annas), self.given(berts)), (2, 2))
        self.assertEqual(annas.activity_ids.user_id, self.anna)
        self.assertEqual(berts.activity_ids.user_id, self.bert)

    def test_everybody_gets_his_own_however_urgent_others_are(self):
        self.policy.signal_daily_cap = 1
        berts = self.signals_of(self.bert, 2)
        annas = self.signals_of(self.anna, 1)
        berts.write({"at_risk": 1000})
        self.given(annas | berts)
        self.assertEqual(annas.activity_ids.user_id, self.anna)
        self.assertEqual(len(berts.activity_ids), 1)

    def test_each_company_hands_out_its_own(self):
        self.policy.signal_daily_cap = 1
        first = self.signals_of(self.anna, 1)
        self.given(first)
        first.company_id = self._create_company("Elsewhere")
        self.assertEqual(self.given(self.signals_of(self.anna, 1)), 1)

    def test_what_is_closed_today_makes_no_room_for_more(self):
        self.policy.signal_daily_cap = 2
        signals = self.signals_of(self.anna, 4)
        self.assertEqual(self.given(signals), 2)
        self.close(signals.filtered("activity_ids"))
        self.assertEqual(self.given(signals), 0)
        with freeze_time("2026-01-01 12:00:00"):
            self.assertEqual(self.given(signals), 2)

    def test_no_cap_left_is_no_work(self):
        signals = self.signals_of(self.anna, 3)
        self.policy.signal_daily_cap = 2
        self.given(signals)
        self.policy.signal_daily_cap = 1
        self.assertEqual(self.given(signals), 2)

    def test_only_what_is_new_becomes_work_and_once(self):
        signals = self.signals_of(self.anna, 3)
        signals[0].state, signals[1].state = "investigating", "snoozed"
        self.assertEqual(self.given(signals), 1)
        signals[2].activity_ids.action_done()
        self.assertEqual(self.given(signals), 0)

    def test_what_slept_is_work_again(self):
        signal = self.signals_of(self.anna, 1)
        self.given(signal)
        signal.activity_ids.unlink()
        signal.action_snooze()
        with freeze_time("2026-01-14 12:00:00"):
            self.Signal._follow_up(self.company, date(2026, 1, 15))
        self.assertEqual(signal.state, "new")
        self.assertEqual(signal.activity_ids.user_id, self.anna)

    def test_what_somebody_works_on_is_his_to_close(self):
        new, taken = self.signals_of(self.anna, 2)
        taken.state = "investigating"
        (new | taken).recovered = "yes"
        self.Signal._follow_up(self.company, date(2026, 1, 2))
        self.assertEqual((new.state, taken.state), ("explained", "investigating"))

    def test_what_is_snoozed_sleeps_however_often_it_is_found(self):
        signal = self.signals_of(self.anna, 1)
        signal.action_snooze()
        self.tell({"partner": signal.partner_id, "severity": 99})
        self.Signal._follow_up(self.company, date(2026, 1, 2))
        self.assertEqual(signal.state, "snoozed")
        self.assertFalse(signal.activity_ids)
