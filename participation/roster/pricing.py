"""Prices places and lets each helper take her dearest week: what no roster can miss less than."""

# It is read by the child process alone (NumPy). Give each place a price of at most its priority. A
# place that stays empty misses at least its price; those that are held earn no more, week by week,
# than the dearest week of each helper. So every roster misses at least what all places are priced
# at, less the dearest weeks. This holds for any prices: floating point chooses them, whole numbers
# count them.

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

NEVER, DEAREST, PROMISE = -(2**30), 2**29, 2**30
"""What cannot be, what the dearest week may be worth, and what is added for a promise in it."""

Columns = tuple[int, ...]
"""Columns of the model that one helper holds in one week, in the order of time."""


class Week:
    """What one helper may hold in one week: no two that clash, within her minutes and days.

    Other rules are left out: what is dearest without them is never cheaper with them.
    """

    def __init__(self, part: dict[str, Any], clashing: dict[int, set[int]]) -> None:
        import numpy  # noqa: PLC0415, ICN001 - it is loaded after the limits are set

        self.numbers = numpy
        self.columns: list[int] = part["columns"]
        self.places = numpy.array(part["places"])
        unit = math.gcd(part["minutes"], *part["lengths"])
        self.lengths = [each // unit for each in part["lengths"]]
        self.heavy, days = part["heavy"], part["days"]
        counts = max(map(days.count, days)) > part["most_a_day"]
        most_heavy = min(part["most_heavy"], sum(self.heavy))
        self.most = (part["minutes"] // unit, most_heavy, part["most_a_day"] - 1 if counts else 0)
        self.promised = [at for at, each in enumerate(part["promised"]) if each]
        self.kind = numpy.int64 if self.promised else numpy.int32
        self.never = NEVER * PROMISE if self.promised else NEVER
        self.first: list[int] = []
        self.others: list[list[int]] = []
        self.same_day: list[list[int]] = []
        for number, column in enumerate(self.columns):
            near, today = clashing[column], days.index(days[number]) if counts else number
            before = self.columns[:today]
            first = next((at for at, each in enumerate(before) if each in near), today)
            free = [at for at in range(first, number) if self.columns[at] not in near]
            self.first.append(first)
            self.others.append([each for each in free if each < today])
            self.same_day.append([each for each in free if each >= today])

    def dearest(self, prices: Any) -> tuple[int, Columns]:  # noqa: ANN401 - an array
        """Give what the dearest choice is worth, and the choice; what is promised is in it.

        `ending[n, m, k, c]` is the most that ends with slot n, within m minutes and k heavy slots,
        when c others of its day come before it; `ended` the most of them for any c, `best[n]` the
        most of the slots before n. It is enough to look at the slot before: whatever clashes only
        with one further back makes the bound weaker, never wrong.
        """
        numpy, worth = self.numbers, prices[self.places].astype(self.kind)
        worth[self.promised] = PROMISE
        size = tuple(each + 1 for each in self.most)
        ending = numpy.full((len(worth), *size), self.never, self.kind)
        ended = numpy.full((len(worth), *size[:2]), self.never, self.kind)
        best = numpy.zeros((len(worth) + 1, *size[:2]), self.kind)
        for number, price in enumerate(worth):
            length, heavy = self.lengths[number], self.heavy[number]
            if price > 0 and length < size[0] and heavy < size[1]:
                rooms = (slice(size[0] - length), slice(size[1] - heavy))
                before = best[self.first[number], *rooms]
                if others := self.others[number]:
                    before = numpy.maximum(before, ended[others, *rooms].max(axis=0))
                ending[number, length:, heavy:, 0] = before + price
                if same := self.same_day[number]:
                    before = ending[same, *rooms, :-1].max(axis=0)
                    ending[number, length:, heavy:, 1:] = before + price
                ended[number] = ending[number].max(axis=2)
            numpy.maximum(best[number], ended[number], out=best[number + 1])
        value = int(best[-1, -1, -1])
        return value % PROMISE, self._traced(ending, worth, value)

    def _traced(self, ending: Any, worth: Any, value: int) -> Columns:  # noqa: ANN401
        """Walk back through the choices that make a value."""
        found: list[int] = []
        minutes, heavy, _ = self.most
        open_ones = [(each, c) for each in range(len(worth)) for c in range(self.most[2] + 1)]
        while value > 0:
            last, count = next(
                each for each in open_ones if ending[each[0], minutes, heavy, each[1]] == value
            )
            found.append(self.columns[last])
            minutes, heavy = minutes - self.lengths[last], heavy - self.heavy[last]
            value -= int(worth[last])
            if count:
                open_ones = [(each, count - 1) for each in self.same_day[last]]
            else:
                every = (*range(self.first[last]), *self.others[last])
                open_ones = [(each, c) for each in every for c in range(self.most[2] + 1)]
        return tuple(reversed(found))


class Market:
    """All weeks and all places of a model."""

    def __init__(self, task: dict[str, Any]) -> None:
        import numpy  # noqa: PLC0415, ICN001

        self.numbers = numpy
        clashing: dict[int, set[int]] = defaultdict(set)
        for clique in task["cliques"]:
            for column in clique:
                clashing[column].update(clique)
        self.weeks = [Week(part, clashing) for part in task["parts"]]
        wanted, priorities, _rows = zip(*task["places"], strict=True)
        self.wanted, self.priorities = list(wanted), numpy.array(priorities)
        for week in self.weeks:
            for place in week.places[week.promised]:
                self.wanted[place] = max(0, self.wanted[place] - 1)
        longest = max((len(week.columns) for week in self.weeks), default=1)
        self.parts = DEAREST // (longest * max(priorities))
        """A price counts so many parts of a unit of priority."""

    def at(self, prices: Sequence[float], asked: Iterable[int]) -> tuple[int, list[Columns]]:
        """Give what is missed at least by these prices, in `parts`, and the dearest weeks asked.

        The least holds only when all weeks are asked.
        """
        numpy = self.numbers
        held = numpy.clip(numpy.array(prices), 0, self.priorities)
        whole = numpy.floor(held * self.parts).astype(numpy.int32)
        every = [self.weeks[number].dearest(whole) for number in asked]
        worth = sum(int(price) * count for price, count in zip(whole, self.wanted, strict=True))
        return worth - sum(value for value, _ in every), [columns for _, columns in every]
