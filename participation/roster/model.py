"""A model of whole numbers: columns, rows, cliques, and columns that follow from the others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Terms = Sequence[tuple[int, int]]
"""Pairs of a column and its coefficient."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A column whose best value is constant + the terms, held between 0 and its upper end."""

    column: int
    constant: int
    terms: Terms


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of one helper in one week, in the order of time, and what she may take on.

    Those that are `promised` she holds.
    `places` are numbers of the model's places. She holds at most `minutes` of the lengths,
    `most_heavy` of the heavy ones, `most_a_day` on one of the days, and no two of a clique.
    """

    columns: list[int]
    places: list[int]
    lengths: list[int]
    minutes: int
    heavy: list[int]
    most_heavy: int
    days: list[int]
    most_a_day: int
    promised: list[bool]


@dataclass(slots=True)
class Model:
    """What `child` solves: each column from 0 to its upper end, each row from low to high.

    Objectives are made the least one after the other: a later one never worsens an earlier one.
    """

    uppers: list[int] = field(default_factory=list)
    rows: list[tuple[int | None, int | None, list[int], list[int]]] = field(default_factory=list)
    cliques: list[list[int]] = field(default_factory=list)
    derived: list[Derived] = field(default_factory=list)
    objectives: list[dict[int, int]] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    """How many each place wants, its priority in the first objective, the row that covers it."""
    parts: list[Part] = field(default_factory=list)
    """All columns that fill places, week by week; none where a model is no roster."""

    def column(self, upper: int = 1) -> int:
        """Add a column and give its number."""
        self.uppers.append(upper)
        return len(self.uppers) - 1

    def derive(self, upper: int, constant: int, terms: Terms) -> int:
        """Add a column that follows from those before it."""
        column = self.column(upper)
        self.derived.append(Derived(column, constant, terms))
        return column

    def row(self, terms: Iterable[tuple[int, int]], low: int | None, high: int | None) -> None:
        """Ask that a sum lies between two ends; None is no end."""
        columns, coefficients = [], []
        for column, coefficient in terms:
            columns.append(column)
            coefficients.append(coefficient)
        self.rows.append((low, high, columns, coefficients))

    def at_most_one(self, columns: Sequence[int]) -> None:
        """Ask that at most one of the columns is 1."""
        self.cliques.append(list(columns))

    def complete(self, chosen: Iterable[int]) -> list[int]:
        """Give the value of every column when the chosen ones are 1 and the derived follow."""
        values = [0] * len(self.uppers)
        for column in chosen:
            values[column] = 1
        for each in self.derived:
            total = each.constant + sum(rate * values[column] for column, rate in each.terms)
            values[each.column] = min(max(total, 0), self.uppers[each.column])
        return values

    def value(self, objective: int, values: Sequence[int]) -> int:
        """Give what an objective is worth at these values."""
        return worth(self.objectives[objective], values)

    def holds(self, values: Sequence[int]) -> bool:
        """Say whether the values satisfy every row and clique."""
        within = all(0 <= value <= upper for value, upper in zip(values, self.uppers, strict=True))
        return (
            within
            and all(sum(values[each] for each in clique) <= 1 for clique in self.cliques)
            and all(_within(row, values) for row in self.rows)
        )


def worth(objective: Mapping[int, int], values: Sequence[int]) -> int:
    """Add up an objective."""
    return sum(price * values[column] for column, price in objective.items())


def _within(
    row: tuple[int | None, int | None, list[int], list[int]], values: Sequence[int]
) -> bool:
    low, high, columns, coefficients = row
    total = sum(rate * values[column] for column, rate in zip(columns, coefficients, strict=True))
    return (low is None or total >= low) and (high is None or total <= high)
