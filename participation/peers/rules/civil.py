"""Civil time: days, weeks and nights of a place as instants, on both nights of the clock change."""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)
MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)
NIGHT_BEGINS, NIGHT_ENDS = dt.time(22), dt.time(6)
"""Night as in R121-12 of the Code du service national; the house takes it for everybody."""


class Span(NamedTuple):
    """An interval [starts, ends) of aware instants in UTC."""

    starts: dt.datetime
    ends: dt.datetime

    @property
    def minutes(self) -> int:
        """Count the whole minutes that really pass, whatever the clock on the wall does."""
        return (self.ends - self.starts) // MINUTE

    def meets(self, other: "Span") -> bool:
        """Say whether two spans share a moment; spans that only touch do not."""
        return self.starts < other.ends and other.starts < self.ends

    def shared(self, other: "Span") -> dt.timedelta:
        """Give the time that two spans share, zero where they do not meet."""
        length = min(self.ends, other.ends) - max(self.starts, other.starts)
        return max(length, dt.timedelta())


@lru_cache(maxsize=1 << 16)
def instant_of(day: dt.date, hour: dt.time, zone: ZoneInfo) -> dt.datetime:
    """Give the first instant (UTC) of a day at which the clock on the wall shows an hour or more.

    In spring an hour that is skipped is the instant of the skip; in autumn an hour shown twice is
    its first showing.
    """
    local = dt.datetime.combine(day, hour, zone)
    early, late = local.astimezone(dt.UTC), local.replace(fold=1).astimezone(dt.UTC)
    if early <= late:
        return early
    skipped = local.utcoffset()
    while early - late > SECOND:
        middle = late + (early - late) // (2 * SECOND) * SECOND
        if middle.astimezone(zone).utcoffset() == skipped:
            late = middle
        else:
            early = middle
    return early


def day_of(instant: dt.datetime, zone: ZoneInfo) -> dt.date:
    """Give the civil day of an instant."""
    return instant.astimezone(zone).date()


def last_day_of(span: Span, zone: ZoneInfo) -> dt.date:
    """Give the last civil day of a span; one that ends at midnight is not in the next day."""
    return day_of(max(span.starts, span.ends - dt.timedelta.resolution), zone)


def day_span(day: dt.date, zone: ZoneInfo) -> Span:
    """Give the 23, 24 or 25 hours of a civil day."""
    return Span(instant_of(day, dt.time(), zone), instant_of(day + DAY, dt.time(), zone))


def monday_of(day: dt.date) -> dt.date:
    """Give the Monday of a civil week (Code du travail L3121-35)."""
    return day - day.weekday() * DAY


def week_span(monday: dt.date, zone: ZoneInfo) -> Span:
    """Give the 167, 168 or 169 hours of a civil week."""
    return Span(instant_of(monday, dt.time(), zone), instant_of(monday + WEEK, dt.time(), zone))


def days_in(span: Span, zone: ZoneInfo) -> tuple[dt.date, ...]:
    """Give the civil days that a span touches."""
    first, last = day_of(span.starts, zone), last_day_of(span, zone)
    return tuple(first + n * DAY for n in range((last - first).days + 1))


def weeks_in(span: Span, zone: ZoneInfo) -> tuple[dt.date, ...]:
    """Give the Mondays of the civil weeks that a span touches."""
    return tuple(sorted({monday_of(day) for day in days_in(span, zone)}))


def night_minutes(span: Span, zone: ZoneInfo) -> int:
    """Count the minutes of a span between 22:00 and 6:00 of its place."""
    first = day_of(span.starts, zone) - DAY
    nights = (first + n * DAY for n in range((last_day_of(span, zone) - first).days + 1))
    found = dt.timedelta()
    for day in nights:
        ends = instant_of(day + DAY, NIGHT_ENDS, zone)
        found += span.shared(Span(instant_of(day, NIGHT_BEGINS, zone), ends))
    return found // MINUTE


def night_of(instant: dt.datetime, zone: ZoneInfo) -> dt.date:
    """Give the day to which a night belongs: until 6:00 in the morning, the day before."""
    local = instant.astimezone(zone)
    return local.date() - (DAY if local.time() < NIGHT_ENDS else 0 * DAY)


def stop_until(instant: dt.datetime, zone: ZoneInfo = PARIS) -> dt.datetime:
    """Give the end of “I stop for today”: six in the morning after the day, its night included."""
    return instant_of(day_of(instant, zone) + DAY, NIGHT_ENDS, zone)


def months_after(day: dt.date, months: int) -> dt.date:
    """Give the same day some months on, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    first = dt.date(day.year + year, month + 1, 1)
    length = ((first + 31 * DAY).replace(day=1) - first).days
    return first.replace(day=min(day.day, length))


def age_on(born_on: dt.date, day: dt.date) -> int:
    """Give somebody's age in years on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def merged(spans: list[Span]) -> list[Span]:
    """Put spans in order, and those that meet or touch together; empty ones are left out."""
    found: list[Span] = []
    for each in sorted(spans):
        starts, ends = each
        if starts >= ends:
            continue
        if found and starts <= found[-1][1]:
            if ends > found[-1][1]:
                found[-1] = Span(found[-1][0], ends)
        else:
            found.append(each)
    return found
