from math import log

from odoo.tests import BaseCase

from ..models.signals import logistic


class TestLogistic(BaseCase):
    """The weights that a shop's past teaches are those of logistic regression."""

    def test_two_cells_are_met_exactly(self):
        """200 of 1,000 and 500 of 1,000: the constant is ln ¼, the difference ln 4."""
        weights = logistic.fit([(1000, 200, (0.0,)), (1000, 500, (1.0,))])
        self.assertAlmostEqual(weights[0], log(1 / 4), places=2)
        self.assertAlmostEqual(weights[1], log(4), places=2)
        self.assertAlmostEqual(logistic.chance(weights, (1.0,)), 0.5, places=3)

    def test_as_many_come_true_as_the_weights_expect(self):
        """Where the likelihood is largest, expected and true hits agree; so do their
        products with each feature, but for what keeps the weights finite.
        """
        cells = [
            (40, 3, (0.2, 1.0)),
            (25, 9, (0.7, 3.5)),
            (60, 31, (1.4, 0.1)),
            (10, 9, (2.6, 2.2)),
        ]
        weights = logistic.fit(cells)
        for place in (0, 1):
            off = sum(
                features[place] * (hits - cases * logistic.chance(weights, features))
                for cases, hits, features in cells
            )
            self.assertAlmostEqual(off, logistic.RIDGE * weights[place + 1], places=6)

    def test_cells_with_one_outcome_only_stay_finite(self):
        weights = logistic.fit([(50, 0, (0.0,)), (50, 50, (1.0,))])
        self.assertLess(max(map(abs, weights)), 20)
        self.assertGreater(logistic.chance(weights, (1.0,)), 0.9)

    def test_features_that_say_the_same_share_their_weight(self):
        weights = logistic.fit([(100, 20, (0.0, 0.0)), (100, 60, (1.0, 1.0))])
        self.assertAlmostEqual(weights[1], weights[2])
