import os
from contextlib import contextmanager
from fractions import Fraction
from unittest import SkipTest

from dateutil.relativedelta import relativedelta

from odoo.tests import new_test_user, tagged

from .common_invoicing import InvoicingCase
from .oracle import Oracle
from .oracle_rows import Rows

try:
    from hypothesis import HealthCheck, assume, given, settings

    from .oracle_worlds import worlds
except ImportError:
    worlds = None

EXACT = [
    "contribution",
    "order_count",
    "order_total_count",
    "first_order_date",
    "last_order_date",
    "sample_count",
    "quotation_count",
    "family_count",
    "is_lapsed",
    "is_new",
    "life_status",
    "trade_status",
    "market_position",
    "loyalty_referred",
    "loyalty_full_price",
    "loyalty_repeat",
    "loyalty_immune",
    "loyalty_recommends",
    "loyalty_count",
    "growth_stage",
    "growth_stage_since",
    "purchase_mode",
    "category",
]
"""Figures that have to be the same."""

CLOSE = {
    "quarter_evenness": 1e-6,
    "month_evenness": 1e-6,
    "order_evenness": 1e-6,
    "recency": 1e-6,
    "stability": 0.0051,  # two decimals
    "intention": 0.0051,
    "expected_contribution": 0.0051,
    "full_price_share": 0.0101,
    "order_interval": 0.0051,
    "refund_amount": 0.0051,
    "quotation_amount": 0.0051,
    "contribution_cut": 1e-9,
    "stability_cut": 0.0051,
}
"""Figures that are rounded, with what rounding may change."""


