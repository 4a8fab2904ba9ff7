from odoo.tests import tagged

from .common import AS_OF, MONTHS, InsightCase


@tagged("post_install", "-at_install")
class TestRefresh(InsightCase):
    """What is written, and how little."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls.customers(6)
        even, single, quoted, sampled, past, _future = cls.partners
        cls.buy(even, dict.fromkeys(MONTHS, 100))
        cls.order(single, "2025-12-15", 700)
        cls.quotation(quoted, "2025-12-30", 2000)
        cls.sample(sampled, "2025-06-15")
        cls.order(past, "2024-06-15", 100)
        # 1200 + 700: both are needed for 80 % of 1900, so C = 700. Quoted 2000 > C.
        cls.classes = ["EI", "EII", "PI", "PIV", "EIV", "F"]

    def test_refresh_stores_what_evaluate_says(self):
        found = self.evaluate()
        self.refresh()
        for partner in self.partners:
            row = self.stored(partner)
            for name in ("contribution", "stability", "recency", "order_count"):
                self.assertAlmostEqual(row[name], found[partner.id][name], places=5)
            for name in ("growth_stage", "category", "purchase_mode"):
                self.assertEqual(row[name] or None, found[partner.id][name], name)

    def test_classes_of_all_kinds(self):
        self.refresh()
        self.assertEqual(self._classes(), self.classes)

    def test_evaluate_writes_nothing(self):
        self.engine.evaluate(self.company, AS_OF)
        self.assertFalse(self.stored(self.partners[0]))

    def test_second_refresh_changes_nothing(self):
        self.assertGreaterEqual(self.refresh(), 6)
        self.assertEqual(self.refresh(), 0)

    def test_refresh_counts_only_who_changed(self):
        self.refresh()
        # one more free order: a trial now, nobody else is touched
        self.sample(self.partners[5], "2025-12-15")
        self.assertEqual(self.refresh(), 1)

    def test_refresh_of_some_equals_refresh_of_all(self):
        self.refresh()
        self.order(self.partners[4], "2025-12-15", 10000)
        self.refresh(partners=self.partners[:2] + self.partners[4])
        some = self._classes()
        self.refresh()
        self.assertEqual(
            some[:2] + some[4:5], self._classes()[:2] + self._classes()[4:5]
        )

    def test_refresh_of_some_leaves_the_others_alone(self):
        self.refresh()
        self.order(self.partners[5], "2025-12-15", 10)
        self.assertEqual(self.refresh(partners=self.partners[0]), 0)
        self.assertEqual(self.stored(self.partners[5]).category, "F")

    def test_refresh_of_one_writes_his_first_row_only(self):
        self.assertEqual(self.refresh(partners=self.partners[0]), 1)
        self.assertTrue(self.stored(self.partners[0]))
        self.assertFalse(self.stored(self.partners[1]))

    def test_refresh_of_nobody(self):
        self.assertEqual(self.refresh(partners=self.env["res.partner"]), 0)
        self.assertFalse(self.stored(self.partners[0]))

    def test_who_is_no_customer_any_more_is_taken_out(self):
        self.refresh()
        self.partners[5].active = False
        self.assertEqual(self.refresh(), 1)
        self.assertFalse(self.stored(self.partners[5]))

    def test_other_company_is_left_alone(self):
        other = self._create_company("Other")
        self.engine.refresh(other, AS_OF)
        self.refresh()
        count = self.engine.refresh(other, AS_OF)
        self.assertEqual(count, 0)
        insights = self.env["customer.insight"].search(
            [("partner_id", "=", self.partners[0].id)]
        )
        contributions = {row.company_id: row.contribution for row in insights}
        self.assertEqual(contributions, {self.company: 1200, other: 0})

    def test_history_does_not_see_the_future(self):
        before = self.evaluate(as_of="2025-07-01")
        rows = [(p, "2025-07-01 00:00:00", 5000) for p in self.partners]
        self.orders(rows)
        self.assertEqual(self.evaluate(as_of="2025-07-01"), before)

    def test_partners_and_sales_orders_are_never_written(self):
        self.env.flush_all()
        before = self._versions()
        self.refresh()
        self.env.flush_all()
        self.assertEqual(self._versions(), before)

    def _classes(self):
        return [self.stored(partner).category for partner in self.partners]

    def _versions(self):
        """The physical rows, which any write replaces."""
        self.env.cr.execute(
            "SELECT ctid, id FROM res_partner UNION ALL SELECT ctid, id FROM sale_order"
        )
        return self.env.cr.fetchall()
