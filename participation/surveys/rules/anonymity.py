"""The one place where figures are hidden so that nobody can be recognised in a result."""

# What is hidden, and why (every page, export, PDF and poster calls `protect`; nothing else hides):
#
# * a group of fewer than k answers, wholly, its size included: the people know one another;
# * a count of fewer than k, zero included: three unhappy people of a house of twenty are looked
#   for,
#   and "nobody said yes" tells what each one did not say;
# * a count that leaves fewer than k others (`NEARLY_ALL`): 24 of 24 tells everyone's answer, 23
#   of 24
#   tells it to the one who answered otherwise;
# * as many other figures as needed for none of these to be computed from the rest.
#
# The reader is told why a figure is hidden, and so knows that a few is under k, that a figure
# hidden
# for another is not. With that knowledge, with every sum of the table and every visible figure,
# each
# hidden figure must keep at least one other possible value: `protect` holds for each an alternative
# table, in whole people, that would have been published with the same figures and the same reasons.
# Where the reasons themselves would tell too much none is given (`WITHHELD`). What is shown to the
# public is never more than what is shown inside, so that both together tell nothing else.
#
# k is 5 inside the services and 11 for the public (habit of French health statistics) and for rows
# that cross two traits of people. Counts of those who gave no opinion are no answer: they are shown
# once their group is. Not covered: someone who knows how others answered from their own mouth.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.organisations.rules.thresholds import Threshold

from .alternatives import ENDLESS, Grid, Slack, Sum, vectors
from .publication import Cell, Hidden, ProtectedTable, Table, fill

__all__ = [
    "Cell",
    "Hidden",
    "ProtectedTable",
    "Service",
    "Sum",
    "Table",
    "Threshold",
    "differs_by_few",
    "fill",
    "merge_small",
    "protect",
    "shows_all",
]

SPAN = 1
"""A hidden figure can be at least this many others besides the true one."""
_BOX_PRICE, _BASE_PRICE = 6, 60
"""What is read most is hidden last: how many answered (it would take every share of the line with
it), then sums of choices (satisfied), then single choices."""

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Service:
    """A service to be shown: `size` is its places for the public, its answers within.

    Only services of the same `circle` are ever merged: a pole, or alone what must never stand
    beside others (protected mode, women's shelter, programme for offenders).
    """

    key: str
    circle: str
    size: int


def protect(table: Table, threshold: Threshold) -> ProtectedTable:
    """Hide what must be, and say why; the same table always gives the same answer.

    Fails closed: where a figure cannot be kept hidden otherwise, the whole table is.
    """
    hidden = _hide(table, Threshold(threshold))
    return ProtectedTable(
        rows=table.rows,
        columns=table.columns,
        cells={
            (row, column): hidden.get((i, j), table.counts[row, column])
            for i, row in enumerate(table.rows)
            for j, column in enumerate(table.columns)
        },
        bases=table.bases,
        threshold=threshold,
    )


def shows_all(table: Table, threshold: Threshold) -> bool:
    """Say whether `protect` hides nothing of a table: no figure of it tells something by itself."""
    return not _Sketch(table, Threshold(threshold), {}).primary()


def merge_small(services: Sequence[Service], threshold: Threshold) -> tuple[tuple[str, ...], ...]:
    """Say which services share one line: groups of keys, each of `threshold` people if it can be.

    The small ones of a circle are put together; if they are still too few, the smallest of the
    others joins them, since a single small line would be computed from the total. A group that
    stays too small has no figure: `protect` hides it and the page says so in words. For two waves
    give the smaller size of each service, so that both have the same lines.
    """
    groups: list[tuple[str, ...]] = []
    for circle in dict.fromkeys(service.circle for service in services):
        inside = sorted(
            (service for service in services if service.circle == circle), key=lambda s: s.size
        )
        small = [service for service in inside if service.size < threshold]
        large = inside[len(small) :]
        if small and large and sum(service.size for service in small) < threshold:
            small.append(large.pop(0))
        groups += [tuple(service.key for service in small)] if small else []
        groups += [(service.key,) for service in large]
    order = {service.key: i for i, service in enumerate(services)}
    lines = (tuple(sorted(group, key=order.__getitem__)) for group in groups)
    return tuple(sorted(lines, key=lambda line: order[line[0]]))


def differs_by_few(before: int, after: int, threshold: Threshold) -> bool:
    """Whether publishing again would tell the answers of those who came in between.

    Results are shown once the wave is closed; late paper answers are added only `threshold` at a
    time, since the difference of two publications is a publication too.
    """
    return 0 < abs(after - before) < threshold


def _hide(table: Table, threshold: Threshold) -> dict[_Place, Hidden]:
    """Places to hide with their reasons: first what is small, then what would reveal it."""
    kept = _hide(table, Threshold.INTERNAL) if threshold > Threshold.INTERNAL else {}
    sketch = _Sketch(table, threshold, kept)
    primary = sketch.primary()
    hidden = _camouflage(sketch, primary, Hidden.PROTECTS_ANOTHER)
    if hidden is None:  # The reasons themselves tell too much: none is given.
        hidden = _camouflage(sketch, dict.fromkeys(primary, Hidden.WITHHELD), Hidden.WITHHELD)
    return sketch.everything() if hidden is None else hidden


