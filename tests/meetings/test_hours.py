"""The minutes of a meeting that count: as the clock says, when what it says can be true."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.meetings import operations, queries
from participation.meetings.queries.hours import list_hours
from participation.meetings.rules.hours import minutes_held
from tests.builders import acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.meetings.gathering import MEETS_AT, begin, gather, user_of

OPENED = dt.datetime(2026, 4, 14, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("lasted", "minutes"),
    [(75, 75), (10, 10), (180, 180), (9, 90), (0, 90), (181, 90), (24 * 60, 90), (-5, 90)],
)
def test_what_the_clock_says_counts_when_it_can_be_true(lasted: int, minutes: int) -> None:
    assert minutes_held(90, OPENED, OPENED + dt.timedelta(minutes=lasted)) == minutes


def test_a_meeting_that_nobody_timed_lasted_as_planned() -> None:
    assert minutes_held(90, None, None) == minutes_held(90, OPENED, None) == 90


@pytest.mark.usefixtures("app")
def test_each_who_sat_has_the_minutes_of_the_meeting(engine: Engine, clock: Clock) -> None:
    town = make_town(engine)
    gathering = gather(engine, town)
    clock.set(MEETS_AT.astimezone(dt.UTC))
    begin(engine, town, gathering, "Amina", "Bilal")
    clock.advance(minutes=75)
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        present = {one.name: one for one in queries.list_presences(act.session, meeting)}
        operations.note_left(act, present["Bilal"])
        assert list_hours(act.session, MEETS_AT.year) == [], "it is not over"
        operations.close_meeting(act, meeting)
        amina = user_of(act, gathering, "Amina")
    with looking_in(engine, town) as session:
        lines = list_hours(session, MEETS_AT.year)
        told = [(one.name, one.month.month, one.times, one.minutes, one.early) for one in lines]
        assert told == [("Amina", MEETS_AT.month, 1, 75, 0), ("Bilal", MEETS_AT.month, 1, 75, 1)]
        assert [one.name for one in list_hours(session, MEETS_AT.year, user_id=amina)] == ["Amina"]
        assert list_hours(session, MEETS_AT.year - 1) == []
