"""The minutes of a meeting that count: as the clock says, when what it says can be true."""

import datetime as dt

import pytest

from participation.meetings.rules.hours import minutes_held

OPENED = dt.datetime(2026, 4, 14, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("lasted", "minutes"),
    [(75, 75), (10, 10), (180, 180), (9, 90), (0, 90), (181, 90), (24 * 60, 90), (-5, 90)],
)
def test_what_the_clock_says_counts_when_it_can_be_true(lasted: int, minutes: int) -> None:
    assert minutes_held(90, OPENED, OPENED + dt.timedelta(minutes=lasted)) == minutes


def test_a_meeting_that_nobody_timed_lasted_as_planned() -> None:
    assert minutes_held(90, None, None) == minutes_held(90, OPENED, None) == 90
