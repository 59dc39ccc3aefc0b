"""What rules come to in Europe/Paris, both nights that the clock changes included (RFC 5545)."""

import datetime as dt

import pytest
from hypothesis import given, settings, strategies as st

from tests.calendars.files import PARIS, calendar, event, expanded

NIGHTS = (
    (  # 02:30 does not exist on 29 March: the hour before the change is meant (3.3.5)
        (f"DTSTART;{PARIS}:20260322T023000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=3"),
        "2026-03-22T01:30:00Z 2026-03-22T02:00:00Z",
        "2026-03-29T01:30:00Z 2026-03-29T02:00:00Z",
        "2026-04-05T00:30:00Z 2026-04-05T01:00:00Z",
    ),
    (  # 02:30 comes twice on 25 October: the first is meant (3.3.5)
        (f"DTSTART;{PARIS}:20261018T023000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=3"),
        "2026-10-18T00:30:00Z 2026-10-18T01:00:00Z",
        "2026-10-25T00:30:00Z 2026-10-25T01:00:00Z",
        "2026-11-01T01:30:00Z 2026-11-01T02:00:00Z",
    ),
    (  # an outreach round of four hours stays one of four hours (3.8.5.3)
        (
            f"DTSTART;{PARIS}:20260328T220000",
            f"DTEND;{PARIS}:20260329T020000",
            f"RDATE;{PARIS}:20261024T220000",
        ),
        "2026-03-28T21:00:00Z 2026-03-29T01:00:00Z",
        "2026-10-24T20:00:00Z 2026-10-25T00:00:00Z",
    ),
    (  # a night from 22:00 to 06:00 lasts 7 hours, then 9, when both ends are written
        (f"DTSTART;{PARIS}:20260328T220000", f"DTEND;{PARIS}:20260329T060000"),
        "2026-03-28T21:00:00Z 2026-03-29T04:00:00Z",
    ),
    (
        (f"DTSTART;{PARIS}:20261024T220000", f"DTEND;{PARIS}:20261025T060000"),
        "2026-10-24T20:00:00Z 2026-10-25T05:00:00Z",
    ),
    (  # 23:30 to 00:30
        (f"DTSTART;{PARIS}:20260328T233000", "DURATION:PT1H", f"RDATE;{PARIS}:20261024T233000"),
        "2026-03-28T22:30:00Z 2026-03-28T23:30:00Z",
        "2026-10-24T21:30:00Z 2026-10-24T22:30:00Z",
    ),
    (  # a day of the calendar has 23 hours or 25; 24 hours have 24 (3.3.6)
        (f"DTSTART;{PARIS}:20260328T120000", "DURATION:P1D", f"RDATE;{PARIS}:20261024T120000"),
        "2026-03-28T11:00:00Z 2026-03-29T10:00:00Z",
        "2026-10-24T10:00:00Z 2026-10-25T11:00:00Z",
    ),
    (
        (f"DTSTART;{PARIS}:20260328T120000", "DURATION:PT24H", f"RDATE;{PARIS}:20261024T120000"),
        "2026-03-28T11:00:00Z 2026-03-29T11:00:00Z",
        "2026-10-24T10:00:00Z 2026-10-25T10:00:00Z",
    ),
)
RULES = (
    (  # 14:00 in Paris stays 14:00
        (f"DTSTART;{PARIS}:20260324T140000", "DURATION:PT2H", "RRULE:FREQ=WEEKLY;COUNT=2"),
        "2026-03-24T13:00:00Z 2026-03-24T15:00:00Z",
        "2026-03-31T12:00:00Z 2026-03-31T14:00:00Z",
    ),
    (
        ("DTSTART:20260324T130000Z", "DTEND:20260324T140000Z", "RRULE:FREQ=WEEKLY;COUNT=2"),
        "2026-03-24T13:00:00Z 2026-03-24T14:00:00Z",
        "2026-03-31T13:00:00Z 2026-03-31T14:00:00Z",
    ),
    (  # floating
        ("DTSTART:20260324T140000", "DTEND:20260324T150000", "RRULE:FREQ=WEEKLY;COUNT=2"),
        "2026-03-24T14:00:00 2026-03-24T15:00:00",
        "2026-03-31T14:00:00 2026-03-31T15:00:00",
    ),
    (
        ("DTSTART;VALUE=DATE:20260327", "DTEND;VALUE=DATE:20260330"),
        "2026-03-27 2026-03-30",
    ),
    (("DTSTART;VALUE=DATE:20260327",), "2026-03-27 2026-03-28"),
    (  # the last Thursday; two holidays left out
        (
            f"DTSTART;{PARIS}:20260129T173000",
            "DURATION:PT2H",
            "RRULE:FREQ=MONTHLY;BYDAY=-1TH;COUNT=3",
            f"EXDATE;{PARIS}:20260226T173000",
        ),
        "2026-01-29T16:30:00Z 2026-01-29T18:30:00Z",
        "2026-03-26T16:30:00Z 2026-03-26T18:30:00Z",
    ),
    (  # a date that was added, with a length of its own
        (
            f"DTSTART;{PARIS}:20260115T090000",
            "DURATION:PT1H",
            f"RDATE;VALUE=PERIOD;{PARIS}:20260329T003000/PT3H",
        ),
        "2026-01-15T08:00:00Z 2026-01-15T09:00:00Z",
        "2026-03-28T23:30:00Z 2026-03-29T02:30:00Z",
    ),
    (  # every fourth year on 29 February
        ("DTSTART;VALUE=DATE:20160229", "RRULE:FREQ=YEARLY"),
    ),
    (
        ("DTSTART;VALUE=DATE:19500714", "RRULE:FREQ=YEARLY"),
        "2026-07-14 2026-07-15",
    ),
    (
        ("DTSTART;VALUE=DATE:19990530", "RRULE:FREQ=YEARLY;INTERVAL=3;BYMONTH=5;BYDAY=-1SU"),
        "2026-05-31 2026-06-01",
    ),
    (  # the hundredth day of the year keeps its own rule
        ("DTSTART;VALUE=DATE:20250410", "RRULE:FREQ=YEARLY;BYYEARDAY=100"),
        "2026-04-10 2026-04-11",
    ),
)


