from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MONTHS
from .common_live import LiveCase

DEFAULTS = {
    "window_months": 12,
    "measure": "turnover",
    "future_scope": "all",
    "contribution_rule": "pareto",
    "pareto_share": 80,
    "top_share": 20,
    "band_amount": 10,
    "stability_rule": "fixed",
    "stability_cut": 50,
    "band_score": 10,
    "weight_quarters": 30,
    "weight_months": 30,
    "weight_orders": 10,
    "weight_recency": 30,
    "recency_half_life": 91,
    "intention_cut": 50,
    "expected_cut": 50,
    "intention_sent": 70,
    "intention_draft": 30,
    "intention_half_life": 60,
    "quasi_orders": 2,
    "regular_quarters": 3,
    "lapsed_days": 180,
    "lapsed_intervals": 3,
    "new_days": 90,
    "full_price_share": 80,
    "family_count": 3,
    "auto_schedule": True,
}


@tagged("post_install", "-at_install")
class TestPolicy(LiveCase):
    """Each company says what counts; numbers that make no sense are refused."""

    def assertRefused(self, message, **values):
        with self.subTest(**values):
            self.assertIn(message, self._refusal(values))

    @mute_logger("odoo.sql_db")
    def _refusal(self, values):
        """Return what the user reads who saves these numbers."""
        try:
            with self.env.cr.savepoint():
                self.policy.write(values)
        except ValidationError as error:
            return str(error)
        except CheckViolation as error:
            return self.policy._sql_error_to_message(error)
        return "saved"

    # A policy for everybody

    def test_new_company_has_a_policy_with_the_documented_numbers(self):
        company = self._create_company("New")
        policy = self.env["customer.insight.policy"].search(
            [("company_id", "=", company.id)]
        )
        self.assertEqual({name: policy[name] for name in DEFAULTS}, DEFAULTS)
        self.assertFalse(policy.fallback_user_id)

    def test_every_company_has_a_policy(self):
        companies = self.env["res.company"].search([])
        policies = self.env["customer.insight.policy"].search([])
        self.assertEqual(policies.company_id, companies)

    def test_lost_policy_is_made_anew(self):
        self.policy.unlink()
        policy = self.env["customer.insight.policy"]._for_company(self.company)
        self.assertEqual(policy.window_months, 12)

    @mute_logger("odoo.sql_db")
    def test_company_has_one_policy(self):
        with self.assertRaises(UniqueViolation), self.env.cr.savepoint():
            self.policy.create({"company_id": self.company.id})

    # Numbers that make no sense

    def test_window_of_no_time(self):
        self.assertRefused("at least one month", window_months=0)
        self.assertRefused("at least one month", window_months=-3)

    def test_half_life_of_no_time(self):
        self.assertRefused("longer than 0 days", recency_half_life=0)
        self.assertRefused("longer than 0 days", intention_half_life=-1)

    def test_weights_that_weigh_nothing(self):
        names = ["quarters", "months", "orders", "recency"]
        nothing = {f"weight_{name}": 0 for name in names}
        self.assertRefused("one of them has to count", **nothing)
        self.assertRefused("cannot be negative", weight_orders=-1)

    def test_shares_beyond_the_whole(self):
        for values in (
            {"pareto_share": 0},
            {"pareto_share": 101},
            {"top_share": 0},
            {"full_price_share": 120},
            {"intention_sent": -5},
            {"intention_draft": 101},
        ):
            self.assertRefused("between 0 and 100 %", **values)

    def test_bands_that_hold_everybody(self):
        self.assertRefused("less than 100 %", band_amount=100)
        self.assertRefused("0 or more", band_score=-1)

    def test_counts_that_nobody_reaches_or_everybody(self):
        self.assertRefused("quarters", regular_quarters=5)
        self.assertRefused("quarters", regular_quarters=0)
        self.assertRefused("purchases", quasi_orders=0)

    def test_days_before_the_beginning(self):
        self.assertRefused("negative", lapsed_days=-1)
        self.assertRefused("negative", lapsed_intervals=-1)
        self.assertRefused("negative", new_days=-1)
        self.assertRefused("negative", contribution_amount=-1)

    def test_margin_without_margins_names_what_to_install(self):
        if "margin" in self.env["sale.order"]._fields:
            self.skipTest("margins are known here")
        self.assertRefused("Margins in Sales Orders", measure="margin")
        self.assertRefused("measure turnover", measure="margin")

    # At work

    def test_new_cut_off_moves_classes_when_asked_to_classify(self):
        partner = self.customer()
        self.buy(partner, dict.fromkeys(MONTHS, 100))
        self.classify()
        self.assertEqual(partner.insight_category, "EI")
        policy = self.policy.with_user(self.chief)
        policy.write({"contribution_rule": "amount", "contribution_amount": 5000})
        self.assertEqual(partner.insight_category, "EI", "not yet")
        self.assertEqual(policy.action_refresh()["tag"], "soft_reload")
        self.assertEqual(partner.insight_category, "EIII")

    def test_classify_now_works_for_the_policys_company(self):
        other = self._create_company("Other")
        partner = self.customer()
        policy = self.env["customer.insight.policy"]._for_company(other)
        policy.action_refresh()
        self.assertEqual(partner.with_company(other).insight_category, "F")
        self.assertFalse(partner.insight_id, "another company's business")

    def test_narrow_scope_leaves_contacts_without_marks_out(self):
        stranger, marked = self.customers(2)
        marked.user_id = self.anna
        self.policy.future_scope = "marked"
        self.policy.action_refresh()
        self.assertFalse(stranger.insight_id)
        self.assertEqual(marked.insight_category, "F")

    def test_deleted_company_takes_its_policy_and_insights_along(self):
        company = self._create_company("Short lived")
        self.engine.refresh(company)
        self.env.user.company_ids -= company
        company.unlink()
        for model in ("policy", "cutoff"):
            found = self.env[f"customer.insight.{model}"].search([])
            self.assertNotIn(company, found.company_id)
