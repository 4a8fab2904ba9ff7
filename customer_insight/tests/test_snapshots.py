from datetime import date

from odoo.tests import freeze_time, tagged

from .common import MONTHS, QUARTERS, InsightCase
from .common_live import LiveCase

OCTOBER, NOVEMBER = date(2025, 10, 31), date(2025, 11, 30)
DECEMBER, JANUARY = date(2025, 12, 31), date(2026, 1, 31)


@tagged("post_install", "-at_install")
class TestSnapshots(InsightCase):
    """A month's end is kept as it was, and tells who moved."""

    def take(self, month, before):
        self.engine._take_snapshot(self.company, month, before)
        return self.rows(month)

    def rows(self, month):
        snapshots = self.env["customer.insight.snapshot"].search(
            [("company_id", "=", self.company.id), ("month", "=", month)]
        )
        return {row.partner_id: row for row in snapshots}

    def test_month_keeps_the_figures_of_its_last_day(self):
        customer = self.customer()
        self.buy(customer, dict.fromkeys(MONTHS, 100))
        (expected,) = self.engine.evaluate(
            self.company, date(2025, 12, 1), partners=customer
        )
        row = self.take(NOVEMBER, OCTOBER)[customer]
        for name in ("category", "growth_stage", "purchase_mode", "order_count"):
            self.assertEqual(row[name], expected[name], name)
        self.assertEqual(row.contribution, 1100)
        self.assertAlmostEqual(row.stability, expected["stability"])

    def test_month_tells_from_which_class_a_customer_came(self):
        customer, quiet = self.customers(2)
        self.buy(quiet, dict.fromkeys(QUARTERS, 10))
        self.buy(customer, {"2025-12-10": 5000})
        self.take(NOVEMBER, OCTOBER)
        row = self.take(DECEMBER, NOVEMBER)[customer]
        self.assertEqual((row.category_before, row.category), ("F", "EII"))
        self.assertTrue(row.has_moved)
        december = [("month", "=", DECEMBER), ("company_id", "=", self.company.id)]
        moved, stayed = (
            row.search([*december, ("has_moved", "=", truth)])
            for truth in (True, False)
        )
        self.assertIn(row, moved)
        self.assertEqual(moved | stayed, row.search(december))
        self.assertFalse(moved & stayed)

    def test_month_is_kept_once_and_never_changes(self):
        customer = self.customer()
        self.buy(customer, {"2025-11-15": 100})
        before = self.take(NOVEMBER, OCTOBER)[customer]
        self.buy(customer, {"2025-11-16": 900})
        after = self.take(NOVEMBER, OCTOBER)[customer]
        self.assertEqual((before, after.contribution), (after, 100))

    def test_future_customers_fill_no_history_but_leave_it_visibly(self):
        interested, nobody = self.customers(2)
        quotation = self.quotation(interested, "2025-11-20", 500)
        self.assertNotIn(nobody, self.take(NOVEMBER, OCTOBER))
        quotation.state = "cancel"
        row = self.take(DECEMBER, NOVEMBER)[interested]
        self.assertEqual((row.category_before[0], row.category), ("P", "F"))
        self.assertNotIn(interested, self.take(JANUARY, DECEMBER))

    def test_band_starts_from_the_month_before(self):
        customer = self.customer()
        self.buy(customer, dict.fromkeys(QUARTERS, 100))
        self.take(NOVEMBER, OCTOBER)
        alone = self.take(DECEMBER, date(2025, 1, 31))[customer]
        self.policy.stability_cut = alone.stability + 5  # inside the band
        alone.unlink()
        held = self.take(DECEMBER, NOVEMBER)[customer]
        self.assertEqual(held.category, "EI")
        held.unlink()
        alone = self.take(DECEMBER, date(2025, 1, 31))[customer]
        self.assertEqual(alone.category, "EII", "no band without a month before")

    @freeze_time("2025-12-10")
    def test_judgement_holds_from_the_month_it_was_made(self):
        customer = self.customer()
        self.buy(customer, {"2025-11-15": 100})
        self.engine.refresh(self.company)
        customer.insight_id.category = "EI"
        self.env.flush_all()
        self.assertEqual(self.take(NOVEMBER, OCTOBER)[customer].category, "EII")
        row = self.take(DECEMBER, NOVEMBER)[customer]
        self.assertEqual((row.category, row.category_computed), ("EI", "EII"))

    def test_merged_customers_keep_their_months(self):
        kept, gone = self.customers(2)
        self.buy(kept, {"2025-12-15": 100})
        self.buy(gone, {"2025-11-15": 70})
        self.take(NOVEMBER, OCTOBER)
        self.take(DECEMBER, NOVEMBER)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (kept | gone).ids, kept, extra_checks=False
        )
        self.assertEqual(self.rows(NOVEMBER)[kept].contribution, 70)
        self.assertEqual(self.rows(DECEMBER)[kept].contribution, 100)

    def test_rebuilt_history_forgets_what_was_kept(self):
        self.buy(self.customer(), {"2025-11-15": 100})
        self.take(NOVEMBER, OCTOBER)
        self.policy.action_rebuild_history()
        self.assertFalse(self.rows(NOVEMBER))

    def test_company_without_orders_has_no_history(self):
        missing = self.env["customer.insight.snapshot"]._missing_months(self.company)
        self.assertEqual([*missing], [])

    @freeze_time("2026-01-05")
    def test_past_is_as_long_as_the_orders_and_the_policy(self):
        self.buy(self.customer(), {"2025-10-15": 100})
        missing = self.env["customer.insight.snapshot"]._missing_months
        self.assertEqual([*missing(self.company)], [OCTOBER, NOVEMBER, DECEMBER])
        self.policy.history_months = 1
        self.assertEqual([*missing(self.company)], [DECEMBER])


@tagged("post_install", "-at_install")
class TestSnapshotsCron(LiveCase):
    """The first night fills the past; later ones add the month that ended."""

    def test_nights_keep_each_month_once(self):
        Snapshot = self.env["customer.insight.snapshot"]
        self.order(self.customer(), "2025-11-15", 100)
        self.end_transaction()
        for _night in range(2):
            self.run_cron("ir_cron_take_snapshots")
        here = [("company_id", "=", self.company.id)]
        months = Snapshot.search(here).mapped("month")
        self.assertEqual(len(months), len(set(months)))
        self.assertIn(NOVEMBER, months)
        self.assertEqual([*Snapshot._missing_months(self.company)], [])
