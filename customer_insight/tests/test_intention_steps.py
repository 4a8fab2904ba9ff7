from datetime import date

from odoo.tests import tagged

from .common_intention import DAY, IntentionCase

OWN_KINDS = {
    *("sent", "draft", "version", "sample", "viewed", "answer"),
    *("questionnaire", "meeting", "call"),
}
"""Signs that this addon knows; CRM brings another one."""


@tagged("post_install", "-at_install")
class TestIntentionSteps(IntentionCase):
    """The customer's page tells what made his intention."""

    def test_steps_add_up_to_the_intention(self):
        order = self.quotation(self.partner, DAY, 100)
        self.viewed(order)
        self.met(self.buyer)
        self.refresh()
        insight = self.stored(self.partner)
        steps = insight._intention_steps()
        told = [(s["kind"], round(s["weight"], 4), round(s["added"], 2)) for s in steps]
        self.assertEqual(
            told,
            [
                ("sent", 0.35, 35.0),
                ("meeting", 0.2, 13.0),
                ("viewed", 0.15, 7.8),
            ],
        )
        self.assertAlmostEqual(insight.intention, 55.8, places=2)
        self.assertEqual(steps[0]["day"], date(2025, 11, 2))

    def test_steps_in_words(self):
        order = self.quotation(self.partner, DAY, 100)
        self.refresh()
        drawn = self.stored(self.partner).intention_steps
        self.assertIn(f"/odoo/sale.order/{order.id}", drawn)
        self.assertIn(order.name, drawn)
        for words in ("Quotation sent", "+35.0", "35 %"):
            self.assertIn(words, drawn)

    def test_every_kind_has_words(self):
        self.quotation(self.partner, DAY, 100)
        order = self.quotation(self.partner, "2025-12-31", 100)
        self.quotation(self.partner, DAY, 100, state="draft")
        self.sample(self.partner, DAY)
        self.viewed(order)
        self.letter(order)
        self.letter(self.partner)
        self.met(self.partner)
        self.met(self.partner, kind="call")
        self.env["customer.insight.questionnaire"].create(
            {"partner_id": self.partner.id, "answered_date": f"{DAY} 10:00:00"}
        )
        self.refresh()
        insight = self.stored(self.partner)
        words = insight._step_kinds()
        found = {step["kind"] for step in insight._intention_steps()}
        self.assertEqual(found, OWN_KINDS - {"draft"}, "the draft is a version")
        for kind in found:
            self.assertIn(words[kind], insight.intention_steps)
        self.assertLessEqual(OWN_KINDS, set(words), "an addon may know more")

    def test_nothing_to_tell(self):
        self.refresh()
        self.assertFalse(self.stored(self.partner).intention_steps)

    def test_names_of_customers_are_written_as_text(self):
        order = self.quotation(self.partner, DAY, 100, name="<b>Bold</b>")
        self.refresh()
        self.assertTrue(order.name.startswith("<b>"))
        self.assertNotIn("<b>", self.stored(self.partner).intention_steps)
