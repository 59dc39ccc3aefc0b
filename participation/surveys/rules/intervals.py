"""What a share or a mean of the people who answered says about all the people present."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from statistics import NormalDist

LEVEL = 0.95
GUESSES = 8
MANY = 1_000
"""Degrees of freedom from which the expansion is as exact as floats are."""
_DOUBT = 1e-9
"""Floats decide when a tail is further than this from its limit; whole numbers decide otherwise."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds between which the truth lies, in the unit of the estimate (shares: 0 to 1)."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """Distance between the bounds."""
        return self.high - self.low

    def holds(self, value: float) -> bool:
        """Whether a value lies between the bounds, both included."""
        return self.low <= value <= self.high


def share_interval(
    hits: int, answered: int, population: int | None, level: float = LEVEL
) -> Interval:
    """Interval of a share: exact when the number of people present is known, Wilson when not.

    More answers than people present means that the population is not known: Wilson then, wider.
    """
    if population is None or population < answered:
        return wilson(hits, answered, level=level)
    return exact_interval(hits, answered, population, level)


@lru_cache(maxsize=65_536)
def exact_interval(hits: int, answered: int, population: int, level: float = LEVEL) -> Interval:
    """Exact interval of a share of a finite group, from the hypergeometric law.

    It holds every number K of satisfied people among `population` under which at least `hits`, and
    also at most `hits`, of `answered` people drawn at random keep a chance above (1 - level) / 2:
    it therefore covers the truth at least `level` of the time whatever the truth is. A census gives
    a point, no answer gives 0 to 1. Raises ValueError for counts that cannot be.
    """
    _check(hits, answered, population)
    if not answered:
        return Interval(0.0, 1.0)
    fewest = _fewest(hits, answered, population, level)
    most = population - _fewest(answered - hits, answered, population, level)
    return Interval(fewest / population, most / population)


def wilson(
    hits: int, answered: int, population: int | None = None, level: float = LEVEL
) -> Interval:
    """Wilson's score interval of a share; with a population, z² is scaled by (N-n)/(N-1).

    Wilson 1927; finite correction of O'Neill 2021. No answer gives 0 to 1.
    """
    _check(hits, answered, population)
    if not answered:
        return Interval(0.0, 1.0)
    squared = quantile(level) ** 2 * correction(answered, population)
    share = hits / answered
    centre = share + squared / (2 * answered)
    half = math.sqrt(
        squared * (share * (1 - share) / answered + squared / (4 * answered * answered))
    )
    scale = 1 + squared / answered
    return Interval(max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale))


def standard_error(deviation: float, answered: int, population: int | None = None) -> float:
    """Give the standard error of a mean, s/√n·√(1-n/N): a census leaves nothing to chance."""
    left_out = 1.0 if population is None else 1 - answered / population
    return deviation / math.sqrt(answered) * math.sqrt(left_out)


def mean_interval(
    mean: float,
    deviation: float,
    answered: int,
    population: int | None = None,
    level: float = LEVEL,
) -> Interval:
    """Interval of a mean of a finite group (Student's t); raises ValueError under two answers.

    `deviation` is the sample standard deviation (n - 1), in the unit of the mean.
    """
    if answered <= 1 or (population is not None and population < answered):
        raise ValueError("a mean needs two answers, and no more answers than people")
    half = student(level, answered - 1) * standard_error(deviation, answered, population)
    return Interval(mean - half, mean + half)


def square_and_add(
    before: float, before_bounds: Interval, after: float, after_bounds: Interval
) -> Interval:
    """Interval of after - before, from the interval of each (Newcombe 1998, method 10)."""
    change = after - before
    return Interval(
        change - math.hypot(after - after_bounds.low, before_bounds.high - before),
        change + math.hypot(after_bounds.high - after, before - before_bounds.low),
    )


def newcombe(before: tuple[int, int], after: tuple[int, int], level: float = LEVEL) -> Interval:
    """Newcombe's interval of after - before, each given as (hits, answered), population unknown."""
    return square_and_add(
        before[0] / before[1],
        wilson(*before, level=level),
        after[0] / after[1],
        wilson(*after, level=level),
    )


def sample_size(population: int, margin: float, share: float = 0.5, level: float = LEVEL) -> int:
    """Count the people of `population` who must answer for about ± `margin` (0.1: 10 points)."""
    unlimited = quantile(level) ** 2 * share * (1 - share) / margin**2
    return min(population, math.ceil(unlimited / (1 + (unlimited - 1) / population) - 1e-9))


def correction(answered: int, population: int | None) -> float:
    """Finite correction (N-n)/(N-1) of a variance: 1 when N is unknown, 0 in a census."""
    if population is None:
        return 1.0
    return (population - answered) / (population - 1) if population > 1 else 0.0


@lru_cache(maxsize=32)
def quantile(level: float) -> float:
    """Give the normal quantile that leaves (1 - level) / 2 on each side: 1.959964 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


@lru_cache(maxsize=1_024)
def student(level: float, freedom: int) -> float:
    """Student's quantile for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4).

    Of a thousand and more, by its expansion: the exact sum has a term for each two of them.
    """
    if freedom >= MANY:
        return _student_of_many(level, freedom)
    low, high = 0.0, 1e6
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _student_within(middle, freedom) < level else (low, middle)
    return high


def _student_of_many(level: float, freedom: int) -> float:
    """Give Student's quantile from the normal one (Abramowitz and Stegun 26.7.5)."""
    z = quantile(level)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / freedom**power for power, term in enumerate(terms, 1))


