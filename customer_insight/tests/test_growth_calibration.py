from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_live import LiveCase

SEPTEMBER, JUNE = date(2025, 9, 30), date(2025, 6, 30)


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class TestCalibration(LiveCase):
    """How well predictions came true, calculated by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Calibration = cls.env["customer.insight.calibration"]
        cls.policy.calibration_minimum = 2

    def snapshot(self, partner, month, category, **values):
        return self.env["customer.insight.snapshot"].create(
            {
                "partner_id": partner.id,
                "company_id": self.company.id,
                "month": month,
                "category_computed": category,
                "category": category,
                "taken_on": month,
                **values,
            }
        )

    def predict(self, intentions, winners):
        """Potential customers at the end of September; the winners bought after."""
        customers = self.customers(len(intentions))
        for number, intention in enumerate(intentions):
            self.snapshot(customers[number], SEPTEMBER, "PII", intention=intention)
        for number in winners:
            self.order(customers[number], "2025-10-20", 100)
        return customers

    def found(self):
        return self.Calibration.get_calibration()

    # Intention

    def test_brier_auc_and_bins_by_hand(self):
        # p: 0.9 won, 0.6 lost, 0.5 won, 0.2 lost, 0.1 lost
        self.predict([90, 60, 50, 20, 10], winners=[0, 2])
        found = self.found()["intention"]
        self.assertEqual((found["count"], found["won"], found["lost"]), (5, 2, 3))
        # (0.1² + 0.6² + 0.5² + 0.2² + 0.1²) / 5
        self.assertAlmostEqual(found["brier"], 0.67 / 5)
        self.assertAlmostEqual(found["brier_base"], 0.4 * 0.6)
        # pairs won/lost: 0.9 beats three, 0.5 beats two of three
        self.assertAlmostEqual(found["auc"], 5 / 6)
        bins = [
            (b["bin"], b["count"], b["predicted"], b["share"]) for b in found["bins"]
        ]
        expected = [
            (0, 1, 10, 0),
            (1, 1, 20, 0),
            (2, 1, 50, 100),
            (3, 1, 60, 0),
            (4, 1, 90, 100),
        ]
        for one, other in zip(bins, expected, strict=True):
            for figure, wanted in zip(one, other, strict=True):
                self.assertAlmostEqual(figure, wanted)

    def test_ties_count_half(self):
        self.predict([50, 50, 50, 20], winners=[0, 1])
        # each winner ties one loser and beats one: (0.5 + 1) · 2 of 4
        self.assertAlmostEqual(self.found()["intention"]["auc"], 0.75)

    def test_predictions_can_be_wrong(self):
        self.predict([90, 80, 20, 10], winners=[2, 3])
        found = self.found()["intention"]
        self.assertEqual(found["auc"], 0)
        self.assertGreater(found["brier"], found["brier_base"])

    def test_a_hundred_is_in_the_last_bin(self):
        self.predict([100, 80, 20, 10], winners=[0, 1])
        self.assertEqual(
            [b["bin"] for b in self.found()["intention"]["bins"]], [0, 1, 4]
        )

    def test_only_what_is_bought_within_the_days_after(self):
        customers = self.predict([90, 80, 20, 10], winners=[])
        self.order(customers[0], "2025-10-01 00:00:00", 100)
        self.order(customers[1], "2025-12-30", 100)  # the 91st day
        self.order(customers[2], "2025-12-31", 100)  # the 92nd
        self.order(customers[3], "2025-09-30", 100)  # before
        self.assertEqual(self.found()["intention"]["won"], 2)

    def test_samples_are_no_success(self):
        customers = self.predict([90, 80, 20, 10], winners=[0, 1])
        self.sample(customers[2], "2025-10-20")
        self.assertEqual(self.found()["intention"]["won"], 2)

    def test_future_and_existing_customers_are_no_cases(self):
        self.predict([90, 80, 20, 10], winners=[0, 1])
        other = self.customers(2)
        self.snapshot(other[0], SEPTEMBER, "F", intention=0)
        self.snapshot(other[1], SEPTEMBER, "EII", intention=0, order_count=1)
        self.assertEqual(self.found()["intention"]["count"], 4)

    def test_too_few_say_how_many_are_missing_and_nothing_else(self):
        self.policy.calibration_minimum = 30
        self.predict([90, 60, 50], winners=[0])
        found = self.found()["intention"]
        self.assertEqual((found["missing_won"], found["missing_lost"]), (29, 28))
        self.assertFalse(found["bins"])
        self.assertNotIn("auc", found)

    def test_months_whose_days_are_not_over_wait(self):
        customer = self.customer()
        self.snapshot(customer, date(2025, 10, 31), "PII", intention=50)
        self.assertEqual(self.found()["months"], [])
        self.assertEqual(self.found()["intention"]["count"], 0)

    def test_no_order_counts_for_two_months(self):
        customer = self.customer()
        for month in (JUNE, date(2025, 7, 31), date(2025, 8, 31), SEPTEMBER):
            self.snapshot(customer, month, "PII", intention=50)
        self.assertEqual(self.found()["months"], [SEPTEMBER, JUNE])

    def test_months_worked_out_afterwards_are_counted(self):
        customer = self.customer()
        self.snapshot(customer, JUNE, "PII", taken_on="2025-07-07")
        self.snapshot(customer, SEPTEMBER, "PII", taken_on="2025-10-08")
        self.assertEqual(self.found()["rebuilt"], 1)

    def test_snapshots_note_when_they_are_taken(self):
        customer = self.customer()
        self.order(customer, "2025-09-10", 100)
        self.engine._take_snapshot(self.company, SEPTEMBER, date(2025, 8, 31))
        row = self.env["customer.insight.snapshot"].search(
            [("partner_id", "=", customer.id)]
        )
        self.assertEqual(row.taken_on, date(2025, 12, 31))

    # Scorecard

    def rate(self, partner, day, score):
        self.env["customer.insight.rating"].create(
            {
                "partner_id": partner.id,
                "date": day,
                "has_own_score": True,
                "own_score": score,
                "own_reason": "Known for long",
            }
        )

    def test_score_against_the_year_after_the_first_order(self):
        self.policy.write({"contribution_rule": "amount", "contribution_amount": 500})
        customers = self.customers(5)
        for partner, score, amount in zip(
            customers, (80, 60, 40, 20, 90), (600, 100, 500, 50, 900), strict=True
        ):
            self.rate(partner, "2024-01-10", score)
            self.order(partner, "2024-02-01", amount)
        # the second half of the first one's year counts, what comes after does not
        self.order(customers[1], "2025-01-31", 300)
        self.order(customers[1], "2025-02-01", 300)
        # the last one's year is not over
        self.env["sale.order"].search(
            [("partner_id", "=", customers[4].id)]
        ).date_order = "2025-06-01"
        self.rate(customers[0], "2024-02-02", 1)  # known only after the first order
        self.classify()
        found = self.found()["score"]
        self.assertEqual((found["count"], found["won"]), (4, 2))  # 600 and 500
        # (0.2² + 0.6² + 0.6² + 0.2²) / 4; 0.8 beats two, 0.4 beats one of two
        self.assertAlmostEqual(found["brier"], 0.8 / 4)
        self.assertAlmostEqual(found["auc"], 3 / 4)
        amounts = {b["bin"]: b["amount"] for b in found["bins"]}
        self.assertEqual(amounts, {1: 50, 2: 500, 3: 400, 4: 600})

    # Classes

    def test_classes_tell_who_buys_again_and_how_much(self):
        customers = self.customers(4)
        for partner, category in zip(
            customers, ("EI", "EI", "EIV", "EIV"), strict=True
        ):
            self.order(partner, "2025-08-01", 10)
            self.snapshot(partner, SEPTEMBER, category, order_count=1)
        gone = self.customer()
        self.snapshot(gone, SEPTEMBER, "EI", order_count=0)
        self.buy(customers[0], {"2025-10-10": 300, "2025-11-10": 100})
        self.buy(customers[1], {"2025-10-10": 200})
        self.buy(customers[2], {"2025-10-10": 50})
        rows = {row["category"]: row for row in self.found()["classes"]}
        self.assertEqual(
            rows["EI"], {"category": "EI", "count": 2, "share": 100, "amount": 300}
        )
        self.assertEqual(
            rows["EIV"], {"category": "EIV", "count": 2, "share": 50, "amount": 25}
        )

    # Who

    def test_other_companies_cases_stay_there(self):
        self.predict([90, 80, 20, 10], winners=[0, 1])
        other = self._create_company("Other")
        found = self.Calibration.with_context(allowed_company_ids=other.ids)
        self.assertEqual(
            found.with_company(other).get_calibration()["intention"]["count"], 0
        )

    def test_outsiders_learn_nothing(self):
        outsider = self._create_user("outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.Calibration.with_user(outsider).get_calibration()

    def test_history_of_a_customer_opens_his_months(self):
        customer = self.customer()
        self.order(customer, "2025-09-10", 100)
        self.classify()
        rows = self.snapshot(customer, SEPTEMBER, "EIV") | self.snapshot(
            customer, JUNE, "F"
        )
        insight = customer.insight_id
        self.assertEqual(insight.snapshot_count, 2)
        action = insight.with_user(self.anna).action_open_history()
        self.assertEqual(rows.search(action["domain"]), rows)
