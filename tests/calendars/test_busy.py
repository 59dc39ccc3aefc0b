"""When a person is busy, and not a word of why."""

import datetime as dt
from typing import Any

import pytest

from participation.calendars import reading
from participation.calendars.problems import Problem, UnreadableError
from participation.calendars.reading import Interval, Occurrence, Reading, busy, busy_times
from tests.calendars.files import PARIS, calendar, event

START = dt.datetime(2026, 3, 27, tzinfo=dt.UTC)
END = dt.datetime(2026, 4, 3, tzinfo=dt.UTC)


def at(text: str) -> dt.datetime:
    """Read an instant of UTC."""
    return dt.datetime.fromisoformat(f"{text}+00:00")


def one(start: dt.date, end: dt.date, *, is_busy: bool = True) -> Occurrence:
    """Make an occurrence that says nothing."""
    return Occurrence(start, end, "", "", is_busy)


def test_busy_times_of_a_whole_calendar_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[dict[str, Any]] = []
    ask = reading._ask  # noqa: SLF001 - what the child says, before it is turned into intervals

    def listen(question: bytes) -> dict[str, Any]:
        answers.append(ask(question))
        return answers[-1]

    monkeypatch.setattr(reading, "_ask", listen)
    lines = [
        (f"DTSTART;{PARIS}:20260328T220000", f"DTEND;{PARIS}:20260329T060000"),
        ("DTSTART:20260329T020000Z", "DTEND:20260329T050000Z"),
        ("DTSTART:20260330T120000", "DTEND:20260330T130000"),
        ("DTSTART;VALUE=DATE:20260401", "DTEND;VALUE=DATE:20260402"),
        ("DTSTART:20260331T090000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"),
        ("DTSTART:20260331T090000Z", "DURATION:PT1H", "STATUS:CANCELLED"),
        ("DTSTART:20260331T100000Z",),
        ("DTSTART:20260320T000000Z", "DTEND:20260327T030000Z"),
    ]
    raw = calendar(*(event(*each, uid=f"u{n}", summary="Secret") for n, each in enumerate(lines)))
    assert busy(raw, START, END) == (
        Interval(START, at("2026-03-27T03:00:00")),
        Interval(at("2026-03-28T21:00:00"), at("2026-03-29T05:00:00")),
        Interval(at("2026-03-30T10:00:00"), at("2026-03-30T11:00:00")),
        Interval(at("2026-03-31T22:00:00"), at("2026-04-01T22:00:00")),
    )
    assert "Secret" not in str(answers)
    assert "u0" not in str(answers)


def test_a_whole_day_lasts_23_hours_in_march_and_25_in_october() -> None:
    days = [dt.date(2026, 3, 29), dt.date(2026, 10, 25)]
    found = Reading(tuple(one(day, day + dt.timedelta(days=1)) for day in days), 0)
    whole = busy_times(found, at("2026-01-01T00:00:00"), at("2027-01-01T00:00:00"))
    assert [(each.end - each.start).total_seconds() / 3600 for each in whole] == [23, 25]


def test_what_touches_is_joined_and_what_is_free_is_left_out() -> None:
    hours = [START + dt.timedelta(hours=n) for n in range(6)]
    found = Reading(
        (
            one(hours[3], hours[4]),
            one(hours[0], hours[2]),
            one(hours[1], hours[3]),
            one(hours[4], hours[5], is_busy=False),
            one(hours[5], hours[5]),
        ),
        0,
    )
    assert busy_times(found, START, END) == (Interval(hours[0], hours[4]),)
    assert busy_times(found, hours[1], hours[2]) == (Interval(hours[1], hours[2]),)
    assert busy_times(found, hours[4], hours[5]) == ()


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (END, START),
        (START, START),
        (START.replace(year=1899), END),
        (START, END.replace(year=2201)),
    ],
)
def test_a_window_has_two_ends(start: dt.datetime, end: dt.datetime) -> None:
    with pytest.raises(UnreadableError) as refused:
        busy(calendar(), start, end)
    assert refused.value.problem is Problem.BAD_WINDOW
