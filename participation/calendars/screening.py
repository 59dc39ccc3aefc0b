"""What is refused before any library reads it, and the few lines that are left to read."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field

from .problems import Problem, UnreadableError

DEEPEST = 6
"""VALARM in VEVENT in VCALENDAR is three; deeper is an attack on whoever walks down."""
HOURS = "X-PARTICIPATION-HOURS"
"""Marks a duration written in hours: the library makes one day of PT24H, which it is not."""

LONGEST_SUMMARY = 2000

_FOLD = re.compile(r"\r?\n[ \t]")
_FILE = re.compile(r"^BEGIN:VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)
_TOO_OFTEN = re.compile(
    r"^(?:RRULE|EXRULE)\b.*FREQ\s*=\s*(?:SECONDLY|MINUTELY)", re.IGNORECASE | re.MULTILINE
)
_EVENT = re.compile(r"(?:BEGIN|END):VEVENT\s*$", re.IGNORECASE)
_DAY = re.compile(r"\d{8}(?![0-9])")
_COMING_BACK = frozenset({"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
_NAME = re.compile(r"[A-Z0-9-]+", re.IGNORECASE)
_IN_HOURS = re.compile(r"DURATION(?:;[^:]*)?:\+?PT\d", re.IGNORECASE)
_READ = frozenset(
    """
    BEGIN END VERSION CALSCALE X-WR-TIMEZONE TZID TZNAME TZOFFSETFROM TZOFFSETTO UID SUMMARY STATUS
    TRANSP SEQUENCE DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID
    """.split()
)
"""The lines that are looked at; the others hold what is not our business, and mistakes."""


def screen(raw: bytes, first: dt.date, last: dt.date) -> str:
    """Refuse what would harm before any library reads it; give the lines that matter, unfolded.

    Single events that are over before `first` or begin after `last` are left out here, where it
    costs nothing: most of a person's calendar is years ago.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    text = _FOLD.sub("", text)
    if not _FILE.search(text):
        raise UnreadableError(Problem.NOT_A_CALENDAR)
    if _TOO_OFTEN.search(text):
        raise UnreadableError(Problem.TOO_OFTEN)
    blocks = _blocks(text)
    known = Counter(block.uid for block in blocks)
    kept = (
        line
        for block in blocks
        if known[block.uid] > 1 or not block.is_far(f"{first:%Y%m%d}", f"{last:%Y%m%d}")
        for line in block.lines
    )
    return "\r\n".join([*kept, ""])


@dataclass(slots=True)
class _Block:
    """An event, or lines between two events."""

    lines: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    """Of an event: what stands after the last colon, by name."""

    @property
    def uid(self) -> str:
        return self.values.get("UID", "")

    def is_far(self, first: str, last: str) -> bool:
        """Say whether it is a single event on other days; what is unclear is not."""
        if not self.uid or not _COMING_BACK.isdisjoint(self.values):
            return False
        start = _DAY.match(self.values.get("DTSTART", ""))
        end = _DAY.match(self.values.get("DTEND", "")) or start
        if start is None or end is None:
            return False
        return min(start[0], end[0]) > last or (
            max(start[0], end[0]) < first and "DURATION" not in self.values
        )


def _blocks(text: str) -> list[_Block]:
    found, depth = [_Block()], 0
    for line in text.split("\n"):
        name = match[0].upper() if (match := _NAME.match(line)) else ""
        if name not in _READ:
            continue
        opens, closes = name == "BEGIN", name == "END"
        is_event = (opens or closes) and _EVENT.match(line)
        if opens and is_event:
            found.append(_Block())
        line = line.rstrip()[: LONGEST_SUMMARY if name == "SUMMARY" else None]  # noqa: PLW2901
        found[-1].lines.append(line)
        found[-1].values[name] = line.rpartition(":")[2]
        if _IN_HOURS.match(line):
            found[-1].lines.append(f"{HOURS}:1")
        if closes and is_event:
            found.append(_Block())
        depth += opens - closes
        if not 0 <= depth <= DEEPEST:
            raise UnreadableError(Problem.UNREADABLE)
    if depth:  # the end of the file is missing
        raise UnreadableError(Problem.UNREADABLE)
    return found
