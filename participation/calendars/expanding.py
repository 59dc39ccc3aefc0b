"""What a calendar's rules come to between two instants; runs in the child process only.

The library that expands rules adds durations on the clock of the wall, so a half-hour at 02:30 on
the night of 29 March ends before it begins. Ends are counted here as RFC 5545 says (3.3.6, 3.8.5.3):
hours are exact, days of a DURATION are days of the calendar, an end given for the first occurrence
is a length for the others.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import recurring_ical_events as rules
from icalendar import Calendar
from icalendar.cal import Component

from .problems import Problem, UnreadableError

MOST_OCCURRENCES = 5_000
MOST_HOURS = 20_000
"""Steps of an hourly rule up to the end of the window: a little more than two years."""
DEEPEST = 6
"""VALARM in VEVENT in VCALENDAR is three; deeper is an attack on whoever walks down."""
MARGIN = dt.timedelta(days=2)
"""Two zones differ by 26 hours at most: what is asked of the library, around the window."""
LONGEST_TEXT = 500

_FOLD = re.compile(r"\r?\n[ \t]")
_TOO_OFTEN = re.compile(r"^(?:RRULE|EXRULE)\b.*FREQ\s*=\s*(?:SECONDLY|MINUTELY)", re.I | re.M)
_NAME = re.compile(r"[A-Z0-9-]+", re.I)
_HOURS = re.compile(r"DURATION(?:;[^:]*)?:\+?PT\d", re.I)
_READ = frozenset(
    """
    BEGIN END VERSION CALSCALE X-WR-TIMEZONE TZID TZNAME TZOFFSETFROM TZOFFSETTO UID SUMMARY STATUS
    TRANSP SEQUENCE DTSTART DTEND DURATION RRULE RDATE EXDATE RECURRENCE-ID
    """.split()
)
"""The lines that are looked at; the others hold what is not our business, and mistakes."""
_COMING_BACK = frozenset({"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
_PLAIN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"})
_IN_ONE_MONTH = _PLAIN | {"BYMONTH", "BYDAY", "BYMONTHDAY"}
_EXACT = "X-PARTICIPATION-HOURS"
"""Marks a duration written in hours: the library makes one day of PT24H, which it is not."""


@dataclass(frozen=True, slots=True)
class Window:
    """From one naive UTC instant to another; `overlapping` takes what began before it too."""

    start: dt.datetime
    end: dt.datetime
    overlapping: bool = False

    def holds(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Say whether an occurrence is asked for; roughly, by a margin, where it may overlap."""
        if self.overlapping:
            return start < self.end + MARGIN and end > self.start - MARGIN
        return self.start <= start < self.end


@dataclass(frozen=True, slots=True)
class Row:
    """One occurrence: instants end with Z, floating times do not, whole days are dates."""

    start: str
    end: str
    summary: str
    uid: str
    is_busy: bool


@dataclass(slots=True)
class Expansion:
    """What was found, and how many events could not be read."""

    rows: list[Row] = field(default_factory=list)
    left_out: int = 0


def expand(raw: bytes, window: Window) -> Expansion:
    """Expand every event of a file; UnreadableError where the whole file is refused.

    An event that cannot be read is counted and left out; a file of such events only is refused.
    """
    text, found, events = _examine(raw), Expansion(), 0
    for calendar in _parse(text):
        for group in _groups(calendar):
            events += 1
            try:
                occurrences = list(_occurrences(group, window))
            except (UnreadableError, MemoryError):
                raise
            except Exception:  # noqa: BLE001 - a stranger's text may break a library anywhere
                found.left_out += 1
                continue
            found.rows += occurrences
            if len(found.rows) > MOST_OCCURRENCES:
                raise UnreadableError(Problem.TOO_MANY)
    if events and events == found.left_out:
        raise UnreadableError(Problem.UNREADABLE)
    found.rows.sort(key=lambda row: (row.start, row.end, row.summary, row.uid))
    return found


