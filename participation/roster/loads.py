"""What each helper has already, and what keeps her from one slot more."""

from collections import Counter

from .board import Board, clash
from .problem import Rule
from .resting import is_rested

WEEK = 7
Facts = dict[str, int | str]


class Loads:
    """The slots of each helper in a roster being made, counted by day and by week."""

    def __init__(self, board: Board) -> None:
        self.board = board
        count = len(board.helpers)
        self.held: list[list[int]] = [[] for _ in range(count)]
        self.places: list[list[int]] = [[] for _ in board.slots]
        self.minutes = [0] * count
        self.of_week: Counter[tuple[int, int]] = Counter()
        self.of_day: Counter[tuple[int, int]] = Counter()
        self.slots_of_day: Counter[tuple[int, int]] = Counter()
        self.heavy: Counter[tuple[int, int]] = Counter()
        self.nights: Counter[tuple[int, int]] = Counter()
        self.night_days: Counter[tuple[int, int]] = Counter()

    def add(self, slot: int, helper: int, sign: int = 1) -> None:
        """Put a helper into a slot, or (sign -1) take her out."""
        time, wanted = self.board.times[slot], self.board.slots[slot]
        if sign > 0:
            self.held[helper].append(slot)
            self.places[slot].append(helper)
        else:
            self.held[helper].remove(slot)
            self.places[slot].remove(helper)
        self.minutes[helper] += sign * time.length
        self.of_week[helper, time.week] += sign * time.length
        self.of_day[helper, time.day] += sign * time.length
        self.slots_of_day[helper, time.day] += sign
        self.heavy[helper, time.week] += sign * wanted.heavy
        self.nights[helper, time.week] += sign * wanted.night
        self.night_days[helper, time.day] += sign * wanted.night

    def remove(self, slot: int, helper: int) -> None:
        """Take a helper out of a slot."""
        self.add(slot, helper, -1)

    def free(self, slot: int, helper: int) -> bool:
        """Say whether a helper who fits may take the slot beside what she has."""
        limits, time = self.board.helpers[helper].limits, self.board.times[slot]
        most = self.board.minutes_in(helper, time.week)
        if self.of_week[helper, time.week] + time.length > most:
            return False
        if any(clash(self.board, limits, slot, other) for other in self.held[helper]):
            return False
        if helper in self.places[slot] or self._counts(slot, helper):
            return False
        return not self._weariness(slot, helper)

    def obstacles(self, slot: int, helper: int) -> dict[Rule, Facts]:
        """Give every rule that what she has makes the slot break, with its facts."""
        worn = self._weariness(slot, helper)
        return self._clashes(slot, helper) | self._counts(slot, helper) | worn

    def _clashes(self, slot: int, helper: int) -> dict[Rule, Facts]:
        """Name the first slot in the way, for each manner of being in the way."""
        found: dict[Rule, Facts] = {}
        limits = self.board.helpers[helper].limits
        for other in sorted(self.held[helper]):
            if other == slot or not clash(self.board, limits, slot, other):
                continue
            one, two = sorted((slot, other), key=lambda each: self.board.times[each].starts)
            first, second = self.board.times[one], self.board.times[two]
            gap = second.starts - first.ends
            if gap < 0:
                rule = Rule.OVERLAP
            elif gap < self.board.way(one, two):
                rule = Rule.TRAVEL
            else:
                rule = Rule.REST if first.day != second.day else Rule.SPAN_OF_DAY
            found.setdefault(rule, {"with": self.board.slots[other].id})
        return found

    def _weariness(self, slot: int, helper: int) -> dict[Rule, Facts]:
        """Say whether the slot takes the rest of its week, or of one beside it, from her."""
        times, rest = self.board.times, self.board.rest_in(helper, self.board.times[slot].week)
        if rest is None or not self.held[helper]:
            return {}
        week, held = times[slot].week, [slot, *self.held[helper]]
        weeks = {times[each].week for each in held} & {week - WEEK, week, week + WEEK}
        for each in sorted(weeks):
            least = self.board.rest_in(helper, each) or 0
            if not is_rested(self.board, least, each, held):
                return {Rule.WEEKLY_REST: {"limit": least}}
        return {}

    def _counts(self, slot: int, helper: int) -> dict[Rule, Facts]:
        limits, time = self.board.helpers[helper].limits, self.board.times[slot]
        wanted = self.board.slots[slot]
        week, day = (helper, time.week), (helper, time.day)
        most = self.board.minutes_in(helper, time.week)
        after = (
            (Rule.MINUTES_PER_WEEK, most, self.of_week[week] + time.length),
            (Rule.MINUTES_PER_DAY, limits.minutes_per_day, self.of_day[day] + time.length),
            (Rule.MINUTES_IN_ALL, limits.minutes_in_all, self.minutes[helper] + time.length),
            (Rule.SLOTS_PER_DAY, limits.slots_per_day, self.slots_of_day[day] + 1),
            (Rule.HEAVY_PER_WEEK, limits.heavy_per_week, self.heavy[week] + 1),
            (Rule.NIGHTS_PER_WEEK, limits.nights_per_week, self.nights[week] + 1),
            (Rule.NIGHTS_IN_A_ROW, limits.nights_in_a_row, self._nights_in_a_row(slot, helper)),
            (Rule.DAYS_PER_WEEK, limits.days_per_week, self._days(slot, helper)),
        )
        asked = {Rule.HEAVY_PER_WEEK: wanted.heavy}
        asked |= dict.fromkeys((Rule.NIGHTS_PER_WEEK, Rule.NIGHTS_IN_A_ROW), wanted.night)
        return {
            rule: {"limit": limit, "wanted": count}
            for rule, limit, count in after
            if limit is not None and count > limit and asked.get(rule, True)
        }

    def _nights_in_a_row(self, slot: int, helper: int) -> int:
        """Count the nights in a row that the slot would make."""
        if not self.board.slots[slot].night:
            return 0
        day = self.board.times[slot].day
        before, after = day - 1, day + 1
        while self.night_days[helper, before]:
            before -= 1
        while self.night_days[helper, after]:
            after += 1
        return after - before - 1

    def _days(self, slot: int, helper: int) -> int:
        """Count the days of the slot's week on which she would have something."""
        time = self.board.times[slot]
        days = {
            self.board.times[other].day
            for other in self.held[helper]
            if self.board.times[other].week == time.week
        }
        return len(days | {time.day})
