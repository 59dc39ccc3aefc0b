"""How long an occurrence lasts, as RFC 5545 counts it (3.3.6, 3.8.5.3).

The library that expands rules adds durations on the clock of the wall, so a half-hour at 02:30 on
the night of 29 March ends before it begins. Here hours are exact, days of a DURATION are days of
the calendar, an end given for the first occurrence is a length for the others.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .screening import HOURS

Parsed = Any
"""What the libraries made of a stranger's text: whatever its types promise, it may not hold."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long an event lasts: whole days of the calendar, then exact time."""

    days: dt.timedelta
    exact: dt.timedelta
    periods: Mapping[dt.datetime, dt.timedelta]
    """Of the dates that were added with a length of their own."""

    @classmethod
    def of(cls, event: Parsed, adapter: Parsed) -> "Length":
        """Read it from the end, or from the duration."""
        none, periods = dt.timedelta(0), {}
        for each in adapter.rdates:
            if isinstance(each, tuple):
                start, end = each
                exact = end if isinstance(end, dt.timedelta) else utc(end) - utc(start)
                periods[utc(start)] = exact
        if "DTEND" not in event and "DURATION" in event and event["DURATION"].dt > none:
            whole: dt.timedelta = event["DURATION"].dt
            days = none if HOURS in event else dt.timedelta(days=whole.days)
            return cls(days, whole - days, periods)
        start, end = adapter.start, adapter.end
        if isinstance(start, dt.datetime) and start.tzinfo:
            return cls(none, utc(end) - utc(start), periods)
        return cls(none, end - start, periods)

    def end(self, start: dt.datetime) -> dt.datetime:
        """Give the end, in UTC, of the occurrence that begins at an aware instant."""
        exact = self.periods.get(utc(start))
        return utc(start + self.days) + self.exact if exact is None else utc(start) + exact


def utc(moment: dt.datetime) -> dt.datetime:
    """Give an aware instant in UTC."""
    return moment.astimezone(dt.UTC)


def plain(moment: dt.date) -> dt.datetime:
    """Give a naive value by which days, floating times and instants can be compared."""
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time())
    return utc(moment).replace(tzinfo=None) if moment.tzinfo else moment
