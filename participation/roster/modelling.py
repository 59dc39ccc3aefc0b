"""Writes a roster as a model: cover, limits, cliques of clashes, cuts, fairness in steps."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .board import Board, clash
from .fitting import Pairs
from .model import Model, Part
from .resting import least_cuts

CUTS = range(1, 8)


class RosterModel:
    """The model of a roster on some pairs; columns of pairs come first, in the pairs' order."""

    def __init__(self, board: Board, pairs: Pairs) -> None:
        self.board, self.model = board, Model()
        self.pairs = tuple(pairs)
        self.number = {pair: self.model.column() for pair in self.pairs}
        self.score = {self.number[pair]: cost for pair, cost in pairs.items() if cost}
        self.missing: dict[int, int] = {}
        by_slot: dict[int, list[int]] = defaultdict(list)
        by_helper: dict[int, list[int]] = defaultdict(list)
        for slot, helper in self.pairs:
            by_slot[slot].append(helper)
            by_helper[helper].append(slot)
        for slot in range(len(board.slots)):
            self._cover(slot, by_slot[slot])
        knots = board.knots()
        for helper, slots in sorted(by_helper.items()):
            _OwnRows(self, helper, slots).add(knots[helper])
        for helper, slot in sorted(board.fixed):
            self.model.row([(self.number[slot, helper], 1)], 1, 1)
        self.model.objectives = [self.missing, self.score]

    def columns(self, chosen: Iterable[tuple[int, int]]) -> list[int]:
        """Give the columns of the chosen pairs (slot, helper)."""
        return [self.number[pair] for pair in chosen]

    def chosen(self, columns: Iterable[int]) -> list[tuple[int, int]]:
        """Give the pairs (slot, helper) of columns; columns that are no pair are left out."""
        return [self.pairs[column] for column in columns if column < len(self.pairs)]

    def _cover(self, slot: int, helpers: Sequence[int]) -> None:
        """Count the empty places; hold a team whole, with its leaders, or not at all."""
        wanted, model = self.board.slots[slot], self.model
        terms = [(self.number[slot, helper], 1) for helper in helpers]
        empty = model.derive(wanted.least, wanted.least, [(column, -1) for column, _ in terms])
        if wanted.least:
            self.missing[empty] = wanted.priority
        plain = wanted.team <= 1 and not wanted.leads
        model.places.append((wanted.least, wanted.priority, len(model.rows)))
        exact = wanted.least if plain and wanted.least == wanted.most else None
        model.row([*terms, (empty, 1)], wanted.least, exact)
        if plain:
            if exact is None and len(terms) > wanted.most:
                model.row(terms, None, wanted.most)
            return
        held = model.derive(1, 0, terms)
        model.row([*terms, (held, -wanted.most)], None, 0)
        model.row([*terms, (held, -wanted.team)], 0, None)
        if wanted.leads:
            leading = [
                (self.number[slot, each], 1) for each in helpers if self.board.helpers[each].leads
            ]
            model.row([*leading, (held, -wanted.leads)], 0, None)