def log_binomial(total: int, chosen: int) -> float:
    """Logarithm of the number of ways to choose `chosen` of `total`."""
    return math.lgamma(total + 1) - math.lgamma(chosen + 1) - math.lgamma(total - chosen + 1)


def chances(satisfied: int, answered: int, population: int) -> tuple[int, list[float]]:
    """Hypergeometric law: the smallest number of hits, and the chance of each from there."""
    first = max(0, answered - (population - satisfied))
    last = min(satisfied, answered)
    mode = min(last, max(first, (answered + 1) * (satisfied + 1) // (population + 2)))
    peak = math.exp(
        log_binomial(satisfied, mode)
        + log_binomial(population - satisfied, answered - mode)
        - log_binomial(population, answered)
    )
    others = population - satisfied - answered
    upward = [peak]
    for i in range(mode, last):
        upward.append(upward[-1] * (satisfied - i) * (answered - i) / ((i + 1) * (others + i + 1)))
    downward = [peak]
    for i in range(mode, first, -1):
        downward.append(
            downward[-1] * i * (others + i) / ((satisfied - i + 1) * (answered - i + 1))
        )
    return first, downward[:0:-1] + upward


def _check(hits: int, answered: int, population: int | None) -> None:
    if not 0 <= hits <= answered or (population is not None and answered > population):
        raise ValueError(f"impossible counts: {hits} of {answered} answers of {population} people")


def _fewest(hits: int, answered: int, population: int, level: float) -> int:
    """Smallest K that leaves `hits` or more a chance above (1 - level) / 2; it grows with K.

    Each K tells of the one below too, since P(K) - P(K - 1) = p(hits | K)·hits / K. The next one
    is guessed as if the chance followed the normal law, or halfway where that leads nowhere.
    """
    tail = (1 - Fraction(str(level))) / 2
    least, most = hits, population - answered + hits if hits else 0
    near, tries = round(wilson(hits, answered, population, level).low * population), 0
    while least < most:
        near, tries = min(most, max(least, near)), tries + 1
        chance, step = _upper_tail(hits, answered, near, population)
        if not _is_likely(chance, hits, answered, near, population, tail):
            least = near + 1
        elif near == least:
            return near
        else:
            most = near - 1
            if not _is_likely(chance - step, hits, answered, most, population, tail):
                return near
        near = _nearer(near, chance, step, level) if tries <= GUESSES else (least + most) // 2
    return least


def _nearer(near: int, chance: float, step: float, level: float) -> int:
    """Guess where the chance passes the limit, from one K: Newton's step on the normal scale."""
    if not 0 < chance < 1 or not step:
        return near
    law = NormalDist()
    place = law.inv_cdf(chance)
    return near + math.floor((-quantile(level) - place) * law.pdf(place) / step) + 1


def _is_likely(
    chance: float, hits: int, answered: int, satisfied: int, population: int, tail: Fraction
) -> bool:
    """Whether a chance passes the limit: counted in whole numbers when floats cannot decide."""
    if abs(chance - (limit := float(tail))) > _DOUBT:
        return chance > limit
    ways = math.comb(population, answered)
    return Fraction(sum(_ways(hits, answered, satisfied, population)), ways) > tail


def _ways(hits: int, answered: int, satisfied: int, population: int) -> Iterator[int]:
    """Give the draws with `hits` satisfied people, with one more…, each from the one before.

    Whole numbers of thousands of digits: counted anew, each takes a thousand times as long.
    """
    others = population - satisfied
    least, most = max(hits, answered - others), min(satisfied, answered)
    ways = math.comb(satisfied, least) * math.comb(others, answered - least)
    for i in range(least, most + 1):
        yield ways
        ways = ways * (satisfied - i) * (answered - i) // ((i + 1) * (others - answered + i + 1))


def _upper_tail(hits: int, answered: int, satisfied: int, population: int) -> tuple[float, float]:
    """Chance of `hits` or more (one at least), and what one satisfied person less takes from it.

    Terms are summed away from the mode, where they shrink fast.
    """
    first = max(0, answered - (population - satisfied))
    last = min(satisfied, answered)
    above = hits > (answered + 1) * (satisfied + 1) // (population + 2)
    others = population - satisfied - answered
    here = term = total = math.exp(
        log_binomial(satisfied, hits)
        + log_binomial(population - satisfied, answered - hits)
        - log_binomial(population, answered)
    )
    i = hits
    while above and i < last and term > total * _DOUBT / 1000:
        term *= (satisfied - i) * (answered - i) / ((i + 1) * (others + i + 1))
        i += 1
        total += term
    while not above and i > first and term > total * _DOUBT / 1000:
        term *= i * (others + i) / ((satisfied - i + 1) * (answered - i + 1))
        i -= 1
        total += term
    return total if above else 1 - (total - here), here * hits / satisfied


def _student_within(bound: float, freedom: int) -> float:
    """Chance that |t| stays under `bound`: a finite sum of cosines of the angle."""
    angle = math.atan(bound / math.sqrt(freedom))
    cosine = math.cos(angle)
    term = total = cosine if freedom % 2 else 1.0
    for i in range(3 if freedom % 2 else 2, freedom - 1, 2):
        term *= cosine * cosine * (i - 1) / i
        total += term
    if not freedom % 2:
        return total * math.sin(angle)
    return 2 / math.pi * (angle + (total * math.sin(angle) if freedom > 1 else 0.0))