def _examine(raw: bytes) -> str:
    """Refuse what would harm before any library reads it; give the lines that matter, unfolded."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    text = _FOLD.sub("", text)
    if not re.search(r"^BEGIN:VCALENDAR\s*$", text, re.I | re.M):
        raise UnreadableError(Problem.NOT_A_CALENDAR)
    if _TOO_OFTEN.search(text):
        raise UnreadableError(Problem.TOO_OFTEN)
    kept, depth = list[str](), 0
    for line in text.splitlines():
        name = found[0].upper() if (found := _NAME.match(line)) else ""
        if name in _READ:
            kept.append(line)
        if name == "DURATION" and _HOURS.match(line):
            kept.append(f"{_EXACT}:1")
        depth += (name == "BEGIN") - (name == "END")
        if depth > DEEPEST:
            raise UnreadableError(Problem.UNREADABLE)
    return "\r\n".join([*kept, ""])


def _parse(text: str) -> list[Component]:
    try:
        return [one for one in Calendar.from_ical(text, multiple=True) if one.name == "VCALENDAR"]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        raise UnreadableError(Problem.UNREADABLE) from None


class _Grouping:
    """Stands where the library chooses events: it corrects zones, and leaves the rest to us."""

    def __init__(self) -> None:
        self.groups: dict[str, list[Component]] = {}

    def collect_series_from(self, calendar: Component, _errors: object) -> tuple[()]:
        for number, event in enumerate(calendar.walk("VEVENT")):
            self.groups.setdefault(str(event.get("UID", number)), []).append(event)
        return ()


def _groups(calendar: Component) -> list[list[Component]]:
    """Gather an event with its changed occurrences, in the zone that the calendar names."""
    grouping = _Grouping()
    try:
        rules.of(calendar, components=[grouping])
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        raise UnreadableError(Problem.UNREADABLE) from None
    return list(grouping.groups.values())


def _occurrences(group: list[Component], window: Window) -> Iterator[Row]:
    adapters = []
    for event in group:
        _tame(event, window)
        adapters.append(rules.EventAdapter(event))
        adapters[-1].event = event
        adapters[-1].length = Length.of(event, adapters[-1])
    for number, seen in enumerate(_expanded(adapters, window)):
        if number > MOST_OCCURRENCES:
            raise UnreadableError(Problem.TOO_MANY)
        if window.holds(_plain(seen.start), _plain(seen.end)):
            yield _row(seen)


def _expanded(adapters: list[Any], window: Window) -> Iterator["_Seen"]:
    if len(adapters) == 1 and not _COMING_BACK & adapters[0].event.keys():
        return iter((_Seen(adapters[0]),))
    series = rules.Series(adapters)
    series.occurrence = _Seen
    found: Iterator[_Seen] = series.between(window.start - MARGIN, window.end + MARGIN)
    return found


def _tame(event: Component, window: Window) -> None:
    """Refuse a rule of too many hours; let a yearly one walk by months, not by all its days."""
    found, start = event.get("RRULE", []), event["DTSTART"].dt
    for rule in found if isinstance(found, list) else [found]:
        freq, interval = str(rule["FREQ"][0]).upper(), rule.get("INTERVAL", [1])[0]
        if interval < 1:
            raise ValueError("an interval is at least one")
        if freq == "HOURLY":
            last = min([window.end, *map(_plain, rule.get("UNTIL", []))])
            steps = (last - _plain(start)) // dt.timedelta(hours=interval)
            if min([steps, *rule.get("COUNT", [])]) > MOST_HOURS:
                raise UnreadableError(Problem.TOO_OFTEN)
        elif freq == "YEARLY" and _keeps_to_month(rule, start.month):
            rule.pop("BYMONTH", None)
            rule["FREQ"], rule["INTERVAL"] = ["MONTHLY"], [12 * interval]
            if not rule.keys() & {"BYDAY", "BYMONTHDAY"}:
                rule["BYMONTHDAY"] = [start.day]


def _keeps_to_month(rule: Mapping[str, list[Any]], month: int) -> bool:
    """Say whether a yearly rule gives the same days as every twelfth month from its start."""
    if "BYMONTH" in rule:
        return rule["BYMONTH"] == [month] and rule.keys() <= _IN_ONE_MONTH
    return rule.keys() <= _PLAIN


@dataclass(frozen=True, slots=True)
class Length:
    """How long an event lasts: whole days of the calendar, then exact time."""

    days: dt.timedelta
    exact: dt.timedelta
    periods: Mapping[dt.datetime, dt.timedelta]
    """Of the dates that were added with a length of their own."""

    @classmethod
    def of(cls, event: Component, adapter: Any) -> "Length":  # noqa: ANN401 - without types
        """Read it from the end, or from the duration."""
        none, periods = dt.timedelta(0), {}
        for each in adapter.rdates:
            if isinstance(each, tuple):
                start, end = each
                exact = end if isinstance(end, dt.timedelta) else _utc(end) - _utc(start)
                periods[_utc(start)] = exact
        if "DTEND" not in event and "DURATION" in event and event["DURATION"].dt > none:
            whole: dt.timedelta = event["DURATION"].dt
            days = none if _EXACT in event else dt.timedelta(days=whole.days)
            return cls(days, whole - days, periods)
        start, end = adapter.start, adapter.end
        if isinstance(start, dt.datetime) and start.tzinfo:
            return cls(none, _utc(end) - _utc(start), periods)
        return cls(none, end - start, periods)


class _Seen:
    """Stands where the library keeps an occurrence; its end is ours."""

    def __init__(self, adapter: Any, start: Any = None, end: Any = None) -> None:  # noqa: ANN401
        self.adapter = adapter
        self.start = adapter.start if start is None else start
        self.end = adapter.end if end is None else end
        if isinstance(self.start, dt.datetime) and self.start.tzinfo:
            length: Length = adapter.length
            exact = length.periods.get(_utc(self.start))
            self.end = (
                _utc(self.start + length.days) + length.exact
                if exact is None
                else _utc(self.start) + exact
            )

    def is_in_span(self, *_span: object) -> bool:
        """Leave the choice to the window."""
        return True


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)


def _plain(moment: dt.date) -> dt.datetime:
    """Give a naive value by which days, floating times and instants can be compared."""
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time())
    return _utc(moment).replace(tzinfo=None) if moment.tzinfo else moment


def _row(seen: _Seen) -> Row:
    event = seen.adapter.event
    said = {name: str(event.get(name, "")).upper() for name in ("STATUS", "TRANSP")}
    return Row(
        _written(seen.start),
        _written(seen.end),
        _text(event, "SUMMARY"),
        _text(event, "UID"),
        said["STATUS"] != "CANCELLED" and said["TRANSP"] != "TRANSPARENT",
    )


def _text(event: Component, name: str) -> str:
    found = event.get(name, "")
    return str(found[0] if isinstance(found, list) else found)[:LONGEST_TEXT]


def _written(moment: dt.date) -> str:
    if isinstance(moment, dt.datetime) and moment.tzinfo:
        return f"{_plain(moment).isoformat(timespec='seconds')}Z"
    return moment.isoformat()
