"""Calendars made to harm: a result or one sentence, within two seconds and 200 MB."""

import datetime as dt
import json
import resource
import signal
import subprocess
import sys
from random import Random

import pytest

from participation.calendars import child, reading
from participation.calendars.expanding import Window, expand
from participation.calendars.problems import SENTENCES, Problem, UnreadableError
from participation.calendars.reading import occurrences
from tests.calendars.files import HEAD, PARIS, TAIL, calendar, day, event

START, END = day("2026-01-01"), day("2027-01-01")
MEGABYTE = 1024 * 1024
DAILY = ("DTSTART:20260101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
SIXTY = ",".join(map(str, range(60)))
ZONE = "BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\n{}"
ZONE_END = "END:STANDARD\r\nEND:VTIMEZONE\r\n"
P = Problem


def ruled(rule: str, start: str = "DTSTART:20200101T090000Z") -> bytes:
    """Write an event that comes back by this rule."""
    return calendar(event(start, "DURATION:PT1H", f"RRULE:{rule}"))


def dates(count: int) -> str:
    """List instants, one an hour."""
    start = day("2026-01-01")
    return ",".join(f"{start + dt.timedelta(hours=n):%Y%m%dT%H%M%SZ}" for n in range(count))


def nested(depth: int) -> bytes:
    """Put events into events."""
    return (HEAD + "BEGIN:VEVENT\r\n" * depth + "END:VEVENT\r\n" * depth + TAIL).encode()


REFUSED = {
    "every second": (ruled("FREQ=SECONDLY"), P.TOO_OFTEN),
    "every minute, in pieces": (ruled("FREQ=MIN\r\n UTELY"), P.TOO_OFTEN),
    "every hour for 126 years": (ruled("FREQ=HOURLY", "DTSTART:19000101T000000Z"), P.TOO_OFTEN),
    "every hour of the year": (ruled("FREQ=HOURLY", "DTSTART:20260101T000000Z"), P.TOO_MANY),
    "every minute of every day": (
        ruled(f"FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE={SIXTY}"), P.TOO_OFTEN,
    ),
    "an interval of nothing": (ruled("FREQ=DAILY;INTERVAL=0"), P.UNREADABLE),
    "events in events": (nested(20_000), P.UNREADABLE),
    "one end too many": (calendar("END:VEVENT\r\n"), P.UNREADABLE),
    "half a file": (calendar(event(*DAILY))[:-30], P.UNREADABLE),
    "nothing": (b"", P.NOT_A_CALENDAR),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100, P.NOT_A_CALENDAR),
    "a page": (b"<!doctype html><title>BEGIN:VCALENDAR</title>", P.NOT_A_CALENDAR),
    "a zone every second": (
        calendar(event(f"DTSTART;{PARIS}:20260101T090000"), head=ZONE.format(
            "19700101T000000", "+0100", f"TZOFFSETTO:+0100\r\nRRULE:FREQ=SECONDLY\r\n{ZONE_END}")),
        P.TOO_OFTEN,
    ),
    "a list of 5,100 dates": (
        calendar(event("DTSTART:20260101T000000Z", f"RDATE:{dates(5100)}")), P.TOO_MANY,
    ),
    "a date that is none": (calendar(event("DTSTART:20261301T250000Z")), P.UNREADABLE),
    "no date": (calendar(event("SUMMARY:x")), P.UNREADABLE),
    "a moon calendar": (calendar(event(*DAILY), head="CALSCALE:CHINESE\r\n"), P.UNREADABLE),
}  # fmt: skip
READ = {
    "an empty calendar": (calendar(), 0),
    "an unknown zone": (calendar(event("DTSTART;TZID=Nulle part:20260101T090000")), 1),
    "a loop of changed occurrences": (
        calendar(
            event(*DAILY),
            event("RECURRENCE-ID:20260102T090000Z", "DTSTART:20260103T090000Z"),
            event("RECURRENCE-ID:20260103T090000Z", "DTSTART:20260102T090000Z"),
            event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260104T090000Z", "DTSTART:20260104T080000Z",
                  "DURATION:PT1H"),
        ),
        365,
    ),
    "an end before its start": (
        calendar(event("DTSTART:20260102T090000Z", "DTEND:20260101T090000Z")), 1,
    ),
    "a damaged event among others": (
        calendar(event(*DAILY), event("DTSTART:demain", uid="two")), 365,
    ),
    "lines of nonsense": (calendar("\r\n;;;:::\r\n=\x00\r\n" * 50, event(*DAILY)), 365),
    "a summary of half a megabyte": (calendar(event(*DAILY, summary="x" * 500_000)), 365),
    "latin letters": (calendar(event(*DAILY)).replace(b"Rendez", b"\xe9\xe8"), 365),
    "a mark at its head": (b"\xef\xbb\xbf" + calendar(event(*DAILY)), 365),
    "ten years of single events before": (
        calendar(event(*DAILY), *(
            event(f"DTSTART:20{n % 10 + 15}0101T{n % 24:02}0000Z", uid=f"{n}@before")
            for n in range(5000))),
        365,
    ),
    "bare line ends": (calendar(event(*DAILY)).replace(b"\r\n", b"\n"), 365),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", REFUSED)
def test_what_harms_is_refused_for_its_reason(name: str) -> None:
    raw, problem = REFUSED[name]
    with pytest.raises(UnreadableError) as refused:
        expand(raw, Window(START, END))
    assert refused.value.problem is problem
    assert str(refused.value) == SENTENCES[problem]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", READ)
