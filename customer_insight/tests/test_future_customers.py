from odoo import Command
from odoo.tests import tagged

from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestMarkets(LiveCase):
    """A market is worked when somebody is known there, or in a part of it."""

    def test_a_market_with_a_worked_part_is_worked(self):
        Target = self.env["customer.insight.target"]
        east = Target.create({"name": "East", "level": "region"})
        part, west = Target.create(
            [
                {"name": "Anhui", "level": "region", "parent_id": east.id},
                {"name": "West", "level": "region"},
            ]
        )
        self.customer("Known there", insight_target_ids=part.ids)
        search = self.env.ref("customer_insight.customer_insight_target_view_search")
        self.assertIn("('customer_count', '=', 0)", search.arch)
        unworked = Target.search(
            [("id", "in", (east + part + west).ids), ("customer_count", "=", 0)]
        )
        self.assertEqual(unworked, west)
        self.assertEqual(east.customer_count, 1)


@tagged("post_install", "-at_install")
class TestEndCustomerBecomesOurs(LiveCase):
    """A customer's customer becomes a future customer who knows where he came from."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.firm = cls.customer("Firm", is_company=True, user_id=cls.anna.id)
        cls.line = cls.env["customer.insight.end_customer"].create(
            {"partner_id": cls.firm.id, "name": "Taxi depot", "segment": "Taxis"}
        )

    def test_button_makes_one_and_links_both(self):
        line = self.line.with_user(self.anna)
        action = line.action_make_future_customer()
        made = self.line.prospect_id
        self.assertEqual(action["res_id"], made.id)
        self.assertEqual(
            (made.name, made.insight_referred_by_id, made.user_id),
            ("Taxi depot", self.firm, self.anna),
        )
        self.assertEqual(made.insight_source_id.code, "chain")
        line.action_make_future_customer()
        self.assertEqual(self.line.prospect_id, made, "no second one")
        self.classify()
        self.assertEqual(made.insight_category, "F")

    def test_link_survives_his_merge(self):
        self.line.with_user(self.anna).action_make_future_customer()
        known = self.customer("Taxi depot Ltd", is_company=True)
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [Command.set((known | self.line.prospect_id).ids)],
                "dst_partner_id": known.id,
                "state": "selection",
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()
        self.assertEqual(self.line.prospect_id, known)
        self.assertEqual(known.insight_referred_by_id, self.firm)
