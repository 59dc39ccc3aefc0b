"""What comes again: every few weeks, or on one weekday of the month, with its exceptions."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, islice, takewhile
from zoneinfo import ZoneInfo

from .civil import DAY, MINUTE, PARIS, WEEK, Span, instant_of, monday_of, months_after
from .series_refusals import SeriesRefusal

LONGEST_MONTHS = 24
"""A series is asked for again after two years: nobody remembers why it runs."""
LONGEST_MINUTES = 24 * 60
LAST = -1
"""The last such weekday of a month."""
NTHS = (1, 2, 3, 4, LAST)
"""A fifth weekday is missing from most months: nobody means that."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """On some weekdays (Monday is 0) of every week, or of each `every`-th from the first on."""

    weekdays: frozenset[int]
    every: int = 1


@dataclass(frozen=True, slots=True)
class Monthly:
    """On the first, second, third, fourth or last (-1) such weekday of every month, or of some."""

    weekday: int
    nth: int
    every: int = 1


@dataclass(frozen=True, slots=True)
class Series:
    """A series from its first day on; hours are those of the clock on the wall of its place.

    It ends with `until` (included) or after `count` occurrences, cancelled ones among them, and
    after two years at the latest. `moved` gives another day and hour for an occurrence, by its day.
    """

    rhythm: Weekly | Monthly
    first: dt.date
    hour: dt.time
    minutes: int
    until: dt.date | None = None
    count: int | None = None
    cancelled: frozenset[dt.date] = frozenset()
    moved: Mapping[dt.date, tuple[dt.date, dt.time]] = field(default_factory=dict)
    zone: ZoneInfo = PARIS


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of a series; `of` is the day that the rhythm gave it, by which it stays known."""

    of: dt.date
    on: dt.date
    span: Span
    is_cancelled: bool = False

    @property
    def is_moved(self) -> bool:
        """Say whether it is on another day than the rhythm gave; its hour may change as well."""
        return self.on != self.of


def examine_series(series: Series) -> tuple[SeriesRefusal, ...]:
    """Say why a series cannot be: endless, too long, unreadable, or without any day."""
    found = list(_lacks(series))
    if not found:
        days = set(dates(series))
        if not days:
            found.append(SeriesRefusal.EMPTY)
        elif not days >= series.cancelled | set(series.moved):
            found.append(SeriesRefusal.NOT_AN_OCCURRENCE)
    return tuple(found)


def _lacks(series: Series) -> Iterator[SeriesRefusal]:
    rhythm = series.rhythm
    if series.until is None and series.count is None:
        yield SeriesRefusal.NO_END
    if series.until is not None and series.count is not None:
        yield SeriesRefusal.TWO_ENDS
    if series.until is not None and series.until < series.first:
        yield SeriesRefusal.ENDS_BEFORE
    if series.count is not None and series.count < 1:
        yield SeriesRefusal.NO_COUNT
    if rhythm.every < 1:
        yield SeriesRefusal.STEP_UNREADABLE
    if not 1 <= series.minutes <= LONGEST_MINUTES:
        yield SeriesRefusal.LENGTH_UNREADABLE
    weekdays = rhythm.weekdays if isinstance(rhythm, Weekly) else {rhythm.weekday}
    if not weekdays or not weekdays <= set(range(7)):
        yield SeriesRefusal.NO_DAY
    if isinstance(rhythm, Monthly) and rhythm.nth not in NTHS:
        yield SeriesRefusal.NTH_UNREADABLE
    if rhythm.every >= 1 and _is_too_long(series):
        yield SeriesRefusal.TOO_LONG


def _is_too_long(series: Series) -> bool:
    horizon = months_after(series.first, LONGEST_MONTHS)
    if series.until is not None:
        return series.until >= horizon
    return len(list(dates(series))) < (series.count or 0)


def dates(series: Series) -> Iterator[dt.date]:
    """Give the days of the rhythm in order, cancelled and moved ones among them; two years at most.

    An endless rhythm stops there too, whoever forgot to examine it.
    """
    horizon = months_after(series.first, LONGEST_MONTHS)
    if series.rhythm.every < 1:
        return iter(())
    days = (day for day in _days(series) if day >= series.first)
    ended = takewhile(lambda day: day < horizon and day <= (series.until or day), days)
    return islice(ended, series.count)


def _days(series: Series) -> Iterator[dt.date]:
    rhythm, first = series.rhythm, series.first
    if isinstance(rhythm, Weekly):
        for n in count(0, rhythm.every):
            monday = monday_of(first) + n * WEEK
            yield from (monday + weekday * DAY for weekday in sorted(rhythm.weekdays))
            if not rhythm.weekdays:
                return
    else:
        for n in count(0, rhythm.every):
            yield nth_weekday(months_after(first.replace(day=1), n), rhythm.weekday, rhythm.nth)


def nth_weekday(month: dt.date, weekday: int, nth: int) -> dt.date:
    """Give the nth (from 1) or the last (-1) such weekday of the month of a day."""
    first = month.replace(day=1)
    if nth == LAST:
        last = months_after(first, 1) - DAY
        return last - (last.weekday() - weekday) % 7 * DAY
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY


def occurrences(series: Series) -> tuple[Occurrence, ...]:
    """Give every occurrence with its instants, by when it takes place; cancelled ones are told.

    It begins at the first showing of its hour, or at the end of what the clock skips, and lasts its
    minutes in time that really passes. A moved one that is cancelled as well is cancelled.
    """
    found = []
    for day in dates(series):
        on, hour = series.moved.get(day, (day, series.hour))
        starts = instant_of(on, hour, series.zone)
        span = Span(starts, starts + series.minutes * MINUTE)
        found.append(Occurrence(day, on, span, day in series.cancelled))
    return tuple(sorted(found, key=lambda each: (each.span, each.of)))
