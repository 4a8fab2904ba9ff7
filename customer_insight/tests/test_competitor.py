from psycopg2.errors import CheckViolation, UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common import InsightCase

USER = "customer_insight.customer_insight_group_user"


@tagged("post_install", "-at_install")
class CompetitorCase(InsightCase):
    """A customer with rivals, a salesperson and a manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer("Garage", is_company=True)
        cls.anna = new_test_user(
            cls.env,
            "competitor_anna",
            groups=f"{USER},base.group_partner_manager",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.cards = cls.env["customer.insight.competitor"]
        cls.north, cls.south = cls.cards.create([{"name": "North"}, {"name": "South"}])
        cls.presences = cls.env["customer.insight.competitor.presence"]

    @classmethod
    def presence(cls, rival, partner=None, **values):
        partner = partner or cls.partner
        return cls.presences.create(
            {"competitor_id": rival.id, "partner_id": partner.id, **values}
        )

    def shares(self, partner=None):
        """Return ``{name: share}`` of the bar; what nobody accounts for is False."""
        parts = (partner or self.partner).insight_purchase_shares or []
        return {part["name"] or part["who"]: part["share"] for part in parts}


class TestCompetitor(CompetitorCase):
    """Who else supplies a customer, and what to know of him before a visit."""

    # Shares

    def test_rivals_together_supply_no_more_than_everything(self):
        self.presence(self.north, share=60)
        with self.assertRaises(ValidationError) as error:
            self.presence(self.south, share=50)
        for word in ("110", "Garage", "North 60 %", "South 50 %"):
            self.assertIn(word, str(error.exception))

    def test_rivals_may_supply_everything(self):
        self.presence(self.north, share=33.3)
        self.presence(self.south, share=66.7)
        self.assertEqual(len(self.partner.insight_presence_ids), 2)

    def test_each_customer_has_100_per_cent_of_his_own(self):
        self.presence(self.north, share=80)
        self.presence(self.north, self.customer("Other"), share=80)
        self.assertEqual(self.north.customer_count, 2)

    def test_share_is_a_percentage(self):
        for share in (-1, 101):
            with (
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.presence(self.north, share=share)

    def test_rival_is_noted_once_at_a_customer(self):
        self.presence(self.north)
        with (
            self.assertRaises(UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.presence(self.north)

    def test_bar_shows_rivals_and_what_nobody_accounts_for(self):
        self.assertEqual(self.shares(), {}, "nothing known, nothing shown")
        self.presence(self.south, share=0)
        self.assertEqual(self.shares(), {}, "no share is known")
        self.presence(self.north, share=25)
        self.assertEqual(self.shares(), {"North": 25, "rest": 75})

    def test_bar_follows_while_the_share_is_typed(self):
        view = "customer_insight.view_partner_customer_file_form"
        form = Form(self.partner.with_user(self.anna), view=view)
        with form.insight_presence_ids.new() as line:
            line.competitor_id = self.north
            line.share = 40
        shares = [part["share"] for part in form.insight_purchase_shares]
        self.assertEqual(shares, [40, 60])
        form.save()
        self.assertEqual(self.partner.insight_presence_ids.competitor_id, self.north)

    def test_unknown_shares_are_not_averaged(self):
        self.presence(self.north, share=40)
        self.presence(self.north, self.customer("Unknown"), share=0)
        self.assertEqual(self.north.share_average, 40)
        [(average,)] = self.presences._read_group(
            [("competitor_id", "=", self.north.id)], [], ["known_share:avg"]
        )
        self.assertEqual(average, 40)

    # Value

    def test_bar_shows_our_share_first(self):
        self.order(self.partner, "2025-12-15", 300)
        self.refresh()
        self._demand(self.partner, 1000)
        self.presence(self.north, share=25)
        self.assertEqual(self.shares(), {"we": 30, "North": 25, "rest": 45})

    def test_share_of_the_demand_is_at_stake(self):
        self._demand(self.partner, 1000)
        row = self.presence(self.north, share=25)
        unknown = self.presence(self.south, share=0)
        self.assertEqual((row.value, unknown.value), (250, 0))
        self.assertEqual(self.north.value, 250)

    def test_value_at_stake_sums_in_the_company_s_currency(self):
        """A demand in dollars, at two dollars for one of ours."""
        abroad = self.customer("Abroad")
        abroad.insight_file_currency_id = self.currency("USD", {"2025-01-01": 2})
        self._demand(self.partner, 1000)
        self._demand(abroad, 400)
        here, there = (
            self.presence(self.north, partner, share=50)
            for partner in (self.partner, abroad)
        )
        self.assertEqual((here.value, there.value), (500, 100))
        [group] = self.presences.with_user(self.anna).formatted_read_group(
            [("competitor_id", "=", self.north.id)], [], ["value:sum"]
        )
        self.assertAlmostEqual(group["value:sum"], 600)
        self.assertEqual(self.north.with_user(self.anna).value, 600)

    def _demand(self, partner, amount):
        self.env["customer.insight.equipment"].create(
            [
                {"partner_id": partner.id, "name": name, "yearly_demand": amount / 2}
                for name in ("Lift", "Bench")
            ]
        )

    # Finding

    def test_customers_are_found_by_their_rival(self):
        self.presence(self.north)
        partners = self.env["res.partner"].with_user(self.anna)
        found = partners.search(
            [("insight_presence_ids.competitor_id", "ilike", "nort")]
        )
        self.assertEqual(found, self.partner)

    def test_rivals_are_counted_by_class(self):
        best, little = self.customer("Best"), self.customer("Little")
        self.orders([(best, "2025-12-15", 900), (little, "2025-12-15", 10)])
        self.refresh()
        self.presence(self.north, best)
        self.presence(self.north, little)
        groups = self.presences.with_user(self.anna).formatted_read_group(
            [("competitor_id", "=", self.north.id)], ["category"], ["__count"]
        )
        counts = {group["category"]: group["__count"] for group in groups}
        expected = {best.insight_category: 1, little.insight_category: 1}
        self.assertEqual(counts, expected)
        self.assertEqual(len(counts), 2, "two classes")

    def test_row_leads_to_battle_card_and_customer(self):
        row = self.presence(self.north).with_user(self.anna)
        self.assertEqual(row.action_open_battle_card()["res_id"], self.north.id)
        self.assertEqual(row.action_open_customer()["res_id"], self.partner.id)

    def test_card_leads_to_its_customers(self):
        self.presence(self.north)
        self.presence(self.south)
        action = self.north.with_user(self.anna).action_open_presences()
        found = self.presences.search(action["domain"])
        self.assertEqual(found.competitor_id, self.north)

    # Who does what

    def test_salesperson_adds_and_changes_comparisons_only(self):
        mine = self.cards.with_user(self.anna).browse(self.north.id)
        point = self.env["customer.insight.competitor.point"].with_user(self.anna)
        point = point.create({"competitor_id": mine.id, "topic": "Price"})
        point.verdict = "we_lead"
        self.assertEqual(self.north.point_ids.verdict, "we_lead")
        for refused in (
            point.unlink,
            mine.unlink,
            lambda: mine.write({"strengths": "None"}),
        ):
            self.assertRaises(AccessError, refused)

    def test_salesperson_names_a_rival_that_nobody_knew(self):
        view = "customer_insight.view_partner_customer_file_form"
        found = self.cards.with_user(self.anna).name_create("Newcomer")[0]
        form = Form(self.partner.with_user(self.anna), view=view)
        with form.insight_presence_ids.new() as line:
            line.competitor_id = self.cards.browse(found)
        form.save()
        self.assertEqual(self.partner.insight_presence_ids.competitor_id.id, found)

    def test_salesperson_tells_the_card_what_he_heard(self):
        card = self.north.with_user(self.anna)
        card.message_post(body="They look for a buyer")
        self.assertIn("They look for a buyer", card.message_ids[:1].body)

    def test_who_may_not_change_the_customer_does_not_change_his_rivals(self):
        row = self.presence(self.north)
        self.env["ir.rule"].create(
            {
                "name": "Others' customers are not changed",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": f"[('id', '!=', {self.partner.id})]",
                "perm_read": False,
            }
        )
        row = row.with_user(self.anna)
        self.assertEqual(row.read(["share"])[0]["share"], 0)
        for refused in (row.unlink, lambda: row.write({"share": 1})):
            self.assertRaises(AccessError, refused)
        values = {"competitor_id": self.south.id, "partner_id": self.partner.id}
        with self.assertRaises(AccessError):
            self.presences.with_user(self.anna).create(values)

    def test_card_in_use_is_archived_not_deleted(self):
        self.presence(self.north)
        with self.assertRaisesRegex(UserError, "Archive it"):
            self.north.unlink()
        self.north.action_archive()
        self.assertEqual(self.partner.insight_presence_ids.competitor_id, self.north)

    # Companies

    def test_another_company_s_rival_is_neither_seen_nor_counted(self):
        foreign = self._create_company("Elsewhere")
        theirs = self.cards.create({"name": "Theirs", "company_id": foreign.id})
        mine = self.cards.create({"name": "Mine", "company_id": self.company.id})
        self.presence(theirs, share=90)
        self.presence(mine, share=30)
        self.presence(self.north, share=5)
        self.env.invalidate_all()  # her request begins with nothing read
        rows = self.partner.with_user(self.anna).insight_presence_ids
        self.assertEqual(set(rows.mapped("competitor_id.name")), {"Mine", "North"})
        with self.assertRaises(ValidationError) as error:
            self.presence(self.south, share=8)
        self.assertIn("103", str(error.exception))

    # Printing

    def test_battle_card_prints_what_it_says(self):
        self.north.write(
            {
                "strengths": "Stock everywhere\nLow prices",
                "point_ids": [Command.create({"topic": "Returns", "ours": "At once"})],
            }
        )
        html, _type = self.env["ir.actions.report"]._render_qweb_html(
            "customer_insight.report_competitor", self.north.ids
        )
        for text in ("North", "Low prices", "Returns", "At once"):
            self.assertIn(text, html.decode())
