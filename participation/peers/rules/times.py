"""When a helper is free: weekly patterns, exceptions, absences and what she is taken for."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from .civil import DAY, MINUTE, PARIS, WEEK, Span, day_of, instant_of, merged, monday_of

Hours = tuple[dt.time, dt.time]
"""From and until, as the clock on the wall shows it; until at or before from is the next day."""
STEPS = (15, 30)
ALL_DAY: Hours = (dt.time(), dt.time())


@dataclass(frozen=True, slots=True)
class WeeklyPattern:
    """One time of each week; `every` counts weeks from that of `since`, `until` may never come."""

    weekday: int
    hours: Hours
    since: dt.date
    until: dt.date | None = None
    every: int = 1

    def days(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """Give its days from one to another, both included."""
        stride = max(self.every, 1) * WEEK
        day = monday_of(self.since) + self.weekday * DAY
        first = max(first, self.since)
        if day < first:
            day += -((day - first) // stride) * stride
        end = last if self.until is None else min(last, self.until)
        while day <= end:
            yield day
            day += stride


@dataclass(frozen=True, slots=True)
class Availability:
    """When somebody says she can: patterns, and days that are otherwise; days off are `away`.

    An exception replaces all patterns of its day; without hours, that day is off.
    """

    patterns: Sequence[WeeklyPattern] = ()
    exceptions: Mapping[dt.date, Sequence[Hours]] = field(default_factory=dict)
    away: Sequence[tuple[dt.date, dt.date]] = ()
    zone: ZoneInfo = PARIS


def hours_of(day: dt.date, hours: Hours, zone: ZoneInfo) -> Span:
    """Give the instants of a day's hours; those that the clock skips are not there.

    It begins the first time that the clock shows its beginning and ends the first time that it
    shows its end: 22:00 to 6:00 lasts seven or nine hours on the nights of the clock change.
    """
    starts, ends = hours
    last = day if ends > starts else day + DAY
    return Span(instant_of(day, starts, zone), instant_of(last, ends, zone))


def said(of: Availability, within: Span) -> list[Span]:
    """Give when she says that she can, in order, nothing twice, cut to a span."""
    first, last = day_of(within.starts, of.zone) - DAY, day_of(within.ends, of.zone)
    zone, exceptions = of.zone, of.exceptions
    found = [
        hours_of(day, pattern.hours, zone)
        for pattern in of.patterns
        for day in pattern.days(first, last)
        if day not in exceptions
    ]
    found += [
        hours_of(day, hours, zone)
        for day, every in exceptions.items()
        if first <= day <= last
        for hours in every
    ]
    return cut(merged(found), within)


def cut(spans: Iterable[Span], within: Span) -> list[Span]:
    """Keep of some spans what lies within another."""
    starts, ends = within
    return [
        each
        if each.starts >= starts and each.ends <= ends
        else Span(max(each.starts, starts), min(each.ends, ends))
        for each in spans
        if each.starts < ends and starts < each.ends
    ]


def days_off(first: dt.date, last: dt.date, zone: ZoneInfo = PARIS) -> Span:
    """Give the instants of whole days away, both included."""
    return Span(instant_of(first, dt.time(), zone), instant_of(last + DAY, dt.time(), zone))


def free(of: Availability, within: Span, taken: Iterable[Span] = ()) -> list[Span]:
    """Give when a helper is free in a span: what she says, less absences and what she is taken for.

    `taken` holds reservations and the busy times of her own calendar, in any order; they may
    overlap. What is away on a day is away from its midnight to the next.
    """
    away = [days_off(first, last, of.zone) for first, last in of.away]
    return without(said(of, within), merged([*taken, *away]))


def without(spans: Iterable[Span], holes: Sequence[Span]) -> list[Span]:
    """Cut holes out of spans; both in order and without overlap."""
    found: list[Span] = []
    at, count = 0, len(holes)
    for each in spans:
        starts, ends = each
        while at < count and holes[at][1] <= starts:
            at += 1
        if at == count or holes[at][0] >= ends:
            found.append(each)
            continue
        while at < count and holes[at][0] < ends:
            begins, over = holes[at]
            if begins > starts:
                found.append(Span(starts, begins))
            starts = over
            if over >= ends:
                break
            at += 1
        if starts < ends:
            found.append(Span(starts, ends))
    return found


def starts_of(spans: Iterable[Span], minutes: int, step: int = 30) -> list[dt.datetime]:
    """Give the quarters or halves of an hour at which something of a length can begin.

    Raises ValueError for another step than 15 or 30 minutes, or a length below one minute.
    """
    if step not in STEPS or minutes < 1:
        raise ValueError(f"{minutes} minutes every {step}")
    length, stride = minutes * MINUTE, step * MINUTE
    found: list[dt.datetime] = []
    for starts, ends in spans:
        first, last = starts, ends - length
        if starts.minute % step or starts.second or starts.microsecond:
            begun = starts.replace(minute=starts.minute // step * step, second=0, microsecond=0)
            first = begun + stride
        while first <= last:
            found.append(first)
            first += stride
    return found


def nearest(starts: Sequence[dt.datetime], wished: dt.datetime, most: int = 3) -> list[dt.datetime]:
    """Give the beginnings nearest to the one that was wished, the earlier first among equals.

    `starts` are in order. This is what somebody is shown whose slot was taken in the meantime.
    """
    after = bisect_left(starts, wished)
    around = starts[max(after - most, 0) : after + most]
    return sorted(around, key=lambda each: (abs(each - wished), each))[:most]
