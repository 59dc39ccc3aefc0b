"""What the counts of one question say: shares, mean, net score, and how far to trust them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

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
    """A share of those who gave an opinion, of the people present (None: not known)."""

    hits: int
    answered: int
    population: int | None

    @property
    def value(self) -> float:
        """The share, from 0 to 1; 0 when nobody answered."""
        return self.hits / self.answered if self.answered else 0.0

    @property
    def interval(self) -> Interval:
        """What the share says about all the people present; most shares are never asked for it."""
        return share_interval(self.hits, self.answered, self.population)

    @property
    def reliability(self) -> Reliability:
        """The word for the width of the interval."""
        return reliability(self.interval, self.value)


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean from 0 (all at the worst place) to 100 (all at the best), and its interval if any."""

    value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Score:
    """What a question on a scale says: top, middle and bottom box, and the mean on 100."""

    top: Share
    middle: Share
    bottom: Share
    mean: Mean | None


@dataclass(frozen=True, slots=True)
class NetScore:
    """Promoters minus detractors (NPS), from -1 to 1, with standard error and interval."""

    value: float
    error: float
    interval: Interval


class Box(StrEnum):
    """Part of a scale, the only way to set scales of 3 and 5 places side by side."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


def tally(counts: Mapping[int, int], *, asked: int | None = None) -> Tally:
    """Sort counts by stored value; `asked` people of whom some stored nothing (skipped).

    Raises ValueError for a negative count or more answers than people asked: data to mend, not to
    show.
    """
    stored = sum(counts.values())
    if min(counts.values(), default=0) < 0 or (asked is not None and asked < stored):
        raise ValueError(f"impossible counts: {stored} answers of {asked} people asked")
    return Tally(
        opinions={v: n for v, n in counts.items() if v not in {DONT_KNOW, WONT_SAY}},
        dont_know=counts.get(DONT_KNOW, 0),
        wont_say=counts.get(WONT_SAY, 0),
        skipped=0 if asked is None else asked - stored,
    )


def places(choices: Iterable[Choice]) -> dict[int, int]:
    """Map stored value to place on the scale, 1 the worst; empty when the choices are no scale."""
    found = {c.value: c.score for c in choices if c.score is not None}
    return found if len(found) >= SCALE_OF_CHOICES else {}


def box(place: int, last: int) -> Box:
    """Say which box a place of a scale of `last` places is in: above, at, below its middle."""
    if 2 * place == last + 1:
        return Box.MIDDLE
    return Box.TOP if 2 * place > last + 1 else Box.BOTTOM


def boxes(scale: Mapping[int, int]) -> dict[int, Box]:
    """Map each stored value of a scale to its box."""
    last = max(scale.values(), default=0)
    return {value: box(place, last) for value, place in scale.items()}


def share(hits: int, answered: int, population: int | None) -> Share:
    """Share with its interval: exact when the number of people present is known, Wilson when not.

    Give None as population when the question was put to some people only: how many of those
    present it concerned is not known. When some gave no opinion the whole population still serves:
    the interval is then a little wide, never too narrow.
    """
    return Share(hits, answered, population)


def score(found: Tally, scale: Mapping[int, int], population: int | None) -> Score:
    """Score a question whose values have a place on a scale (see `places`).

    Raises ValueError when an opinion has no place: a choice that is no degree ("not concerned")
    belongs to the answers kept apart.
    """
    if unplaced := [value for value, n in found.opinions.items() if n and value not in scale]:
        raise ValueError(f"values {unplaced} have no place on the scale")
    in_box = dict.fromkeys(Box, 0)
    for value, part in boxes(scale).items():
        in_box[part] += found.opinions.get(value, 0)
    return Score(
        top=share(in_box[Box.TOP], found.answered, population),
        middle=share(in_box[Box.MIDDLE], found.answered, population),
        bottom=share(in_box[Box.BOTTOM], found.answered, population),
        mean=mean_on_100(found, scale, population),
    )


def mean_on_100(found: Tally, scale: Mapping[int, int], population: int | None) -> Mean | None:
    """Mean of the places spread from 0 (worst) to 100 (best), None when nobody answered.

    When all said the same thing the sample shows no spread and Student's interval would be a
    point, which is false: the interval then lets those whom the exact interval cannot vouch for
    stand at either end of the scale. A single answer has none.
    """
    last = max(scale.values(), default=0)
    size = found.answered
    if not size:
        return None
    steps, unit = [(scale[v] - 1, n) for v, n in found.opinions.items() if n], 100 / (last - 1)
    total = sum(n * step for step, n in steps)
    mean = total / size * unit
    known = population if population is not None and population >= size else None
    if size == 1 and known != 1:
        return Mean(mean, None)
    # From counts alone, in whole numbers: a list of a hundred thousand people would take a second.
    squares = size * sum(n * step * step for step, n in steps) - total * total
    deviation = math.sqrt(squares / (size * (size - 1))) * unit if size > 1 else 0.0
    if not deviation:
        like = share_interval(size, size, known).low
        return Mean(mean, Interval(like * mean, like * mean + (1 - like) * 100))
    bounds = mean_interval(mean, deviation, size, known)
    return Mean(mean, Interval(max(0.0, bounds.low), min(100.0, bounds.high)))


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
