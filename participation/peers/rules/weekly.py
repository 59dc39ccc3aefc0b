"""What a helper says of her weeks: the hours of a day, days away, and what contradicts itself."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .civil import DAY, PARIS, Span, instant_of

MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY
MOST_TIMES = 40
LONGEST_AWAY = dt.timedelta(days=366)
FARTHEST = dt.timedelta(days=730)
MOST_CALENDARS = 3
STEP = 15


class TimesRefusal(StrEnum):
    """Why a time, an absence or a calendar is not kept."""

    SAME_HOURS = "hours-are-the-same"
    OVERLAPS = "times-overlap"
    TOO_MANY = "too-many-times"
    UNTIL_BEFORE_SINCE = "time-until-before-since"
    DAYS_REVERSED = "days-away-reversed"
    HOURS_REVERSED = "hours-away-reversed"
    OVER = "away-is-over"
    TOO_LONG = "away-too-long"
    TOO_FAR = "away-too-far"
    SAID_ALREADY = "away-said-already"
    CONTRADICTS = "away-and-there"
    THERE_NEEDS_HOURS = "there-needs-hours"
    ONE_SOURCE = "calendar-file-or-address"
    TOO_MANY_CALENDARS = "too-many-calendars"
    CALENDAR_KNOWN = "calendar-known"
    CALENDAR_TOO_LARGE = "calendar-too-large"
    CALENDAR_NOT_ONE = "calendar-not-one"
    CALENDAR_UNREADABLE = "calendar-unreadable"
    CALENDAR_TOO_OFTEN = "calendar-too-often"
    CALENDAR_TOO_MANY = "calendar-too-many"
    CALENDAR_TOO_HEAVY = "calendar-too-heavy"
    CALENDAR_BAD_ADDRESS = "calendar-bad-address"
    CALENDAR_UNREACHABLE = "calendar-unreachable"


@dataclass(frozen=True, slots=True)
class Weekly:
    """A time of each week, as the clock on the wall shows it; minutes after midnight.

    It holds from `since` on, and `until` is the first day on which it does not begin any more.
    """

    weekday: int
    starts_at: int
    minutes: int
    since: dt.date
    until: dt.date | None = None

    @property
    def begins(self) -> int:
        """Give the minute of the week at which it begins."""
        return self.weekday * MINUTES_A_DAY + self.starts_at

    def meets(self, other: "Weekly") -> bool:
        """Say whether two times of the week share a minute; Sunday night meets Monday morning."""
        apart = (other.begins - self.begins) % MINUTES_A_WEEK
        back = (self.begins - other.begins) % MINUTES_A_WEEK
        return (apart < self.minutes or back < other.minutes) and self._together(other)

    def _together(self, other: "Weekly") -> bool:
        """Say whether there is a day from which both hold; a night after the last day counts."""
        night = DAY
        mine = dt.date.max if self.until is None else self.until + night
        hers = dt.date.max if other.until is None else other.until + night
        return self.since < hers and other.since < mine


def minutes_of(hour: str) -> int:
    """Read 14:30 as minutes after midnight; ValueError for anything else."""
    hours, _colon, minutes = hour.partition(":")
    found = int(hours) * 60 + int(minutes)
    if not 0 <= found < MINUTES_A_DAY:
        raise ValueError(hour)
    return found


def clock_of(minute: int) -> str:
    """Write minutes after midnight, of this day or the next, as the clock shows them."""
    return f"{minute % MINUTES_A_DAY // 60:02}:{minute % 60:02}"


def length(starts_at: int, ends_at: int) -> int:
    """Give the minutes from one hour of the clock to another; an earlier one is the next day's."""
    return (ends_at - starts_at) % MINUTES_A_DAY


def why_not_weekly(one: Weekly, others: Iterable[Weekly]) -> TimesRefusal | None:
    """Refuse a time without length, one that ends before it begins, and what is said already."""
    every = list(others)
    if one.minutes <= 0:
        return TimesRefusal.SAME_HOURS
    if one.until is not None and one.until <= one.since:
        return TimesRefusal.UNTIL_BEFORE_SINCE
    if len(every) >= MOST_TIMES:
        return TimesRefusal.TOO_MANY
    return TimesRefusal.OVERLAPS if overlapped(one, every) else None


def overlapped(one: Weekly, others: Iterable[Weekly]) -> Weekly | None:
    """Give the first of some times that another meets, or nothing."""
    return next((each for each in others if each.meets(one)), None)


HOURS = tuple(clock_of(minute) for minute in range(0, MINUTES_A_DAY, STEP))
"""What can be chosen as a beginning or an end."""


@dataclass(frozen=True, slots=True)
class AwaySheet:
    """Days or hours that are otherwise than each week; without hours, whole days, both included."""

    first: dt.date
    last: dt.date
    starts_at: int | None = None
    ends_at: int | None = None
    is_there: bool = False

    @property
    def has_hours(self) -> bool:
        """Say whether it is a part of a day."""
        return self.starts_at is not None and self.ends_at is not None


def span_of(sheet: AwaySheet) -> Span:
    """Give its instants: midnight to midnight, or its hours on the clock of Paris.

    Hours that end before they begin end the day after, so that a night can be said.
    """
    if sheet.starts_at is None or sheet.ends_at is None:
        return Span(_midnight(sheet.first), _midnight(sheet.last + DAY))
    after = sheet.first == sheet.last and sheet.ends_at <= sheet.starts_at
    last = sheet.last + DAY if after else sheet.last
    return Span(_at(sheet.first, sheet.starts_at), _at(last, sheet.ends_at))


def _midnight(day: dt.date) -> dt.datetime:
    return instant_of(day, dt.time(), PARIS)


def _at(day: dt.date, minute: int) -> dt.datetime:
    return instant_of(day, dt.time(minute // 60, minute % 60), PARIS)


def why_not_away(sheet: AwaySheet, now: dt.datetime) -> TimesRefusal | None:
    """Refuse days in the wrong order, what is over, more than a year, and “there” without hours."""
    if sheet.last < sheet.first:
        return TimesRefusal.DAYS_REVERSED
    if sheet.is_there and not sheet.has_hours:
        return TimesRefusal.THERE_NEEDS_HOURS
    if sheet.last - sheet.first > LONGEST_AWAY:
        return TimesRefusal.TOO_LONG
    if sheet.starts_at is not None and sheet.starts_at == sheet.ends_at:
        return TimesRefusal.HOURS_REVERSED
    span = span_of(sheet)
    if span.ends <= now:
        return TimesRefusal.OVER
    return TimesRefusal.TOO_FAR if span.starts > now + FARTHEST else None


def why_not_beside(
    span: Span, *, is_there: bool, others: Iterable[tuple[Span, bool]]
) -> TimesRefusal | None:
    """Refuse what was said already, and to be away and there at the same time."""
    for other, other_is_there in others:
        if span.meets(other):
            if is_there is other_is_there:
                return TimesRefusal.SAID_ALREADY
            return TimesRefusal.CONTRADICTS
    return None
