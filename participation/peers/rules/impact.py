"""Figures of a service, in which nobody can be found again: fewer than five are never told."""

import datetime as dt
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from participation.organisations.rules.thresholds import Threshold

from .civil import DAY, PARIS, Span, day_of, months_after
from .kinds import AttendanceMark

FEWEST = Threshold.INTERNAL


class Hidden(StrEnum):
    """Why a figure is not told."""

    FEW = "few"


Shown = int | Hidden


@dataclass(frozen=True, slots=True)
class Attendance:
    """One booking: whose, as a key that means nothing outside the service, and what became of it.

    `asked_at` is when she first asked for anybody, `first` whether it was her first talk.
    """

    person: int
    mark: AttendanceMark = AttendanceMark.UNMARKED
    language: str = ""
    asked_at: dt.datetime | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class HeldSlot:
    """Something that took place: its bookings, and how many came whose names nobody asked."""

    span: Span
    helpers: int = 1
    bookings: tuple[Attendance, ...] = ()
    visitors: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: the names put together, its people, and its bookings."""

    names: tuple[str, ...]
    people: int
    bookings: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What may be told of a period."""

    slots: Shown
    helper_minutes: Shown
    """Minutes of all helpers: a round of two for three hours is six hours."""
    people: Shown
    visits: Shown
    """Bookings kept, and visitors without a name."""
    not_held: tuple[Line, ...]
    """Bookings that were not kept, or not marked; how many were made in all is never told."""
    languages: tuple[Line, ...]
    days_to_first: Shown
    """Median of whole days from asking to the first talk."""


def impact_of(slots: Iterable[HeldSlot], zone: ZoneInfo = PARIS) -> Impact:
    """Give the figures of some slots; each is told of five people at least, or not at all.

    Small lines are put together, so that no sum gives one back; who did not come is counted
    without a name and without a reason. Each person counts for the language of her last talk.
    """
    held = sorted(slots, key=lambda slot: slot.span)
    booked = [each for slot in held for each in slot.bookings]
    came = [each for each in booked if each.mark is AttendanceMark.CAME]
    missed = [each for each in booked if each.mark is not AttendanceMark.CAME]
    people = {each.person: each.language for each in came}
    visitors = sum(slot.visitors for slot in held)
    reach = max(len(people), visitors)
    waits = {
        each.person: (day_of(slot.span.starts, zone) - day_of(each.asked_at, zone)).days
        for slot in held
        for each in slot.bookings
        if each.first and each.asked_at is not None and each.mark is AttendanceMark.CAME
    }
    median = round(statistics.median(waits.values())) if waits else 0
    return Impact(
        slots=_told(len(held), reach),
        helper_minutes=_told(sum(each.span.minutes * each.helpers for each in held), reach),
        people=_told(len(people), len(people)),
        visits=_told(len(came) + visitors, reach),
        not_held=put_together([(each.mark.value, each.person) for each in missed]),
        languages=put_together([(people[each.person], each.person) for each in came]),
        days_to_first=_told(median, len(waits)),
    )


def _told(value: int, people: int) -> Shown:
    return value if people >= FEWEST else Hidden.FEW


def put_together(bookings: Sequence[tuple[str, int]]) -> tuple[Line, ...]:
    """Give the lines of a table by (name, person), each of five people or more.

    Small lines become one; while it is still too small, the smallest of the others joins it. Five
    people in all or nothing is told: a total minus the lines would be a line.
    """
    people: dict[str, set[int]] = {}
    for name, person in bookings:
        people.setdefault(name, set()).add(person)
    order = sorted(people, key=lambda name: (len(people[name]), name))
    small = [name for name in order if len(people[name]) < FEWEST]
    large = order[len(small) :]
    while small and large and len(set().union(*(people[name] for name in small))) < FEWEST:
        small.append(large.pop(0))
    groups = [tuple(sorted(small))] if small else []
    groups += [(name,) for name in large]
    lines = [_line(names, people, bookings) for names in groups]
    told = [line for line in lines if line.people >= FEWEST]
    return tuple(sorted(told, key=lambda line: (-line.people, line.names)))


def _line(
    names: tuple[str, ...], people: Mapping[str, set[int]], bookings: Sequence[tuple[str, int]]
) -> Line:
    together = set().union(*(people[name] for name in names))
    return Line(names, len(together), sum(name in names for name, _person in bookings))


def stretches(
    slots: Iterable[HeldSlot], first: dt.date, months: int, zone: ZoneInfo = PARIS
) -> tuple[tuple[dt.date, dt.date], ...]:
    """Cut some months from a first one on into stretches of whole months that may be told.

    A month of fewer than five people is told with the next, the last ones with those before:
    otherwise a year minus its other months would tell it. Gives first and last days, both included;
    nothing where all of it together is too few.
    """
    begin = first.replace(day=1)
    people: list[set[int]] = [set() for _ in range(months)]
    for slot in slots:
        day = day_of(slot.span.starts, zone)
        month = (day.year - begin.year) * 12 + day.month - begin.month
        if 0 <= month < months:
            came = (each for each in slot.bookings if each.mark is AttendanceMark.CAME)
            people[month] |= {each.person for each in came}
    cuts, reached = [0], set[int]()
    for n, those in enumerate(people):
        reached |= those
        if len(reached) >= FEWEST:
            cuts.append(n + 1)
            reached = set()
    if len(cuts) == 1:
        return ()
    cuts[-1] = months
    edges = [months_after(begin, cut) for cut in cuts]
    return tuple((a, b - DAY) for a, b in pairwise(edges))
