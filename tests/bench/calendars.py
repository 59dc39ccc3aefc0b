"""Calendars under measure: a year of 500 events read, busy times, a feed of 1,000 written."""

import datetime as dt
import sys
import time
from collections.abc import Callable

from participation.calendars.problems import Problem, UnreadableError
from participation.calendars.reading import busy, occurrences
from participation.calendars.writing import Event, feed
from tests.bench import figures
from tests.bench.figures import Figures, Line

LINES = (
    Line("year_seconds", "a year of 500 events, half of them weekly: s", 1, digits=2),
    Line("year_occurrences", "occurrences in it"),
    Line("busy_seconds", "a month of busy times of 500 events: s", 1, digits=2),
    Line("empty_seconds", "an empty calendar (the child process alone): s", digits=2),
    Line(
        "endless_seconds", "a rule that never comes to a day, until it is refused: s", 2, digits=2
    ),
    Line("feed_seconds", "a feed of 1,000 events written: s", 0.3, digits=3),
    Line("feed_kilobytes", "its size: kB"),
)
TIMES = 5
START, END = dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
FRAME = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//FR\r\n{}END:VCALENDAR\r\n"


def measure() -> Figures:
    """Measure each, the best of five times, child process included."""
    year, empty, endless = _year(), FRAME.format(""), FRAME.format(_endless())
    events = [_event(number) for number in range(1000)]
    found = occurrences(year, START, END)
    return {
        "year_seconds": _best(lambda: occurrences(year, START, END)),
        "year_occurrences": len(found.occurrences),
        "busy_seconds": _best(lambda: busy(year, START, START + dt.timedelta(days=31))),
        "empty_seconds": _best(lambda: occurrences(empty, START, END)),
        "endless_seconds": _best(lambda: _refused(endless), 1),
        "feed_seconds": _best(lambda: feed(events)),
        "feed_kilobytes": len(feed(events)) / 1024,
    }


def main() -> Figures:
    """Measure and print the table; give the figures."""
    found = measure()
    print(figures.table({"here": found}, LINES))
    return found


def _best(work: Callable[[], object], times: int = TIMES) -> float:
    taken = []
    for _time in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def _refused(text: str) -> None:
    try:
        occurrences(text, START, END)
    except UnreadableError as error:
        if error.problem is Problem.TOO_HEAVY:
            return
    sys.exit("the endless rule was not refused")


def _year() -> str:
    """Write 500 events: every second one is weekly, for ten weeks of the year."""
    events = []
    for number in range(500):
        day = START.date() + dt.timedelta(days=number % 280)
        hour = 8 + number % 10
        rule = "RRULE:FREQ=WEEKLY;COUNT=10\r\n" if number % 2 else ""
        events.append(
            f"BEGIN:VEVENT\r\nUID:{number}@bench\r\nDTSTAMP:20260101T000000Z\r\n"
            f"SUMMARY:Rendez-vous {number}\r\nDESCRIPTION:{'mots ' * 12}\r\n"
            f"DTSTART;TZID=Europe/Paris:{day:%Y%m%d}T{hour:02}0000\r\n"
            f"DTEND;TZID=Europe/Paris:{day:%Y%m%d}T{hour + 1:02}0000\r\n{rule}END:VEVENT\r\n"
        )
    return FRAME.format("".join(events))


def _endless() -> str:
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    return f"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T000000Z\r\n{rule}\r\nEND:VEVENT\r\n"


def _event(number: int) -> Event:
    start = START + dt.timedelta(hours=7 * number)
    return Event(
        uid=f"{number}@bench",
        title="Rendez-vous",
        starts_at=start,
        ends_at=start + dt.timedelta(hours=1),
        changed_at=START,
    )
