from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .common import InsightCase


@tagged("post_install", "-at_install")
class TestPeople(InsightCase):
    """Who decides, who reports to whom: what a salesperson keeps of a customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.firm = cls.customer("Firm", is_company=True)
        cls.boss, cls.buyer, cls.clerk = (
            cls.customer(name, parent_id=cls.firm.id)
            for name in ("Boss", "Buyer", "Clerk")
        )
        cls.other_firm = cls.customer("Other Firm", is_company=True)
        cls.stranger = cls.customer("Stranger", parent_id=cls.other_firm.id)

    # Reporting line

    def test_a_line_goes_up_and_down(self):
        self.buyer.insight_manager_id = self.boss
        self.clerk.insight_manager_id = self.boss
        self.assertEqual(self.boss.insight_report_ids, self.buyer | self.clerk)

    def test_a_loop_is_refused_with_both_names(self):
        self.buyer.insight_manager_id = self.boss
        self.clerk.insight_manager_id = self.buyer
        with self.assertRaisesRegex(ValidationError, "Boss cannot report to Clerk"):
            self.boss.insight_manager_id = self.clerk

    def test_nobody_reports_to_himself(self):
        with self.assertRaisesRegex(ValidationError, "leads back to Boss"):
            self.boss.insight_manager_id = self.boss

    def test_people_of_another_customer_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "same customer"):
            self.buyer.insight_manager_id = self.stranger

    def test_nobody_reports_to_the_company(self):
        with self.assertRaisesRegex(ValidationError, "same customer"):
            self.buyer.insight_manager_id = self.firm

    def test_who_moves_to_another_customer_leaves_the_line(self):
        self.buyer.insight_manager_id = self.boss
        self.clerk.insight_manager_id = self.buyer
        self.buyer.parent_id = self.other_firm
        self.assertFalse(self.buyer.insight_manager_id)
        self.assertFalse(self.clerk.insight_manager_id)

    def test_the_line_stays_when_something_else_changes(self):
        self.buyer.insight_manager_id = self.boss
        self.buyer.write({"function": "Buys", "parent_id": self.firm.id})
        self.assertEqual(self.buyer.insight_manager_id, self.boss)

    def test_a_duplicate_has_no_line(self):
        self.buyer.insight_manager_id = self.boss
        self.assertFalse(self.buyer.copy().insight_manager_id)

    # Merging duplicates

    def merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((source | target).ids, target)
        self.env.invalidate_all()

    def test_merging_keeps_manager_and_reports(self):
        twin = self.customer("Buyer twin", parent_id=self.firm.id)
        twin.insight_manager_id = self.boss
        self.clerk.insight_manager_id = twin
        self.merge(twin, self.buyer)
        self.assertEqual(self.buyer.insight_manager_id, self.boss)
        self.assertEqual(self.clerk.insight_manager_id, self.buyer)

    def test_merging_a_manager_with_his_report_makes_no_loop(self):
        self.buyer.insight_manager_id = self.boss
        self.clerk.insight_manager_id = self.buyer
        self.merge(self.buyer, self.clerk)
        self.assertEqual(self.clerk.insight_manager_id, self.boss)

    def test_merging_over_two_steps_makes_no_loop(self):
        self.buyer.insight_manager_id = self.boss
        self.clerk.insight_manager_id = self.buyer
        self.merge(self.clerk, self.boss)
        self.assertFalse(self.boss.insight_manager_id)
        self.assertEqual(self.buyer.insight_manager_id, self.boss)

    def test_merging_customers_keeps_their_lines(self):
        second = self.customer("Second stranger", parent_id=self.other_firm.id)
        second.insight_manager_id = self.stranger
        self.merge(self.other_firm, self.firm)
        self.assertEqual(second.commercial_partner_id, self.firm)
        self.assertEqual(second.insight_manager_id, self.stranger)

    # The page

    def test_a_person_is_added_in_the_file(self):
        people = self.env["res.partner"].with_context(default_parent_id=self.firm.id)
        with Form(people, "customer_insight.view_partner_person_form") as person:
            person.name = "Newcomer"
            person.insight_attitude = "supports"
            person.insight_manager_id = self.boss
            person.insight_has_left = True
        person = self.firm.child_ids.filtered(lambda p: p.name == "Newcomer")
        self.assertEqual(person.type, "contact")
        self.assertFalse(person.is_company)
        self.assertTrue(person.insight_has_left)

    def test_people_are_persons_not_addresses_or_branches(self):
        self.firm.child_ids = [
            Command.create({"name": "Dock", "type": "delivery"}),
            Command.create({"name": "Branch", "is_company": True}),
        ]
        self.assertEqual(
            self.firm.insight_people_ids, self.boss | self.buyer | self.clerk
        )

    def test_chart_shows_the_people_of_this_customer_only(self):
        action = self.buyer.action_insight_open_organisation()
        found = self.env["res.partner"].search(action["domain"])
        self.assertEqual(found, self.boss | self.buyer | self.clerk)
        self.assertEqual(action["views"][0][1], "hierarchy")
