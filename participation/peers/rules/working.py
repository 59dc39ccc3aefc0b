"""Hours, pauses and rests, counted in time that really passes and in civil days and weeks."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from .civil import (
    DAY,
    MINUTE,
    WEEK,
    Span,
    day_of,
    day_span,
    days_in,
    merged,
    night_minutes,
    week_span,
    weeks_in,
)
from .facts import Case, Reservation

ROUND_THE_CLOCK = DAY
SAME_EVENING = dt.timedelta(hours=2)
"""A pause up to this long over midnight leaves it one working day (a night out with a meal)."""
INSIDE_THE_WEEK = DAY
"""So much of the weekly rest lies in its week; the eleven hours may come before or after."""
MEAN_WEEKS = 12
PAUSE, MINOR_PAUSE = 20, 30


@dataclass(frozen=True, slots=True)
class Found:
    """A value that was counted; `number` replaces the limit's own, `on` says of which day."""

    value: int
    on: dt.date | None = None
    number: int | None = None
    facts: dict[str, object] = field(default_factory=dict)


def time_in(worked: Iterable[Span], within: Span) -> int:
    """Count the minutes worked in a span; what overlaps counts once."""
    return sum((each.shared(within) for each in worked), dt.timedelta()) // MINUTE


def day(case: Case, _number: int) -> Iterator[Found]:
    """Count each civil day, from midnight to midnight (L3121-18; R121-12)."""
    for each in days_in(case.focus, case.zone):
        yield Found(time_in(case.worked, day_span(each, case.zone)), each)


def week(case: Case, _number: int) -> Iterator[Found]:
    """Count each civil week (L3121-20; Code du service national L120-8)."""
    for monday in weeks_in(case.focus, case.zone):
        yield Found(time_in(case.worked, week_span(monday, case.zone)), monday)


def mean(case: Case, _number: int) -> Iterator[Found]:
    """Count every twelve civil weeks in a row that hold the reservation (L3121-22)."""
    touched = weeks_in(case.focus, case.zone)
    first = touched[0] - (MEAN_WEEKS - 1) * WEEK
    mondays = [first + n * WEEK for n in range(2 * MEAN_WEEKS - 2 + len(touched))]
    minutes = [time_in(case.worked, week_span(each, case.zone)) for each in mondays]
    for n in range(len(mondays) - MEAN_WEEKS + 1):
        yield Found(sum(minutes[n : n + MEAN_WEEKS]), mondays[n])


