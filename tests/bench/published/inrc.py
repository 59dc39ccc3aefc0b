"""Instances of the first competition of nurse rosters (INRC-2010): read, written as a model."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from .grid import Grid

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SATURDAY = 5
ANY, NONE = "Any", "None"
COUNTED = (
    "MinNumAssignments",
    "MaxNumAssignments",
    "MinConsecutiveWorkingDays",
    "MaxConsecutiveWorkingDays",
    "MinConsecutiveFreeDays",
    "MaxConsecutiveFreeDays",
)
WEEKENDS = ("CompleteWeekends", "IdenticalShiftTypesDuringWeekend")
PLAIN = {"Description", "SingleAssignmentPerDay", "WeekendDefinition", "UnwantedPatterns"}
"""What is no rule to weigh: one shift a day and the need of each shift are never broken."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Shifts on days in a row that nobody should work: each a name, `Any` or `None`, and its day.

    The day is that of the week (0 is Monday), None for any.
    """

    weight: int
    entries: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """What each rule allows and what a unit beyond it costs; rules that are off are not there."""

    rules: dict[str, tuple[int, int]]
    weekends: dict[str, int]
    """What a weekend costs that breaks it."""
    patterns: tuple[Pattern, ...]


@dataclass(slots=True)
class Instance:
    """Days from a first weekday; who works by which contract; what is needed and unwanted."""

    days: int
    first: int
    shifts: list[str]
    people: list[Contract] = field(default_factory=list)
    needs: dict[tuple[int, str], int] = field(default_factory=dict)
    off: dict[tuple[int, int, str], int] = field(default_factory=dict)
    """By person, day and shift (`Any` for the whole day): what it costs."""
    unsaid: Counter[str] = field(default_factory=Counter)
    """Rules that weigh something and that the model does not hold, and how often each stands."""

    def weekday(self, day: int) -> int:
        """Give the day of the week, 0 for a Monday."""
        return (self.first + day) % 7

    def saturdays(self) -> list[int]:
        """Give the Saturdays that a Sunday follows."""
        return [day for day in range(self.days - 1) if self.weekday(day) == SATURDAY]


def read(text: str) -> Instance:
    """Read an instance; what it asks beyond the rules known here is counted in `unsaid`."""
    root = fromstring(text)  # noqa: S314 - the caller chose the file
    since, until = (dt.date.fromisoformat(_said(root, name)) for name in ("StartDate", "EndDate"))
    shifts = [each.attrib["ID"] for each in root.iterfind("ShiftTypes/*")]
    found = Instance((until - since).days + 1, since.weekday(), shifts)
    patterns = {each.attrib["ID"]: _pattern(each) for each in root.iterfind("Patterns/Pattern")}
    contracts = {
        each.attrib["ID"]: _contract(found, each, patterns)
        for each in root.iterfind("Contracts/Contract")
    }
    numbers: dict[str, int] = {}
    for each in root.iterfind("Employees/Employee"):
        numbers[each.attrib["ID"]] = len(found.people)
        found.people.append(contracts[_said(each, "ContractID")])
    _read_skills(found, root)
    _read_needs(found, root, since)
    for tag, request in _requests(found, root):
        day = (dt.date.fromisoformat(_said(request, "Date")) - since).days
        shift = ANY if tag == "DayOff" else _said(request, "ShiftTypeID")
        key = numbers[_said(request, "EmployeeID")], day, shift
        found.off[key] = found.off.get(key, 0) + int(request.attrib["weight"])
    return found


def _said(of: Element, name: str) -> str:
    text = of.findtext(name)
    if text is None:
        raise ValueError(f"<{of.tag}> without <{name}>")
    return text.strip()


def _pattern(of: Element) -> Pattern:
    entries = sorted(of.iterfind("PatternEntries/*"), key=lambda each: int(each.attrib["index"]))
    days = [_said(each, "Day") for each in entries]
    return Pattern(
        int(of.attrib["weight"]),
        tuple(
            (_said(each, "ShiftType"), None if day == ANY else WEEKDAYS.index(day))
            for each, day in zip(entries, days, strict=True)
        ),
    )


def _contract(found: Instance, of: Element, patterns: dict[str, Pattern]) -> Contract:
    rules: dict[str, tuple[int, int]] = {}
    weekends: dict[str, int] = {}
    for each in of:
        weight, text = int(each.attrib.get("weight", 0)), (each.text or "").strip()
        if each.tag in PLAIN or not weight or each.attrib.get("on") == "0" or text == "false":
            continue
        if each.tag in COUNTED:
            rules[each.tag] = int(text), weight
        elif each.tag in WEEKENDS and _said(of, "WeekendDefinition") == "SaturdaySunday":
            weekends[each.tag] = weight
        else:
            found.unsaid[each.tag] += 1
    named = [_text(each) for each in of.iterfind("UnwantedPatterns/Pattern")]
    return Contract(rules, weekends, tuple(patterns[each] for each in named))


def _text(of: Element) -> str:
    return (of.text or "").strip()


def _read_skills(found: Instance, root: Element) -> None:
    """Count who lacks a skill that some shift asks for: the model gives all shifts to everybody."""
    asked = {_text(each) for each in root.iterfind("ShiftTypes/Shift/Skills/Skill")}
    for each in root.iterfind("Employees/Employee"):
        own = {_text(skill) for skill in each.iterfind("Skills/Skill")}
        found.unsaid["Skills"] += bool(asked - own)
    found.unsaid += Counter()  # leaves out what was counted as none


def _read_needs(found: Instance, root: Element, since: dt.date) -> None:
    for week in root.iterfind("CoverRequirements/DayOfWeekCover"):
        weekday = WEEKDAYS.index(_said(week, "Day"))
        for cover in week.iterfind("Cover"):
            for day in range(found.days):
                if found.weekday(day) == weekday:
                    found.needs[day, _said(cover, "Shift")] = int(_said(cover, "Preferred"))
    for dated in root.iterfind("CoverRequirements/DateSpecificCover"):
        day = (dt.date.fromisoformat(_said(dated, "Date")) - since).days
        for cover in dated.iterfind("Cover"):
            found.needs[day, _said(cover, "Shift")] = int(_said(cover, "Preferred"))


def _requests(found: Instance, root: Element) -> Iterator[tuple[str, Element]]:
    for group in ("DayOffRequests", "ShiftOffRequests", "DayOnRequests", "ShiftOnRequests"):
        for each in root.iterfind(f"{group}/*"):
            if each.tag in ("DayOff", "ShiftOff"):
                yield each.tag, each
            else:
                found.unsaid[group] += 1


def model(of: Instance) -> Grid:
    """Write an instance as a model: needs are hard, every other rule is charged.

    A run that touches the first or the last day is charged as any other: read otherwise, the best
    plans would cost less than the best values known.
    """
    grid = Grid(len(of.people), of.days, len(of.shifts))
    for (day, name), need in of.needs.items():
        shift = of.shifts.index(name)
        there = [term for each in range(grid.people) for term in grid.on(each, day, shift)]
        grid.model.row(there, need, need)
    for (each, day, name), price in of.off.items():
        for column, _ in _works(grid, of, each, day, name):
            grid.price(column, price)
    for each, contract in enumerate(of.people):
        _count(grid, each, contract)
        _rest(grid, each, contract)
        _weekends(grid, of, each, contract)
        for pattern in contract.patterns:
            _avoid(grid, of, each, pattern)
    return grid


def _works(grid: Grid, of: Instance, each: int, day: int, name: str) -> list[tuple[int, int]]:
    return grid.on(each, day, None if name == ANY else of.shifts.index(name))


def _days(grid: Grid, each: int, days: Sequence[int], sign: int = 1) -> list[tuple[int, int]]:
    return [(column, sign) for day in days for column, _ in grid.on(each, day)]


def _count(grid: Grid, each: int, contract: Contract) -> None:
    """Charge days worked too many or too few, in all and in a row."""
    rules, every = contract.rules, _days(grid, each, range(grid.days))
    if "MaxNumAssignments" in rules:
        most, price = rules["MaxNumAssignments"]
        grid.beyond(every, most, price, grid.days)
    if "MinNumAssignments" in rules:
        grid.missing(every, *rules["MinNumAssignments"])
    if "MaxConsecutiveWorkingDays" in rules:
        most, price = rules["MaxConsecutiveWorkingDays"]
        for first in range(grid.days - most):
            grid.beyond(_days(grid, each, range(first, first + most + 1)), most, price, 1)
    if "MinConsecutiveWorkingDays" in rules:
        for run, sides, price in _short(grid.days, *rules["MinConsecutiveWorkingDays"]):
            terms = [*_days(grid, each, run), *_days(grid, each, sides, -1)]
            grid.beyond(terms, len(run) - 1, price, 1)


def _rest(grid: Grid, each: int, contract: Contract) -> None:
    """Charge days off too many or too few in a row."""
    rules = contract.rules
    if "MaxConsecutiveFreeDays" in rules:
        most, price = rules["MaxConsecutiveFreeDays"]
        for first in range(grid.days - most):
            grid.missing(_days(grid, each, range(first, first + most + 1)), 1, price)
    if "MinConsecutiveFreeDays" in rules:
        for run, sides, price in _short(grid.days, *rules["MinConsecutiveFreeDays"]):
            terms = [*_days(grid, each, sides), *_days(grid, each, run, -1)]
            grid.beyond(terms, len(sides) - 1, price, 1)


def _short(days: int, least: int, weight: int) -> Iterator[tuple[Sequence[int], list[int], int]]:
    """Give each run of days that is too short, the days beside it, and what it costs."""
    for length in range(1, least):
        for first in range(days - length + 1):
            sides = [day for day in (first - 1, first + length) if 0 <= day < days]
            yield range(first, first + length), sides, weight * (least - length)


def _weekends(grid: Grid, of: Instance, each: int, contract: Contract) -> None:
    """Charge a weekend of which one day is worked, and one of two kinds of shifts."""
    half = contract.weekends.get("CompleteWeekends", 0)
    mixed = contract.weekends.get("IdenticalShiftTypesDuringWeekend", 0)
    for saturday in of.saturdays():
        both = (saturday, saturday + 1)
        for one, other in (both, both[::-1]) if half else ():
            terms = [*_days(grid, each, [one]), *_days(grid, each, [other], -1)]
            grid.beyond(terms, 0, half, 1)
        for shift in range(grid.shifts) if mixed else ():
            others = [term for k in range(grid.shifts) if k != shift
                      for term in grid.on(each, both[1], k)]  # fmt: skip
            grid.beyond([*grid.on(each, saturday, shift), *others], 1, mixed, 1)


def _avoid(grid: Grid, of: Instance, each: int, pattern: Pattern) -> None:
    """Charge each time that a pattern is worked."""
    length = len(pattern.entries)
    for first in range(of.days - length + 1):
        days = range(first, first + length)
        wanted = zip(days, pattern.entries, strict=True)
        if any(on is not None and of.weekday(day) != on for day, (_, on) in wanted):
            continue
        terms: list[tuple[int, int]] = []
        free = 0
        for day, (name, _) in zip(days, pattern.entries, strict=True):
            free += name == NONE
            terms += (
                _days(grid, each, [day], -1) if name == NONE else _works(grid, of, each, day, name)
            )
        grid.beyond(terms, length - 1 - free, pattern.weight, 1)


def best_known(folder: Path) -> dict[str, int]:
    """Read the best values known, by name."""
    lines = (folder / "best_known.csv").read_text().split()
    return {name: int(value) for name, value in (line.split(",") for line in lines)}