@tagged("post_install", "-at_install")
class TestOracle(InvoicingCase):
    """The engine against the formulas written down a second time.

    An addon that adds to the engine adds to these parts, and to the figures.
    """

    oracle, rows, exact, close = Oracle, Rows, EXACT, CLOSE
    share = 1  # of the examples

    @staticmethod
    def worlds(ids, ours):
        return worlds(ids, ours)

    @classmethod
    def setUpClass(cls):
        if worlds is None:
            raise SkipTest("random histories need hypothesis: pip install hypothesis")
        super().setUpClass()
        cls.other = cls._create_company("Other")
        cls.pool = cls.customers(6).sorted("id")
        colleague = new_test_user(cls.env, login="insight_colleague").partner_id
        cls.ours = colleague + cls.company.partner_id
        cls.kind = cls.env["customer.insight.type"].create({"name": "Dealer"})
        cls.contacts = {
            partner.id: cls.customer(parent_id=partner.id).id
            for partner in cls.pool + cls.ours
        }
        cls.env.flush_all()

    def test_engine_says_what_the_formulas_say(self):
        self._examine(self._compare_with_oracle, 400)

    def test_asking_for_some_gives_the_same_as_asking_for_all(self):
        self._examine(self._compare_some_with_all, 100)

    def test_refresh_over_three_months_follows_the_formulas(self):
        self._examine(self._compare_stored_classes, 60)

    def test_order_of_documents_does_not_matter(self):
        self._examine(self._compare_with_documents_reversed, 60)

    def test_stays_in_a_stage_are_those_of_the_engine(self):
        self._examine(self._compare_stays, 100)

    # What is compared

    def _compare_stays(self, world, as_of, values, _previous):
        """The detector leaves parts of the engine out: it must not matter."""
        limits = self.env["customer.insight.policy"]._stage_limits(self.company.id)
        names = ("contribution", "quotation_amount", "growth_stage")
        with self._stored_world(world, values):
            stuck = self.env["customer.insight.detector.stuck"]
            stays = self.env.execute_query_dict(stuck._stays_sql(self.company, as_of))
            expected = {
                id_: (*(row[name] for name in names), row["growth_stage_since"])
                for id_, row in self._engine(as_of, {}).items()
                if row["growth_stage_since"]
                and row["growth_stage"] in limits
                and not row["is_lapsed"]
            }
        found = {
            row["partner_id"]: (
                row["contribution"],
                row["quotation_amount"],
                row["stage"],
                row["since"],
            )
            for row in stays
            if row["partner_id"] in self.pool.ids + self.ours.ids
        }
        self.assertEqual(found, expected)

    def _compare_with_oracle(self, world, as_of, values, previous):
        with self._stored_world(world, values):
            expected = self._oracle(world, as_of, previous)
            self._assert_same(expected, self._engine(as_of, previous))

    def _compare_some_with_all(self, world, as_of, values, previous):
        with self._stored_world(world, values):
            everybody = self._engine(as_of, previous)
            some = self.pool[::2]
            found = self._engine(as_of, previous, partners=some)
            rows = {id_: row for id_, row in everybody.items() if id_ in some.ids}
            self.assertEqual(found, rows)

    def _compare_stored_classes(self, world, as_of, values, _previous):
        with self._stored_world(world, values):
            previous = {}
            for months in (2, 1, 0):
                day = as_of - relativedelta(months=months)
                expected = self._oracle(world, day, previous)
                previous = {id_: row["category"] for id_, row in expected.items()}
                self.refresh(as_of=day)
                self.assertEqual(self._stored_classes(), previous, day)
            self.assertEqual(self.refresh(as_of=as_of), 0, "nothing is left to do")

    def _compare_with_documents_reversed(self, world, as_of, values, previous):
        with self._stored_world(world, values):
            forwards = self._engine(as_of, previous)
        world.documents.reverse()
        with self._stored_world(world, values):
            self.assertEqual(self._engine(as_of, previous), forwards)

    # Running one example

    def _examine(self, compare, examples):
        """Call ``compare`` with random worlds, the same ones in every run.

        ``INSIGHT_EXAMPLES=5000`` in the environment asks for more, and new ones.
        """
        ours, ids = self.ours.ids, self.pool.ids
        more = int(os.environ.get("INSIGHT_EXAMPLES", "0"))
        checked = settings(
            max_examples=more or max(1, int(examples * self.share)),
            derandomize=not more,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        checked(given(self.worlds(ids, ours))(lambda example: compare(*example)))()

    @contextmanager
    def _stored_world(self, world, policy_values):
        with self.env.cr.savepoint() as savepoint:
            self.policy.write(policy_values)
            self.env.flush_all()
            self.rows(self).save(world)
            self.env.invalidate_all()
            try:
                yield
            finally:
                savepoint.rollback()

    def _oracle(self, world, as_of, previous):
        rows = self.oracle(world, as_of, self.policy, previous).evaluate()
        for row in rows.values():
            assume(not self._depends_on_rounding(row))
        return rows

    def _engine(self, as_of, previous, partners=None):
        """Return ``{partner id: figures}`` of the world's customers."""
        rows = self.engine.evaluate(
            self.company, as_of, partners=partners, previous=previous
        )
        known = self.pool.ids + self.ours.ids
        found = {row["partner_id"]: row for row in rows}
        self.assertTrue(found.keys().isdisjoint(self.contacts.values()))
        return {id_: row for id_, row in found.items() if id_ in known}

    def _stored_classes(self):
        Insight = self.env["customer.insight"].with_context(active_test=False)
        insights = Insight.search(
            [
                ("company_id", "=", self.company.id),
                ("partner_id", "in", self.pool.ids + self.ours.ids),
            ]
        )
        return {row.partner_id.id: row.category_computed for row in insights}

    def _depends_on_rounding(self, row):
        """Would the last digit of a rounded score decide on which side it is?"""
        policy, band = self.policy, self.policy.band_score
        cuts = {
            "stability": row["stability_cut"],
            "intention": policy.intention_cut,
            "expected_contribution": policy.expected_cut,
        }
        return any(
            abs(row[name] * 100 % 1 - 0.5) < 0.02
            and any(abs(row[name] - c) < 0.02 for c in (cut - band, cut, cut + band))
            for name, cut in cuts.items()
        )

    def _assert_same(self, expected, found):
        self.assertEqual(sorted(expected), sorted(found), "who is a customer")
        for number, row in expected.items():
            for name in self.exact:
                self.assertEqual(
                    self._plain(row[name]), found[number][name], f"{name}: {row}"
                )
            for name, distance in self.close.items():
                self._assert_close(row[name], found[number][name], distance, name)

    def _plain(self, value):
        return float(value) if isinstance(value, Fraction) else value

    def _assert_close(self, expected, found, distance, name):
        if expected is None or found is None:
            self.assertIsNone(expected, name)
            self.assertIsNone(found, name)
            return
        self.assertLessEqual(
            abs(float(expected) - found), distance, f"{name}: {expected} {found}"
        )
