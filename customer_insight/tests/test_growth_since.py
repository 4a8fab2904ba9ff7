from datetime import date

from odoo.tests import tagged
from odoo.tools import SQL

from .common import InsightCase


@tagged("post_install", "-at_install")
class TestStageSince(InsightCase):
    """Since when he is in his stage: by his documents, whenever we look."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer()
        cls._enter(cls.partner, "2025-03-10")

    @classmethod
    def _enter(cls, partner, day):
        cls.env.flush_all()
        cls.env.cr.execute(
            SQL(
                "UPDATE res_partner SET create_date = %s WHERE id = %s", day, partner.id
            )
        )

    def assertSince(self, stage, day, **options):
        expected = {
            "growth_stage": stage,
            "growth_stage_since": day and date.fromisoformat(day),
        }
        self.assertFigures(self.partner, expected, **options)

    def buys(self, *days):
        self.buy(self.partner, dict.fromkeys(days, 100))

    # Potential, trial, intention

    def test_potential_since_he_was_entered(self):
        self.assertSince("potential", "2025-03-10")

    def test_who_was_entered_later_was_not_there_yet(self):
        self.assertSince("potential", None, as_of="2025-03-10")
        self.assertSince("potential", "2025-03-10", as_of="2025-03-11")

    def test_trial_since_the_first_sample_or_sent_quotation(self):
        self.quotation(self.partner, "2025-04-02", 100, state="draft")
        self.quotation(self.partner, "2025-06-20", 100)
        self.sample(self.partner, "2025-05-07")
        self.sample(self.partner, "2025-09-01")
        self.assertSince("trial", "2025-05-07")

    def test_trial_is_not_forgotten_with_the_window(self):
        self.quotation(self.partner, "2020-06-20", 100)
        self.assertSince("trial", "2020-06-20")

    def test_intention_since_the_first_purchase(self):
        self.sample(self.partner, "2025-05-07")
        self.buys("2025-07-09")
        self.assertSince("intention", "2025-07-09")

    def test_order_returned_in_full_leaves_him_where_he_was(self):
        self.sample(self.partner, "2025-05-07")
        self.order(self.partner, "2025-07-09", -100)
        self.assertSince("trial", "2025-05-07")

    # Quasi

    def test_quasi_since_the_second_purchase(self):
        self.buys("2025-02-03", "2025-02-20")
        self.assertSince("quasi", "2025-02-20")

    def test_quasi_since_the_second_purchase_of_many(self):
        self.buys("2025-02-20", "2025-02-03", "2025-03-01", "2025-03-02", "2025-03-04")
        self.assertSince("quasi", "2025-02-20")

    def test_quasi_since_the_second_purchase_of_the_same_day(self):
        self.buys("2025-02-03 08:00:00", "2025-02-03 09:00:00", "2025-02-05")
        self.assertSince("quasi", "2025-02-03")

    def test_samples_and_nothing_paid_make_no_several(self):
        self.buys("2025-02-03", "2025-02-20", "2025-03-01")
        self.sample(self.partner, "2025-02-10")
        self.order(self.partner, "2025-02-11", -5)
        self.assertSince("quasi", "2025-02-20")

    def test_orders_of_other_companies_make_no_several(self):
        other = self._create_company("Other")
        self.buys("2025-02-03", "2025-02-20", "2025-03-01")
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order SET company_id = %s WHERE partner_id = %s"
                " AND date_order::date = '2025-02-20'",
                other.id,
                self.partner.id,
            )
        )
        self.assertSince("quasi", "2025-03-01")

    def test_several_are_as_many_as_the_policy_says(self):
        self.policy.quasi_orders = 4
        self.buys("2025-02-03", "2025-02-20", "2025-03-01", "2025-03-02", "2025-03-04")
        self.assertSince("quasi", "2025-03-02")

    # Regular, by months: three of the four quarters up to a month's end

    def test_regular_since_the_month_that_made_three_quarters(self):
        # January to April, … : at the end of July two blocks were active (Jan, Apr),
        # at the end of August three (Jun–Aug, Mar–May, Dec–Feb).
        self.buys("2025-01-15", "2025-04-20", "2025-08-17", "2025-11-20")
        self.assertSince("regular", "2025-08-01")

    def test_regular_for_years_since_the_first_month_of_them(self):
        months = [f"{y}-{m:02}-15" for y in (2023, 2024, 2025) for m in (2, 5, 8, 11)]
        self.buys(*months)
        # February, May, August 2023: regular from August 2023 on
        self.assertSince("regular", "2023-08-01")

    def test_a_pause_begins_regular_anew(self):
        self.buys("2023-02-15", "2023-05-15", "2023-08-15")  # until the end of 2023-11
        self.buys("2025-02-15", "2025-05-15", "2025-08-15", "2025-11-15")
        self.assertSince("regular", "2025-08-01")

    def test_regular_within_the_running_month_since_its_beginning(self):
        self.buys("2025-05-15", "2025-08-15", "2025-12-10")
        self.assertSince("regular", "2025-12-01")

    def test_regular_not_before_his_first_purchase(self):
        self.policy.regular_quarters = 1
        self.buys("2025-12-10")
        self.assertSince("regular", "2025-12-10")

    # Falling back

    def test_quasi_again_since_the_month_after_he_was_regular(self):
        # Regular at the ends of August to November 2024: December's four blocks are
        # Oct–Dec, Jul–Sep, Apr–Jun, Jan–Mar with Aug, May, Feb: still three;
        # at the end of January 2025: Nov–Jan, Aug–Oct, May–Jul, Feb–Apr: three;
        # at the end of February: Dec–Feb none, Sep–Nov none: no more.
        self.buys("2024-02-15", "2024-05-15", "2024-08-15")
        self.assertSince("quasi", "2025-02-01")

    def test_falling_back_shows_the_same_day_whenever_we_look(self):
        self.buys("2024-02-15", "2024-05-15", "2024-08-15")
        for as_of in ("2025-03-01", "2025-03-02", "2025-12-31", "2026-09-09"):
            self.assertSince("quasi", "2025-02-01", as_of=as_of)

    def test_running_month_has_no_end_yet(self):
        # By months still regular in December; by the window's quarters no more, as
        # 1 April lies in its first one, with 15 February.
        self.buys("2025-02-15", "2025-04-01", "2025-08-15")
        self.assertSince("quasi", "2025-12-01")

    def test_intention_again_where_one_purchase_was_regular(self):
        self.policy.regular_quarters = 1
        self.buys("2024-02-15")  # bought in one of four quarters until January 2025
        self.assertSince("intention", "2025-02-01")

    def test_quasi_after_having_been_regular_with_fewer(self):
        self.policy.write({"quasi_orders": 5, "regular_quarters": 2})
        self.buys("2023-02-15", "2023-05-15")  # regular, then back in intention
        self.buys("2025-10-05", "2025-10-06", "2025-10-07")
        self.assertSince("quasi", "2025-10-07")

    # Always the same

    def test_asking_for_one_gives_the_same_as_asking_for_all(self):
        self.buys("2024-02-15", "2024-05-15", "2024-08-15")
        self.assertSince("quasi", "2025-02-01", partners=self.partner)

    def test_refresh_keeps_it_and_a_later_one_changes_nothing_of_it(self):
        self.buys("2024-02-15", "2024-05-15", "2024-08-15")
        self.refresh()
        row = self.stored(self.partner)
        self.assertEqual(row.growth_stage_since, date(2025, 2, 1))
        self.refresh(as_of="2026-03-05")
        self.assertEqual(row.growth_stage_since, date(2025, 2, 1))