def test_what_is_only_odd_is_read(name: str) -> None:
    raw, count = READ[name]
    found = expand(raw, Window(START, END))
    assert len(found.rows) == count
    assert found.left_out == (name == "a damaged event among others")
    assert all(each.start <= each.end for each in found.rows)
    assert all(len(each.summary) <= 500 for each in found.rows)


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


NEVER = ruled("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
"""Looks for a 30 February until the year 9999."""


@pytest.mark.parametrize(
    ("raw", "problems"),
    [
        (NEVER, {P.TOO_HEAVY}),
        (calendar("X" * MEGABYTE), {P.TOO_LARGE}),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * 100 * MEGABYTE, {P.TOO_LARGE}),
        (REFUSED["every second"][0], {P.TOO_OFTEN}),
    ],
    ids=["never", "a megabyte", "a hundred megabytes", "every second"],
)
def test_the_answer_takes_less_than_two_seconds(raw: bytes, problems: set[Problem]) -> None:
    """Of a processor, for the machine of a test is a busy one."""
    before = _seconds()
    with pytest.raises(UnreadableError) as refused:
        occurrences(raw, START, END)
    assert _seconds() - before < 2
    assert refused.value.problem in problems


def test_the_child_says_what_it_found() -> None:
    found = occurrences(READ["a damaged event among others"][0], START, END)
    assert (len(found.occurrences), found.left_out) == (365, 1)
    with pytest.raises(UnreadableError, match="too often"):
        occurrences(REFUSED["every second"][0], START, END)


def test_the_child_has_little_memory_and_none_of_our_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PARTICIPATION_SECRET_KEY", "secret")
    assert child.SECONDS < 2
    assert child.MEMORY <= 200 * MEGABYTE
    greedy = "from participation.calendars import child; child._confine(); x = bytearray(1 << 28)"
    told = "import os; assert 'PARTICIPATION_SECRET_KEY' not in os.environ; "
    for code, died in ((greedy, "MemoryError"), (told, "")):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=reading._ENVIRONMENT,  # noqa: SLF001 - what is looked at
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert died in done.stderr
        assert bool(done.returncode) == bool(died)


def test_what_the_child_takes_is_measured() -> None:
    """A feast of dates: the child's own peak, counted by a small process that starts it."""
    heavy = calendar(*(event(*DAILY, f"RDATE:{dates(50)}", uid=str(n)) for n in range(300)))
    asked = b'["2026-01-03T00:00:00", "2026-01-04T00:00:00", false]\n'
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=2);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, *reading._CHILD],  # noqa: SLF001 - what is measured
        env=reading._ENVIRONMENT,  # noqa: SLF001
        input=asked + heavy, capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stderr)["rows"]
    assert 10 < int(done.stdout) / 1024 < 200


class _TooLong(BaseException):
    pass


def _mutated(draw: Random, raw: bytes) -> bytes:
    """Change a calendar in a few places: octets, pieces, words that mean something elsewhere."""
    words = [b"FREQ=", b"YEARLY", b"BYSETPOS=-1", b":", b";", b"\r\n", b"DTSTART", b"END:VEVENT",
             b"99999999999", b"-1", b"TZID=", b"\xff", b"\x00", b"RDATE", b"COUNT=0"]  # fmt: skip
    text = bytearray(raw)
    for _time in range(draw.randint(1, 3)):
        place = draw.randrange(len(text))
        match draw.randrange(4):
            case 0:
                text[place] = draw.randrange(256)
            case 1:
                del text[place : place + draw.randint(1, 40)]
            case 2:
                text[place:place] = draw.choice(words)
            case _:
                text[place:place] = text[place - 60 : place]
    return bytes(text)


SEEDS = (
    calendar(event(*DAILY), event("RECURRENCE-ID:20260102T090000Z", "DTSTART:20260103T100000Z")),
    calendar(
        event(f"DTSTART;{PARIS}:20260129T173000", "DURATION:PT2H", "RRULE:FREQ=MONTHLY;BYDAY=-1TH",
              f"EXDATE;{PARIS}:20260226T173000",
              f"RDATE;VALUE=PERIOD;{PARIS}:20260329T003000/PT3H"),
        head=ZONE.format("19700101T000000", "+0100", f"TZOFFSETTO:+0100\r\n{ZONE_END}"),
    ),
    calendar(event("DTSTART;VALUE=DATE:19990714", "RRULE:FREQ=YEARLY;BYMONTH=7;UNTIL=20300101"),
             event("DTSTART:20260101T090000", "DTEND:20260101T100000", uid="two")),
)  # fmt: skip


@pytest.mark.parametrize("count", [500, pytest.param(5000, marks=pytest.mark.long)])
@pytest.mark.filterwarnings("ignore")
def test_a_damaged_calendar_is_read_or_refused(count: int) -> None:
    """In this very process, so that a failure of any kind is seen and not taken for slowness."""

    def stop(_signal: int, _frame: object) -> None:
        raise _TooLong

    draw, read, slow = Random(2026), 0, 0
    window = Window(START, START + dt.timedelta(days=60))
    before = signal.signal(signal.SIGVTALRM, stop)
    for _number in range(count):
        raw = _mutated(draw, draw.choice(SEEDS))
        signal.setitimer(signal.ITIMER_VIRTUAL, child.SECONDS)
        try:
            found = expand(raw, window)
            read += 1
            assert all("" < row.start <= row.end for row in found.rows), raw
        except UnreadableError:
            pass
        except _TooLong:
            slow += 1
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)
    assert count * 0.3 < read < count
    assert slow <= count * 0.01
