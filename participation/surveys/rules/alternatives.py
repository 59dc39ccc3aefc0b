"""Another table that would look the same once published: what keeps a hidden figure hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

ENDLESS = 1 << 60

Vector = Mapping[int, int]
"""Change of each line (row or column) of a table; lines that stay as they are have no entry."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A line of a table that is the sum of others: a pole of its services, a total of choices."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slack:
    """How far a figure may move down and up before a published sentence about it becomes false."""

    down: int
    up: int


@dataclass(frozen=True, slots=True)
class Move:
    """Steps to another table: row vector times column vector, so that every sum still holds."""

    rows: Vector
    columns: Vector

    def cells(self) -> Iterable[tuple[int, int]]:
        """Every cell that the move changes, as (row, column)."""
        return ((i, j) for i in self.rows for j in self.columns)


@dataclass(frozen=True, slots=True)
class Grid:
    """What the search needs of a table: slack of each value and gap, price of hiding each cell.

    `gap` is base minus value; `prices` is 0 for what is hidden already.
    """

    values: Sequence[Sequence[Slack]]
    gaps: Sequence[Sequence[Slack]]
    prices: list[list[int]]
    bases: Mapping[int, int]

    def cheapest(
        self, row_vectors: Iterable[Vector], column_vectors: Iterable[Vector], span: int
    ) -> Move | None:
        """Find the move that hides least and can take at least `span` steps, both ways together.

        The first of the cheapest is taken, so that the same table always gives the same answer;
        None when no move can be made.
        """
        best, lowest = None, ENDLESS
        columns = [(vector, self._gap_terms(vector)) for vector in column_vectors]
        for rows in row_vectors:
            for vector, gaps in columns:
                price = sum(self.prices[i][j] for i in rows for j in vector)
                if price < lowest and self._can_move(rows, vector, gaps, span):
                    best, lowest = Move(rows, vector), price
                    if not lowest:
                        return best
        return best

    def _gap_terms(self, vector: Vector) -> Vector:
        """Change of base minus value for each column that has a base."""
        terms = {j: vector.get(base, 0) - vector.get(j, 0) for j, base in self.bases.items()}
        return {j: change for j, change in terms.items() if change}

    def _can_move(self, rows: Vector, columns: Vector, gaps: Vector, span: int) -> bool:
        """Say whether `span` tables along the move, besides the true one, say what is published.

        Most moves fail at their first figures: the others are not looked at then.
        """
        forward = backward = ENDLESS
        for i, sign in rows.items():
            for terms, slacks in ((columns, self.values[i]), (gaps, self.gaps[i])):
                for j, change in terms.items():
                    slack, step = slacks[j], sign * change
                    ahead, behind = (slack.up, slack.down) if step > 0 else (slack.down, slack.up)
                    forward = min(forward, ahead // abs(step))
                    backward = min(backward, behind // abs(step))
                    if forward + backward < span:
                        return False
        return True


@lru_cache(maxsize=64)
def vectors(names: tuple[str, ...], sums: tuple[Sum, ...]) -> tuple[tuple[Vector, ...], ...]:
    """List, for each line, the small changes of lines that keep every sum true and change it.

    One elementary line may change alone with all sums above it; two may exchange; two partitions of
    the same whole may change together; four at the crossing of two partitions may exchange.
    """
    lines = _Lines(names, sums)
    every = map(lines.consequences, lines.candidates())
    found = sorted((vector for vector in every if vector is not None), key=len)
    return tuple(tuple(vector for vector in found if i in vector) for i in range(len(names)))


class _Lines:
    """Elementary lines of a table, and what each carries along."""

    def __init__(self, names: tuple[str, ...], sums: tuple[Sum, ...]) -> None:
        place = {name: i for i, name in enumerate(names)}
        self.sums = [(place[s.whole], [place[part] for part in s.parts]) for s in sums]
        self.wholes = {whole for whole, _ in self.sums}
        self.atoms = [i for i in range(len(names)) if i not in self.wholes]
        self.parents = {
            i: frozenset(s for s, (_, parts) in enumerate(self.sums) if i in parts)
            for i in range(len(names))
        }
        self.carried = {atom: self._carry(atom) for atom in self.atoms}
        self.rests = {atom: self._rest(self.carried[atom]) for atom in self.atoms}

    def candidates(self) -> Iterable[dict[int, int]]:
        for atom in self.atoms:
            yield {atom: 1}
        for first, second in combinations(self.atoms, 2):
            yield {first: 1, second: -1}
            if self.rests[first] and self.rests[second]:
                yield {first: 1, second: 1}
        yield from self._rectangles()

    def consequences(self, terms: Mapping[int, int]) -> Vector | None:
        """Add the sums above; None when two partitions of one whole would disagree."""
        total: dict[int, int] = {}
        rest: dict[int, int] = {}
        for atom, sign in terms.items():
            for i, change in self.carried[atom].items():
                total[i] = total.get(i, 0) + sign * change
            for s, change in self.rests[atom].items():
                rest[s] = rest.get(s, 0) + sign * change
        if any(rest.values()):
            return None
        return {i: change for i, change in total.items() if change}

    def _carry(self, atom: int) -> dict[int, int]:
        """Change of each whole when the atom grows by one, by the first sum of each whole."""
        changes = {atom: 1}
        waiting = [atom]
        first = {whole: s for s, (whole, _) in reversed([*enumerate(self.sums)])}
        while waiting:
            line = waiting.pop()
            for s in self.parents[line]:
                whole = self.sums[s][0]
                if first[whole] == s:
                    changes[whole] = changes.get(whole, 0) + 1
                    waiting.append(whole)
        return changes

    def _rest(self, changes: Mapping[int, int]) -> dict[int, int]:
        """Tell by how much each sum would fail."""
        rests = {
            s: sum(changes.get(part, 0) for part in parts) - changes.get(whole, 0)
            for s, (whole, parts) in enumerate(self.sums)
        }
        return {s: rest for s, rest in rests.items() if rest}

    def _rectangles(self) -> Iterable[dict[int, int]]:
        """Yield a - b - c + d at the crossing of two partitions: all their sums stay."""
        crossing = [atom for atom in self.atoms if len(self.parents[atom]) > 1]
        by_parents = {self.parents[atom]: atom for atom in crossing}
        for first, second in combinations(crossing, 2):
            shared = self.parents[first] & self.parents[second]
            if not shared:
                continue
            for third in crossing:
                other = self.parents[first] & self.parents[third]
                if not other or other & shared:
                    continue
                parents = (self.parents[second] - shared) | (self.parents[third] - other)
                fourth = by_parents.get(parents)
                if fourth is not None and fourth not in {first, second, third}:
                    yield {first: 1, second: -1, third: -1, fourth: 1}
