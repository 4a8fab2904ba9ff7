from odoo.tests import tagged

from .common import InsightCase


@tagged("post_install", "-at_install")
class TestCutoffs(InsightCase):
    """Where high begins, and who is in the leading set."""

    def test_pareto_reached_exactly(self):
        # 500 + 300 = 800 is 80 % of 1000: two suffice.
        self.assertHigh([500, 300, 100, 60, 40], "high high low low low", cut=300)

    def test_pareto_missed_by_a_cent_takes_one_more(self):
        amounts = [499.99, 300, 100.01, 60, 40]
        self.assertHigh(amounts, "high high high low low", cut=100.01)

    def test_pareto_takes_the_smaller_id_of_equals(self):
        # 400 + 200 + 200 = 800 of 1000: the third 200 is not needed.
        self.assertHigh([200, 400, 200, 200], "high high high low", cut=200)

    def test_equals_do_not_depend_on_the_order_of_their_documents(self):
        amounts = [200, 400, 200, 200]
        self.assertHigh(amounts, "high high high low", cut=200, backwards=True)

    def test_pareto_of_equal_customers(self):
        self.assertHigh([100] * 5, "high high high high low", cut=100)

    def test_pareto_of_a_single_customer(self):
        self.assertHigh([0.01], "high", cut=0.01)

    def test_pareto_of_one_giant(self):
        self.assertHigh([1000, 10, 10], "high low low", cut=1000)

    def test_pareto_of_everything(self):
        self.policy.pareto_share = 100
        self.assertHigh([70, 20, 10], "high high high", cut=10)

    def test_pareto_share_comes_from_the_policy(self):
        self.policy.pareto_share = 50
        self.assertHigh([50, 30, 20], "high low low", cut=50)

    def test_nobody_with_a_contribution_means_no_cut(self):
        partner = self.customer()
        self.buy(partner, {"2025-12-15": 10, "2025-12-16": -10})
        figures = self.figures(partner)
        self.assertFalse(figures["contribution_cut"])
        self.assertEqual(figures["category"], "EIV")

    def test_customers_without_contribution_are_not_ranked(self):
        # 20 % of five is one. With the sixth, who returned all, it would be two.
        self._rule("share")
        partner = self.customer("Returns all")
        self.buy(partner, {"2025-12-15": 100, "2025-12-16": -100})
        self.assertHigh([90, 80, 70, 60, 50], "high low low low low", cut=90)
        self.assertEqual(self.figures(partner)["category"], "EIV")

    def test_top_share_is_rounded_up(self):
        self._rule("share")  # 20 % of six: 1.2, so two
        self.assertHigh([60, 50, 40, 30, 20, 10], "high high" + " low" * 4, cut=50)

    def test_top_share_of_few_is_one(self):
        self._rule("share")
        self.assertHigh([2, 1], "high low", cut=2)

    def test_top_share_of_equals_goes_by_id(self):
        self._rule("share", top_share=50)
        self.assertHigh([10, 10, 10, 10], "high high low low", cut=10)

    def test_top_share_does_not_suffer_from_binary_fractions(self):
        # 20 % of 35 are 7, but 20 · 0.01 · 35 = 7.000000000000001, rounded up 8
        self._rule("share")
        sides = ["high"] * 7 + ["low"] * 28
        self.assertHigh(range(35, 0, -1), " ".join(sides), cut=29)

    def test_amount_counts_from_the_amount_itself(self):
        self._rule("amount", contribution_amount=200)
        self.assertHigh([200, 199.99, 500], "high low high", cut=200)

    def test_amount_that_nobody_reaches(self):
        self._rule("amount", contribution_amount=1000)
        self.assertHigh([200, 100], "low low", cut=1000)

    def test_past_customers_have_no_part_in_the_cut(self):
        past = self.customer("Past")
        self.order(past, "2024-12-15", 100000)
        self.assertHigh([80, 20], "high low", cut=80)

    def test_stable_from_the_cut_itself(self):
        # One order: 30 · recency. 91 days ago 15, 182 days ago 7.5.
        self.policy.stability_cut = 15
        partners = self._recencies("2025-10-02", "2025-10-01")
        self.assertEqual(self.categories(partners), "EI EII")

    def test_median_of_three(self):
        self.policy.stability_rule = "median"
        partners = self._recencies("2025-10-02", "2025-07-03", "2025-04-03")
        # 15, 7.5 and 3.75: the median itself is high. Of three equal amounts all
        # are needed for 80 %.
        self.assertEqual(self.categories(partners), "EI EI EII")
        self.assertFigures(partners[0], {"stability_cut": 7.5})

    def test_median_of_two_lies_between(self):
        self.policy.stability_rule = "median"
        partners = self._recencies("2025-10-02", "2025-07-03")
        self.assertFigures(partners[0], {"stability_cut": 11.25})
        self.assertEqual(self.categories(partners), "EI EII")

    def test_median_leaves_out_who_does_not_buy(self):
        self.policy.stability_rule = "median"
        partners = self._recencies("2025-10-02")
        past, sampled, _future = self.customers(3)
        self.order(past, "2024-12-15", 10)
        self.sample(sampled, "2025-12-15")
        self.assertFigures(partners[0], {"stability_cut": 15.0})

    def test_cut_is_the_same_when_one_customer_is_asked_for(self):
        self.policy.stability_rule = "median"
        partners = self._market([500, 300, 100, 60, 40])
        # With the first instant 800 and 500 lead, C = 500; without it 500 and 300.
        self.order(partners[1], "2025-01-01 00:00:00", 500)
        self.order(partners[2], "2024-12-31 23:59:59", 5000)
        whole = self.evaluate()[partners[4].id]
        alone = self.evaluate(partners=partners[4])
        self.assertEqual(alone, {partners[4].id: whole})

    def test_what_if_with_a_policy_that_is_not_saved(self):
        partners = self._market([500, 300, 200])
        policy = self.env["customer.insight.policy"].new(
            {"company_id": self.company.id, "pareto_share": 50}
        )
        self.assertEqual(self.categories(partners, policy=policy), "EII EIV EIV")
        self.assertEqual(self.categories(partners), "EII EII EIV")

    # Helpers

    def _rule(self, rule, **values):
        self.policy.write({"contribution_rule": rule, **values})

    def _market(self, amounts, backwards=False):
        """Customers by id, with one order each on the same day."""
        partners = self.customers(len(amounts))
        rows = list(zip(partners, ["2025-12-15"] * len(amounts), amounts, strict=True))
        self.orders(rows[::-1] if backwards else rows)
        return partners

    def _recencies(self, *days):
        partners = self.customers(len(days))
        self.orders([(p, day, 10) for p, day in zip(partners, days, strict=True)])
        return partners

    def _is_high(self, row):
        return row["category"] in ("EI", "EII")

    def assertHigh(self, amounts, sides, cut, backwards=False):
        partners = self._market(amounts, backwards)
        rows = self.evaluate()
        found = ["high" if self._is_high(rows[p.id]) else "low" for p in partners]
        self.assertEqual(" ".join(found), sides)
        self.assertAlmostEqual(rows[partners[0].id]["contribution_cut"], cut)
