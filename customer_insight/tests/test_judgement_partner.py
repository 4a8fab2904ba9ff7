from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestJudgementPartner(LiveCase):
    """Cards are dragged, lists edited and files imported: each is a judgement."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.customer(user_id=cls.anna.id)
        cls.order(cls.partner, "2025-12-15", 100)  # intention
        cls.classify()
        cls.row = cls.partner.insight_id
        cls.mine = cls.partner.with_user(cls.anna)

    def test_dragged_card_is_a_signed_judgement(self):
        self.mine.web_save({"insight_growth_stage": "regular"}, {})
        self.assertEqual(self.row.growth_stage_override, "regular")
        self.assertEqual(self.row.growth_stage_override_user_id, self.anna)
        self.assertEqual(self.partner.insight_growth_stage, "regular")

    def test_card_dragged_back_withdraws_the_judgement(self):
        self.mine.web_save({"insight_growth_stage": "regular"}, {})
        self.mine.web_save({"insight_growth_stage": "intention"}, {})
        self.assertFalse(self.row.growth_stage_override)
        self.assertFalse(self.row.growth_stage_override_user_id)
        self.assertFalse(self.partner.insight_is_overridden)

    def test_own_value_is_written_beside_the_computed(self):
        self.mine.web_save({"insight_category_override": "EI"}, {})
        self.assertEqual(self.partner.insight_category, "EI")
        self.assertEqual(self.row.category_override_user_id, self.anna)

    def test_forms_judge_too(self):
        with Form(self.mine) as form:
            form.insight_growth_stage = "quasi"
        self.assertEqual(self.row.growth_stage_override, "quasi")
        with Form(self.row.with_user(self.anna)) as form:
            form.category_override = "PI"
            form.category_override_reason = "Met at the fair"
        self.assertEqual(self.row.category, "PI")
        self.assertEqual(self.row.category_override_reason, "Met at the fair")
        self.assertEqual(self.row.growth_stage_override, "quasi")

    def test_status_bar_of_the_insight_judges_too(self):
        self.row.with_user(self.anna).web_save({"growth_stage": "regular"}, {})
        self.assertEqual(self.row.growth_stage_override, "regular")
        self.assertEqual(self.row.growth_stage_override_user_id, self.anna)

    def test_cleared_stage_lets_the_figures_decide(self):
        for earlier in ("regular", False):
            self.mine.write({"insight_growth_stage_override": earlier})
            self.mine.write({"insight_growth_stage": False})
            self.env.invalidate_all()
            self.assertEqual(self.partner.insight_growth_stage, "intention")
            self.assertFalse(self.row.growth_stage_override)
            self.assertFalse(self.row.is_overridden)

    def test_dragged_card_does_not_touch_the_contact(self):
        self.env.flush_all()
        with self.statements() as found:
            self.mine.web_save({"insight_growth_stage": "regular"}, {})
        self.assertFalse([sql for sql in found if 'UPDATE "res_partner"' in sql])

    def test_several_cards_are_judged_at_once(self):
        other = self.customer(user_id=self.anna.id)
        self.classify(other)
        both = (self.partner | other).with_user(self.anna)
        both.write({"insight_growth_stage": "quasi"})
        stages = both.mapped("insight_growth_stage")
        self.assertEqual(stages, ["quasi", "quasi"])
        self.assertEqual(other.insight_id.growth_stage_override_user_id, self.anna)

    def test_contact_judges_his_company(self):
        contact = self.customer("Buyer", parent_id=self.partner.id)
        contact.with_user(self.anna).insight_purchase_mode = "loyal"
        self.assertEqual(self.partner.insight_purchase_mode, "loyal")
        self.assertEqual(self.row.purchase_mode_override, "loyal")

    def test_class_is_judged_beside_other_facts(self):
        self.mine.write({"insight_category": "EI", "comment": "Golf partner"})
        self.assertEqual(self.row.category_override, "EI")
        self.assertIn("Golf", str(self.partner.comment))

    def test_customer_who_was_never_classified_is_judged(self):
        fresh = self.customer("Fresh", user_id=self.anna.id)
        self.assertFalse(fresh.insight_id)
        fresh.with_user(self.anna).insight_growth_stage = "quasi"
        self.assertEqual(fresh.insight_growth_stage, "quasi")
        self.assertEqual(fresh.insight_id.growth_stage_computed, "potential")

    def test_new_customer_is_created_with_his_stage(self):
        values = {"name": "From the fair", "insight_growth_stage": "trial"}
        partner = self.env["res.partner"].with_user(self.anna).create(values)
        self.assertEqual(partner.insight_growth_stage, "trial")
        self.assertEqual(partner.insight_id.growth_stage_override_user_id, self.anna)
        self.assertIn("insight_growth_stage", values, "the caller may use them again")

    def test_new_contact_without_judgement_runs_no_engine(self):
        engine = type(self.env["customer.insight.engine"])
        form = Form(self.env["res.partner"].with_user(self.anna))
        form.name = "From the form"
        with patch.object(engine, "_make_run", side_effect=AssertionError("Refreshed")):
            form.save()

    def test_new_customer_takes_the_stage_of_his_column(self):
        Partner = self.env["res.partner"].with_user(self.anna)
        column = Partner.with_context(default_insight_growth_stage="quasi")
        partner = column.create({"name": "From the column"})
        self.assertEqual(partner.insight_growth_stage, "quasi")

    def test_customers_are_created_in_one_go_each_with_his_own(self):
        partners = self.env["res.partner"].create(
            [
                {"name": "One", "insight_growth_stage": "trial"},
                {"name": "Two"},
                {"name": "Three", "insight_category": "PI"},
            ]
        )
        self.classify(partners)
        stages = [partner.insight_growth_stage for partner in partners]
        self.assertEqual(stages, ["trial", "potential", "potential"])
        self.assertEqual(partners[2].insight_category, "PI")

    def test_stages_are_imported_from_a_file(self):
        result = (
            self.env["res.partner"]
            .with_user(self.chief)
            .load(
                ["name", "insight_growth_stage"],
                [["Imported A", "Regular"], ["Imported B", "quasi"]],
            )
        )
        self.assertFalse(result["messages"])
        partners = self.env["res.partner"].browse(result["ids"])
        stages = partners.mapped("insight_growth_stage")
        self.assertEqual(stages, ["regular", "quasi"])

    def test_judgement_on_a_vendor_is_not_lost(self):
        vendor = self.customer("Vendor", supplier_rank=1)
        self.classify(vendor)
        self.assertFalse(vendor.insight_id, "a mere vendor is no customer")
        try:
            vendor.insight_growth_stage = "quasi"
        except UserError as error:
            self.assertIn("Vendor", str(error))
            return
        self.classify()
        self.assertEqual(vendor.insight_growth_stage, "quasi")

    def test_vendor_is_forgotten_when_the_judgement_is_withdrawn(self):
        vendor = self.customer("Vendor", supplier_rank=1)
        vendor.insight_growth_stage = "quasi"
        vendor.insight_growth_stage_override = False
        self.classify()
        self.assertFalse(vendor.insight_id)

    def test_judgement_on_an_archived_customer_is_not_lost(self):
        self.partner.active = False
        self.mine.insight_growth_stage = "quasi"
        self.assertEqual(self.row.growth_stage_override, "quasi")
        self.classify()
        self.assertEqual(self.partner.insight_growth_stage, "quasi")

    def test_copied_customer_is_not_judged(self):
        self.mine.insight_growth_stage = "regular"
        copy = self.partner.copy()
        self.classify(copy)
        self.assertEqual(copy.insight_growth_stage, "potential")
        self.assertFalse(copy.insight_is_overridden)

    def test_judged_customer_leaves_with_his_insight(self):
        self.mine.insight_growth_stage = "regular"
        fresh = self.customer("Short lived")
        self.classify(fresh)
        row = fresh.insight_id
        fresh.unlink()
        self.assertFalse(row.exists())

    def test_merged_customers_keep_judgements(self):
        other = self.customer("Same customer")
        self.classify(other)
        self.judge(other, "category", "EI", reason="Contract", until="2026-06-30")
        self.judge(other, "growth_stage", "regular")
        self.judge(self.mine, "growth_stage", "quasi")
        self._merge(other, self.partner)
        self.assertEqual(self.row.category_override, "EI")
        self.assertEqual(self.row.category_override_reason, "Contract")
        self.assertEqual(self.row.growth_stage_override, "quasi", "his own goes before")
        self.assertEqual(self.row.growth_stage_override_user_id, self.anna)

    def test_merged_archived_customer_keeps_his_judgement(self):
        other = self.customer("Closed branch")
        self.classify(other)
        self.judge(other, "purchase_mode", "loyal")
        other.active = False
        self._merge(other, self.partner)
        self.assertEqual(self.row.purchase_mode_override, "loyal")

    def test_merged_customer_without_insight_takes_the_others(self):
        fresh = self.customer("Fresh")
        self.judge(self.mine, "growth_stage", "quasi")
        self._merge(self.partner, fresh)
        self.assertEqual(fresh.insight_id, self.row)
        self.assertEqual(fresh.insight_growth_stage, "quasi")

    def _merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((source | target).ids, target)
        self.env.invalidate_all()
