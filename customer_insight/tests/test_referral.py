from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestReferralChain(LiveCase):
    """Who came through whom: a chain with a beginning, never a circle."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root, cls.middle, cls.leaf, cls.other = (
            cls.customer(name, is_company=True, user_id=cls.anna.id)
            for name in ("Root", "Middle", "Leaf", "Other")
        )
        cls.teller = cls.customer("Ms Wu", parent_id=cls.root.id)
        cls.middle.insight_referred_by_id = cls.teller
        cls.leaf.insight_referred_by_id = cls.middle
        cls.other.insight_referred_by_id = cls.middle

    def chain(self, partner, user=None):
        self.env.invalidate_all()
        return partner.with_user(user or self.anna).insight_referral

    def merge(self, destination, *others):
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [
                    Command.set([destination.id, *(other.id for other in others)])
                ],
                "dst_partner_id": destination.id,
                "state": "selection",
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()

    def assertNoLoop(self):
        for customer in (self.root | self.middle | self.leaf | self.other).exists():
            self.assertNotIn(
                customer.id, customer._insight_referrers()[customer.id], customer.name
            )

    def test_way_up_leads_to_the_root_through_a_contact(self):
        names = [step["name"] for step in self.chain(self.leaf)["above"]]
        self.assertEqual(names, ["Root", "Middle"])
        self.assertEqual(self.chain(self.root)["above"], [])
        teller = self.chain(self.teller)
        self.assertEqual(teller, self.chain(self.root), "a contact is his customer")

    def test_chain_is_worth_what_all_of_them_bought(self):
        self.order(self.leaf, "2025-11-10", 300)
        self.order(self.middle, "2025-11-10", 1000)
        self.order(self.root, "2025-11-10", 50000)
        self.classify()
        chain = self.chain(self.root)
        self.assertEqual((chain["direct"], chain["all"], chain["bought"]), (1, 3, 2))
        self.assertEqual(chain["worth"], 1300, "1000 + 300, without his own")
        self.assertEqual(self.chain(self.middle)["worth"], 300)

    def test_who_is_archived_or_unseen_is_not_counted(self):
        self.other.active = False
        foreign = self._create_company("Elsewhere")
        self.leaf.company_id = foreign
        chain = self.chain(self.root)
        self.assertEqual((chain["direct"], chain["all"]), (1, 1))
        self.assertEqual(len(self.chain(self.leaf, self.env.user)["above"]), 2)

    def test_loops_are_refused_with_the_way(self):
        with self.assertRaisesRegex(ValidationError, "Root ← Leaf ← Middle ← Root"):
            self.root.insight_referred_by_id = self.leaf
        with self.assertRaisesRegex(ValidationError, "leads back"):
            self.root.insight_referred_by_id = self.customer(
                "Mr Li", parent_id=self.leaf.id
            )

    def test_loop_made_in_one_write_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "leads back"):
            (self.root | self.middle).insight_referred_by_id = self.other

    def test_import_refuses_a_loop_and_names_the_row(self):
        result = self.env["res.partner"].load(
            [".id", "insight_referred_by_id/.id"],
            [[str(self.root.id), str(self.leaf.id)]],
        )
        self.assertFalse(result["ids"])
        self.assertIn("leads back", result["messages"][0]["message"])
        self.assertFalse(self.root.insight_referred_by_id)

    def test_chain_is_held_while_it_is_checked(self):
        with self.statements() as found:
            self.customer("New", insight_referred_by_id=self.leaf.id)
            self.env.flush_all()
        held = [text for text in map(str, found) if "FOR SHARE" in text]
        self.assertTrue(held, "two who close a loop from both ends collide")

    def test_merge_of_both_ends_leaves_the_first_without_referrer(self):
        self.merge(self.leaf, self.root)
        self.assertFalse(self.leaf.insight_referred_by_id)
        self.assertEqual(self.middle.insight_referred_by_id, self.teller)
        self.assertEqual(self.teller.parent_id, self.leaf)
        self.assertNoLoop()

    def test_merge_with_his_referrer_takes_over_whom_that_one_came_from(self):
        self.merge(self.leaf, self.middle)
        self.assertEqual(self.leaf.insight_referred_by_id, self.teller)
        self.assertEqual(self.other.insight_referred_by_id, self.leaf)
        self.assertNoLoop()

    def test_merge_keeps_the_only_referrer(self):
        twin = self.customer("Twin", is_company=True)
        self.merge(twin, self.leaf)
        self.assertEqual(twin.insight_referred_by_id, self.middle)

    def test_contact_who_moves_closes_no_loop(self):
        """Root's contact sent Middle; now he works for Leaf."""
        self.teller.parent_id = self.leaf
        self.assertFalse(self.leaf.insight_referred_by_id, "Leaf begins the chain")
        self.assertNoLoop()

    def test_button_opens_everybody_he_brought(self):
        action = self.root.with_user(self.anna).action_insight_open_referred()
        found = self.env["res.partner"].search(action["domain"])
        self.assertEqual(found, self.middle | self.leaf | self.other)
