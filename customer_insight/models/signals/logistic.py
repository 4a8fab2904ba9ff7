"""Logistic regression on counted cells, for weights that a shop's own past teaches.

Odoo brings no library for it, and seven weights need none.
"""

from math import exp

RIDGE = 0.1  # keeps weights finite where a cell has only one outcome
MOST_STEPS = 50
PRECISION = 1e-8


def fit(cells):
    """Return the weights (the constant first) by Newton's method, None if it fails.

    :param cells: list of ``(cases, hits, features)``: how many cases have these
        features (a tuple of numbers, alike in length), and of how many it came true
    """
    cells = [(cases, hits, (1.0, *features)) for cases, hits, features in cells]
    weights = [0.0] * len(cells[0][2])
    for _step in range(MOST_STEPS):
        step = _solve(*_newton(cells, weights))
        if step is None:
            return None
        weights = [
            weight + change for weight, change in zip(weights, step, strict=True)
        ]
        if max(map(abs, step)) < PRECISION:
            return weights
    return None


def chance(weights, features):
    """Return the probability (0 to 1) of a case with these features."""
    score = weights[0] + sum(w * x for w, x in zip(weights[1:], features, strict=True))
    return 1 / (1 + exp(-max(-700.0, min(700.0, score))))


def _newton(cells, weights):
    """Return the penalised log-likelihood's negative curvature and its slope."""
    count = len(weights)
    curvature = [
        [RIDGE * (row == column) for column in range(count)] for row in range(count)
    ]
    slope = [-RIDGE * weight for weight in weights]
    for cases, hits, features in cells:
        probability = chance(weights, features[1:])
        spread = cases * probability * (1 - probability)
        for row, left in enumerate(features):
            slope[row] += left * (hits - cases * probability)
            for column, right in enumerate(features):
                curvature[row][column] += spread * left * right
    return curvature, slope


def _solve(matrix, vector):
    """Return x of ``matrix · x = vector`` by elimination, None if there is none."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for place in range(len(rows)):
        pivot = max(range(place, len(rows)), key=lambda row: abs(rows[row][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        if not rows[place][place]:
            return None
        rows[place] = [value / rows[place][place] for value in rows[place]]
        for row in range(len(rows)):
            if row != place:
                factor = rows[row][place]
                rows[row] = [
                    value - factor * other
                    for value, other in zip(rows[row], rows[place], strict=True)
                ]
    return [row[-1] for row in rows]
