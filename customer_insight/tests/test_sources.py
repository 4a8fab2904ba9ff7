from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from .common_live import LiveCase

FILE = "customer_insight.view_partner_customer_file_form"


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class TestSources(LiveCase):
    """Where each fact comes from is noted by itself, and stays true."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer("Workshop", is_company=True)
        cls.buyer = cls.customer("Wang Li", parent_id=cls.partner.id)
        cls.type = cls.env.ref("customer_insight.type_dealer")
        cls.requirement = cls.env.ref("customer_insight.requirement_type")

    def by(self, user, partner=None, **context):
        """The customer as the user's client has him."""
        context = {"allowed_company_ids": self.company.ids, **context}
        return (partner or self.partner).with_user(user).with_context(**context)

    def fact(self, name="insight_type_id", partner=None):
        partner = partner or self.partner
        return self.env["customer.insight.fact"].search(
            [("partner_id", "=", partner.id), ("field_name", "=", name)]
        )

    # Noting

    def test_what_a_salesperson_writes_comes_from_his_visit(self):
        self.by(self.anna).insight_type_id = self.type
        fact = self.fact()
        self.assertEqual((fact.source, fact.confidence), ("visit", "sure"))
        self.assertEqual((fact.author_id, fact.date), (self.anna, date(2025, 12, 31)))
        self.assertEqual(fact.section, "type")

    def test_fact_of_a_new_customer_is_noted(self):
        Partner = self.by(self.anna, self.env["res.partner"])
        new = Partner.create({"name": "New", "phone": "123", "website": False})
        self.assertEqual(self.fact("phone", new).source, "visit")
        self.assertFalse(self.fact("website", new), "nothing is no fact")

    def test_what_was_known_before_the_addon_has_a_source(self):
        stranger = self.customer("Stranger", phone="456")
        self.partner.write({"phone": "123", "color": 0})
        self.buyer.insight_decision_role = "purchases"
        self.buy(self.partner, {"2025-12-01": 10})
        facts = self.env["customer.insight.fact"]
        facts.search([]).unlink()
        self.assertGreater(facts._note_known(), 0)
        phone = self.fact("phone")
        self.assertEqual((phone.source, phone.confidence), ("system", "likely"))
        self.assertFalse(phone.author_id, "nobody knows who told it")
        self.assertEqual(phone.section, "company")
        role = self.fact("insight_decision_role", self.buyer)
        self.assertEqual(role.customer_id, self.partner)
        self.assertFalse(self.fact("website"), "nothing is no fact")
        self.assertFalse(self.fact("phone", stranger), "he is no customer")
        self.assertFalse(facts._note_known(), "once is enough")

    def test_day_of_checking_follows_the_requirement(self):
        self.requirement.check_months = 18
        self.partner.insight_type_id = self.type
        self.assertEqual(self.fact().check_on, date(2027, 6, 30))

    def test_what_stays_true_is_never_checked_again(self):
        self.requirement.check_months = 0
        self.partner.insight_type_id = self.type
        self.assertFalse(self.fact().check_on)

    def test_same_value_again_changes_nothing(self):
        self.by(self.anna).write({"insight_type_id": self.type.id, "phone": "123"})
        for day in ("2026-02-01", "2026-02-02"):
            with freeze_time(day):
                self.by(self.bert).write(
                    {"insight_type_id": self.type.id, "phone": "123"}
                )
        for name in ("insight_type_id", "phone"):
            fact = self.fact(name)
            self.assertEqual(fact.author_id, self.anna, name)
            self.assertEqual(fact.date, date(2025, 12, 31), name)

    def test_second_author_takes_over_with_a_new_value(self):
        self.by(self.anna).phone = "123"
        self.fact("phone").note = "From his card"
        with freeze_time("2026-02-01"):
            self.by(self.bert).phone = "456"
        fact = self.fact("phone")
        self.assertEqual((fact.author_id, fact.date), (self.bert, date(2026, 2, 1)))
        self.assertFalse(fact.note, "the note was about the old number")

    def test_two_authors_of_two_facts(self):
        self.by(self.anna).phone = "123"
        self.by(self.bert).email = "w@example.com"
        self.assertEqual(self.fact("phone").author_id, self.anna)
        self.assertEqual(self.fact("email").author_id, self.bert)

    def test_cleared_fact_has_no_source(self):
        self.partner.phone = "123"
        self.partner.phone = False
        self.assertFalse(self.fact("phone"))

    def test_import_is_marked_as_import(self):
        load = self.by(self.chief, self.env["res.partner"], import_file=True).load
        ids = load(["name", "phone"], [["Imported 1", "11"], ["Imported 2", "22"]])
        for partner in self.env["res.partner"].browse(ids["ids"]):
            fact = self.fact("phone", partner)
            self.assertEqual((fact.source, fact.confidence), ("import", "likely"))

    def test_machine_is_marked_as_system(self):
        self.partner.with_user(self.env.ref("base.user_root")).phone = "123"
        self.assertEqual(self.fact("phone").source, "system")

    def test_questionnaire_and_survey_are_chosen(self):
        for source in ("customer", "survey"):
            self.by(self.anna, insight_source=source).phone = source
            self.assertEqual(self.fact("phone").source, source)
            self.assertEqual(self.fact("phone").confidence, "likely")

    def test_unknown_choice_is_ignored(self):
        self.by(self.anna, insight_source="rumour", insight_confidence="x").phone = "1"
        fact = self.fact("phone")
        self.assertEqual((fact.source, fact.confidence), ("visit", "sure"))

    def test_what_the_customer_enters_himself_comes_from_him(self):
        portal = new_test_user(self.env, "portal_customer", groups="base.group_portal")
        portal.partner_id.with_user(portal).sudo().phone = "123"
        self.assertEqual(self.fact("phone", portal.partner_id).source, "customer")

    def test_people_have_sources_for_what_is_watched_of_people(self):
        self.by(self.anna, self.buyer).write(
            {"insight_decision_role": "decides", "phone": "123"}
        )
        fact = self.fact("insight_decision_role", self.buyer)
        self.assertEqual(fact.customer_id, self.partner)
        self.assertEqual(fact.name, "Decision Role · Wang Li")
        self.assertFalse(self.fact("phone", self.buyer))

    def test_people_take_their_sources_along(self):
        self.buyer.insight_decision_role = "decides"
        other = self.customer("Other", is_company=True)
        self.buyer.parent_id = other
        fact = self.fact("insight_decision_role", self.buyer)
        self.assertEqual(fact.customer_id, other)

    def test_value_is_shown_in_words(self):
        self.partner.write({"insight_type_id": self.type.id})
        self.buyer.insight_decision_role = "decides"
        self.assertEqual(self.fact().value, self.type.display_name)
        fact = self.fact("insight_decision_role", self.buyer)
        self.assertEqual(fact.value, "Decides")

    # Correcting

    def test_people_correct_where_a_fact_comes_from(self):
        self.by(self.anna).phone = "123"
        fact = self.fact("phone").with_user(self.bert)
        fact.write({"source": "survey", "confidence": "doubtful", "note": "Heard it"})
        self.assertEqual((fact.source, fact.confidence), ("survey", "doubtful"))
        self.assertEqual(fact.author_id, self.anna)

    def test_nobody_changes_which_fact_it_is(self):
        self.by(self.anna).phone = "123"
        with self.assertRaises(AccessError):
            self.fact("phone").with_user(self.chief).field_name = "email"

    def test_who_may_not_edit_the_contact_corrects_nothing(self):
        self.partner.phone = "123"
        reader = self._create_user(
            "reader", "customer_insight.customer_insight_group_user"
        )
        fact = self.fact("phone").with_user(reader)
        self.assertTrue(fact.value, "but reads")
        for attempt in (lambda: fact.write({"note": "x"}), fact.action_confirm):
            with self.assertRaises(AccessError):
                attempt()

    def test_still_true_moves_the_day_of_checking(self):
        self.by(self.anna).insight_type_id = self.type
        self.fact().source = "survey"
        with freeze_time("2028-03-01"):
            self.fact().with_user(self.bert).action_confirm()
        fact = self.fact()
        self.assertEqual((fact.author_id, fact.date), (self.bert, date(2028, 3, 1)))
        self.assertEqual(fact.check_on, date(2030, 3, 1))
        self.assertEqual(fact.source, "survey", "its source is what it was")

    def test_page_is_confirmed_at_once_and_no_other(self):
        self.by(self.anna).write({"insight_type_id": self.type.id, "phone": "123"})
        with freeze_time("2026-03-01"):
            page = self.by(self.bert, insight_section="company")
            page.action_insight_confirm_section()
        self.assertEqual(self.fact("phone").author_id, self.bert)
        self.assertEqual(self.fact().author_id, self.anna)

    def test_requirement_stays_the_same_fact(self):
        with self.assertRaises(UserError):
            self.requirement.field_name = "phone"

    # Merging

    def merge(self, *sources):
        partners = self.partner.concat(self.partner, *sources)
        wizard = self.env["base.partner.merge.automatic.wizard"].create(
            {
                "partner_ids": [Command.set(partners.ids)],
                "dst_partner_id": self.partner.id,
                "state": "selection",
            }
        )
        wizard.action_merge()
        self.env.invalidate_all()

    def test_merged_customer_keeps_the_sources_of_surviving_values(self):
        other = self.customer("Double", is_company=True)
        self.by(self.anna).phone = "123"
        self.by(self.bert, other, insight_source="survey").write(
            {"phone": "456", "website": "http://example.com"}
        )
        self.merge(other)
        self.assertEqual(self.partner.phone, "123")
        self.assertEqual(self.fact("phone").author_id, self.anna)
        self.assertEqual(self.partner.website, "http://example.com")
        fact = self.fact("website")
        self.assertEqual((fact.author_id, fact.source), (self.bert, "survey"))
        self.assertEqual(fact.customer_id, self.partner)

    def test_merged_value_without_a_source_gets_no_foreign_one(self):
        other = self.customer("Double", is_company=True)
        self.partner.phone = "123"
        self.fact("phone").sudo().unlink()
        self.by(self.bert, other).phone = "456"
        self.merge(other)
        self.assertFalse(self.fact("phone"))

    # Cost

    def test_noting_facts_costs_few_queries_however_many_they_are(self):
        facts = {"phone": "1", "email": "x@example.com", "website": "http://x.com"}
        many = self.customers(20)
        self.assertEqual(self._own_queries(lambda: many.write({"ref": "x"})), 0)
        self.assertLessEqual(self._own_queries(lambda: many.write(facts)), 6)
        self.assertEqual(self._own_queries(lambda: many.write(facts)), 0, "nothing new")
        self.assertEqual(len(many.insight_fact_ids), 60)

    def _own_queries(self, action):
        """Count the statements on tables of ours."""
        self.env["customer.insight.requirement"]._watched()
        self.end_transaction()
        self.env.invalidate_all()
        with self.statements() as found:
            action()
            self.end_transaction()
        return sum("customer_insight_" in str(statement) for statement in found)

    # Lines

    def test_lines_of_the_file_tell_where_the_list_comes_from(self):
        lines = [Command.create({"name": "North hall", "kind": "warehouse"})]
        self.by(self.anna).insight_facility_ids = lines
        fact = self.fact("insight_facility_ids")
        self.assertEqual((fact.author_id, fact.value), (self.anna, "North hall"))
        line = self.partner.insight_facility_ids
        line.with_user(self.bert).name = "North hall"
        self.assertEqual(fact.author_id, self.anna, "the same name again")
        line.with_user(self.bert).quantity = 3
        self.assertEqual(fact.author_id, self.bert)
        line.unlink()
        self.assertFalse(fact.exists())

    def test_new_customer_with_lines_has_one_source(self):
        lines = [Command.create({"name": "Yard", "kind": "workshop"})]
        partner = self.customer("New", insight_facility_ids=lines)
        self.assertEqual(len(self.fact("insight_facility_ids", partner)), 1)

    def test_links_that_stay_change_nothing(self):
        targets = self.env["customer.insight.target"].create(
            [{"name": "North"}, {"name": "South"}]
        )
        self.by(self.anna).insight_target_ids = targets
        self.by(self.bert).insight_target_ids = [Command.set(targets.ids)]
        self.assertEqual(self.fact("insight_target_ids").author_id, self.anna)
        self.by(self.bert).insight_target_ids = [Command.unlink(targets[0].id)]
        self.assertEqual(self.fact("insight_target_ids").author_id, self.bert)
