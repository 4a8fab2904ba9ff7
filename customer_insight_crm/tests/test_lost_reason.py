from odoo.tests import tagged

from odoo.addons.customer_insight.tests.test_customer_reasons import ReasonCase

from .common import PipelineCase


@tagged("post_install", "-at_install")
class TestLostReason(PipelineCase, ReasonCase):
    """A lost opportunity suggests why the customer does not want to buy."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dear = cls.env["crm.lost.reason"].create(
            {"name": "Too expensive", "insight_reason_id": cls.unknown.id}
        )
        cls.deal = cls.lead(cls.prospect, name="Brakes")

    def suggestion(self):
        self.env.invalidate_all()
        return self.prospect.with_user(self.anna).insight_reason_suggestion

    def test_lost_opportunity_suggests_its_reason(self):
        self.assertFalse(self.suggestion())
        self.deal.action_set_lost(lost_reason_id=self.dear.id)
        for words in ("Brakes", "Too expensive", self.unknown.name):
            self.assertIn(words, self.suggestion())

    def test_dialog_proposes_it(self):
        self.deal.action_set_lost(lost_reason_id=self.dear.id)
        customer = self.prospect.with_user(self.anna)
        context = customer.action_insight_note_reason()["context"]
        rows = self.env["customer.insight.customer.reason"].with_user(self.anna)
        values = rows.with_context(**context).default_get(["partner_id", "reason_id"])
        self.assertEqual(values["reason_id"], self.unknown.id)
        self.assertNotIn("reason_id", rows.default_get(["partner_id", "reason_id"]))

    def test_noted_reason_is_not_suggested_again(self):
        self.deal.action_set_lost(lost_reason_id=self.dear.id)
        self.reason(self.prospect, self.unknown)
        self.assertFalse(self.suggestion())

    def test_lost_reason_that_says_nothing(self):
        self.dear.insight_reason_id = False
        self.deal.action_set_lost(lost_reason_id=self.dear.id)
        self.assertFalse(self.suggestion())

    def test_others_opportunities_suggest_nothing(self):
        other = self.lead(self.customer("Other"))
        other.action_set_lost(lost_reason_id=self.dear.id)
        self.assertFalse(self.suggestion())

    def test_restored_opportunity_suggests_nothing(self):
        self.deal.action_set_lost(lost_reason_id=self.dear.id)
        self.deal.action_restore()
        self.assertFalse(self.suggestion())
