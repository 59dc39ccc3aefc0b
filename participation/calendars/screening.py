"""What is refused before any library reads it, and the few lines that are left to read."""

import re

from .problems import Problem, UnreadableError

DEEPEST = 6
"""VALARM in VEVENT in VCALENDAR is three; deeper is an attack on whoever walks down."""
HOURS = "X-PARTICIPATION-HOURS"
"""Marks a duration written in hours: the library makes one day of PT24H, which it is not."""

_FOLD = re.compile(r"\r?\n[ \t]")
_FILE = re.compile(r"^BEGIN:VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)
_TOO_OFTEN = re.compile(
    r"^(?:RRULE|EXRULE)\b.*FREQ\s*=\s*(?:SECONDLY|MINUTELY)", re.IGNORECASE | re.MULTILINE
)
_NAME = re.compile(r"[A-Z0-9-]+", re.IGNORECASE)
_IN_HOURS = re.compile(r"DURATION(?:;[^:]*)?:\+?PT\d", re.IGNORECASE)
_READ = frozenset(
    """
    BEGIN END VERSION CALSCALE X-WR-TIMEZONE TZID TZNAME TZOFFSETFROM TZOFFSETTO UID SUMMARY STATUS
    TRANSP SEQUENCE DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID
    """.split()
)
"""The lines that are looked at; the others hold what is not our business, and mistakes."""


def screen(raw: bytes) -> str:
    """Refuse what would harm before any library reads it; give the lines that matter, unfolded."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    text = _FOLD.sub("", text)
    if not _FILE.search(text):
        raise UnreadableError(Problem.NOT_A_CALENDAR)
    if _TOO_OFTEN.search(text):
        raise UnreadableError(Problem.TOO_OFTEN)
    kept, depth = list[str](), 0
    for line in text.split("\n"):
        name = found[0].upper() if (found := _NAME.match(line)) else ""
        if name in _READ:
            kept.append(line.rstrip("\r"))
        if _IN_HOURS.match(line):
            kept.append(f"{HOURS}:1")
        depth += (name == "BEGIN") - (name == "END")
        if not 0 <= depth <= DEEPEST:
            raise UnreadableError(Problem.UNREADABLE)
    if depth:  # the end of the file is missing
        raise UnreadableError(Problem.UNREADABLE)
    return "\r\n".join([*kept, ""])
