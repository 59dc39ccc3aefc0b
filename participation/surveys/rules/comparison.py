"""What changed between two waves or two services, and what cannot be told."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .intervals import (
    LEVEL,
    Interval,
    correction,
    quantile,
    share_interval,
    square_and_add,
)
from .significance import Group, chance, holm

SMALLEST_CHANGE = 0.05
"""A change of less is never called better or worse, even when a census makes it certain: one
resident of thirty who moved away is not an improvement."""
MODE_GAP = 0.20
"""Waves of which this share of answers would have to change mode are not compared silently."""
WHOLE_PEOPLE = 0.6
"""The smallest tenth of a person at which intervals of differences kept 95 % coverage for every
pair of truths in all the homes tried (tests/surveys/test_comparison.py)."""
STEP = 0.05
"""Detectable changes are told in steps of 5 points."""


class Verdict(StrEnum):
    """What may be said of a change, in three words."""

    BETTER = "better"
    WORSE = "worse"
    SAME_OR_UNKNOWN = "same_or_unknown"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of share (points of 1), its chance and what may be said of it."""

    pair: tuple[Group, Group]
    chance: float
    """Chance of so large a difference if nothing had changed, after Holm's correction if any."""
    verdict: Verdict
    detectable: float
    """The smallest change, in steps of 5 points, that these numbers would have shown."""

    @property
    def difference(self) -> float:
        """After, less before."""
        before, after = self.pair
        return after.share - before.share

    @property
    def interval(self) -> Interval:
        """Bounds of the difference: worked out where they decide or are shown, not for each."""
        return difference(*self.pair)


def change(before: Group, after: Group) -> Change:
    """Compare two groups alone; see `changes` for several comparisons shown together."""
    return changes([(before, after)])[0]


def changes(pairs: Sequence[tuple[Group, Group]]) -> list[Change]:
    """Compare each (before, after), the chances corrected together (Holm 1979).

    A change is called better or worse when its corrected chance is under 5 %, its interval leaves
    zero out and it is at least `SMALLEST_CHANGE`; everything else is "the same, or we cannot tell",
    to be shown beside the detectable change. Raises ValueError when a group has no answer.
    """
    corrected = holm([chance(before, after) for before, after in pairs])
    return [judge(*pair, p) for pair, p in zip(pairs, corrected, strict=True)]


def difference(before: Group, after: Group) -> Interval:
    """Interval of after - before when both populations are finite: two censuses give a point.

    Newcombe's square-and-add over the interval of each group, widened by `WHOLE_PEOPLE` of each
    group that is not a census (shares move by whole people, which squaring forgets: without it
    coverage falls to 0.41 where 24 of 30 answered), never beyond the extremes of both intervals.
    Where a population is not known this is Newcombe's interval.
    """
    before.check()
    after.check()
    first = share_interval(before.hits, before.answered, before.known)
    second = share_interval(after.hits, after.answered, after.known)
    squared = square_and_add(before.share, first, after.share, second)
    margin = WHOLE_PEOPLE * sum(
        1 / group.known
        for group in (before, after)
        if group.known is not None and group.known > group.answered
    )
    return Interval(
        max(squared.low - margin, second.low - first.high),
        min(squared.high + margin, second.high - first.low),
    )


def detectable_change(
    base: float, before: tuple[int, int | None], after: tuple[int, int | None], level: float = LEVEL
) -> float:
    """Smallest rise from the share `base`, in steps of 5 points, that z would call significant.

    Groups are (answered, population). When no rise fits under 100 %, the smallest fall; when
    neither fits, 1. It is what the figures must move by to be seen, not a planning figure: half of
    the true changes of this size would be missed by bad luck.
    """
    spread = sum(correction(n, size) / n for n, size in (before, after))
    for sign in (1, -1):
        steps = 1
        while 0 <= base + sign * steps * STEP <= 1 + 1e-9:
            pooled = _pool(base, base + sign * steps * STEP, before[0], after[0])
            if steps * STEP >= quantile(level) * math.sqrt(pooled * (1 - pooled) * spread):
                return round(steps * STEP, 2)
            steps += 1
    return 1.0


def mode_distance(before: Mapping[str, int], after: Mapping[str, int]) -> float:
    """Share of answers that would have to change mode for both waves to have the same mix."""
    sizes = sum(before.values()), sum(after.values())
    if not all(sizes):
        return 0.0
    modes = before.keys() | after.keys()
    return sum(abs(before.get(m, 0) / sizes[0] - after.get(m, 0) / sizes[1]) for m in modes) / 2


def modes_differ(before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    """Whether a comparison must warn: answers came by other ways (kiosk, phone, paper, helped).

    The mode moves answers by more than most real changes do, in a direction nobody can foretell.
    """
    return is_wide(mode_distance(before, after))


def is_wide(distance: float) -> bool:
    """Say whether so much of the answers came by another mode that a comparison must warn."""
    return distance >= MODE_GAP - 1e-9


def judge(before: Group, after: Group, corrected: float) -> Change:
    """Say what may be said of one comparison whose chance was corrected with all of its page."""
    moved = after.share - before.share
    verdict = Verdict.SAME_OR_UNKNOWN
    may_tell = corrected < 1 - LEVEL and abs(moved) >= SMALLEST_CHANGE - 1e-9
    if may_tell and not difference(before, after).holds(0.0):
        verdict = Verdict.BETTER if moved > 0 else Verdict.WORSE
    return Change(
        pair=(before, after),
        chance=corrected,
        verdict=verdict,
        detectable=detectable_change(
            before.share, (before.answered, before.known), (after.answered, after.known)
        ),
    )


def _pool(first: float, second: float, size_first: int, size_second: int) -> float:
    return min(1.0, (first * size_first + second * size_second) / (size_first + size_second))
