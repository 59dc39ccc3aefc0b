"""Which helper may hold which slot at all, what the pair costs, and which pairs are kept."""

import random
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from .board import Board, minute
from .problem import Peer, Rule

POINTS = 100
"""Points of the score that a minute of travel costs."""
MANY_PAIRS, CHEAPEST, DRAWN = 50_000, 20, 6
"""Above so many pairs each slot keeps its cheapest ones and some drawn ones (peers.md 2.2)."""
Pairs = Mapping[tuple[int, int], int]
"""Cost of each pair (slot, helper) that may be; the order is that of slots, then of helpers."""


class Fitting:
    """Tells what keeps a helper from a slot whatever else she does."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.spans = [_merged(helper) for helper in board.helpers]
        zone = ZoneInfo(board.problem.zone)
        self.days = [slot.starts.astimezone(zone).date() for slot in board.slots]

    def fits(self, slot: int, helper: int) -> bool:
        """Say whether nothing keeps the helper from the slot."""
        wanted, who = self.board.slots[slot], self.board.helpers[helper]
        return (
            (wanted.language is None or wanted.language in who.languages)
            and wanted.service not in who.never
            and (who.services is None or wanted.service in who.services)
            and self._is_there(slot, helper)
            and not any(_lack(each, who, self.days[slot]) for each in wanted.skills)
            and (helper, slot) not in self.board.excluded
            and not self._too_long(slot, helper)
        )

    def obstacles(self, slot: int, helper: int) -> dict[Rule, dict[str, int | str]]:
        """Give every rule that keeps the helper from the slot, with its facts."""
        wanted, who = self.board.slots[slot], self.board.helpers[helper]
        found: dict[Rule, dict[str, int | str]] = {}
        if wanted.language is not None and wanted.language not in who.languages:
            found[Rule.LANGUAGE] = {"language": wanted.language}
        for skill in sorted(wanted.skills):
            rule = _lack(skill, who, self.days[slot])
            if rule is not None:
                until = who.skills.get(skill)
                found[rule] = {"skill": skill, **({"until": until.isoformat()} if until else {})}
        if wanted.service in who.never:
            found[Rule.NEVER_THERE] = {"service": wanted.service}
        if who.services is not None and wanted.service not in who.services:
            found[Rule.OTHER_SERVICES] = {"service": wanted.service}
        if (helper, slot) in self.board.excluded:
            found[Rule.EXCLUDED] = {}
        if not self._is_there(slot, helper):
            found[Rule.AWAY] = {}
        return found | self._lengths(slot, helper)

    def _is_there(self, slot: int, helper: int) -> bool:
        time, spans = self.board.times[slot], self.spans[helper]
        place = bisect_right(spans, (time.starts, 2**62)) - 1
        return place >= 0 and spans[place][1] >= time.ends

    def _too_long(self, slot: int, helper: int) -> bool:
        return bool(self._lengths(slot, helper))

    def _lengths(self, slot: int, helper: int) -> dict[Rule, dict[str, int | str]]:
        """Give the limits that this slot alone is beyond."""
        limits, time = self.board.helpers[helper].limits, self.board.times[slot]
        length = time.length
        wanted, most = self.board.slots[slot], self.board.minutes_in(helper, time.week)
        alone = (
            (Rule.MINUTES_PER_WEEK, most, length),
            (Rule.MINUTES_PER_DAY, limits.minutes_per_day, length),
            (Rule.MINUTES_IN_ALL, limits.minutes_in_all, length),
            (Rule.SPAN_OF_DAY, limits.span_of_day, length),
            (Rule.SLOTS_PER_DAY, limits.slots_per_day, 1),
            (Rule.DAYS_PER_WEEK, limits.days_per_week, 1),
            (Rule.HEAVY_PER_WEEK, limits.heavy_per_week, int(wanted.heavy)),
            (Rule.NIGHTS_PER_WEEK, limits.nights_per_week, int(wanted.night)),
            (Rule.NIGHTS_IN_A_ROW, limits.nights_in_a_row, int(wanted.night)),
        )
        return {
            rule: {"limit": limit, "wanted": count}
            for rule, limit, count in alone
            if limit is not None and count > limit
        }

    def cost(self, slot: int, helper: int) -> int:
        """Give what the pair costs in points: the way, the topic, who is known, what is liked."""
        wanted, who = self.board.slots[slot], self.board.helpers[helper]
        weights = self.board.problem.weights
        minutes = weights.travel * who.travel.get(wanted.service, 0)
        if wanted.topic is not None and wanted.topic not in who.topics:
            minutes += weights.topic
        if wanted.previous and who.id not in wanted.previous:
            minutes += weights.continuity
        if who.likes and wanted.kind not in who.likes:
            minutes += weights.preference
        return POINTS * minutes

    def pairs(self) -> Pairs:
        """Give all pairs that may be."""
        return {
            (slot, helper): self.cost(slot, helper)
            for slot in range(len(self.board.slots))
            for helper in range(len(self.board.helpers))
            if self.fits(slot, helper)
        }


def prune(board: Board, pairs: Pairs) -> Pairs:
    """Keep the cheapest pairs of each slot, some drawn ones (always the same) and the promised."""
    if len(pairs) <= MANY_PAIRS:
        return pairs
    by_slot: dict[int, list[int]] = {}
    for slot, helper in pairs:
        by_slot.setdefault(slot, []).append(helper)
    draw = random.Random(1)  # noqa: S311 - a sample, no secret
    kept: dict[tuple[int, int], int] = {}
    for slot, helpers in by_slot.items():
        ranked = sorted(helpers, key=lambda helper: (pairs[slot, helper], helper))
        count = max(CHEAPEST, 2 * board.slots[slot].most)
        rest = ranked[count:]
        chosen = {*ranked[:count], *draw.sample(rest, min(DRAWN, len(rest)))}
        chosen |= {helper for helper in helpers if (helper, slot) in board.fixed}
        kept |= {(slot, helper): pairs[slot, helper] for helper in sorted(chosen)}
    return kept


def _merged(helper: Peer) -> list[tuple[int, int]]:
    """Join what a helper offers twice or without a break, in order."""
    found: list[tuple[int, int]] = []
    for starts, ends in sorted(
        (minute(each.starts), minute(each.ends)) for each in helper.available
    ):
        if found and starts <= found[-1][1]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((starts, ends))
    return found


def _lack(skill: str, who: Peer, day: date) -> Rule | None:
    if skill not in who.skills:
        return Rule.SKILL
    until = who.skills[skill]
    return Rule.SKILL_EXPIRED if until is not None and until < day else None
