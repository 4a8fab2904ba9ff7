from freezegun import freeze_time

from odoo.tests import tagged

from .common import QUARTERS, InsightCase


@tagged("post_install", "-at_install")
class TestOverride(InsightCase):
    """A judgement holds while it holds; the figures go on beneath it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()
        cls.order(cls.partner, "2025-12-15", 100)  # EII, intention, transactional
        cls.engine.refresh(cls.company, "2026-01-01")
        cls.row = cls.env["customer.insight"].search(
            [("partner_id", "=", cls.partner.id), ("company_id", "=", cls.company.id)]
        )

    def test_override_is_what_people_see(self):
        self._judge("category", "EI")
        self.refresh()
        self.assertEqual((self.row.category, self.row.category_computed), ("EI", "EII"))

    def test_override_of_each_dimension(self):
        values = {
            "category": "PIII",
            "growth_stage": "regular",
            "purchase_mode": "loyal",
        }
        for name, value in values.items():
            self._judge(name, value)
        self.refresh()
        for name, value in values.items():
            self.assertEqual(self.row[name], value)
        computed = [self.row[f"{name}_computed"] for name in values]
        self.assertEqual(computed, ["EII", "intention", "transactional"])

    def test_override_without_a_last_day_holds_for_ever(self):
        self._judge("category", "EI")
        self.refresh(as_of="2030-01-01")
        self.assertEqual(self.row.category, "EI")

    def test_override_holds_on_its_last_day_and_falls_back_after_it(self):
        self._judge("category", "EI", until="2026-01-10")
        # A refresh on 10 January looks at what is dated before the 11th.
        self.refresh(as_of="2026-01-11")
        self.assertEqual(self.row.category, "EI")
        self.refresh(as_of="2026-01-12")
        self.assertEqual(self.row.category, "EII")

    @freeze_time("2026-01-10 12:00:00")
    def test_live_refresh_on_the_last_day_keeps_the_override(self):
        self._judge("category", "EI", until="2026-01-10")
        self.refresh(as_of=None)
        self.assertEqual(self.row.category, "EI")

    @freeze_time("2026-01-11 00:00:01")
    def test_live_refresh_on_the_day_after_falls_back(self):
        self._judge("category", "EI", until="2026-01-10")
        self.refresh(as_of=None)
        self.assertEqual(self.row.category, "EII")

    def test_expired_override_counts_again_for_the_past(self):
        self._judge("category", "EI", until="2026-01-10")
        self.refresh(as_of="2026-02-01")
        self.refresh(as_of="2026-01-05")
        self.assertEqual(self.row.category, "EI")

    def test_withdrawn_override_falls_back(self):
        self._judge("category", "EI")
        self.refresh()
        self.row.category_override = False
        self.refresh()
        self.assertEqual(self.row.category, "EII")

    def test_figures_go_on_beneath_the_override(self):
        self._judge("category", "F")
        self.order(self.partner, "2025-12-16", 50)
        self.refresh()
        self.assertEqual((self.row.category, self.row.contribution), ("F", 150))

    def test_override_equal_to_the_computed_value_still_holds(self):
        self._judge("growth_stage", "intention")
        self.order(self.partner, "2025-12-16", 50)
        self.refresh()
        self.assertEqual(self.row.growth_stage, "intention")
        self.assertEqual(self.row.growth_stage_computed, "quasi")

    def test_band_looks_at_the_computed_class(self):
        # He was computed high, so at 95 of a cut-off of 100 he stays high, though
        # somebody called him low. (1 − 10 %) · 100 = 90
        self.policy.write({"contribution_rule": "amount", "contribution_amount": 100})
        self._judge("category", "EIV")
        self.refresh()
        self.order(self.partner, "2025-12-16", -5)
        self.refresh()
        self.assertEqual(
            (self.row.category, self.row.category_computed), ("EIV", "EII")
        )

    def test_override_does_not_lift_a_low_customer_over_the_band(self):
        self.policy.write({"contribution_rule": "amount", "contribution_amount": 101})
        self.env.cr.execute(
            "UPDATE customer_insight SET category_computed = 'EIV' WHERE id = %s",
            [self.row.id],
        )
        self.env.invalidate_all()
        self._judge("category", "EI")
        self.order(self.partner, "2025-12-16", 5)  # 105, not above 111.1
        self.refresh()
        self.assertEqual((self.row.category, self.row.category_computed), ("EI", "EIV"))

    def test_past_customer_keeps_his_computed_class_not_the_override(self):
        self._judge("category", "EI", until="2026-01-10")
        self.refresh(as_of="2027-06-01")
        self.assertEqual(self.row.category, "EII")

    def test_stage_override_makes_nobody_loyal(self):
        self._judge("growth_stage", "regular")
        self.refresh()
        self.assertEqual(self.row.purchase_mode, "transactional")

    def test_override_changes_nobody_elses_class(self):
        other = self.customer("Other")
        for day in QUARTERS:
            self.order(other, day, 10)
        self.refresh()
        before = self.stored(other).category
        self._judge("category", "F")
        self.refresh()
        self.assertEqual(self.stored(other).category, before)

    def test_evaluate_gives_the_computed_class(self):
        self._judge("category", "EI")
        self.assertFigures(self.partner, {"category": "EII"})

    def _judge(self, name, value, until=False):
        self.row.write(
            {
                f"{name}_override": value,
                f"{name}_override_until": until,
                f"{name}_override_reason": "Told so",
            }
        )