class _OwnRows:
    """The rows of one helper."""

    def __init__(self, roster: RosterModel, helper: int, slots: Sequence[int]) -> None:
        self.roster, self.board, self.model = roster, roster.board, roster.model
        self.helper = helper
        self.limits = roster.board.helpers[helper].limits
        self.slots = sorted(slots, key=lambda slot: (self.board.times[slot].starts, slot))
        self.column = {slot: roster.number[slot, helper] for slot in slots}
        self.length = {slot: self.board.times[slot].length for slot in slots}

    def add(self, knots: Iterable[tuple[int, int]]) -> None:
        """Add all rows, and the price of what lies beyond a fair share."""
        times, limits = self.board.times, self.limits
        days: dict[int, list[int]] = defaultdict(list)
        weeks: dict[int, list[int]] = defaultdict(list)
        for slot in self.slots:
            days[times[slot].day].append(slot)
            weeks[times[slot].week].append(slot)
        self._knapsack(self.slots, limits.minutes_in_all)
        for week, slots in weeks.items():
            self._knapsack(slots, self.board.minutes_in(self.helper, week))
            heavy = [slot for slot in slots if self.board.slots[slot].heavy]
            nights = [slot for slot in slots if self.board.slots[slot].night]
            self._count(heavy, limits.heavy_per_week)
            self._count(nights, limits.nights_per_week)
            self._days(slots)
            self._part(week, slots)
        self._weekly_rest(weeks)
        fullest = max((self.board.minutes_in(self.helper, week) for week in weeks), default=0)
        for slots in days.values():
            if (limits.minutes_per_day or 0) < fullest:
                self._knapsack(slots, limits.minutes_per_day)
            self._count(slots, limits.slots_per_day)
        self._nights_in_a_row()
        self._clashes()
        load = [(self.column[slot], self.length[slot]) for slot in self.slots]
        most = sum(length for _, length in load)
        for knot, price in knots:
            if most > knot:
                over = self.model.derive(most - knot, -knot, load)
                self.model.row([*load, (over, -1)], None, knot)
                self.roster.score[over] = price

    def _part(self, week: int, slots: Sequence[int]) -> None:
        """Say what a week of hers is made of, for who looks at it by itself."""
        slots_of, heavy = self.board.slots, self.limits.heavy_per_week
        a_day = self.limits.slots_per_day
        self.model.parts.append(
            Part(
                columns=[self.column[slot] for slot in slots],
                places=list(slots),
                lengths=[self.length[slot] for slot in slots],
                minutes=self.board.minutes_in(self.helper, week),
                heavy=[int(slots_of[slot].heavy) for slot in slots],
                most_heavy=len(slots) if heavy is None else heavy,
                days=[self.board.times[slot].day for slot in slots],
                most_a_day=len(slots) if a_day is None else a_day,
                promised=[(self.helper, slot) in self.board.fixed for slot in slots],
            )
        )

    def _count(self, slots: Sequence[int], limit: int | None) -> None:
        if limit is not None and len(slots) > limit:
            self.model.row([(self.column[slot], 1) for slot in slots], None, limit)

    def _knapsack(self, slots: Sequence[int], limit: int | None) -> None:
        """Hold the minutes within a limit, and add the cuts that whole slots make."""
        if limit is None or sum(self.length[slot] for slot in slots) <= limit:
            return
        self.model.row([(self.column[slot], self.length[slot]) for slot in slots], None, limit)
        seen = set()
        for parts in CUTS:
            cut = cover_cut([self.length[slot] for slot in slots], limit, parts)
            if cut is not None and cut not in seen:
                seen.add(cut)
                rates, high = cut
                terms = [(self.column[slot], rate) for slot, rate in zip(slots, rates, strict=True)]
                self.model.row([term for term in terms if term[1]], None, high)

    def _days(self, slots: Sequence[int]) -> None:
        """Hold the days of a week on which she has something within their limit."""
        times, limit = self.board.times, self.limits.days_per_week
        days = sorted({times[slot].day for slot in slots})
        if limit is not None and len(days) > limit:
            worked = [self._any([slot for slot in slots if times[slot].day == day]) for day in days]
            self.model.row([(column, 1) for column in worked], None, limit)

    def _weekly_rest(self, weeks: Iterable[int]) -> None:
        """Keep one of the stretches free that may be the rest of a week, for each week."""
        for week in weeks:
            rest = self.board.rest_in(self.helper, week)
            if rest is None:
                return
            free = []
            for cut in least_cuts(self.board, rest, week, self.slots):
                held = [self.column[slot] for slot in sorted(cut)]
                free.append(self.model.derive(1, 1, [(column, -1) for column in held]))
                for column in held:
                    self.model.at_most_one([column, free[-1]])
            if free:
                self.model.row([(column, 1) for column in free], 1, None)

    def _nights_in_a_row(self) -> None:
        """Forbid each run of nights that is one longer than it may be."""
        limit, nights = self.limits.nights_in_a_row, defaultdict[int, list[int]](list)
        for slot in self.slots:
            if self.board.slots[slot].night:
                nights[self.board.times[slot].day].append(slot)
        if limit is None:
            return
        run_starts = [
            day for day in sorted(nights) if all(day + more in nights for more in range(limit + 1))
        ]
        used = sorted({day + more for day in run_starts for more in range(limit + 1)})
        worked = {day: self._any(nights[day]) for day in used}
        for day in run_starts:
            run = [(worked[day + more], 1) for more in range(limit + 1)]
            self.model.row(run, None, limit)

    def _any(self, slots: Sequence[int]) -> int:
        """Give a column that is 1 when she holds one of the slots."""
        if len(slots) == 1:
            return self.column[slots[0]]
        found = self.model.derive(1, 0, [(self.column[slot], 1) for slot in slots])
        for slot in slots:
            self.model.row([(self.column[slot], 1), (found, -1)], None, 0)
        return found

    def _clashes(self) -> None:
        """Cover all pairs of slots that clash by cliques of which at most one is held."""
        place = {slot: number for number, slot in enumerate(self.slots)}
        near = self._near()
        covered: dict[int, set[int]] = {slot: set() for slot in self.slots}
        for slot in self.slots:
            for other in sorted(near[slot], key=place.__getitem__):
                if place[other] < place[slot] or other in covered[slot]:
                    continue
                clique = [slot, other]
                for more in sorted(near[slot] & near[other], key=place.__getitem__):
                    if all(more in near[each] for each in clique):
                        clique.append(more)
                for each in clique:
                    covered[each].update(clique)
                self.model.at_most_one([self.column[each] for each in clique])

    def _near(self) -> dict[int, set[int]]:
        """Give, for each slot, those that clash with it."""
        found: dict[int, set[int]] = {slot: set() for slot in self.slots}
        times, furthest = self.board.times, max(self.limits.rest, self.board.longest_way)
        for number, slot in enumerate(self.slots):
            for other in self.slots[number + 1 :]:
                gap = times[other].starts - times[slot].ends
                if gap >= furthest and times[other].day != times[slot].day:
                    break
                if clash(self.board, self.limits, slot, other):
                    found[slot].add(other)
                    found[other].add(slot)
        return found


def cover_cut(lengths: Sequence[int], limit: int, parts: int) -> tuple[tuple[int, ...], int] | None:
    """Give the cut that a knapsack makes when its limit is seen as so many parts and one more.

    A length counts how many whole (parts + 1)-ths of the limit it is; one that is exactly such a
    multiple counts its share of `parts` (the dual feasible functions of Fekete and Schepers,
    2001). All is multiplied by parts + 1 where a share is no whole number. None: it cuts nothing.
    """
    if limit <= 0:
        return None
    scale = 1
    rates = []
    for length in lengths:
        times, rest = divmod((parts + 1) * length, limit)
        rates.append((times, rest == 0))
    if any(exact and times * parts % (parts + 1) for times, exact in rates):
        scale = parts + 1
    found = tuple(
        times * parts * scale // (parts + 1) if exact else times * scale for times, exact in rates
    )
    high = parts * scale
    return (found, high) if sum(found) > high else None
