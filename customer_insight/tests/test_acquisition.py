from psycopg2.errors import RestrictViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestSources(LiveCase):
    """Which way of finding customers pays, calculated by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fair = cls.env.ref("customer_insight.source_fair")
        cls.visit = cls.env.ref("customer_insight.source_cold_visit")
        cls.buyer, cls.quoted, cls.cold, cls.visited = (
            cls.customer(
                name,
                is_company=True,
                user_id=cls.anna.id,
                insight_source_id=source.id,
                insight_source_date=day,
            )
            for name, source, day in (
                ("Buyer", cls.fair, "2025-10-01"),
                ("Quoted", cls.fair, "2025-10-01"),
                ("Cold", cls.fair, "2025-03-01"),
                ("Visited", cls.visit, "2025-10-01"),
            )
        )
        cls.order(cls.buyer, "2025-11-10", 900)
        cls.quotation(cls.quoted, "2025-12-20", 400)
        cls.order(cls.visited, "2025-10-11", 100)
        cls.classify()

    def report(self, *domain):
        rows = (
            self.env["customer.insight.acquisition"]
            .with_user(self.anna)
            .formatted_read_group(
                [("source_id", "in", (self.fair | self.visit).ids), *domain],
                ["source_id"],
                [
                    "customers:sum",
                    "potentials:sum",
                    "buyers:sum",
                    "conversion:avg",
                    "contribution:sum",
                    "days_to_order:avg",
                ],
            )
        )
        return {
            row["source_id"][0]: (
                row["customers:sum"],
                row["potentials:sum"],
                row["buyers:sum"],
                round(row["conversion:avg"], 2),
                row["contribution:sum"],
                row["days_to_order:avg"],
            )
            for row in rows
        }

    def test_report_by_source(self):
        report = self.report()
        # found, potential, bought, 1 of 3 in %, contribution, 1 Oct – 10 Nov
        self.assertEqual(report[self.fair.id], (3, 2, 1, 33.33, 900, 40))
        self.assertEqual(report[self.visit.id], (1, 1, 1, 100, 100, 10))

    def test_report_of_a_period(self):
        report = self.report(("found_date", ">=", "2025-09-01"))
        self.assertEqual(report[self.fair.id], (2, 2, 1, 50, 900, 40))

    def test_potential_once_is_potential_ever(self):
        self.quotation(self.cold, "2024-06-01", 400)
        self.classify()
        self.assertEqual(self.cold.insight_category, "F", "too long ago")
        self.assertEqual(self.report()[self.fair.id][1], 3)

    def test_source_shows_its_counts(self):
        self.assertEqual(
            (
                self.fair.customer_count,
                self.fair.potential_count,
                self.fair.buyer_count,
            ),
            (3, 2, 1),
        )
        action = self.fair.with_user(self.anna).action_open_customers()
        found = self.env["res.partner"].search(action["domain"])
        self.assertEqual(found, self.buyer | self.quoted | self.cold)

    def test_every_source_of_the_trade_is_shipped(self):
        shipped = self.env["customer.insight.source"].search([])
        self.assertEqual(len(shipped.filtered(lambda s: s.get_external_id()[s.id])), 14)

    def test_source_in_use_stays(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(RestrictViolation):
            self.fair.unlink()

    def test_source_is_needed_by_the_file(self):
        missing = self.env["customer.insight.requirement"]._missing(
            self.cold + self.root_without_source()
        )
        names = [m.mapped("field_name") for m in missing.values()]
        self.assertNotIn("insight_source_id", names[0])
        self.assertIn("insight_source_id", names[1])

    def root_without_source(self):
        return self.customer("Nobody knows", is_company=True)

    def test_other_company_has_its_own_report(self):
        other = self._create_company("Other")
        self.engine.refresh(other)
        self.anna.company_ids += other
        rows = (
            self.env["customer.insight.acquisition"]
            .with_user(self.anna)
            .with_context(allowed_company_ids=other.ids)
            .search([("partner_id", "=", self.buyer.id)])
        )
        self.assertEqual((rows.company_id, rows.buyers), (other, 0))
