"""How likely a difference as large as the one seen would be if nothing had changed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import mul
from statistics import NormalDist

from .intervals import chances, correction

_EXACT_PEOPLE = 240
"""Up to this many people in both groups together the test is exact (25 ms at most)."""
_EXACT_ANSWERS = 400
"""Up to this many answers Fisher's test stands in where the population is not known."""


@dataclass(frozen=True, slots=True)
class Group:
    """`hits` of `answered` people, of `population` present (None: not known)."""

    hits: int
    answered: int
    population: int | None = None

    @property
    def share(self) -> float:
        """Share of the answers, 0 to 1."""
        return self.hits / self.answered

    @property
    def known(self) -> int | None:
        """The population, unless there are more answers than people, which makes it unknown."""
        if self.population is None or self.population < self.answered:
            return None
        return self.population

    def check(self) -> None:
        """Raise ValueError when there is no answer, or more hits than answers."""
        if not 0 <= self.hits <= self.answered or not self.answered:
            raise ValueError(f"nothing to compare: {self.hits} of {self.answered} answers")


def chance(before: Group, after: Group) -> float:
    """Two-sided p-value of "both populations have the same share".

    Both populations known and small: exact for finite populations (`finite_test`). Unknown and few
    answers: Fisher. Otherwise z with the finite population correction.
    """
    before.check()
    after.check()
    if before.known is not None and after.known is not None:
        if before.known + after.known <= _EXACT_PEOPLE:
            return finite_test(before, after)
    elif before.answered + after.answered <= _EXACT_ANSWERS:
        return fisher(before, after)
    return z_test(before, after)


def z_test(before: Group, after: Group) -> float:
    """Two-sided p-value of the pooled z, each variance scaled by (N-n)/(N-1)."""
    z = _z(before.hits, after.hits, before, after)
    return 2 * NormalDist().cdf(-abs(z))


def fisher(before: Group, after: Group) -> float:
    """Two-sided p-value of Fisher's exact test: tables no likelier than the one seen.

    It takes populations as endless, so it is too prudent for homes where most people answered.
    """
    hits, answered = before.hits + after.hits, before.answered + after.answered
    first, law = chances(hits, after.answered, answered)
    seen = law[after.hits - first] * (1 + 1e-7)
    return min(1.0, math.fsum(p for p in law if p <= seen))


@lru_cache(maxsize=16_384)
def finite_test(before: Group, after: Group) -> float:
    """Two-sided exact p-value for two finite populations, both known.

    Each group is a random draw from its population. Among all pairs of truths where nothing rose,
    the greatest chance of a rise that ranks as high as the one seen (by z); the same for a fall;
    twice the smaller. The greatest is reached where both truths are as equal as whole people allow,
    since a rise is the likelier the lower the first and the higher the second. In two censuses any
    difference is certain.
    """
    fallen = (
        Group(before.answered - before.hits, before.answered, before.population),
        Group(after.answered - after.hits, after.answered, after.population),
    )
    return min(1.0, 2 * min(_rise(before, after), _rise(*fallen)))


def mann_whitney(before: Mapping[int, int], after: Mapping[int, int]) -> tuple[float, float]:
    """Compare two sets of ordered answers, given as counts by place.

    Returns the chance that someone of `after` stands above someone of `before` (ties count half;
    0.5: no shift) and the two-sided p-value, with ties and continuity corrections. Populations are
    taken as endless. Raises ValueError when a group is empty.
    """
    size_before, size_after = sum(before.values()), sum(after.values())
    if not size_before or not size_after:
        raise ValueError("nothing to compare: a group has no answer")
    total, below, wins, ties = size_before + size_after, 0, 0.0, 0
    for place in sorted(before.keys() | after.keys()):
        here, there = before.get(place, 0), after.get(place, 0)
        wins += there * (below + here / 2)
        below += here
        ties += (here + there) ** 3 - (here + there)
    pairs = size_before * size_after
    variance = pairs / 12 * (total + 1 - ties / (total * (total - 1)))
    if variance <= 0:
        return wins / pairs, 1.0
    z = max(0.0, abs(wins - pairs / 2) - 0.5) / math.sqrt(variance)
    return wins / pairs, 2 * NormalDist().cdf(-z)


def holm(chances_seen: Sequence[float]) -> list[float]:
    """Correct p-values so that one false "better" or "worse" in the whole list stays under 5 %."""
    order = sorted(range(len(chances_seen)), key=chances_seen.__getitem__)
    scaled = [(len(order) - rank) * chances_seen[i] for rank, i in enumerate(order)]
    corrected = [0.0] * len(order)
    for i, p in zip(order, accumulate(scaled, max), strict=True):
        corrected[i] = min(1.0, p)
    return corrected


def benjamini_hochberg(chances_seen: Sequence[float]) -> list[float]:
    """Correct p-values so that few of those called different are false (1995): for exploring."""
    order = sorted(range(len(chances_seen)), key=chances_seen.__getitem__, reverse=True)
    scaled = [len(order) / (len(order) - rank) * chances_seen[i] for rank, i in enumerate(order)]
    corrected = [0.0] * len(order)
    for i, p in zip(order, accumulate(scaled, min), strict=True):
        corrected[i] = min(1.0, p)
    return corrected


def _z(hits_before: int, hits_after: int, before: Group, after: Group) -> float:
    """Pooled z of the rise, with finite corrections; infinite when nothing is left to chance."""
    rise = hits_after / after.answered - hits_before / before.answered
    pooled = (hits_before + hits_after) / (before.answered + after.answered)
    spread = sum(correction(g.answered, g.known) / g.answered for g in (before, after))
    error = math.sqrt(pooled * (1 - pooled) * spread)
    if error:
        return rise / error
    return math.copysign(math.inf, rise) if rise else 0.0


def _rise(before: Group, after: Group) -> float:
    """Greatest chance of a rise ranking as high as the one seen, where nothing rose in truth."""
    people_before, people_after = before.known or 0, after.known or 0
    bars = _bars(before, after)
    greatest = 0.0
    for satisfied in range(people_before + 1):
        first, law = chances(satisfied, before.answered, people_before)
        equal = satisfied * people_after // people_before
        start, other = chances(equal, after.answered, people_after)
        above = [0.0, *accumulate(reversed(other))][::-1]
        asked = bars[first : first + len(law)]
        tails = [above[min(max(bar - start, 0), len(other))] for bar in asked]
        greatest = max(greatest, sum(map(mul, law, tails)))
    return min(1.0, greatest)


def _bars(before: Group, after: Group) -> list[int]:
    """For each number of hits before, the fewest hits after that rank as high as what was seen.

    Bars never fall: a pair ranks as high as any pair with more hits before and fewer after, so
    that a higher first truth or a lower second one can only make the region less likely.
    """
    seen = _z(before.hits, after.hits, before, after) - 1e-9
    bars: list[int] = []
    for hits in range(before.answered + 1):
        bar = 0
        while bar <= after.answered and _z(hits, bar, before, after) < seen:
            bar += 1
        bars.append(bar)
    return [*accumulate(reversed(bars), min)][::-1]
