from odoo.tests import tagged

from .common import MONTHS
from .common_live import LiveCase


@tagged("post_install", "-at_install")
class TestExplanation(LiveCase):
    """Each class comes with one sentence, and its figures are the customer's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.write({"contribution_rule": "amount", "contribution_amount": 500})
        cls.partner = cls.customer(user_id=cls.anna.id)

    def explain(self, lang=None):
        self.classify()
        partner = self.partner.with_context(lang=lang or "en_US")
        return partner.insight_explanation.replace("\N{NO-BREAK SPACE}", " ")

    def assertSays(self, *parts):
        sentence = self.explain()
        for part in parts:
            self.assertIn(part, sentence)

    def test_steady_and_large(self):
        self.buy(self.partner, dict.fromkeys(MONTHS, 100))
        self.assertSays("EI: high contribution of 1,200.00 €", "in 12 months")
        self.assertSays("high from 500.00 €", "orders: 12", "high stability of")
        row = self.partner.insight_id
        self.assertSays(f"{row.stability:.0f} out of 100", "high from 50;")
        self.assertSays("last order 12/15/2025")

    def test_large_and_unsteady(self):
        self.order(self.partner, "2025-11-15", 1000)
        self.assertSays("EII: high contribution of 1,000.00 €", "low stability of")

    def test_steady_and_small(self):
        self.buy(self.partner, dict.fromkeys(MONTHS, 10))
        self.assertSays("EIII: low contribution of 120.00 €", "high stability of")

    def test_small_and_unsteady(self):
        self.order(self.partner, "2025-11-15", 20)
        self.assertSays("EIV: low contribution of 20.00 €", "low stability of")

    def test_band_is_named_where_it_decides(self):
        self.order(self.partner, "2025-11-15", 510)
        self.classify()
        self.assertNotIn("band", self.explain())
        self.policy.contribution_amount = 550  # 510 is above 550 − 10 %
        self.assertSays("EII: high contribution of 510.00 €", "high from 550.00 €")
        self.assertSays("within the band")

    def test_past_customer(self):
        self.order(self.partner, "2024-03-15", 1000)
        self.order(self.partner, "2024-02-15", 1000)
        self.assertSays("no order in the last 12 months", "orders ever: 2", "3/15/2024")

    def test_potential_customer(self):
        self.quotation(self.partner, "2025-12-30", 800)
        self.quotation(self.partner, "2025-12-30", 200)
        self.sample(self.partner, "2025-12-30")
        row = self.classify() and self.partner.insight_id
        self.assertEqual(row.category, "PI")
        self.assertSays("PI: high expected contribution of 100 out of 100")
        self.assertSays("open quotations: 2, worth 1,000.00 €", "samples: 1")
        self.assertSays(f"intention of {row.intention:.0f} out of 100")

    def test_unlikely_potential_customer(self):
        self.quotation(self.partner, "2025-06-30", 20, state="draft")
        self.assertSays("PIV: low expected contribution of 2", "low intention of")

    def test_future_customer(self):
        self.assertSays("F: nothing bought, quoted or tried in the last 12 months")

    def test_order_returned_in_full_is_not_called_no_order(self):
        self.order(self.partner, "2025-11-15", -20)
        self.assertNotIn("no order", self.explain())

    def test_judged_customer(self):
        self.classify()
        mine = self.partner.with_user(self.anna)
        self.judge(mine, "category", "PI", reason="Met at the fair")
        self.assertSays("Anna judged him PI on 12/31/2025: Met at the fair")
        self.assertSays("By the figures: F: nothing bought")

    def test_judged_without_a_reason(self):
        self.classify()
        self.judge(self.partner.with_user(self.anna), "category", "PI")
        self.assertSays("no reason given")

    def test_judgement_that_ended_is_not_mentioned(self):
        self.classify()
        self.judge(self.partner, "category", "PI", until="2025-12-30")
        self.assertNotIn("judged", self.explain())

    def test_window_and_currency_are_those_of_the_company(self):
        self.policy.window_months = 6
        self.company.currency_id = self.env.ref("base.CNY")
        self.order(self.partner, "2025-11-15", 1000)
        self.assertSays("¥ 1,000.00", "in 6 months")

    def test_sentence_is_written_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.order(self.partner, "2025-11-15", 1000)
        sentence = self.explain("zh_CN")
        self.assertIn("EII", sentence)
        self.assertIn("1,000.00", sentence)
        self.assertNotEqual(sentence, self.explain("en_US"))
        self.assertNotIn("contribution", sentence)

    def test_contact_shows_the_companys_sentence(self):
        contact = self.customer("Buyer", parent_id=self.partner.id)
        self.order(contact, "2025-11-15", 1000)
        self.classify()
        sentence = self.partner.insight_explanation
        self.assertEqual(contact.insight_explanation, sentence)
        self.assertIn("EII", sentence)

    def test_unclassified_partner_has_none(self):
        vendor = self.customer("Vendor", supplier_rank=1)
        self.assertFalse(vendor.insight_explanation)