@pytest.mark.parametrize(("lines", "expected"), [(one[0], one[1:]) for one in (*NIGHTS, *RULES)])
def test_rules_come_to_what_the_standard_says(
    lines: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert expanded(calendar(event(*lines))) == [each.split() for each in expected]


def test_a_leap_day_comes_back_in_a_leap_year() -> None:
    raw = calendar(event("DTSTART;VALUE=DATE:20160229", "RRULE:FREQ=YEARLY"))
    assert expanded(raw, "2027-01-01", "2029-01-01") == [["2028-02-29", "2028-03-01"]]


def test_one_occurrence_is_moved_and_its_old_place_is_free() -> None:
    raw = calendar(
        event(f"DTSTART;{PARIS}:20260324T180000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3"),
        event(
            f"RECURRENCE-ID;{PARIS}:20260331T180000",
            f"DTSTART;{PARIS}:20260401T200000",
            f"DTEND;{PARIS}:20260401T213000",
        ),
    )
    assert [start for start, _end in expanded(raw)] == [
        "2026-03-24T17:00:00Z", "2026-04-01T18:00:00Z", "2026-04-07T16:00:00Z",
    ]  # fmt: skip


def test_a_zone_that_only_the_file_knows_is_read_from_the_file() -> None:
    standard = "BEGIN:STANDARD\r\nTZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\n"
    first = "DTSTART:19700101T000000\r\nEND:STANDARD\r\n"
    zone = f"BEGIN:VTIMEZONE\r\nTZID:Chez nous\r\n{standard}{first}END:VTIMEZONE\r\n"
    raw = calendar(event("DTSTART;TZID=Chez nous:20260324T120000", "DURATION:PT1H"), head=zone)
    assert expanded(raw) == [["2026-03-24T06:30:00Z", "2026-03-24T07:30:00Z"]]


def test_only_what_begins_in_the_window_is_given() -> None:
    raw = calendar(event("DTSTART:20260324T130000Z", "DURATION:PT2H", "RRULE:FREQ=DAILY"))
    found = expanded(raw, "2026-03-25T13:00:00", "2026-03-26T13:00:00")
    assert found == [["2026-03-25T13:00:00Z", "2026-03-25T15:00:00Z"]]


@settings(max_examples=30)
@given(
    st.dates(dt.date(2008, 1, 1), dt.date(2025, 12, 31)),
    st.integers(1, 4),
    st.sampled_from(["", ";BYDAY=2MO", ";BYDAY=-1SU,TU", ";BYMONTHDAY=1,15,-1"]),
)
def test_a_yearly_rule_gives_the_days_that_it_gives_by_itself(
    first: dt.date, interval: int, by: str
) -> None:
    """Walking by months is ours; the same rule written for the library to walk by days is not."""
    start = f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    month = f";BYMONTH={first.month}"
    rule = f"RRULE:FREQ=YEARLY;INTERVAL={interval}{month if by else ''}{by}"
    days = by or f";BYMONTHDAY={first.day}"
    every = ";BYHOUR=0"  # a part that keeps it from being rewritten
    other = f"RRULE:FREQ=YEARLY;INTERVAL={interval}{month}{days}{every}"
    window = ("2020-01-01", "2026-01-01")
    assert expanded(calendar(event(start, rule)), *window) == expanded(
        calendar(event(start, other)), *window
    )
