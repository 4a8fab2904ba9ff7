from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestLibrary(LiveCase):
    """The trees and texts that come along are found, changed and shown."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.types = cls.env["customer.insight.type"]
        cls.dealer = cls.types.create({"name": "Trader"})
        cls.retail = cls.types.create({"name": "Shop", "parent_id": cls.dealer.id})
        cls.corner = cls.types.create({"name": "Corner", "parent_id": cls.retail.id})
        cls.partner = cls.customer(user_id=cls.anna.id)

    # Customer types

    def test_full_name_leads_from_the_root(self):
        self.assertEqual(self.corner.complete_name, "Trader / Shop / Corner")
        self.assertEqual(self.corner.display_name, "Trader / Shop / Corner")

    def test_full_name_follows_a_new_name_above(self):
        self.dealer.name = "Merchant"
        self.assertEqual(self.corner.complete_name, "Merchant / Shop / Corner")

    def test_full_name_speaks_the_users_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        for node, name in ((self.dealer, "经销商"), (self.retail, "零售")):
            node.with_context(lang="zh_CN").name = name
        node = self.retail.with_context(lang="zh_CN")
        self.assertEqual(node.complete_name, "经销商 / 零售")
        self.assertEqual(self.retail.complete_name, "Trader / Shop")

    def test_type_is_no_part_of_itself(self):
        for above in (self.corner, self.dealer):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self.dealer.parent_id = above

    def test_type_is_found_by_a_piece_of_its_name(self):
        found = self.types.name_search("orne")
        self.assertIn((self.corner.id, "Trader / Shop / Corner"), found)

    def test_type_is_found_by_what_is_above_it(self):
        found = [id_ for id_, _name in self.types.name_search("Shop")]
        self.assertIn(self.retail.id, found)
        self.assertEqual(self.types.name_search("No such thing"), [])

    def test_customers_are_found_by_a_type_and_its_parts(self):
        self.partner.insight_type_id = self.corner
        domain = [("insight_type_id", "child_of", self.dealer.id)]
        self.assertEqual(self.env["res.partner"].search(domain), self.partner)
        domain = [("insight_type_id", "child_of", "Trader")]
        self.assertEqual(self.env["res.partner"].search(domain), self.partner)

    def test_archived_type_is_not_offered_but_stays_with_its_customers(self):
        self.partner.insight_type_id = self.corner
        self.corner.active = False
        self.assertFalse(self.types.name_search("Corner"))
        self.env.invalidate_all()
        self.assertEqual(self.partner.insight_type_id, self.corner)

    @mute_logger("odoo.sql_db")
    def test_type_with_parts_or_customers_is_not_deleted(self):
        self.partner.insight_type_id = self.corner
        for node in (self.dealer, self.corner):
            with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                node.unlink()

    def test_shipped_types_form_one_tree_per_root(self):
        shipped = self.types.search([("parent_id", "=", False)])
        self.assertIn(self.env.ref("customer_insight.type_dealer"), shipped)
        everything = self.types.search([("id", "child_of", shipped.ids)])
        self.assertEqual(everything, self.types.search([]))

    # Traits

    def test_shipped_traits_say_how_to_sell(self):
        traits = self.env["customer.insight.trait"].search([])
        self.assertEqual(set(traits.mapped("kind")), {"personality", "communication"})
        for trait in traits:
            self.assertTrue(trait.name and trait.behaviour and trait.advice, trait.name)
        for trait in traits.filtered(lambda trait: trait.kind == "personality"):
            self.assertTrue(trait.selling_style, trait.name)

    def test_advice_of_his_traits_is_shown_on_the_customer(self):
        personality = self._trait("personality")
        communication = self._trait("communication")
        partner = self.partner.with_user(self.anna)
        partner.insight_personality_id = personality
        partner.insight_communication_id = communication
        self.assertEqual(partner.insight_selling_style, personality.selling_style)
        self.assertEqual(partner.insight_personality_advice, personality.advice)
        self.assertEqual(partner.insight_communication_advice, communication.advice)

    def test_advice_appears_while_choosing_on_the_form(self):
        personality = self._trait("personality")
        form = Form(self.partner.with_user(self.anna))
        form.insight_personality_id = personality
        [advice] = form.insight_summary["advice"]
        self.assertEqual(advice["text"], personality.advice)

    def test_advice_is_shown_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        personality = self._trait("personality")
        personality.with_context(lang="zh_CN").advice = "先听后说"
        self.partner.insight_personality_id = personality
        partner = self.partner.with_context(lang="zh_CN")
        self.assertEqual(partner.insight_personality_advice, "先听后说")

    def test_archived_trait_stays_with_its_customers(self):
        personality = self._trait("personality")
        self.partner.insight_personality_id = personality
        personality.active = False
        self.env.invalidate_all()
        self.assertEqual(self.partner.insight_personality_advice, personality.advice)

    # People

    def test_nobody_refers_himself(self):
        contact = self.customer("Buyer", parent_id=self.partner.id)
        for referrer in (self.partner, contact):
            with (
                self.assertRaises(ValidationError) as error,
                self.env.cr.savepoint(),
            ):
                self.partner.insight_referred_by_id = referrer
            self.assertIn("cannot be referred by himself", str(error.exception))

    def test_deciding_people_are_named_with_their_jobs(self):
        self.customer(
            "Ms Wu",
            parent_id=self.partner.id,
            function="Director",
            insight_decision_role="decides",
        )
        self.customer("Mr Xu", parent_id=self.partner.id, insight_decision_role="uses")
        self.assertEqual(self.partner.insight_decision_makers, "Ms Wu (Director)")

    def _trait(self, kind):
        return self.env["customer.insight.trait"].search([("kind", "=", kind)], limit=1)
