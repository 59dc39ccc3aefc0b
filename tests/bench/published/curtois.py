"""Instances of schedulingbenchmarks.org (Curtois and Qu): read, and written as a model."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .grid import Grid

WEEK, SATURDAY = 7, 5


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift: how long, and which may not come the day after it."""

    name: str
    minutes: int
    never_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """What one person may do; `most` gives the greatest number of each shift."""

    name: str
    most: dict[str, int]
    most_minutes: int
    least_minutes: int
    most_in_a_row: int
    least_in_a_row: int
    least_off: int
    most_weekends: int


@dataclass(slots=True)
class Instance:
    """A horizon that begins on a Monday; wishes and covers carry what breaking them costs."""

    days: int = 0
    shifts: list[Shift] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    off: set[tuple[str, int]] = field(default_factory=set)
    wanted: dict[tuple[str, int, str], int] = field(default_factory=dict)
    unwanted: dict[tuple[str, int, str], int] = field(default_factory=dict)
    cover: dict[tuple[int, str], tuple[int, int, int]] = field(default_factory=dict)
    """By day and shift: how many, and what each missing and each further one costs."""


def read(text: str) -> Instance:
    """Read an instance; ValueError names a section or a line that is not of the format."""
    found = Instance()
    for section, line in _lines(text):
        parts = [each.strip() for each in line.split(",")]
        if section == "HORIZON":
            found.days = int(line)
        elif section == "SHIFTS":
            never = tuple(each for each in parts[2].split("|") if each)
            found.shifts.append(Shift(parts[0], int(parts[1]), never))
        elif section == "STAFF":
            most = {name: int(count) for name, count in
                    (each.split("=") for each in parts[1].split("|"))}  # fmt: skip
            found.people.append(Person(parts[0], most, *map(int, parts[2:])))
        elif section == "DAYS_OFF":
            found.off |= {(parts[0], int(day)) for day in parts[1:]}
        elif section in ("SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS"):
            wishes = found.wanted if section == "SHIFT_ON_REQUESTS" else found.unwanted
            wishes[parts[0], int(parts[1]), parts[2]] = int(parts[3])
        elif section == "COVER":
            found.cover[int(parts[0]), parts[1]] = (int(parts[2]), int(parts[3]), int(parts[4]))
        else:
            raise ValueError(f"unknown section {section}")
    return found


def _lines(text: str) -> Iterator[tuple[str, str]]:
    section = ""
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("SECTION_"):
            section = line.removeprefix("SECTION_")
        elif line and not line.startswith("#"):
            yield section, line


def model(of: Instance) -> Grid:
    """Write an instance as a model: all its rules are hard, wishes and covers are charged."""
    grid = Grid(len(of.people), of.days, len(of.shifts))
    number = {shift.name: each for each, shift in enumerate(of.shifts)}
    for each, person in enumerate(of.people):
        _own(grid, of, each, person)
        for day in range(of.days):
            if (person.name, day) in of.off:
                grid.model.row(grid.on(each, day), None, 0)
    people = {person.name: each for each, person in enumerate(of.people)}
    for (name, day, shift), price in of.wanted.items():
        ((column, _),) = grid.on(people[name], day, number[shift])
        grid.fixed += price
        grid.price(column, -price)
    for (name, day, shift), price in of.unwanted.items():
        ((column, _),) = grid.on(people[name], day, number[shift])
        grid.price(column, price)
    for (day, shift), (wanted, under, over) in of.cover.items():
        there = [term for each in range(grid.people) for term in grid.on(each, day, number[shift])]
        grid.missing(there, wanted, under)
        grid.beyond(there, wanted, over, grid.people)
    return grid


def _own(grid: Grid, of: Instance, each: int, person: Person) -> None:
    """Add the rules of one person."""
    model, days = grid.model, range(of.days)
    for number, shift in enumerate(of.shifts):
        column = [term for day in days for term in grid.on(each, day, number)]
        model.row(column, None, person.most[shift.name])
        never = [n for n, other in enumerate(of.shifts) if other.name in shift.never_before]
        for day in days[1:] if never else ():
            after = [term for n in never for term in grid.on(each, day, n)]
            model.at_most_one([column[day - 1][0], *(other for other, _ in after)])
    minutes = [(grid.columns[each][day][number], shift.minutes)
               for day in days for number, shift in enumerate(of.shifts)]  # fmt: skip
    model.row(minutes, person.least_minutes, person.most_minutes)
    grid.run_at_most(each, person.most_in_a_row)
    grid.run_at_least(each, person.least_in_a_row)
    grid.rest_at_least(each, person.least_off)
    weekends = [
        grid.any_of([term for day in (first, first + 1) for term in grid.on(each, day)])
        for first in range(SATURDAY, of.days - 1, WEEK)
    ]
    model.row([(column, 1) for column in weekends], None, person.most_weekends)


def best_known(folder: Path) -> dict[str, int]:
    """Read the best values known, by name of file."""
    lines = (folder / "best_known_ub.csv").read_text().split()
    return {name: int(value) for name, value in (line.split(",") for line in lines)}