def rest(case: Case, number: int) -> Iterator[Found]:
    """Give the shortest rest around the working days that are touched (L3131-1).

    A working day is what begins on one civil day, a night with its pauses included. Between two of
    them lie the hours of rest, and none lasts so long that no rest fits in its twenty-four hours.
    """
    days = list(_working_days(case.worked, number * MINUTE, case.zone))
    for n, each in enumerate(days):
        if not each.meets(case.focus):
            continue
        rests = [ROUND_THE_CLOCK - (each.ends - each.starts)]
        rests += [each.starts - before.ends for before in days[max(n - 1, 0) : n]]
        rests += [after.starts - each.ends for after in days[n + 1 : n + 2]]
        yield Found(max(min(rests) // MINUTE, 0), day_of(each.starts, case.zone))


def _working_days(worked: Iterable[Span], needed: dt.timedelta, zone: ZoneInfo) -> Iterator[Span]:
    current: Span | None = None
    for each in worked:
        if current is None:
            current = each
            continue
        pause = each.starts - current.ends
        same = day_of(each.starts, zone) == day_of(current.starts, zone) or pause <= SAME_EVENING
        if pause < needed and same:
            current = Span(current.starts, each.ends)
        else:
            yield current
            current = each
    if current is not None:
        yield current


def unbroken(case: Case, _number: int) -> Iterator[Found]:
    """Give the longest time worked without a pause of twenty minutes (L3121-16)."""
    return _without_pause(case, PAUSE)


def unbroken_minor(case: Case, _number: int) -> Iterator[Found]:
    """Give the longest time without a pause of thirty minutes (R121-12)."""
    return _without_pause(case, MINOR_PAUSE)


def _without_pause(case: Case, needed: int) -> Iterator[Found]:
    halves = [half for each in case.every for half in _around_pause(each, needed)]
    runs: list[list[Span]] = []
    for each in merged(halves):
        if runs and each.starts - runs[-1][-1].ends < needed * MINUTE:
            runs[-1].append(each)
        else:
            runs.append([each])
    for run in runs:
        if Span(run[0].starts, run[-1].ends).meets(case.focus):
            yield Found(sum(each.minutes for each in run), day_of(run[0].starts, case.zone))


def _around_pause(of: Reservation, needed: int) -> Iterator[Span]:
    """Cut a reservation by its own pause, taken to lie in its middle."""
    if of.pause_minutes < needed:
        yield of.span
        return
    middle = of.starts + (of.ends - of.starts) / 2
    half = of.pause_minutes * MINUTE / 2
    yield Span(of.starts, max(middle - half, of.starts))
    yield Span(min(middle + half, of.ends), of.ends)


def weekly_rest(case: Case, _number: int) -> Iterator[Found]:
    """Give the longest rest of each week, of which twenty-four hours lie inside it (L3132-2).

    A reservation may also cut the rest of the week before it or after it.
    """

    def longest(worked: Iterable[Span], monday: dt.date) -> int:
        within = week_span(monday, case.zone)
        found = dt.timedelta()
        for free in _gaps(worked, Span(within.starts - WEEK, within.ends + WEEK)):
            inside = free.shared(within)
            found = max(found, free.ends - free.starts if inside >= INSIDE_THE_WEEK else inside)
        return found // MINUTE

    return _of_weeks(case, longest)


def _of_weeks(case: Case, value_of: Callable[[Iterable[Span], dt.date], int]) -> Iterator[Found]:
    """Measure the weeks that are touched, and those beside them that the reservation changes."""
    touched = weeks_in(case.focus, case.zone)
    for monday in (touched[0] - WEEK, *touched, touched[-1] + WEEK):
        value = value_of(case.worked, monday)
        if monday in touched or value != value_of(case.before, monday):
            yield Found(value, monday)


def _gaps(worked: Iterable[Span], within: Span) -> Iterator[Span]:
    begun = within.starts
    for each in worked:
        if each.starts > begun:
            yield Span(begun, min(each.starts, within.ends))
        begun = max(begun, each.ends)
        if begun >= within.ends:
            return
    yield Span(begun, within.ends)


def days(case: Case, _number: int) -> Iterator[Found]:
    """Count the civil days of each week on which she works at all (L3132-1; L120-8)."""
    for monday in weeks_in(case.focus, case.zone):
        within = week_span(monday, case.zone)
        worked = {
            each
            for span in case.worked
            if span.meets(within)
            for each in days_in(span, case.zone)
            if monday <= each < monday + WEEK
        }
        yield Found(len(worked), monday)


def rest_days(case: Case, _number: int) -> Iterator[Found]:
    """Give the longest row of free days that begins in each week (R121-12)."""

    def longest(worked: Iterable[Span], monday: dt.date) -> int:
        taken = {each for span in worked for each in days_in(span, case.zone)}
        return max(_free_from(monday + n * DAY, taken) for n in range(7))

    return _of_weeks(case, longest)


def _free_from(first: dt.date, taken: set[dt.date]) -> int:
    return next((n for n in range(7) if first + n * DAY in taken), 7)


def night(case: Case, _number: int) -> Iterator[Found]:
    """Count the minutes at night of what is looked at (R121-12)."""
    for each in case.looked_at:
        yield Found(night_minutes(each.span, case.zone), day_of(each.starts, case.zone))
