from datetime import date

from odoo.tests import tagged

from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestSummary(LiveCase):
    """The top of the form says the right things about each kind of customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.write({"contribution_rule": "amount", "contribution_amount": 500})
        cls.partner = cls.customer("Firm", is_company=True, user_id=cls.anna.id)
        cls.order(cls.partner, "2025-11-15", 1000)

    def summary(self, partner=None, **context):
        """What a salesperson's form reads."""
        partner = (partner or self.partner).with_user(self.anna)
        self.env.invalidate_all()
        [values] = partner.with_context(**context).web_read({"insight_summary": {}})
        return values["insight_summary"]

    def assertSays(self, expected, partner=None):
        said = self.summary(partner)
        self.assertEqual({name: said.get(name) for name in expected}, expected)

    def test_classified_customer(self):
        self.quotation(self.partner, "2025-12-30", 800)
        self.quotation(self.partner, "2025-12-30", 200)
        self.classify()
        self.assertSays(
            {
                "category": "EII",
                "category_label": "EII · Turn around",
                "growth_stage_label": "Intention",
                "purchase_mode_label": self._mode(),
                "is_new": True,
                "is_lapsed": False,
                "is_overridden": False,
                "quotation_count": 2,
                "quotation_amount": 1000,
                "currency_id": self.company.currency_id.id,
            }
        )
        self.assertIn("EII: high contribution of", self.summary()["explanation"])

    def _mode(self):
        insight = self.partner.insight_id
        return dict(insight._fields["purchase_mode"].selection)[insight.purchase_mode]

    def test_unclassified_contact_has_no_class_but_people(self):
        vendor = self.customer("Vendor", supplier_rank=1)
        self.classify()
        self.customer("Ms Wu", parent_id=vendor.id, insight_decision_role="decides")
        self.assertEqual(
            self.summary(vendor), {"decision_makers": "Ms Wu", "advice": []}
        )

    def test_contact_shows_his_company(self):
        names = {"Ms Wu": "decides", "Mr Xu": "uses"}
        wu, xu = (
            self.customer(name, parent_id=self.partner.id, insight_decision_role=role)
            for name, role in names.items()
        )
        self.classify()
        company = self.summary()
        self.assertEqual(company["decision_makers"], "Ms Wu")
        for contact in (wu, xu):
            self.assertEqual(self.summary(contact), company)

    def test_nobody_decides(self):
        self.customer("Mr Xu", parent_id=self.partner.id, insight_decision_role="uses")
        gone = {"parent_id": self.partner.id, "insight_decision_role": "decides"}
        self.customer("Ms Wu", active=False, **gone)
        self.customer("Mr Ma", insight_has_left=True, **gone)
        self.classify()
        self.assertSays({"decision_makers": False})

    def test_who_decides_elsewhere_is_not_his(self):
        other = self.customer("Other", is_company=True)
        self.customer("Ms Wu", parent_id=other.id, insight_decision_role="decides")
        self.assertSays({"decision_makers": False})

    def test_playbook_proposes_while_nothing_is_open(self):
        self.classify()
        said = self.summary()
        self.assertTrue(said["next_action"])
        self.assertFalse(said["has_next_action"])
        self.assertFalse(said["next_action_date"])
        self.assertTrue(said["strategy"])

    def test_activity_that_is_due_first_is_the_next_action(self):
        self.classify()
        for day, summary in (("2026-02-01", "Later"), ("2025-12-01", "Overdue")):
            self.partner.activity_schedule(
                "mail.mail_activity_data_todo",
                date.fromisoformat(day),
                summary=summary,
                user_id=self.anna.id,
            )
        self.assertSays(
            {
                "next_action": "Overdue",
                "next_action_date": "2025-12-01",
                "has_next_action": True,
            }
        )

    def test_judged_customer(self):
        self.classify()
        self.judge(self.partner.with_user(self.anna), "category", "PI", reason="Fair")
        self.assertSays(
            {
                "category": "PI",
                "category_label": "PI · Break through",
                "is_overridden": True,
            }
        )
        self.assertIn("Anna judged him PI", self.summary()["explanation"])

    def test_other_company_has_its_own_class(self):
        other = self._create_company("Other")
        self.anna.company_ids += other
        self.classify()
        there = self.summary(allowed_company_ids=other.ids)
        self.assertNotIn("category", there, "not classified there yet")
        self.engine.refresh(other)
        there = self.summary(allowed_company_ids=other.ids)
        self.assertEqual(there["category"], "F")
        self.assertEqual(self.summary()["category"], "EII")

    def test_words_are_the_users(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.classify()
        english, chinese = self.summary(), self.summary(lang="zh_CN")
        for name in ("category_label", "growth_stage_label", "explanation"):
            self.assertNotEqual(english[name], chinese[name], name)

    def test_advice_of_personality_and_communication(self):
        kinds = ("personality", "communication")
        traits = self.env["customer.insight.trait"].create(
            [{"name": k, "kind": k, "advice": f"{k} advice"} for k in kinds]
        )
        traits[0].selling_style = "Cultivating"
        for kind, trait in zip(kinds, traits, strict=True):
            self.partner[f"insight_{kind}_id"] = trait
        expected = [
            {
                "kind": "personality",
                "style": "Cultivating",
                "text": "personality advice",
            },
            {"kind": "communication", "style": False, "text": "communication advice"},
        ]
        self.assertSays({"advice": expected})

    def test_summary_follows_within_a_transaction(self):
        self.classify()
        self.assertFalse(self.partner.insight_summary["decision_makers"])
        person = self.customer("Ms Wu", parent_id=self.partner.id)
        person.insight_decision_role = "decides"
        self.partner.insight_category = "PI"
        said = self.partner.insight_summary
        self.assertEqual((said["decision_makers"], said["category"]), ("Ms Wu", "PI"))
