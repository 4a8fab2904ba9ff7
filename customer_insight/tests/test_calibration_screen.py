from odoo.tests import HttpCase, new_test_user, tagged

from . import calibration_cases


class CalibrationScreen(HttpCase):
    """A manager sees whether the figures predict anything, in a real browser."""

    def look(self):
        new_test_user(
            self.env,
            "insight_judge",
            groups="customer_insight.customer_insight_group_manager",
        )
        rows = calibration_cases.tell(self.env)
        self.start_tour(
            "/odoo/calibration",
            "customer_insight_calibration_filled_tour",
            login="insight_judge",
        )
        return rows


@tagged("post_install", "-at_install")
class TestCalibrationDesktop(CalibrationScreen):
    def test_predictions_and_outcomes_stand_side_by_side_on_a_desktop(self):
        """Each case is counted where it belongs; the table is counted by hand."""
        rows = self.look()
        told = self.env["customer.insight.calibration"].get_calibration()
        cases = [row for row in rows if "intention" in row[0]]
        won = [amount for _said, amount, _score in cases if amount]
        intention, score = told["intention"], told["score"]
        self.assertEqual((intention["won"], intention["lost"]), (91, 89))
        self.assertEqual(len(won), 91)
        for row in intention["bins"]:
            said = [
                s for s in cases if min(int(s[0]["intention"] // 20), 4) == row["bin"]
            ]
            self.assertEqual(row["count"], len(said))
            share = 100 * sum(bool(amount) for _said, amount, _s in said) / len(said)
            self.assertAlmostEqual(row["share"], share)
        self.assertEqual(score["count"], len(won))
        big = sum(amount > calibration_cases.CUT for amount in won)
        self.assertEqual(score["won"], big)
        again = {row["category"]: row["share"] for row in told["classes"]}
        self.assertAlmostEqual(again["EI"], 100 * 14 / 15)


@tagged("post_install", "-at_install")
class TestCalibrationPhone(CalibrationScreen):
    browser_size = "390x844"
    touch_enabled = True

    def test_predictions_and_outcomes_stand_side_by_side_on_a_phone(self):
        self.look()
