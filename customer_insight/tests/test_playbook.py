from psycopg2 import IntegrityError

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common_live import LiveCase

CATEGORIES = ["EI", "EII", "EIII", "EIV", "PI", "PII", "PIII", "PIV", "F"]


@tagged("post_install", "-at_install")
class TestPlaybook(LiveCase):
    """When a class changes, the right step waits for the right person, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer(user_id=cls.anna.id)
        cls.classify()  # F
        cls.playbooks = cls.env["customer.insight.playbook"]._for_categories(
            cls.company
        )

    def buy_first(self, partner=None, **values):
        """Make a future customer an existing one (EII), and classify him."""
        partner = partner or self.partner
        self.order(partner, "2025-12-15", 100, **values)
        self.classify()
        return self.steps(partner)

    # What is shipped

    def test_each_class_has_a_playbook_with_a_plan(self):
        self.assertEqual(sorted(self.playbooks), sorted(CATEGORIES))
        for category, playbook in self.playbooks.items():
            self.assertTrue(playbook.plan_id.template_ids, category)
            self.assertTrue(playbook.strategy and playbook.advice, category)
            self.assertGreater(playbook.visit_interval, 0, category)

    def test_shares_of_time_make_a_whole(self):
        total = sum(playbook.time_share for playbook in self.playbooks.values())
        self.assertEqual(total, 100)

    def test_plans_are_for_customers(self):
        for playbook in self.playbooks.values():
            self.assertEqual(playbook.plan_id.res_model, "res.partner")
            types = playbook.plan_id.template_ids.activity_type_id
            self.assertEqual(set(types.mapped("res_model")), {"res.partner"})

    @mute_logger("odoo.sql_db")
    def test_class_has_one_playbook_per_company(self):
        values = {"name": "Another", "category": "EI", "company_id": self.company.id}
        playbooks = self.env["customer.insight.playbook"]
        playbooks.create(values)
        with self.assertRaises(IntegrityError):
            playbooks.create(values)

    # A change of class

    def test_first_class_schedules_nothing(self):
        newcomers = self.customers(3)
        newcomers.user_id = self.anna
        self.order(newcomers[0], "2025-12-15", 100)
        self.classify()
        self.assertEqual(newcomers[0].insight_category, "EII")
        for partner in newcomers:
            self.assertFalse(self.steps(partner))

    def test_new_class_schedules_its_first_step_for_the_salesperson(self):
        step = self.buy_first()
        template = self.playbooks["EII"].plan_id.template_ids[0]
        self.assertEqual(step.user_id, self.anna)
        self.assertEqual(step.insight_playbook_id, self.playbooks["EII"])
        self.assertEqual(step.insight_step_id, template)
        self.assertEqual(step.activity_type_id, template.activity_type_id)
        self.assertEqual(str(step.date_deadline), "2026-01-03", "in three days")

    def test_step_says_what_to_do(self):
        step = self.buy_first()
        self.assertEqual(step.summary, "Find out face to face why the orders waver")
        self.assertIn("Talk to the one who buys", step.note)

    def test_step_is_written_in_the_language_of_who_does_it(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.anna.lang = "zh_CN"
        kind = self.env.ref("customer_insight.mail_activity_type_find_reason")
        kind.with_context(lang="zh_CN").summary = "当面弄清原因"
        english = kind.with_context(lang="en_US").default_note.striptags()
        kind.update_field_translations(
            "default_note", {"zh_CN": {english: "多听少说"}}, source_lang="en_US"
        )
        step = self.buy_first()
        self.assertEqual(step.summary, "当面弄清原因")
        self.assertIn("多听少说", step.note)

    def test_own_words_of_a_plan_go_before_the_type(self):
        template = self.playbooks["EII"].plan_id.template_ids[0]
        template.write({"summary": "Ask Mr Li", "note": "<p>His mobile</p>"})
        step = self.buy_first()
        self.assertEqual(step.summary, "Ask Mr Li")
        self.assertIn("His mobile", step.note)

    def test_only_the_note_of_a_plan_was_rewritten(self):
        template = self.playbooks["EII"].plan_id.template_ids[0]
        template.note = "<p>Bring the cake</p>"
        self.assertIn("Bring the cake", self.buy_first().note)

    def test_judged_class_schedules_as_well(self):
        self.judge(self.partner.with_user(self.anna), "category", "PI")
        step = self.steps(self.partner)
        self.assertEqual(step.insight_playbook_id, self.playbooks["PI"])

    def test_unchanged_class_schedules_nothing_more(self):
        step = self.buy_first()
        self.order(self.partner, "2025-12-20", 1)
        self.classify()
        self.classify()
        self.assertEqual(self.steps(self.partner), step)

    def test_step_is_scheduled_once_however_often_it_is_asked_for(self):
        step = self.buy_first()
        for _time in range(3):
            self.partner.with_user(self.anna).action_insight_schedule_playbook()
        self.assertEqual(self.steps(self.partner), step)
        for _time in range(3):
            self.partner.insight_id._class_changed()
        self.assertEqual(len(self.steps(self.partner)), 1)

    def test_class_that_goes_and_comes_back_leaves_one_step(self):
        self.buy_first()
        mine = self.partner.with_user(self.anna)
        for category in ("EI", "EII", "EI", "EII"):
            self.judge(mine, "category", category)
        step = self.steps(self.partner)
        self.assertEqual(step.insight_playbook_id, self.playbooks["EII"])
        self.assertEqual(len(step), 1)

    def test_step_of_the_class_left_is_withdrawn(self):
        self.buy_first()
        self.judge(self.partner, "category", "EIV")
        step = self.steps(self.partner)
        self.assertEqual(step.insight_playbook_id, self.playbooks["EIV"])

    def test_step_of_the_class_left_is_withdrawn_though_no_visit_is_due(self):
        self.judge(self.partner, "category", "EI")
        self.steps(self.partner).action_feedback("Done")
        self.steps(self.partner).action_feedback("Done")  # both steps of EI
        self.judge(self.partner, "category", "EIV")
        self.judge(self.partner, "category", "EI")  # visited within 30 days
        self.assertFalse(self.steps(self.partner))

    def test_step_is_withdrawn_where_the_new_class_has_no_playbook(self):
        self.playbooks["EIV"].active = False
        self.judge(self.partner, "category", "EI")
        self.judge(self.partner, "category", "EIV")
        self.assertFalse(self.steps(self.partner))

    def test_own_activities_of_people_stay(self):
        own = self.partner.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.anna.id
        )
        self.buy_first()
        self.judge(self.partner, "category", "EI")
        self.assertTrue(own.exists())

    # The visit interval

    def test_automatic_step_waits_for_the_visit_interval(self):
        # EII is visited every 14 days
        for day, steps in (("2026-01-05", 0), ("2026-01-20", 1)):
            with self.subTest(day=day), self.env.cr.savepoint():
                self._visit_and_leave()
                with freeze_time(day):
                    self.judge(self.partner, "category", "EII")
                    self.assertEqual(len(self.steps(self.partner)), steps)
                    self.steps(self.partner).unlink()

    def test_person_schedules_whatever_the_interval(self):
        self._visit_and_leave()
        self.judge(self.partner, "category", "EII")
        self.assertFalse(self.steps(self.partner))
        self.partner.with_user(self.anna).action_insight_schedule_playbook()
        self.assertEqual(len(self.steps(self.partner)), 1)

    def _visit_and_leave(self):
        """Do both steps of EII today; then the customer is EIV."""
        self.playbooks["EIV"].active = False
        self.judge(self.partner, "category", "EII")
        for _step in range(2):
            self.steps(self.partner).action_feedback("Visited")
        self.judge(self.partner, "category", "EIV")

    # Whose playbook

    def test_playbook_of_the_company_goes_before_the_general(self):
        own = self._own_playbook()
        self.assertEqual(self.buy_first().insight_playbook_id, own)

    def test_playbook_of_another_company_is_not_used(self):
        self._own_playbook(company_id=self._create_company("Other").id)
        playbook = self.buy_first().insight_playbook_id
        self.assertEqual(playbook, self.playbooks["EII"])

    def test_archived_playbook_schedules_nothing(self):
        self.playbooks["EII"].active = False
        self.assertFalse(self.buy_first())
        self.assertFalse(self.partner.insight_strategy)
        self.assertFalse(self.partner.insight_next_action)

    def test_archived_playbook_of_the_company_leaves_the_general(self):
        self._own_playbook().active = False
        playbook = self.buy_first().insight_playbook_id
        self.assertEqual(playbook, self.playbooks["EII"])

    def _own_playbook(self, **values):
        return self.env["customer.insight.playbook"].create(
            {
                "name": "Our way",
                "category": "EII",
                "company_id": self.company.id,
                "plan_id": self.playbooks["EI"].plan_id.id,
                **values,
            }
        )
