"""What a calendar's rules come to between two instants; runs in the child process only."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import recurring_ical_events as rules
from icalendar import Calendar

from .lengths import Length, Parsed, plain
from .problems import Problem, UnreadableError
from .screening import screen

MOST_OCCURRENCES = 5_000
MOST_HOURS = 20_000
"""Steps of an hourly rule up to the end of the window: a little more than two years."""
MARGIN = dt.timedelta(days=2)
"""Two zones differ by 26 hours at most: what is asked of the library, around the window."""
LONGEST_TEXT = 500

_COMING_BACK = frozenset({"RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
_PLAIN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"})
_IN_ONE_MONTH = _PLAIN | {"BYMONTH", "BYDAY", "BYMONTHDAY"}


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
    text, found, events = screen(raw), Expansion(), 0
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


def _parse(text: str) -> list[Parsed]:
    try:
        return [one for one in Calendar.from_ical(text, multiple=True) if one.name == "VCALENDAR"]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        raise UnreadableError(Problem.UNREADABLE) from None


class _Grouping:
    """Stands where the library chooses events: it corrects zones, and leaves the rest to us."""

    def __init__(self) -> None:
        self.groups: dict[str, list[Parsed]] = {}

    def collect_series_from(self, calendar: Parsed, _errors: object) -> tuple[()]:
        for number, event in enumerate(calendar.walk("VEVENT")):
            uid = str(event.get("UID") or f"no UID {number}")
            self.groups.setdefault(uid, []).append(event)
        return ()


def _groups(calendar: Parsed) -> list[list[Parsed]]:
    """Gather an event with its changed occurrences, in the zone that the calendar names."""
    grouping = _Grouping()
    try:
        rules.of(calendar, components=[grouping])
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        raise UnreadableError(Problem.UNREADABLE) from None
    return list(grouping.groups.values())


def _occurrences(group: list[Parsed], window: Window) -> Iterator[Row]:
    adapters = []
    for event in group:
        _tame(event, window)
        adapters.append(rules.EventAdapter(event))
        adapters[-1].event = event
        adapters[-1].length = Length.of(event, adapters[-1])
    for number, seen in enumerate(_expanded(adapters, window)):
        if number > MOST_OCCURRENCES:
            raise UnreadableError(Problem.TOO_MANY)
        if window.holds(plain(seen.start), plain(seen.end)):
            yield _row(seen)


def _expanded(adapters: list[Parsed], window: Window) -> Iterator["_Seen"]:
    if len(adapters) == 1 and not _COMING_BACK & adapters[0].event.keys():
        return iter((_Seen(adapters[0]),))
    series = rules.Series(adapters)
    series.occurrence = _Seen
    found: Iterator[_Seen] = series.between(window.start - MARGIN, window.end + MARGIN)
    return found


def _tame(event: Parsed, window: Window) -> None:
    """Refuse a rule of too many hours; let a yearly one walk by months, not by all its days."""
    found, start = event.get("RRULE", []), event["DTSTART"].dt
    for rule in found if isinstance(found, list) else [found]:
        freq, interval = str(rule["FREQ"][0]).upper(), rule.get("INTERVAL", [1])[0]
        if interval < 1:
            raise ValueError("an interval is at least one")
        if freq == "HOURLY":
            last = min([window.end, *map(plain, rule.get("UNTIL", []))])
            steps = (last - plain(start)) // dt.timedelta(hours=interval)
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


class _Seen:
    """Stands where the library keeps an occurrence; its end is ours."""

    def __init__(self, adapter: Parsed, start: Parsed = None, end: Parsed = None) -> None:
        self.adapter = adapter
        self.start = adapter.start if start is None else start
        self.end = adapter.end if end is None else end
        if isinstance(self.start, dt.datetime) and self.start.tzinfo:
            self.end = adapter.length.end(self.start)

    def is_in_span(self, *_span: object) -> bool:
        """Leave the choice to the window."""
        return True


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


def _text(event: Parsed, name: str) -> str:
    found = event.get(name, "")
    return str(found[0] if isinstance(found, list) else found)[:LONGEST_TEXT]


def _written(moment: dt.date) -> str:
    if isinstance(moment, dt.datetime) and moment.tzinfo:
        return f"{plain(moment).isoformat(timespec='seconds')}Z"
    return moment.isoformat()
