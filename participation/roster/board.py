"""A problem in numbers: slots by elapsed minutes, days and weeks, and the way between services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .problem import Limits, Peer, Problem, Slot

MINUTES_OF_DAY = 24 * 60
NEW_DAY = 5
"""Hour before which a slot belongs to the evening before: a round that goes on after midnight."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A slot in minutes since 1970, its day of duty and its ISO week as numbers."""

    starts: int
    ends: int
    length: int
    day: int
    week: int


class Board:
    """Helpers and slots by number, in the order of the problem, and what is asked often."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.helpers: tuple[Peer, ...] = problem.helpers
        self.slots: tuple[Slot, ...] = problem.slots
        self.zone = ZoneInfo(problem.zone)
        self.times = tuple(_timed(slot, self.zone) for slot in self.slots)
        self.helper_number = {each.id: number for number, each in enumerate(self.helpers)}
        self.slot_number = {each.id: number for number, each in enumerate(self.slots)}
        self.fixed = frozenset(
            (self.helper_number[each.helper], self.slot_number[each.slot]) for each in problem.fixed
        )
        self.excluded = frozenset(
            (self.helper_number[each.helper], self.slot_number[each.slot])
            for each in problem.excluded
        )
        self.weeks = sorted({time.week for time in self.times})
        self._ends: dict[int, tuple[int, int]] = {}
        self.travel = _ways(problem)
        longest = max(self.travel.values(), default=0)
        self.longest_way = problem.margin + max(longest, problem.unknown_travel)

    def way(self, one: int, other: int) -> int:
        """Give the minutes needed between two slots for the way and its margin, 0 in one place."""
        origin, to = self.slots[one].service, self.slots[other].service
        if origin == to:
            return 0
        return self.problem.margin + self.travel.get((origin, to), self.problem.unknown_travel)

    def week_ends(self, week: int) -> tuple[int, int]:
        """Give the minutes at which a week begins and ends: its Monday's midnight and the next."""
        if week not in self._ends:
            mondays = (datetime.fromordinal(each) for each in (week, week + 7))
            first, last = (minute(each.replace(tzinfo=self.zone)) for each in mondays)
            self._ends[week] = (first, last)
        return self._ends[week]

    def minutes_in(self, helper: int, week: int) -> int:
        """Give the most minutes of a helper in a week."""
        limits = self.helpers[helper].limits
        if not limits.full_weeks:
            return limits.minutes_per_week
        return limits.minutes_in(date.fromordinal(week))

    def rest_in(self, helper: int, week: int) -> int | None:
        """Give the least rest of a helper in a week, in minutes."""
        limits = self.helpers[helper].limits
        return limits.rest_in(date.fromordinal(week)) if limits.full_weeks else limits.weekly_rest

    def wanted(self) -> int:
        """Give the minutes of help that all slots need together."""
        return sum(
            slot.least * time.length for slot, time in zip(self.slots, self.times, strict=True)
        )

    def quota(self, number: int) -> int:
        """Give the most minutes that a helper may give in all."""
        limits = self.helpers[number].limits
        whole = sum(self.minutes_in(number, week) for week in self.weeks)
        return whole if limits.minutes_in_all is None else min(whole, limits.minutes_in_all)

    def knots(self) -> list[tuple[tuple[int, int], ...]]:
        """Give, for each helper, the loads beyond which a minute costs more, and how much more."""
        wanted, quotas = self.wanted(), [self.quota(each) for each in range(len(self.helpers))]
        supply, weight = sum(quotas), self.problem.weights.fairness
        found: list[tuple[tuple[int, int], ...]] = []
        for quota in quotas:
            share = min(quota, wanted * quota // supply) if quota else 0
            found.append(
                tuple(
                    (share + (quota - share) * step // 3, max(1, 50 * weight * (2 + step) // quota))
                    for step in range(3)
                    if share < quota and weight
                )
            )
        return found


def _timed(slot: Slot, zone: ZoneInfo) -> Timed:
    local = slot.starts.astimezone(zone)
    day = local.date() - timedelta(days=local.hour < NEW_DAY)
    monday = local.date().toordinal() - local.weekday()
    starts, ends = minute(slot.starts), minute(slot.ends)
    return Timed(starts, ends, ends - starts, day.toordinal(), monday)


def minute(instant: datetime) -> int:
    """Give an instant as minutes since 1970: differences are elapsed minutes on every night."""
    return int(instant.astimezone(UTC).timestamp()) // 60


def _ways(problem: Problem) -> Mapping[tuple[str, str], int]:
    found = {(each.to, each.origin): each.minutes for each in problem.travel}
    return found | {(each.origin, each.to): each.minutes for each in problem.travel}


def clash(board: Board, limits: Limits, one: int, other: int) -> bool:
    """Say whether one helper cannot hold both slots: overlap, way, rest or too long a day."""
    first, second = board.times[one], board.times[other]
    if first.starts > second.starts:
        one, other, first, second = other, one, second, first
    gap = second.starts - first.ends
    if gap < board.way(one, other):
        return True
    if first.day != second.day:
        return gap < limits.rest
    return limits.span_of_day is not None and (
        max(first.ends, second.ends) - first.starts > limits.span_of_day
    )
