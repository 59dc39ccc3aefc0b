"""Occurrences and busy times of a calendar that nobody has to trust."""

import datetime as dt
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from .problems import Problem, UnreadableError

LARGEST = 1024 * 1024
"""Bytes of a calendar."""
PATIENCE = 1.7
"""Seconds that the child has from its birth; the answer is there within two."""
HOME = ZoneInfo("Europe/Paris")
"""Where floating times and whole days are meant, as a person writes them in her own calendar."""
FIRST_YEAR, LAST_YEAR = 1900, 2200

_ENVIRONMENT = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path)}
"""All that the child is given: it reads strangers' text, and needs no secret of ours."""
_CHILD = (sys.executable, "-P", "-B", "-m", "participation.calendars.child")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of an event; aware UTC, or naive where the calendar names no zone, or days."""

    start: dt.datetime | dt.date
    end: dt.datetime | dt.date
    summary: str
    uid: str
    is_busy: bool
    """Neither cancelled nor transparent."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Occurrences in their order, and how many events could not be read."""

    occurrences: tuple[Occurrence, ...]
    left_out: int


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From one UTC instant to another, and not a word about it."""

    start: dt.datetime
    end: dt.datetime


def occurrences(text: str | bytes, start: dt.datetime, end: dt.datetime) -> Reading:
    """Give what begins in [start, end): naive instants are UTC, and local for floating times.

    UnreadableError within two seconds for a calendar that is damaged, endless or hostile.
    """
    return _read(text, start, end, overlapping=False)


def busy(text: str | bytes, start: dt.datetime, end: dt.datetime) -> tuple[Interval, ...]:
    """Give when a person is busy in [start, end): disjoint, in order, cut at both ends.

    Whole days and floating times are read in Europe/Paris; cancelled and transparent events are
    left out. Summaries never leave the child process. Both instants are aware; errors as above.
    """
    return busy_times(read_for_busy(text, start, end), start, end)


def read_for_busy(text: str | bytes, start: dt.datetime, end: dt.datetime) -> Reading:
    """Give what overlaps [start, end), and a little around it, without summary and UID."""
    return _read(text, start, end, overlapping=True)


def busy_times(reading: Reading, start: dt.datetime, end: dt.datetime) -> tuple[Interval, ...]:
    """Join the busy occurrences of a reading into intervals in [start, end)."""
    found: list[Interval] = []
    for one in sorted(_interval(each) for each in reading.occurrences if each.is_busy):
        kept = Interval(max(one.start, start), min(one.end, end))
        if kept.start >= kept.end:
            continue
        if found and kept.start <= found[-1].end:
            found[-1] = Interval(found[-1].start, max(found[-1].end, kept.end))
        else:
            found.append(kept)
    return tuple(found)


def _interval(one: Occurrence) -> Interval:
    return Interval(_instant(one.start), _instant(one.end))


def _instant(moment: dt.date) -> dt.datetime:
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=HOME)).astimezone(dt.UTC)


def _read(text: str | bytes, start: dt.datetime, end: dt.datetime, *, overlapping: bool) -> Reading:
    raw = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if len(raw) > LARGEST:
        raise UnreadableError(Problem.TOO_LARGE)
    first, last = _naive(start), _naive(end)
    if not (first < last and first.year >= FIRST_YEAR and last.year <= LAST_YEAR):
        raise UnreadableError(Problem.BAD_WINDOW)
    asked = json.dumps([first.isoformat(), last.isoformat(), overlapping])
    answer = _ask(asked.encode() + b"\n" + raw)
    if "problem" in answer:
        raise UnreadableError(Problem(answer["problem"]))
    return Reading(tuple(_occurrence(*row) for row in answer["rows"]), answer["left_out"])


def _naive(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _ask(question: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            _CHILD,
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            timeout=PATIENCE,
            check=True,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise UnreadableError(Problem.TOO_HEAVY) from None
    return answer


def _occurrence(start: str, end: str, summary: str, uid: str, is_busy: object) -> Occurrence:
    return Occurrence(_moment(start), _moment(end), summary, uid, bool(is_busy))


def _moment(written: str) -> dt.datetime | dt.date:
    parse = dt.datetime.fromisoformat if "T" in written else dt.date.fromisoformat
    return parse(written)
