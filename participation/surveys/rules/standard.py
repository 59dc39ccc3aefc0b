"""A change between waves or services if both had been answered by the same mix of ways."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .comparison import Verdict
from .intervals import LEVEL, Interval, quantile
from .traits import Block, Part, Parts, merge


class Unequal(StrEnum):
    """Why a change cannot be told at equal ways of answering."""

    ONE_WAY = "one_way"
    """Everybody answered in one way both times: nothing is to be held equal."""
    MISSING_WAY = "missing_way"
    """Nobody answered in one of the ways in one of the waves: nothing stands for them."""
    FEW_ANSWERS = "few_answers"


class Cause(StrEnum):
    """What is left of a change that was called better or worse."""

    STAYS = "stays"
    MAY_BE_THE_WAY = "may_be_the_way"


@dataclass(frozen=True, slots=True)
class Standardised:
    """The change of share (points of 1) between two waves of one mix of ways of answering."""

    before: float
    after: float
    error: float
    interval: Interval
    unadjusted: float
    """The change as it came, of the same answers."""

    @property
    def difference(self) -> float:
        """The change at equal ways of answering."""
        return self.after - self.before


def standardise(
    before: Parts, after: Parts, people: tuple[int | None, int | None]
) -> Standardised | Unequal:
    """Standardise two waves directly, each part counting by its share of both waves' answers.

    Ways that one wave tells together are told together in both. `people` are those present in
    each wave (None: not known).
    """
    blocks = merge((*before, *after))
    if len(blocks) <= 1:
        is_one = all(len(block) <= 1 for block in blocks)
        return Unequal.ONE_WAY if blocks and is_one else Unequal.FEW_ANSWERS
    told = [{block: _added(parts, block) for block in blocks} for parts in (before, after)]
    if not all(part.answered for each in told for part in each.values()):
        return Unequal.MISSING_WAY
    return direct(told[0], told[1], people)


def less(whole: Parts, own: Parts) -> dict[Block, Part]:
    """Give what the others of a whole said; nothing where its parts are not told as one's own."""
    if whole.keys() != own.keys():
        return {}
    return {
        block: Part(part.hits - own[block].hits, part.answered - own[block].answered)
        for block, part in whole.items()
    }


def direct(
    before: Mapping[Block, Part],
    after: Mapping[Block, Part],
    people: tuple[int | None, int | None],
) -> Standardised | Unequal:
    """Standardise parts of the same names: D = Σ w(q − p), w = (a + b) / Σ(a + b).

    Variance Σ w²·(1 − n/N)·p(1 − p)/(a − 1) of each wave (Cochran 1977, 5.6 and 5A.9), the parts
    drawn like their wave and the mix taken as given; interval of the normal law, within −1 and 1.
    """
    if any(part.answered <= 1 for each in (before, after) for part in each.values()):
        return Unequal.FEW_ANSWERS
    sizes = {block: before[block].answered + after[block].answered for block in before}
    total = sum(sizes.values())
    shares, crude, variance = [], [], 0.0
    for parts, present in zip((before, after), people, strict=True):
        answered = sum(part.answered for part in parts.values())
        left_out = 1.0 if present is None or present < answered else 1 - answered / present
        crude.append(sum(part.hits for part in parts.values()) / answered)
        shares.append(sum(sizes[b] / total * p.hits / p.answered for b, p in parts.items()))
        variance += left_out * sum(
            (sizes[b] / total) ** 2 * _spread(part) for b, part in parts.items()
        )
    error = math.sqrt(variance)
    moved, half = shares[1] - shares[0], quantile(LEVEL) * error
    bounds = Interval(max(-1.0, moved - half), min(1.0, moved + half))
    return Standardised(shares[0], shares[1], error, bounds, crude[1] - crude[0])


def cause(verdict: Verdict, found: Standardised) -> Cause | None:
    """Say whether a change called better or worse is still there; None when none was called so.

    It calls nothing better or worse by itself: only the change as it came is tested, with all
    others of its page.
    """
    if verdict is Verdict.SAME_OR_UNKNOWN:
        return None
    is_same = (found.difference > 0) is (verdict is Verdict.BETTER)
    return Cause.STAYS if is_same and not found.interval.holds(0.0) else Cause.MAY_BE_THE_WAY


def _added(parts: Parts, block: Block) -> Part:
    inside = [part for each, part in parts.items() if each <= block]
    return Part(sum(part.hits for part in inside), sum(part.answered for part in inside))


def _spread(part: Part) -> float:
    share = part.hits / part.answered
    return share * (1 - share) / (part.answered - 1)