def _camouflage(
    sketch: "_Sketch", primary: Mapping[_Place, Hidden], reason: Hidden
) -> dict[_Place, Hidden] | None:
    """Hide more, for `reason`, until each hidden figure has an alternative; None if it cannot."""
    hidden = dict(primary)
    if not hidden:
        return hidden
    row_vectors = vectors(sketch.table.rows, sketch.table.row_sums)
    column_vectors = vectors(sketch.table.columns, sketch.table.column_sums)
    grid = sketch.grid(hidden, reason)
    safe: set[_Place] = set()
    for place in sorted(hidden):
        if place in safe:
            continue
        i, j = place
        move = grid.cheapest(row_vectors[i], column_vectors[j], SPAN)
        if move is None:
            return None
        for cell in move.cells():
            hidden.setdefault(cell, reason)
            grid.prices[cell[0]][cell[1]] = 0
            safe.add(cell)
    return hidden


class _Sketch:
    """Classes of the figures of a table: what each would be hidden for, and how far it may move."""

    def __init__(self, table: Table, threshold: Threshold, kept: Mapping[_Place, Hidden]) -> None:
        self.table = table
        self.kept = kept
        self.values = [[table.counts[row, c] for c in table.columns] for row in table.rows]
        self.limits = self._limits(threshold)
        self.limits_inside = self._limits(Threshold.INTERNAL)
        place = {column: j for j, column in enumerate(table.columns)}
        self.bases = {place[column]: place[base] for column, base in table.bases.items()}
        self.wholes = {place[each.whole] for each in table.column_sums}
        self.open = {place[column] for column in table.open_columns}

    def _limits(self, threshold: Threshold) -> list[int]:
        crossed = self.table.crossed
        return [Threshold.PUBLIC if row in crossed else threshold for row in self.table.rows]

    def primary(self) -> dict[_Place, Hidden]:
        """Figures that would tell something by themselves."""
        found = dict(self.kept)
        for i, line in enumerate(self.values):
            for j in range(len(line)):
                if (i, j) not in found and (reason := self._reason(i, j)):
                    found[i, j] = reason
        return found

    def grid(self, hidden: Mapping[_Place, Hidden], secondary: Hidden) -> Grid:
        """Give what the search for alternatives needs, if others are hidden for `secondary`."""
        lines, columns = range(len(self.values)), range(len(self.table.columns))
        slacks = [
            [self._slacks(i, j, hidden.get((i, j), secondary)) for j in columns] for i in lines
        ]
        # A figure that stays visible tells that it leaves enough others, though its base be hidden.
        told = [
            [self._slacks(i, j, hidden.get((i, j), Hidden.PROTECTS_ANOTHER)) for j in columns]
            for i in lines
        ]
        return Grid(
            values=[[slack for slack, _ in line] for line in slacks],
            gaps=[[gap for _, gap in line] for line in told],
            prices=[[0 if (i, j) in hidden else self._price(i, j) for j in columns] for i in lines],
            bases=self.bases,
        )

    def everything(self) -> dict[_Place, Hidden]:
        """Hide the whole table, and not even say why."""
        lines = enumerate(self.values)
        return {(i, j): Hidden.WITHHELD for i, line in lines for j in range(len(line))}

    def _reason(self, i: int, j: int) -> Hidden | None:
        value, limit = self.values[i][j], self.limits[i]
        if j not in self.bases:
            return Hidden.FEW_ANSWERS if value < limit else None
        base = self.values[i][self.bases[j]]
        if j in self.open:
            return Hidden.FEW_ANSWERS if base < limit else None
        if value < limit:
            return Hidden.FEW_ANSWERS
        return Hidden.NEARLY_ALL if base - value < limit else None

    def _slacks(self, i: int, j: int, reason: Hidden) -> tuple[Slack, Slack]:
        """How far the value, and base minus value, may move while `reason` stays true.

        And while it stays between what other pages show it to be at least and at most.
        """
        moves, gap = self._by_reason(i, j, reason)
        place = self.table.rows[i], self.table.columns[j]
        value = self.values[i][j]
        down, up = moves.down, moves.up
        if (least := self.table.least.get(place)) is not None and least <= value:
            down = min(down, value - least)
        if (most := self.table.most.get(place)) is not None and most >= value:
            up = min(up, most - value)
        return Slack(down, up), gap

    def _by_reason(self, i: int, j: int, reason: Hidden) -> tuple[Slack, Slack]:
        value = self.values[i][j]
        gap = self.values[i][self.bases[j]] - value if j in self.bases else ENDLESS
        if reason is Hidden.FEW_ANSWERS:
            return Slack(value, self.limits[i] - 1 - value), Slack(gap, ENDLESS)
        if reason is Hidden.WITHHELD or j in self.open:
            return Slack(value, ENDLESS), Slack(gap, ENDLESS)
        # What is already hidden inside may be smaller than the public threshold.
        limit = (self.limits_inside if (i, j) in self.kept else self.limits)[i]
        if reason is Hidden.NEARLY_ALL:
            return Slack(value - limit, ENDLESS), Slack(gap, limit - 1 - gap)
        return Slack(value - limit, ENDLESS), Slack(gap - limit, ENDLESS)

    def _price(self, i: int, j: int) -> int:
        """Prefer to hide small counts of single choices, and how many answered last of all."""
        price = 1 + self.values[i][j]
        if j not in self.bases:
            return price * _BASE_PRICE
        return price * _BOX_PRICE if j in self.wholes else price
