from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import MONTHS, InsightCase

FILE = "customer_insight.view_partner_customer_file_form"


@tagged("post_install", "-at_install")
class TestFileFacts(InsightCase):
    """What people write into the file stays, means the same, and is theirs to write."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer("Shop", is_company=True)
        cls.writer = cls._user("insight_writer", "base.group_partner_manager")
        cls.reader = cls._user("insight_reader")

    @classmethod
    def _user(cls, login, *groups):
        return new_test_user(
            cls.env,
            login,
            groups=",".join(["customer_insight.customer_insight_group_user", *groups]),
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def equip(self, partner=None, **values):
        values = {"name": "Lift", "yearly_demand": 1000, **values}
        return self.env["customer.insight.equipment"].create(
            {"partner_id": (partner or self.partner).id, **values}
        )

    # Filling

    def test_naming_a_machine_offers_no_companies(self):
        """Odoo's company directory looks up every field called "name" on the form."""
        form = self.env.ref(FILE)
        arch = etree.fromstring(self.partner.get_view(form.id, "form")["arch"])
        names = arch.xpath(
            "//field[@name='insight_equipment_ids']//field[@name='name']"
        )
        self.assertTrue(names)
        self.assertFalse([name for name in names if name.get("widget")])

    def test_the_whole_file_can_be_filled_and_saved(self):
        with Form(self.partner.with_user(self.writer), FILE) as form:
            form.insight_market = "business"
            form.insight_is_key_account = True
            form.insight_ownership = "sole_couple"
            form.insight_assets = 5000
            form.insight_philosophy = "Old friends first"
            with form.insight_facility_ids.new() as line:
                line.name, line.area = "Main hall", 250
            with form.insight_equipment_ids.new() as line:
                line.name, line.yearly_demand = "Brake pads", 12000
            with form.insight_end_customer_ids.new() as line:
                line.name, line.reason = "Taxi drivers", "broke"
        self.assertEqual(self.partner.insight_ownership, "sole_couple")
        self.assertEqual(self.partner.insight_facility_ids.area, 250)
        self.assertEqual(self.partner.insight_yearly_demand, 12000)
        self.assertEqual(self.partner.insight_end_customer_ids.reason, "broke")

    def test_a_duplicate_is_somebody_else(self):
        self.partner.insight_reputation = "good"
        self.equip()
        copy = self.partner.copy()
        self.assertFalse(copy.insight_reputation)
        self.assertFalse(copy.insight_equipment_ids)

    def test_no_other_screen_reads_the_facts(self):
        """They are read with each other, not with a contact's name."""
        self.partner.invalidate_recordset()
        self.partner.mapped("name")
        cached = self.partner._fields["insight_philosophy"]._get_cache(self.env)
        self.assertNotIn(self.partner.id, cached)

    def test_lines_know_what_cannot_be(self):
        with self.assertRaisesRegex(ValidationError, "Write a year between"):
            self.equip(since_year=19)
        market = self.env["customer.insight.target"].create({"name": "North"})
        part = market.create({"name": "Port", "parent_id": market.id})
        with self.assertRaises(UserError):
            market.parent_id = part

    def test_our_product_brings_its_family(self):
        line = self.equip(product_id=self.products[1].id)
        self.assertEqual(line.categ_id, self.families[1])
        line.product_id = False
        self.assertEqual(line.categ_id, self.families[1])

    # Who may

    def test_who_may_change_the_customer_may_change_his_lines(self):
        line = self.equip().with_user(self.writer)
        line.use = "All day"
        line.copy({"name": "Second lift"})
        line.unlink()
        self.assertEqual(self.partner.insight_equipment_ids.name, "Second lift")

    def test_who_may_only_read_the_customer_may_only_read_his_lines(self):
        line = self.equip().with_user(self.reader)
        self.assertEqual(line.name, "Lift")
        with self.assertRaises(AccessError):
            line.use = "Never"
        with self.assertRaises(AccessError):
            line.unlink()
        with self.assertRaises(AccessError):
            line.create({"name": "Mine", "partner_id": self.partner.id})

    def test_lines_of_customers_of_another_company_stay_there(self):
        other = self._create_company("Elsewhere")
        there = self.customer("There", company_id=other.id)
        line = self.equip(there)
        lines = self.env["customer.insight.equipment"].with_user(self.writer)
        self.assertFalse(lines.search([("id", "=", line.id)]))
        mine = self.equip().with_user(self.writer)
        with self.assertRaises(AccessError):
            mine.partner_id = there.id

    # Money

    def test_an_amount_keeps_the_currency_it_was_written_in(self):
        yen = self._other_company_in("JPY")
        self.partner.insight_assets = 5000
        seen = self.partner.with_company(yen)
        self.assertEqual(seen.insight_file_currency_id.name, "EUR")
        self.assertEqual(seen.insight_assets, 5000)

    def test_a_file_without_amounts_follows_the_reader(self):
        yen = self._other_company_in("JPY")
        seen = self.partner.with_company(yen)
        self.assertEqual(seen.insight_file_currency_id.name, "JPY")
        self.equip(seen)
        self.partner.invalidate_recordset()
        self.assertEqual(self.partner.insight_file_currency_id.name, "EUR")

    def test_a_line_keeps_the_currency_for_its_customer(self):
        yen = self._other_company_in("JPY")
        self.equip()
        seen = self.partner.with_company(yen)
        self.assertEqual(seen.insight_equipment_ids.currency_id.name, "EUR")

    def _other_company_in(self, code):
        currency = self.env.ref(f"base.{code}")
        currency.active = True
        return self._create_company(f"In {code}", currency_id=currency.id)

    # Demand, and our share of it

    def test_demand_is_the_sum_of_the_lines(self):
        self.equip(yearly_demand=1000)
        self.equip(yearly_demand=500)
        self.equip(yearly_demand=0)
        self.assertEqual(self.partner.insight_yearly_demand, 1500)

    def test_share_is_turnover_of_a_year_over_demand(self):
        self.buy(self.partner, dict.fromkeys(MONTHS, 100))
        self.refresh()
        self.assertFalse(self.partner.insight_wallet_share, "demand is unknown")
        self.equip(yearly_demand=4800)
        self.assertEqual(self.partner.insight_wallet_share, 25)

    def test_a_shorter_window_is_brought_to_a_year(self):
        self.buy(self.partner, dict.fromkeys(MONTHS, 100))
        self.policy.window_months = 6
        self.refresh()
        self.equip(yearly_demand=4800)
        self.assertEqual(self.partner.insight_contribution, 600)
        self.assertEqual(self.partner.insight_wallet_share, 25)

    def test_a_demand_below_our_turnover_is_out_of_date(self):
        self.buy(self.partner, dict.fromkeys(MONTHS, 100))
        self.refresh()
        self.equip(yearly_demand=1000)
        self.assertEqual(self.partner.insight_wallet_share, 100)

    def test_share_of_a_demand_in_another_currency(self):
        dollar = self.currency("USD", {"2020-01-01": 2})
        self.buy(self.partner, dict.fromkeys(MONTHS, 100))
        self.refresh()
        self.partner.insight_file_currency_id = dollar
        self.equip(yearly_demand=4800)
        self.assertEqual(self.partner.insight_wallet_share, 50)

    # Merging, removing

    def test_merging_loses_nothing_of_either_file(self):
        other = self.customer("Same shop", is_company=True)
        target = self.env["customer.insight.target"].create({"name": "North"})
        other.write(
            {
                "insight_reputation": "good",
                "insight_philosophy": "Cash only",
                "insight_target_ids": [Command.set(target.ids)],
                "insight_facility_ids": [Command.create({"name": "Hall"})],
                "insight_end_customer_ids": [Command.create({"name": "Taxis"})],
            }
        )
        self.partner.insight_reputation = "poor"
        self.equip()
        self.equip(other)
        self._merge(other, self.partner)
        self.assertEqual(self.partner.insight_reputation, "poor")
        self.assertEqual(self.partner.insight_philosophy, "Cash only")
        self.assertEqual(self.partner.insight_target_ids, target)
        self.assertEqual(self.partner.insight_facility_ids.name, "Hall")
        self.assertEqual(self.partner.insight_end_customer_ids.name, "Taxis")
        self.assertEqual(len(self.partner.insight_equipment_ids), 2)

    def test_merged_files_have_one_currency(self):
        dollar = self.currency("USD", {"2020-01-01": 2})
        other = self.customer("Same shop", is_company=True)
        other.write({"insight_file_currency_id": dollar.id, "insight_assets": 600})
        self.equip(other, yearly_demand=200)
        self.equip(yearly_demand=1000)
        self._merge(other, self.partner)
        self.assertEqual(self.partner.insight_file_currency_id.name, "EUR")
        self.assertEqual(self.partner.insight_assets, 300)
        self.assertEqual(self.partner.insight_yearly_demand, 1100)

    def _merge(self, source, destination):
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [Command.set((source + destination).ids)],
                "dst_partner_id": destination.id,
                "state": "selection",
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()
        self.assertFalse(source.exists())

    def test_lines_go_with_the_customer(self):
        line = self.equip()
        self.partner.unlink()
        self.assertFalse(line.exists())

    # Target markets

    def test_a_market_counts_customers_of_its_parts_once(self):
        north = self.env["customer.insight.target"].create({"name": "North"})
        port = self.env["customer.insight.target"].create(
            {"name": "Port", "parent_id": north.id}
        )
        other = self.customer("Other")
        self.partner.insight_target_ids = north + port
        other.insight_target_ids = port
        self.order(self.partner, "2025-12-15", 10)
        self.refresh()
        self.assertEqual((north.customer_count, north.buying_count), (2, 1))
        self.assertEqual((port.customer_count, port.buying_count), (2, 1))
        self.assertEqual(port.complete_name, "North / Port")
        domain = north.action_open_customers()["domain"]
        self.assertEqual(self.env["res.partner"].search(domain), self.partner | other)
