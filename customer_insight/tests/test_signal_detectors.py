import json
from unittest.mock import patch

from lxml import etree

from odoo.exceptions import ValidationError
from odoo.tools import SQL, mute_logger

from .common_signals import SignalCase

SETTING = (
    "odoo.addons.customer_insight.models.signals.customer_insight_detector_setting"
)


class TestSignalDetectors(SignalCase):
    """Managers keep the numbers; one detector's failure is nobody else's."""

    def test_every_company_has_every_detector_with_its_numbers(self):
        detectors = self.env["customer.insight.detector"]._detectors()
        self.assertGreaterEqual(len(detectors), 8)
        for key, detector in detectors.items():
            with self.subTest(detector=key):
                setting = self.setting(key)
                self.assertEqual(setting._values(), detector._defaults())
                for text in (detector._title, detector._about, detector._sentence):
                    self.assertTrue(detector._words(text))

    def test_screens_can_be_drawn(self):
        """The kanban's colours are JSON: nothing but the browser would tell."""
        arch = self.Signal.get_view(view_type="kanban")["arch"]
        [bar] = etree.fromstring(arch).iter("progressbar")
        self.assertTrue(json.loads(bar.get("colors")))

    def test_every_topic_has_its_causes(self):
        detectors = self.env["customer.insight.detector"]._detectors()
        topics = {one._topic for one in detectors.values()}
        for topic in {*topics, "wavering", "low_intention"}:
            with self.subTest(topic=topic):
                causes = self.env["customer.insight.reason"]._for_topic(
                    topic, self.company
                )
                self.assertGreaterEqual(len(causes), 3)
                self.assertTrue(all(causes.mapped("countermeasure")))
                self.assertTrue(all(cause.plan_id for cause in causes))

    def test_numbers_are_explained_and_kept_within_their_limits(self):
        [share] = self.setting("missing_product").parameter_ids.filtered(
            lambda row: row.name == "share"
        )
        self.assertEqual((share.value, share.default), (80, 80))
        self.assertTrue(share.label and share.unit and share.help)
        with self.assertRaisesRegex(ValidationError, "out of its limits"):
            share.value = 120

    def test_changed_numbers_change_what_is_found_and_can_be_taken_back(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-20"))
        self.tune("overdue", patience=10)
        self.assertSilent("overdue", self.partner)
        self.setting("overdue").action_reset()
        self.assertFires("overdue", self.partner)

    def test_syncing_keeps_the_numbers_and_forgets_removed_detectors(self):
        self.tune("overdue", patience=3)
        setting = self.setting("overdue")
        setting.parameter_ids.filtered(lambda row: row.name == "give_up").unlink()
        self.env.cr.execute(
            SQL(
                "INSERT INTO customer_insight_detector_setting"
                " (company_id, detector, active) VALUES (%s, 'gone', TRUE)",
                self.company.id,
            )
        )
        self.Setting.invalidate_model()
        self.Setting._sync()
        self.assertEqual(setting._values()["patience"], 3)
        self.assertEqual(setting._values()["give_up"], 2)
        self.assertFalse(self.setting("gone"))

    def test_a_broken_detector_does_not_stop_the_others(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-20"))
        broken = type(self.env["customer.insight.detector.decline"])
        wrong = patch.object(
            broken, "_detect_sql", lambda *_args: SQL("SELECT nothing FROM nowhere")
        )
        with wrong, mute_logger(SETTING, "odoo.sql_db"):
            self.run_cron("ir_cron_detect_signals")
        self.env.invalidate_all()
        self.assertIn("nowhere", self.setting("decline").last_error)
        self.assertFalse(self.setting("overdue").last_error)
        self.assertEqual(self.signals("overdue").partner_id, self.partner)

    def test_an_error_is_forgotten_when_it_works_again(self):
        self.setting("decline").last_error = "It failed"
        self.run_detector("decline")
        self.assertFalse(self.setting("decline").last_error)

    def test_archived_detectors_find_nothing(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-20"))
        self.setting("overdue").active = False
        self.run_cron("ir_cron_detect_signals")
        self.env.invalidate_all()
        self.assertFalse(self.signals("overdue"))

    def test_false_alarms_lower_the_precision(self):
        setting = self.setting("overdue")
        self.assertFalse(setting.judged_count, "nothing closed: no figure, not 0 %")
        cause = self.env.ref("customer_insight.reason_overdue_stock")
        stories = [("dismissed", None), ("explained", cause), ("explained", cause)]
        by_itself = ("explained", None)
        for number, (state, reason) in enumerate([*stories, by_itself]):
            signal = self.Signal._record(
                self.company,
                "overdue",
                self.customer(f"Customer {number}"),
                event_date="2025-12-31",
            )
            signal.write({"state": state, "reason_id": reason and reason.id})
        setting.invalidate_recordset()
        self.assertEqual((setting.signal_count, setting.dismissed_count), (4, 1))
        self.assertEqual(
            setting.judged_count, 3, "what closed by itself is no judgement"
        )
        self.assertAlmostEqual(setting.precision, 66.7, places=1)

    def test_only_its_own_false_alarms_lower_the_precision(self):
        """Not another detector's, another company's, nor what is still open."""
        setting = self.setting("overdue")
        elsewhere = self._create_company("Elsewhere")
        cause = self.env.ref("customer_insight.reason_overdue_stock")
        for number, (company, detector, state) in enumerate(
            [
                (self.company, "overdue", "explained"),
                (self.company, "overdue", "investigating"),
                (self.company, "decline", "dismissed"),
                (elsewhere, "overdue", "dismissed"),
            ]
        ):
            customer = self.customer(f"Customer {number}")
            signal = self.Signal._record(
                company, detector, customer, event_date="2025-12-31"
            )
            signal.write({"state": state, "reason_id": cause.id})
        setting.invalidate_recordset()
        self.assertEqual((setting.judged_count, setting.precision), (1, 100))
        wrong = self.setting("decline")
        self.assertEqual((wrong.judged_count, wrong.precision), (1, 0))

    def test_looking_now_says_what_came_of_it(self):
        setting, said = self.setting("overdue"), []
        for found in (0, 1, 2):
            with patch.object(type(setting), "_run", return_value=found):
                said.append(setting.action_run()["params"]["message"])
        one = "1 signal is new or has changed."
        two = "2 signals are new or have changed."
        self.assertEqual(said, ["Nothing is new.", one, two])
        setting.last_error = "It failed"
        with patch.object(type(setting), "_run", return_value=0):
            notice = setting.action_run()["params"]
        self.assertEqual(notice["type"], "danger")
        self.assertIn("reason is shown", notice["message"])

    def test_companies_have_their_own_signals(self):
        self.buys(self.partner, self.every(10, 6, "2025-11-20"))
        other = self._create_company("Elsewhere")
        self.Setting._sync()
        self.run_cron("ir_cron_detect_signals")
        self.env.invalidate_all()
        everywhere = self.Signal.sudo().search([("partner_id", "=", self.partner.id)])
        self.assertIn(self.company, everywhere.company_id)
        self.assertNotIn(other, everywhere.company_id)
