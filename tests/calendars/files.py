"""Calendars made for the tests, and what they should come to."""

import datetime as dt

from participation.calendars.expanding import Window, expand

PARIS = "TZID=Europe/Paris"
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//FR\r\n"
TAIL = "END:VCALENDAR\r\n"


def event(*lines: str, uid: str = "one@example.org", summary: str = "Rendez-vous") -> str:
    """Write an event of these lines."""
    whole = ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{summary}", *lines, "END:VEVENT", ""]
    return "\r\n".join(whole)


def calendar(*events: str, head: str = "") -> bytes:
    """Write a calendar of these events."""
    return (HEAD + head + "".join(events) + TAIL).encode()


def day(text: str) -> dt.datetime:
    """Read a naive instant."""
    return dt.datetime.fromisoformat(text)


def expanded(raw: bytes, start: str = "2026-01-01", end: str = "2027-01-01") -> list[list[str]]:
    """Expand a calendar in this very process."""
    return [[row.start, row.end] for row in expand(raw, Window(day(start), day(end))).rows]
