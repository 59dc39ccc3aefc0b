"""Makes rosters of whole weeks: prices from a linear program, dearest weeks at those prices."""

# It is read by the child process alone. The linear program mixes weeks that helpers may have so
# that least is missed; what one place more would save is its price, and the dearest week of each
# helper at those prices joins the mix (column generation, Dantzig and Wolfe, 1960). Prices are held
# near the best known ones, for those of the linear program leap about (Wentges, 1997). A whole
# roster comes of fixing, again and again, the weeks that the mix is surest of.

import math
import time
from collections.abc import Callable, Collection, Sequence
from typing import Any

from .pricing import Columns, Market
from .relaxing import Relaxation

HELD = 0.7
"""Part of the prices that comes from the best known ones; halved when nothing new is found."""
FREE = 0.05
NEAR = 1e-6
SHARE = 10
"""One in so many of the weeks that are open is fixed before looking again."""
SURE = 0.9
PATIENCE = 20.0
"""Seconds for one linear program."""
AGAIN = 4
"""Looks at new prices before the next weeks are fixed."""

Tell = Callable[[int], None]
Mixed = tuple[float, Sequence[float], list[dict[Columns, float]]]
"""What is missed, the price of each place, and how much of each week is in the mix."""


class Weeks:
    """The weeks that helpers may have, and what is missed at least."""

    def __init__(self, task: dict[str, Any], chosen: Collection[int]) -> None:
        self.market = Market(task)
        self.wanted = list(self.market.wanted)
        self.priced = [(number, price) for number, (_, price, _) in enumerate(task["places"])]
        self.place_of: dict[int, int] = {}
        self.known: list[dict[Columns, None]] = []
        self.promised: list[int] = []
        for part in task["parts"]:
            own = zip(part["columns"], part["places"], part["promised"], strict=True)
            for column, place, is_promised in own:
                if is_promised:
                    self.promised.append(column)
                else:
                    self.place_of[column] = place
            now = tuple(column for column in part["columns"] if column in chosen)
            self.known.append({now: None} if now else {})
        self.open = list(range(len(self.known)))
        self.least = 0

    @property
    def bound(self) -> int:
        """Give what every roster misses at least: a whole number."""
        found: int = -(-self.least // self.market.parts)
        return found

    def improve(self, prices: Sequence[float], value: float, seconds: float, tell: Tell) -> None:
        """Look for better prices until `value` is proved, none are found or the time is over.

        `tell` hears each better bound.
        """
        until, held, best = time.monotonic() + seconds, HELD, list(prices)
        is_new = self._ask(best)
        tell(self.bound)
        while time.monotonic() < until and self.bound < value and (is_new or held):
            held = held if is_new else held / 2 * (held > FREE)
            mixed = self._mix(until - time.monotonic())
            if mixed is None or math.ceil(mixed[0] - NEAR) <= self.bound:
                return
            pairs = zip(best, mixed[1], strict=True)
            tried = [held * one + (1 - held) * two for one, two in pairs]
            least, bound = self.least, self.bound
            is_new = self._ask(tried)
            best = tried if self.least > least else best
            if self.bound > bound:
                tell(self.bound)

    def _ask(self, prices: Sequence[float]) -> bool:
        """Keep what these prices prove, and the weeks that are dear; say whether one is new."""
        least, weeks = self.market.at(prices, self.open)
        if len(self.open) == len(self.known):
            self.least = max(self.least, least)
        before = self.count
        for number, week in zip(self.open, weeks, strict=True):
            if week:
                self.known[number][week] = None
        return self.count > before

    @property
    def count(self) -> int:
        """Give the number of weeks known."""
        return sum(map(len, self.known))

    def _mix(self, seconds: float) -> Mixed | None:
        """Mix the known weeks so that least is missed; each helper's parts come to one week."""
        first = len(self.wanted)
        rows: list[tuple[int, None, list[int], list[int]]] = [
            (wanted, None, [number], [1]) for number, wanted in enumerate(self.wanted)
        ]
        uppers, cliques = list(self.wanted), []
        for each in self.open:
            cliques.append(list(range(len(uppers), len(uppers) + len(self.known[each]))))
            for week in self.known[each]:
                for column in week:
                    if column in self.place_of:
                        _, _, columns, rates = rows[self.place_of[column]]
                        columns.append(len(uppers))
                        rates.append(1)
                uppers.append(1)
        task = {"uppers": uppers, "rows": rows, "cliques": cliques}
        relaxation = Relaxation(task, self.priced)
        found = relaxation.solve(seconds)
        if found is None:
            return None
        parts = [
            dict(zip(self.known[each], (found[1][column] for column in clique), strict=True))
            for each, clique in zip(self.open, cliques, strict=True)
        ]
        return found[0], relaxation.duals[:first], parts

    def whole(self, seconds: float) -> list[int] | None:
        """Give the columns of a roster in which every helper has a week or none.

        So many weeks are fixed at a time that it ends in time.
        """
        until, held = time.monotonic() + seconds, list(self.promised)
        while self.open:
            began = time.monotonic()
            mixed = self._mix(PATIENCE)
            for _ in range(AGAIN):
                if mixed is None or time.monotonic() > until or not self._ask(mixed[1]):
                    break
                mixed = self._mix(PATIENCE)
            if mixed is None:
                return None
            now = time.monotonic()
            rounds = max(1.0, min(SHARE, (until - now) / (now - began)))
            held += self._fix(mixed[2], math.ceil(len(self.open) / rounds))
        return sorted(held)

    def _fix(self, parts: Sequence[dict[Columns, float]], count: int) -> list[int]:
        """Fix the weeks that the mix is surest of; give those of their columns that are wanted."""
        surest = [
            (share, number, week)
            for number, mixed in zip(self.open, parts, strict=True)
            for week, share in [max(mixed.items(), key=lambda each: each[1], default=((), 1.0))]
        ]
        surest.sort(key=lambda each: -each[0])
        taken = [each for place, each in enumerate(surest) if place < count or each[0] >= SURE]
        found = []
        for _, number, week in taken:
            self.open.remove(number)
            for column in week:
                place = self.place_of.get(column)
                if place is not None and self.wanted[place]:
                    self.wanted[place] -= 1
                    found.append(column)
        return found
