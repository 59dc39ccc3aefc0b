"""Instances of NSPLib (Vanhoucke and Maenhout): a file of wishes, a case of rules, one model."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .grid import Grid

OFF = -1
"""The last column of each day in the files: a day off."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The least and the most days in a row, and in all."""

    least: int
    most: int
    least_in_all: int
    most_in_all: int


@dataclass(frozen=True, slots=True)
class Instance:
    """How many are needed by day and shift, what each place costs each nurse, and the rules.

    Shifts go from early to night; the last of `wishes` and of `of_shift` is the day off.
    """

    needs: list[list[int]]
    wishes: list[list[list[int]]]
    """By nurse, day and shift."""
    worked: tuple[int, int]
    in_a_row: tuple[int, int]
    of_shift: list[Runs]

    @property
    def days(self) -> int:
        """Give the days of the horizon."""
        return len(self.needs)

    @property
    def shifts(self) -> int:
        """Give the shifts that are worked."""
        return len(self.of_shift) - 1


def read(file: str, case: str) -> Instance:
    """Read an instance from the text of its file and that of its case."""
    numbers = iter(map(int, file.split()))
    nurses, days, shifts = next(numbers), next(numbers), next(numbers)
    needs = [_take(numbers, shifts) for _ in range(days)]
    wishes = [[_take(numbers, shifts) for _ in range(days)] for _ in range(nurses)]
    rules = iter(map(int, case.split()))
    if _take(rules, 2) != [days, shifts]:
        raise ValueError("the case is of other days and shifts")
    worked, in_a_row = _take(rules, 2), _take(rules, 2)
    of_shift = [Runs(*_take(rules, 4)) for _ in range(shifts)]
    return Instance(needs, wishes, (worked[0], worked[1]), (in_a_row[0], in_a_row[1]), of_shift)


def _take(numbers: Iterator[int], count: int) -> list[int]:
    return [next(numbers) for _ in range(count)]


def model(of: Instance) -> Grid:
    """Write an instance as a model; a day off is a day without a shift.

    Runs are held within the 28 days as if nothing lay around them. What goes backward (an earlier
    shift than the day before) is forbidden: the rule was inferred, for the tutorial is not at hand.
    """
    grid = Grid(len(of.wishes), of.days, of.shifts)
    for day, needs in enumerate(of.needs):
        for shift, need in enumerate(needs[: of.shifts]):
            there = [term for each in range(grid.people) for term in grid.on(each, day, shift)]
            grid.model.row(there, need, None)
    for each, wishes in enumerate(of.wishes):
        _own(grid, of, each)
        for day, prices in enumerate(wishes):
            grid.fixed += prices[OFF]
            for shift, price in enumerate(prices[: of.shifts]):
                grid.price(grid.columns[each][day][shift], price - prices[OFF])
    return grid


def _own(grid: Grid, of: Instance, each: int) -> None:
    """Add the rules of one nurse."""
    days, model = range(of.days), grid.model
    model.row([term for day in days for term in grid.on(each, day)], *of.worked)
    grid.run_at_most(each, of.in_a_row[1])
    grid.run_at_least(each, of.in_a_row[0], edges=True)
    for shift, runs in enumerate(of.of_shift[: of.shifts]):
        every = [term for day in days for term in grid.on(each, day, shift)]
        model.row(every, runs.least_in_all, runs.most_in_all)
        grid.run_at_most(each, runs.most, shift)
        grid.run_at_least(each, runs.least, shift, edges=True)
        for day in days[1:] if shift else ():
            before = grid.on(each, day - 1, shift)
            sooner = [term for other in range(shift) for term in grid.on(each, day, other)]
            model.at_most_one([column for column, _ in (*before, *sooner)])
    off = of.of_shift[OFF]
    for first in range(of.days - off.most):
        model.row(
            [term for day in range(first, first + off.most + 1) for term in grid.on(each, day)],
            1,
            None,
        )
    grid.rest_at_least(each, off.least, edges=True)
    worked = (of.days - off.most_in_all, of.days - off.least_in_all)
    model.row([term for day in days for term in grid.on(each, day)], *worked)


def best_known(folder: Path) -> dict[tuple[str, int], int]:
    """Read the best values known, by file and case."""
    found = json.loads((folder / "best_known.json").read_text())
    return {(each["file"], each["case"]): each["best_known"] for each in found}
