"""Beta and F laws for weighted estimates, from the continued fraction of the incomplete beta."""

import math
from collections.abc import Iterator
from functools import lru_cache
from statistics import NormalDist

_TINY = 1e-300
_STEPS = 400
_PRECISE = 1e-15
_CLOSE = 1e-12


def beta_cdf(value: float, first: float, second: float) -> float:
    """Chance that a Beta(first, second) variable stays under `value` (0 to 1).

    Regularised incomplete beta by Lentz's continued fraction (Abramowitz and Stegun 26.5.8), on the
    side where it converges fast. Raises ValueError for parameters that are not positive.
    """
    if first <= 0 or second <= 0:
        raise ValueError(f"no beta law has the parameters {first} and {second}")
    if value <= 0 or value >= 1:
        return 0.0 if value <= 0 else 1.0
    if value > (first + 1) / (first + second + 2):
        return 1 - beta_cdf(1 - value, second, first)
    front = math.exp(
        math.lgamma(first + second)
        - math.lgamma(first)
        - math.lgamma(second)
        + first * math.log(value)
        + second * math.log1p(-value)
    )
    return front / (first * _fraction(_terms(value, first, second)))


@lru_cache(maxsize=4_096)
def beta_quantile(chance: float, first: float, second: float) -> float:
    """Value under which a Beta(first, second) variable stays with this chance.

    By Newton's steps from where the normal law has it, and by halving where a step leaves what is
    left between.
    """
    low, high, mean = 0.0, 1.0, first / (first + second)
    value = mean + NormalDist().inv_cdf(chance) * math.sqrt(mean * (1 - mean) / (first + second))
    value = value if low < value < high else mean
    for _ in range(100):
        over = beta_cdf(value, first, second) - chance
        low, high = (value, high) if over < 0 else (low, value)
        slope = _beta_density(value, first, second)
        after = value - over / slope if slope else low
        if not low < after < high:
            after = (low + high) / 2
        if abs(after - value) <= _CLOSE * value or not low < after < high:
            break
        value = after
    return after


def _beta_density(value: float, first: float, second: float) -> float:
    """Density of a Beta(first, second) variable inside 0 to 1."""
    return math.exp(
        math.lgamma(first + second)
        - math.lgamma(first)
        - math.lgamma(second)
        + (first - 1) * math.log(value)
        + (second - 1) * math.log1p(-value)
    )


def f_tail(value: float, freedom: float, freedom_below: float) -> float:
    """Chance that an F variable of these degrees of freedom, whole or not, exceeds `value`."""
    if value <= 0:
        return 1.0
    place = freedom_below / (freedom_below + freedom * value)
    return beta_cdf(place, freedom_below / 2, freedom / 2)


def _terms(value: float, first: float, second: float) -> Iterator[float]:
    """Numerators of the continued fraction 1 + d1/(1 + d2/(1 + …))."""
    for m in range(_STEPS):
        if m:
            yield m * (second - m) * value / ((first + 2 * m - 1) * (first + 2 * m))
        down = (first + 2 * m) * (first + 2 * m + 1)
        yield -(first + m) * (first + second + m) * value / down


def _fraction(terms: Iterator[float]) -> float:
    """Value of the continued fraction by Lentz's method."""
    found = above = 1.0
    below = 0.0
    for term in terms:
        below = 1 / ((1 + term * below) or _TINY)
        above = (1 + term / above) or _TINY
        found *= above * below
        if abs(above * below - 1) < _PRECISE:
            break
    return found
