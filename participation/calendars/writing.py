"""The `.ics` that we write: when, and nothing that a passer-by may not read (RFC 5545)."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

LONGEST_LINE = 75
"""Octets of a line before it is folded (RFC 5545, 3.1)."""
ZONE = "Europe/Paris"
PARIS_RULES = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE"""
"""The two nights of the year since 1996 (directive 2000/84/EC)."""

_PARIS = ZoneInfo(ZONE)
_TWO_BITS, _INNER = 0b1100_0000, 0b1000_0000
"""How UTF-8 marks the octets of a letter after its first."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Times(StrEnum):
    """How instants are written."""

    UTC = "utc"
    PARIS = "paris"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event; `title` and `place` are neutral, whoever sees the phone they are shown on.

    `uid` never changes and `sequence` grows with each change, so that a calendar replaces what it
    had; an event that is cancelled is kept and said to be. Instants are aware.
    """

    uid: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    changed_at: dt.datetime
    sequence: int = 0
    is_cancelled: bool = False
    place: str | None = None


def invitation(event: Event, times: Times = Times.UTC) -> bytes:
    """Write one event for somebody to put into her calendar, or to take out of it."""
    return _calendar([event], "CANCEL" if event.is_cancelled else "PUBLISH", times)


def feed(events: Iterable[Event], times: Times = Times.PARIS) -> bytes:
    """Write the events that a calendar reads again every hour; Paris hours with their zone."""
    return _calendar(events, "PUBLISH", times, ("REFRESH-INTERVAL;VALUE=DURATION:PT1H",))


def _calendar(
    events: Iterable[Event], method: str, times: Times, more: tuple[str, ...] = ()
) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//participation//participation//FR",
        f"METHOD:{method}",
        *more,
        *(PARIS_RULES.splitlines() if times is Times.PARIS else ()),
    ]
    for event in events:
        lines += _lines(event, times)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _lines(event: Event, times: Times) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.uid)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_utc(event.changed_at)}"
    yield f"DTSTART{_moment(event.starts_at, times)}"
    yield f"DTEND{_moment(event.ends_at, times)}"
    yield f"SUMMARY:{_escaped(event.title)}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place)}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _moment(moment: dt.datetime, times: Times) -> str:
    """Write an instant; in UTC too where the clock in Paris shows its hour for the second time."""
    local = moment.astimezone(_PARIS)
    if times is Times.UTC or local.fold:
        return f":{_utc(moment)}"
    return f";TZID={ZONE}:{local:%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, written)
    return _CONTROLS.sub("", text)


def _folded(line: str) -> bytes:
    """Cut a line at 75 octets, between two letters, and end it."""
    rest = line.encode("utf-8", "replace")
    parts, room = [], LONGEST_LINE
    while len(rest) > room:
        cut = room
        while rest[cut] & _TWO_BITS == _INNER:
            cut -= 1
        parts.append(rest[:cut])
        rest, room = rest[cut:], LONGEST_LINE - 1
    return b"\r\n ".join([*parts, rest]) + b"\r\n"
