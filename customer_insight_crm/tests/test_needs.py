from odoo.tests import tagged

from odoo.addons.customer_insight.tests.common_intention import IntentionCase

from .common import DAY, PipelineCase


@tagged("post_install", "-at_install")
class TestNeeds(PipelineCase, IntentionCase):
    """One need counts once, be it an opportunity, its quotation or both: by hand.

    On ``DAY`` half of each weight is left: 35 % of a quotation that was sent.
    """

    def offer(self, lead, amount=100, day=DAY, product=0, **values):
        line = {"product_id": self.products[product].id, "price_unit": amount}
        partner = values.pop("partner", self.partner)
        return self.quotation(
            partner, day, None, lines=[line], opportunity_id=lead.id, **values
        )

    def test_opportunity_that_says_more_than_its_quotation(self):
        self.offer(self.lead(self.partner, probability=80))
        self.assertIntention(40.0)  # not 1 − 0.6 · 0.65

    def test_quotation_that_says_more_than_its_opportunity(self):
        self.offer(self.lead(self.partner, probability=40))
        self.assertIntention(35.0)  # not 1 − 0.8 · 0.65

    def test_the_fresher_one_says_more(self):
        """80 % of two half-lives ago are 20 % today."""
        self.offer(self.lead(self.partner, "2025-09-03", probability=80))
        self.assertIntention(35.0)

    def test_an_opportunity_without_hope_takes_nothing_from_its_quotation(self):
        self.offer(self.lead(self.partner, probability=0))
        self.assertIntention(35.0)

    def test_further_quotation_of_an_opportunity_is_a_version(self):
        """Also for other products: what else would fit the same need."""
        lead = self.lead(self.partner, probability=80)
        self.offer(lead)
        self.offer(lead, product=1)
        self.assertIntention(46.0)  # 1 − 0.6 · (1 − 0.2 · 0.5)
        lead.probability = 40
        self.assertIntention(41.5)  # 1 − 0.65 · 0.9

    def test_another_need_counts_beside_it(self):
        self.offer(self.lead(self.partner, probability=80))
        self.offer(self.env["crm.lead"], product=1)
        self.assertIntention(61.0)  # 1 − 0.6 · 0.65

    def test_opportunity_of_a_quotation_that_ran_out_counts(self):
        lead = self.lead(self.partner, probability=40)
        self.offer(lead, validity_date="2025-12-01")
        self.assertIntention(20.0)

    def test_quotation_of_a_lost_opportunity_counts(self):
        lead = self.lead(self.partner, probability=80)
        self.offer(lead)
        lead.action_set_lost()
        self.assertIntention(35.0)

    def test_quotation_for_somebody_else_is_his(self):
        other = self.customer("Other")
        lead = self.lead(self.partner, probability=80)
        self.offer(lead, partner=other)
        self.assertIntention(40.0)
        self.assertFigures(other, {"intention": 35.0}, places=2)

    def test_asking_for_one_gives_the_same(self):
        self.offer(self.lead(self.buyer, probability=80))
        everybody = self.evaluate()[self.partner.id]
        self.assertEqual(
            self.evaluate(partners=self.partner)[self.partner.id], everybody
        )

    def test_steps_say_what_is_counted_once(self):
        lead = self.lead(self.partner, name="Second warehouse", probability=80)
        offer = self.offer(lead)
        self.classify()
        insight = self.stored(self.partner)
        told = [(step["kind"], step["added"]) for step in insight._intention_steps()]
        self.assertEqual([kind for kind, _added in told], ["opportunity"])
        self.assertAlmostEqual(told[0][1], 40.0, 2)
        self.assertIn(f"one need with {offer.name}", insight.intention_steps)
        lead.probability = 40
        self.classify()
        self.env.invalidate_all()
        self.assertIn("one need with Second warehouse", insight.intention_steps)
