"""What the counts of one question say: shares, mean, response rate, and how far to trust them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, stdev

from .intervals import Interval, correction, mean_interval, quantile, share_interval
from .questions import DONT_KNOW, WONT_SAY, Choice

SCALE_OF_CHOICES = 2
"""A scale needs two places at least."""


class Reliability(StrEnum):
    """How far to trust a share, from the width of its 95 % interval; nothing is hidden for it."""

    SURE = "sure"
    GOOD = "good"
    ROUGH = "rough"
    WEAK = "weak"


WIDTHS = {Reliability.SURE: 0.10, Reliability.GOOD: 0.20, Reliability.ROUGH: 0.30}
"""Greatest width of each word: past 0.30 the NCHS (2017) calls a proportion unreliable."""
SURELY_NARROW, WIDEST_RELATIVE = 0.05, 1.30
"""NCHS (2017): an interval wider than 0.05 and than 130 % of its share is unreliable too."""
DETRACTORS, PASSIVES = 6, 8
"""Greatest marks, of 0 to 10, of those who advise against and of those who do neither."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one question in one group: opinions by value, and what stays apart from them."""

    opinions: Mapping[int, int]
    dont_know: int = 0
    wont_say: int = 0
    skipped: int = 0

    @property
    def answered(self) -> int:
        """Number of opinions: the denominator of every share."""
        return sum(self.opinions.values())

    @property
    def no_opinion(self) -> int:
        """People who were asked and gave no opinion: did not know, would not say, skipped."""
        return self.dont_know + self.wont_say + self.skipped

    @property
    def asked(self) -> int:
        """People who were asked the question."""
        return self.answered + self.no_opinion


@dataclass(frozen=True, slots=True)
class Share:
    """A share of those who gave an opinion; `interval` is about all the people present."""

    hits: int
    answered: int
    interval: Interval

    @property
    def value(self) -> float:
        """The share, from 0 to 1; 0 when nobody answered."""
        return self.hits / self.answered if self.answered else 0.0

    @property
    def reliability(interval: Interval, value: float | None = None) -> Reliability:
    """Say how far to trust a share; the word goes beside the figure and never hides it.

    By the width of its interval; and, of a small share, by the width over the share (Parker et
    al., NCHS Vital and Health Statistics 2-175, 2017). Nothing is weak merely for n < 30.
    """
    width = interval.width
    if value and width > SURELY_NARROW and width / value > WIDEST_RELATIVE:
        return Reliability.WEAK
    for word, greatest in WIDTHS.items():
        if width <= greatest + 1e-9:
            return word
    return Reliability.WEAK


def net_promoters(
    promoters: int, detractors: int, answered: int, population: int | None = None
) -> NetScore | None:
    """Net Promoter Score of those who gave a mark from 0 to 10; None when nobody did.

    Error √((p + d - (p - d)²)/n) with the finite population correction. The interval is that of
    adjusted Wald (three more answers: ¾ promoter, ¾ detractor), which holds for few answers too; a
    census gives a point. Raises ValueError for counts that cannot be.
    """
    if min(promoters, detractors) < 0 or promoters + detractors > answered:
        raise ValueError(f"impossible counts: {promoters} and {detractors} of {answered}")
    if not answered:
        return None
    known = population if population is not None and population >= answered else None
    kept = correction(answered, known)
    value = (promoters - detractors) / answered
    error = _net_error(promoters, detractors, answered) * math.sqrt(kept)
    if not kept:
        return NetScore(value, 0.0, Interval(value, value))
    added = (promoters + 0.75, detractors + 0.75, answered + 3.0)
    middle = (added[0] - added[1]) / added[2]
    half = quantile(0.95) * _net_error(*added) * math.sqrt(kept)
    return NetScore(value, error, Interval(max(-1.0, middle - half), min(1.0, middle + half)))


def _net_error(promoters: float, detractors: float, answered: float) -> float:
    for_it, against = promoters / answered, detractors / answered
    return math.sqrt((for_it + against - (for_it - against) ** 2) / answered)


def response_rate(outcomes: Outcomes) -> float:
    """AAPOR RR1: complete answers over all who were or may have been to be asked; 0 for nobody."""
    everyone = (
        outcomes.complete
        + outcomes.partial
        + outcomes.refused
        + outcomes.not_reached
        + outcomes.other
        + outcomes.unknown
    )
    return outcomes.complete / everyone if everyone else 0.0
