from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .common_live import LiveCase

YEAR = {"from": "2025-01-01", "to": "2025-12-31"}


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class TestGrowthPath(LiveCase):
    """How many go on from stage to stage: hand-made customers, calculated by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Path = cls.env["customer.insight.growth.path"]
        cls.policy.future_scope = "marked"

    def entered(self, partner, day):
        """He was entered as a contact, and his documents were, on their own day."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE res_partner SET create_date = %s WHERE id = %s", day, partner.id
            )
        )
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order SET create_date = date_order WHERE partner_id = %s",
                partner.id,
            )
        )

    def path(self, user=None, **filters):
        Path = self.Path.with_user(user) if user else self.Path
        return {
            row["stage"]: row for row in Path.get_path({**YEAR, **filters})["stages"]
        }

    def assertStage(self, stage, entered, went_on=0, days=None, **filters):
        row = self.path(**filters)[stage]
        self.assertEqual((row["entered"], row["went_on"]), (entered, went_on), stage)
        self.assertEqual(row["days"], days, stage)
        return row

    def names(self, stage, who, **filters):
        action = self.Path.action_open_stage({**YEAR, **filters}, stage, who)
        partners = self.env["res.partner"].with_context(active_test=False)
        return set(partners.search(action["domain"]).mapped("name"))

    def make_five(self):
        """Five who were in trial: bought after 10, 20, 60 days, and not yet two."""
        found = self.customers(5)
        for partner, days in zip(found[:3], ("11", "21", None), strict=True):
            self.sample(partner, "2025-03-01")
            day = f"2025-03-{days}" if days else "2025-04-30"
            self.order(partner, day, 100)
        self.sample(found[3], "2025-03-01")
        self.quotation(found[4], "2025-12-21", 100)
        for partner in found:
            self.entered(partner, "2025-02-01")
        return found

    def test_share_and_median_days_from_trial_to_the_first_order(self):
        self.make_five()
        row = self.assertStage("trial", 5, 3, days=20)
        self.assertEqual(row["share"], 60)
        self.assertEqual(row["waiting"], (305 + 10) / 2)  # since 1 March, 21 December
        self.assertStage("intention", 3)
        self.assertStage("potential", 5, 5, days=28)

    def test_numbers_open_their_customers(self):
        self.make_five()
        everybody = {f"Customer {n}" for n in range(1, 6)}
        self.assertEqual(self.names("trial", "entered"), everybody)
        stayed = {"Customer 4", "Customer 5"}
        self.assertEqual(self.names("trial", "stayed"), stayed)
        self.assertEqual(self.names("trial", "went_on"), everybody - stayed)

    def test_only_those_who_entered_in_the_period(self):
        self.make_five()
        self.assertStage("trial", 1, **{"from": "2025-03-02"})
        self.assertStage("trial", 4, 3, days=20, to="2025-03-01")
        self.assertStage("trial", 0, **{"from": "2025-03-02", "to": "2025-12-20"})

    def test_who_buys_on_the_day_he_tries_was_not_in_trial(self):
        partner = self.customer()
        self.sample(partner, "2025-03-01 08:00:00")
        self.order(partner, "2025-03-01 10:00:00", 100)
        self.entered(partner, "2025-02-01")
        self.assertStage("trial", 0)
        row = self.assertStage("intention", 1)
        self.assertEqual(row["direct"], 1)

    def test_confirmed_order_was_a_quotation_from_the_day_it_was_entered(self):
        partner = self.customer()
        order = self.order(partner, "2025-04-10", 100)
        self.entered(partner, "2025-02-01")
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order SET create_date = '2025-04-01' WHERE id = %s",
                order.id,
            )
        )
        self.assertStage("trial", 1, 1, days=9)

    def test_several_and_regular(self):
        partner = self.customer()
        # Regular with the purchase of 20 August: quarters of 91 days up to it begin on
        # 21 August 2024, 20 November, 19 February, 21 May 2025.
        self.buy(
            partner,
            dict.fromkeys(("2025-01-10", "2025-03-01", "2025-08-20"), 100),
        )
        self.entered(partner, "2025-01-01")
        self.assertStage("intention", 1, 1, days=50)
        self.assertStage("quasi", 1, 1, days=172)
        self.assertStage("regular", 1)

    def test_a_quarter_without_purchase_is_not_regular(self):
        partner = self.customer()
        self.buy(
            partner,
            dict.fromkeys(("2025-02-20", "2025-03-01", "2025-08-20"), 100),
        )
        self.entered(partner, "2025-01-01")
        self.assertStage("quasi", 1)
        self.assertStage("regular", 0)

    def test_what_was_returned_in_full_was_no_purchase(self):
        partner = self.customer()
        self.order(partner, "2025-04-10", -100)
        self.entered(partner, "2025-02-01")
        self.assertStage("intention", 0)

    def test_quotations_of_another_company_count_there(self):
        partner = self.customer()
        quotation = self.quotation(partner, "2025-03-01", 100)
        self.entered(partner, "2025-02-01")
        other = self._create_company("Other")
        self.env.cr.execute(
            SQL(
                "UPDATE sale_order SET company_id = %s WHERE id = %s",
                other.id,
                quotation.id,
            )
        )
        self.assertStage("trial", 0)

    def test_filters_by_salesperson_team_type_and_region(self):
        customers = self.make_five()
        team = self.env["crm.team"].create(
            {"name": "North", "member_ids": [(6, 0, self.anna.ids)]}
        )
        kind = self.env["customer.insight.type"].create({"name": "Dealer"})
        shop = self.env["customer.insight.type"].create(
            {"name": "Shop", "parent_id": kind.id}
        )
        region = self.env["res.country.state"].search([], limit=1)
        customers[0].user_id = self.anna
        customers[:2].insight_type_id = shop
        customers[3].state_id = region
        self.classify()
        self.assertStage("trial", 1, 1, days=10, user_id=self.anna.id)
        self.assertStage("trial", 1, 1, days=10, team_id=team.id)
        self.assertStage("trial", 2, 2, days=15, type_id=kind.id)
        self.assertStage("trial", 1, state_id=region.id)
        self.assertEqual(
            self.names("trial", "entered", user_id=self.anna.id), {"Customer 1"}
        )
        choices = self.Path.get_path(YEAR)["choices"]
        self.assertIn((self.anna.id, self.anna.display_name), choices["user_id"])
        self.assertIn((team.id, "North"), choices["team_id"])
        self.assertIn((region.id, region.display_name), choices["state_id"])

    def test_customers_that_the_user_may_not_see_do_not_count(self):
        customers = self.make_five()
        hidden = self._create_company("Hidden")
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE res_partner SET company_id = %s WHERE id = %s",
                hidden.id,
                customers[0].id,
            )
        )
        self.env.invalidate_all()
        self.assertEqual(self.path(user=self.anna)["trial"]["entered"], 4)

    def test_outsiders_learn_nothing(self):
        outsider = self._create_user("outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.Path.with_user(outsider).get_path(YEAR)
        with self.assertRaises(AccessError):
            self.Path.with_user(outsider).action_open_stage(YEAR, "trial", "entered")

    def test_a_year_is_shown_unless_a_period_is_chosen(self):
        found = self.Path.get_path({})
        self.assertEqual(found["from"], date(2025, 1, 1))
        self.assertEqual(found["to"], date(2025, 12, 31))

    def test_nothing_of_it_depends_on_a_refresh(self):
        self.make_five()
        engine = type(self.env["customer.insight.engine"])
        with patch.object(engine, "refresh", side_effect=AssertionError):
            self.assertStage("trial", 5, 3, days=20)
