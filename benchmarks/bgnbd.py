"""The BG/NBD model (Fader, Hardie and Lee, 2005), fitted by maximum likelihood.

Customers buy at a rate drawn from a gamma distribution (r, alpha) and stop for good
after any purchase with a probability drawn from a beta distribution (a, b). Each is
described by ``repeats`` (buying days after the first), ``recency`` (days from first to
last) and ``age`` (days from first to now).
"""

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln, hyp2f1

STARTS = ((0, 0, 0, 0), (0, 2, -2, 2), (0, 2, -4, 1))
BOUNDS = ((-8, 8),) * 4  # of the parameters' logarithms


def fit(repeats, recency, age):
    """Return (r, alpha, a, b) of the largest likelihood, from several starts."""
    data = repeats, recency, age
    found = [
        minimize(_cost, start, args=data, method="L-BFGS-B", bounds=BOUNDS)
        for start in STARTS
    ]
    return np.exp(min(found, key=lambda result: result.fun).x)


def _cost(logarithms, repeats, recency, age):
    """Return the mean negative log-likelihood, equation 7 of the paper."""
    r, alpha, a, b = np.exp(logarithms)
    shared = gammaln(r + repeats) - gammaln(r) + r * np.log(alpha)
    shared += gammaln(a + b) + gammaln(b + repeats)
    shared -= gammaln(b) + gammaln(a + b + repeats)
    alive = -(r + repeats) * np.log(alpha + age)
    odds = np.log(a) - np.log(b + np.maximum(repeats, 1) - 1)
    gone = np.where(
        repeats > 0, odds - (r + repeats) * np.log(alpha + recency), -np.inf
    )
    return -np.mean(shared + np.logaddexp(alive, gone))


def alive(parameters, repeats, recency, age):
    """Return the probability that each customer has not stopped."""
    r, alpha, a, b = parameters
    ratio = ((alpha + age) / (alpha + recency)) ** (r + repeats)
    odds = a / (b + np.maximum(repeats, 1) - 1) * ratio
    return 1 / (1 + np.where(repeats > 0, odds, 0))


def expected_orders(parameters, repeats, recency, age, days):
    """Return the orders to expect in the next ``days``, equation 10 of the paper."""
    r, alpha, a, b = parameters
    later = alpha + age + days
    decay = ((alpha + age) / later) ** (r + repeats)
    series = hyp2f1(r + repeats, b + repeats, a + b + repeats - 1, days / later)
    lasting = (a + b + repeats - 1) / (a - 1) * (1 - decay * series)
    return lasting * alive(parameters, repeats, recency, age)


def buys_again(parameters, repeats, recency, age, days):
    """Return the probability of at least one order in the next ``days``."""
    r, alpha = parameters[:2]
    none = ((alpha + age) / (alpha + age + days)) ** (r + repeats)
    return alive(parameters, repeats, recency, age) * (1 - none)
