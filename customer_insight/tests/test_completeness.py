from odoo.tests import freeze_time, new_test_user, tagged
from odoo.tools import SQL

from ..models.customer_insight import CATEGORIES
from .common_live import LiveCase

CLASSES = [category for category, _label in CATEGORIES]


def percent(facts, category, held):
    """Say it again, simply: the share of the weights that are known, floored.

    ``facts``: {key: {class: weight}}; ``held``: keys that the customer has.
    """
    needed = sum(weights[category] for weights in facts.values())
    known = sum(weights[category] for key, weights in facts.items() if key in held)
    return known * 100 // needed if needed else 100


@tagged("post_install", "-at_install")
@freeze_time("2025-12-31 12:00:00")
class TestCompleteness(LiveCase):
    """How much of the file is there, as stored for lists and as shown on the form."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.requirements = cls.env["customer.insight.requirement"]
        cls.requirements.search([]).active = False
        cls.phone = cls.need("phone", weight_f=5, weight_eiii=1, weight_piii=2)
        cls.site = cls.need("website", weight_f=2, weight_eiii=0)
        cls.kind = cls.need("insight_type_id", weight_f=0, weight_eiii=3)
        cls.decider = cls.need(
            "insight_decision_role", kind="people", value="decides", weight_f=4
        )
        cls.partner = cls.customer("Workshop", is_company=True, user_id=cls.anna.id)
        cls.buyer = cls.customer("Wang Li", parent_id=cls.partner.id)
        cls.classify()

    @classmethod
    def need(cls, name, **values):
        old = cls.requirements.with_context(active_test=False).search(
            [("field_name", "=", name)]
        )
        old.unlink()
        return cls.requirements.create({"name": name, "field_name": name, **values})

    def percent(self, partner=None):
        self.end_transaction()
        self.env.invalidate_all()
        return self.stored(partner or self.partner).completeness

    # The stored figure

    def test_weights_of_the_class_are_what_counts(self):
        self.assertEqual(self.partner.insight_category, "F")
        self.partner.phone = "123"  # 5 of 5 + 2 + 0 + 4
        self.assertEqual(self.percent(), 45)

    def test_full_file_is_complete_and_nothing_less(self):
        self.partner.write({"phone": "1", "website": "http://x.com"})
        self.buyer.insight_decision_role = "influences"
        self.assertEqual(self.percent(), 63)
        self.buyer.insight_decision_role = "decides"
        self.assertEqual(self.percent(), 100)

    def test_people_of_the_past_tell_nothing(self):
        self.buyer.insight_decision_role = "decides"
        self.assertEqual(self.percent(), 36)
        self.buyer.action_archive()
        self.assertEqual(self.percent(), 0)

    def test_deleted_people_tell_nothing(self):
        self.buyer.insight_decision_role = "decides"
        self.assertEqual(self.percent(), 36)
        self.buyer.unlink()
        self.assertEqual(self.percent(), 0)

    def test_cleared_fact_counts_no_more(self):
        self.partner.phone = "123"
        self.assertEqual(self.percent(), 45)
        self.partner.phone = False
        self.assertEqual(self.percent(), 0)

    def test_another_class_needs_other_facts(self):
        self.partner.phone = "123"
        self.judge(self.partner, "category", "EIII")
        self.assertEqual(self.percent(), 20, "1 of 1 + 0 + 3 + 1")

    def test_class_that_the_engine_changes_is_counted_at_once(self):
        self.partner.phone = "123"
        self.assertEqual(self.percent(), 45)
        self.quotation(self.partner, "2025-12-30", 1)
        self.classify(self.partner)
        row = self.stored(self.partner)
        self.assertNotEqual(row.category, "F")
        facts = {self.phone: self.weights(self.phone)}
        expected = percent(
            {fact: self.weights(fact) for fact in self.all_facts()},
            row.category,
            facts,
        )
        self.assertEqual(row.completeness, expected)

    def test_other_weights_are_counted_by_the_scheduled_action(self):
        self.partner.phone = "123"
        self.percent()
        self.phone.weight_f = 10
        self.assertTrue(self._triggers("ir_cron_complete_files"))
        self.run_cron("ir_cron_complete_files")
        self.assertEqual(self.percent(), 62)

    def test_nothing_needed_is_complete(self):
        self.all_facts().weight_f = 0
        self.env["customer.insight"]._complete(SQL("TRUE"))
        self.assertEqual(self.percent(), 100)

    def test_only_rows_that_change_are_written(self):
        self.env["customer.insight"]._complete(SQL("TRUE"))
        self.assertEqual(self.env["customer.insight"]._complete(SQL("TRUE")), 0)

    def test_second_company_asks_by_its_own_class(self):
        other = self._create_company("Other")
        self.partner.phone = "123"
        self.percent()
        self.engine.refresh(other)
        there = self.partner.with_company(other)
        self.judge(
            there.with_context(allowed_company_ids=other.ids), "category", "EIII"
        )
        self.end_transaction()
        self.env.invalidate_all()
        rows = (
            self.env["customer.insight"]
            .sudo()
            .search([("partner_id", "=", self.partner.id)])
        )
        found = {row.company_id: row.completeness for row in rows}
        self.assertEqual((found[self.company], found[other]), (45, 20))

    # Against an oracle

    def all_facts(self):
        return self.requirements.search([])

    def weights(self, fact):
        return {name: fact[f"weight_{name.lower()}"] for name in CLASSES}

    def test_every_mixture_agrees_with_the_oracle_stored_and_live(self):
        facts = {fact: self.weights(fact) for fact in self.all_facts()}
        partners = self.customers(16)
        self.classify()
        held = {partner: set() for partner in partners}
        values = {self.phone: "1", self.site: "http://x.com"}
        values[self.kind] = self.env.ref("customer_insight.type_dealer").id
        values[self.decider] = "decides"
        for number, partner in enumerate(partners):
            for bit, fact in enumerate(facts):
                if number >> bit & 1:
                    held[partner].add(fact)
                    partner[fact.field_name] = values[fact]
            self.judge(partner, "category", CLASSES[number % len(CLASSES)])
        for partner in partners:
            with self.subTest(category=partner.insight_category, held=held[partner]):
                expected = percent(facts, partner.insight_category, held[partner])
                self.assertEqual(self.percent(partner), expected)
                self.assertEqual(partner.insight_file_completeness, expected)
                missing = set(facts) - held[partner]
                category = partner.insight_category
                missing = {fact for fact in missing if facts[fact][category]}
                self.assertEqual(set(partner.insight_missing_ids), missing)

    # What others ask

    def test_dearest_missing_fact_comes_first(self):
        missing = self.requirements._missing(self.partner)[self.partner.id]
        self.assertEqual(missing, self.phone + self.decider + self.site)

    def test_contact_stands_for_his_customer(self):
        self.partner.phone = "123"
        missing = self.requirements._missing(self.buyer)[self.buyer.id]
        self.assertEqual(missing, self.decider + self.site)

    def test_archived_requirement_is_not_missed(self):
        self.decider.active = False
        missing = self.requirements._missing(self.partner)[self.partner.id]
        self.assertEqual(missing, self.phone + self.site)

    def test_who_has_no_class_is_treated_as_a_future_customer(self):
        vendor = self.customer("Vendor", supplier_rank=1)
        missing = self.requirements._missing(vendor)[vendor.id]
        self.assertEqual(missing, self.phone + self.decider + self.site)

    def test_thin_files_are_found_and_sorted(self):
        full = self.customer("Full", phone="1", website="http://x.com")
        self.classify()
        self.end_transaction()
        among = [("id", "in", (self.partner + full).ids)]
        Partner = self.env["res.partner"]
        thin = Partner.search([*among, ("insight_completeness", "<", 50)])
        self.assertEqual(thin, self.partner)
        ordered = Partner.search(among, order="insight_completeness desc")
        self.assertEqual(ordered, full + self.partner)

    def test_shipped_file_asks_of_every_class(self):
        shipped = self.requirements.with_context(active_test=False).search([])
        for name in CLASSES:
            needed = shipped.filtered(lambda r, name=name: self.weights(r)[name])
            self.assertGreater(len(needed), 3, name)

    def test_customer_himself_learns_nothing(self):
        portal = new_test_user(self.env, "portal_file", groups="base.group_portal")
        mine = portal.partner_id.with_user(portal)
        for name in ("insight_fact_ids", "insight_missing_ids", "insight_completeness"):
            self.assertNotIn(name, mine.fields_get())
        for model in ("customer.insight.fact", "customer.insight.requirement"):
            self.assertFalse(self.env[model].with_user(portal).has_access("read"))
