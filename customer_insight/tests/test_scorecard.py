from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common import AS_OF
from .common_live import LiveCase


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class TestScorecard(LiveCase):
    """A few stars say whom to break through first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Criterion = cls.env["customer.insight.criterion"]
        Criterion.search([]).active = False
        cls.strength, cls.growth, cls.network = Criterion.create(
            [
                {"name": "Strength", "weight": 50},
                {"name": "Growth", "weight": 30},
                {"name": "Network", "weight": 20},
            ]
        )
        cls.partner = cls.customer(user_id=cls.anna.id)

    def rate(self, *stars, partner=None, user=None, **values):
        """Rate as people do in the form; ``stars`` in the order of the criteria."""
        ratings = self.env["customer.insight.rating"].with_user(user or self.env.user)
        form = Form(
            ratings.with_context(default_partner_id=(partner or self.partner).id)
        )
        for place, number in enumerate(stars):
            with form.line_ids.edit(place) as line:
                line.stars = str(number)
        for name, value in values.items():
            setattr(form, name, value)
        return form.save()

    def category(self, as_of=AS_OF):
        self.env.flush_all()
        (row,) = self.engine.evaluate(self.company, as_of, partners=self.partner)
        return row["category"], row["expected_contribution"]

    def test_score_is_the_weighted_mean_of_the_stars(self):
        # 100 · (50·5 + 30·3 + 20·1) / (5 · 100) = 72
        self.assertEqual(self.rate(5, 3, 1).score, 72)

    def test_criterion_without_stars_does_not_count(self):
        # 100 · (50·5 + 20·1) / (5 · 70) = 77.14…
        self.assertAlmostEqual(self.rate(5, 0, 1).score, 77.14, 2)

    def test_weights_of_the_day_stay_with_the_rating(self):
        rating = self.rate(5, 3, 1)
        self.strength.weight = 1
        self.assertEqual(rating.score, 72)
        self.assertAlmostEqual(self.rate(5, 3, 1).score, 100 * 115 / 255, 2)

    def test_rated_customer_is_potential_without_any_document(self):
        self.assertEqual(self.category(), ("F", 0))
        self.rate(5, 3, 1)
        self.assertEqual(self.category(), ("PII", 72))
        self.rate(1, 1, 1)
        self.assertEqual(self.category(), ("PIV", 20))

    def test_stars_go_before_quoted_amounts(self):
        self.buy(self.customer(), {"2025-06-15": 100})
        self.quotation(self.partner, "2025-12-30", 9000)
        self.assertEqual(self.category(), ("PI", 100))
        self.rate(1, 1, 1)
        self.assertEqual(self.category(), ("PIII", 20))

    def test_own_judgement_goes_before_the_score_and_gives_a_reason(self):
        self.rate(1, 1, 1, has_own_score=True, own_score=90, own_reason="Northern gate")
        self.assertEqual(self.category(), ("PII", 90))
        with self.assertRaisesRegex(ValidationError, "Say why"):
            self.env["customer.insight.rating"].create(
                {
                    "partner_id": self.partner.id,
                    "has_own_score": True,
                    "own_score": 90,
                    "own_reason": " ",
                }
            )

    def test_rating_of_nothing_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "stars for one criterion"):
            self.rate(0, 0, 0)

    def test_ratings_are_kept_and_history_knows_the_old_one(self):
        first = self.rate(5, 5, 5, date=date(2025, 6, 1))
        self.rate(1, 1, 1, date=date(2025, 12, 1))
        self.assertEqual(self.category(date(2025, 9, 1))[1], 100)
        self.assertEqual(self.category()[1], 20)
        self.assertTrue(first.exists())

    def test_next_rating_begins_with_the_last_stars(self):
        self.rate(5, 3, 1)
        self.assertEqual(self.rate().line_ids.mapped("stars"), ["5", "3", "1"])

    def test_rating_of_a_contact_rates_his_customer(self):
        contact = self.customer(parent_id=self.partner.id)
        self.assertEqual(self.rate(3, partner=contact).partner_id, self.partner)

    def test_dialog_classifies_at_once(self):
        self.rate(5, 5, 5, user=self.anna).action_save()
        self.assertEqual(self.partner.insight_category, "PII")
        self.assertIn("rated by Anna", self.partner.insight_explanation)

    def test_removed_rating_counts_no_more(self):
        rating = self.rate(5, 5, 5)
        self.nobody_waits()
        rating.unlink()
        self.assertIn(self.partner, self.waiting())
        self.assertEqual(self.category(), ("F", 0))

    def test_colleagues_read_but_do_not_change_a_rating(self):
        rating = self.rate(5, 5, 5, user=self.anna)
        theirs = rating.with_user(self.bert)
        self.assertEqual(theirs.score, 100)
        with self.assertRaises(AccessError):
            theirs.note = "mine"
        with self.assertRaises(AccessError):
            theirs.line_ids[:1].stars = "1"
        with self.assertRaises(AccessError):
            self.rate(1, 1, 1, user=self.bert)
        rating.with_user(self.chief).note = "seen"

    def test_other_company_rates_for_itself(self):
        other = self._create_company("Elsewhere")
        self.env["customer.insight.rating"].create(
            {
                "partner_id": self.partner.id,
                "company_id": other.id,
                "line_ids": [
                    Command.create({"criterion_id": self.growth.id, "stars": "5"})
                ],
            }
        )
        self.assertEqual(self.category(), ("F", 0))

    def test_merged_customers_keep_their_ratings(self):
        double = self.customer()
        rating = self.rate(5, 5, 5, partner=double)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.partner | double).ids, self.partner, extra_checks=False
        )
        self.assertEqual(rating.partner_id, self.partner)
