"""Weeks, days otherwise and own calendars: what contradicts itself is refused, nothing is lost."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.exc import NoResultFound

from participation.calendars import reading
from participation.foundation.security import keep_secret
from participation.peers.adapters import agendas
from participation.peers.models import BusyTime, WeeklyTime
from participation.peers.operations import times
from participation.peers.operations.times import TimeSheet
from participation.peers.queries import own_times
from participation.peers.rules.civil import Span
from participation.peers.rules.weekly import (
    MINUTES_A_WEEK,
    AwaySheet,
    TimesRefusal,
    Weekly,
    length,
    minutes_of,
    span_of,
    why_not_away,
)
from tests.builders import Town, acting_in, make_town
from tests.councils.mandated import reason_of
from tests.peers.crew import TODAY, at, make_peer

FILE = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//x//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTAMP:20260301T000000Z\r
DTSTART:20260317T130000Z\r
DTEND:20260317T140000Z\r
SUMMARY:Doctor Secret\r
END:VEVENT\r
END:VCALENDAR\r
"""
ADDRESS = "https://calendar.example/private/maryam.ics"
DOCTOR = Span(at("03-17 14:00"), at("03-17 15:00"))
LAST = dt.date(2026, 6, 30)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the child that reads be slow: what it answers is looked at here, not how fast."""
    monkeypatch.setattr(reading, "PATIENCE", 30.0)


@pytest.fixture
def town(engine: Engine) -> Town:
    keep_secret("secret of the tests, long enough to be one")
    return make_town(engine)


def weekly(
    weekday: int, hours: str, *, since: dt.date = TODAY, until: dt.date | None = None
) -> Weekly:
    begins, ends = (minutes_of(each) for each in hours.split("-"))
    return Weekly(weekday, begins, length(begins, ends), since, until)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (weekly(0, "09:00-12:00"), weekly(0, "12:00-14:00"), False),
        (weekly(0, "09:00-12:01"), weekly(0, "12:00-14:00"), True),
        (weekly(0, "22:00-02:00"), weekly(1, "01:00-03:00"), True),
        (weekly(0, "22:00-02:00"), weekly(1, "02:00-03:00"), False),
        (weekly(6, "22:00-06:00"), weekly(0, "05:00-08:00"), True),
        (weekly(0, "09:00-12:00"), weekly(1, "09:00-12:00"), False),
        (
            weekly(0, "09:00-12:00", until=LAST),
            weekly(0, "09:00-12:00", since=LAST + dt.timedelta(days=2)),
            False,
        ),
        (
            weekly(0, "09:00-12:00", until=LAST),
            weekly(0, "09:00-12:00", since=dt.date(2026, 6, 29)),
            True,
        ),
    ],
)
def test_times_of_a_week_meet_or_do_not(one: Weekly, other: Weekly, *, meet: bool) -> None:
    assert one.meets(other) is meet
    assert other.meets(one) is meet


TIMES = st.builds(
    Weekly,
    st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(1, 1439),
    st.just(TODAY),
)


@given(TIMES, TIMES)
def test_meeting_is_sharing_a_minute_of_the_week(one: Weekly, other: Weekly) -> None:
    minutes = [
        {(each.begins + n) % MINUTES_A_WEEK for n in range(each.minutes)} for each in (one, other)
    ]
    assert one.meets(other) is bool(minutes[0] & minutes[1])


def test_a_time_on_several_days_is_kept_whole_or_not_at_all(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        morning = TimeSheet((0, 2), minutes_of("09:00"), 180, TODAY)
        times.add_times(act, peer, morning)
        night = TimeSheet((2,), minutes_of("22:00"), length(22 * 60, 6 * 60), TODAY)
        times.add_times(act, peer, night)
        kept = own_times.list_weekly(act.session, peer)
        assert [(one.weekday, one.starts_at, one.minutes) for one in kept] == [
            (0, 540, 180),
            (2, 540, 180),
            (2, 1320, 480),
        ]
        clash = TimeSheet((1, 3), minutes_of("05:30"), 60, TODAY)
        with act.session.begin_nested() as part:
            assert reason_of(times.add_times, act, peer, clash) is TimesRefusal.OVERLAPS
            part.rollback()
        assert len(own_times.list_weekly(act.session, peer)) == 3
        other = make_peer(act, town, "Olena")
        with pytest.raises(NoResultFound):
            own_times.get_weekly(act.session, other, kept[0].id)
        times.remove_time(act, kept[0])
        assert len(own_times.list_weekly(act.session, peer)) == 2


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (TimeSheet((0,), 540, 0, TODAY), TimesRefusal.SAME_HOURS),
        (TimeSheet((0,), 540, 60, TODAY, TODAY), TimesRefusal.UNTIL_BEFORE_SINCE),
        (TimeSheet((0, 0), 540, 60, TODAY, LAST), None),
    ],
)
def test_a_time_has_a_length_and_an_order(
    engine: Engine, town: Town, sheet: TimeSheet, reason: TimesRefusal | None
) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        if reason is None:
            times.add_times(act, peer, sheet)
            assert act.session.scalars(select(WeeklyTime.weekday)).all() == [0]
        else:
            assert reason_of(times.add_times, act, peer, sheet) is reason


NOW = dt.datetime(2026, 3, 17, 9, 30, tzinfo=dt.UTC)
D = dt.date


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (AwaySheet(D(2026, 3, 18), D(2026, 3, 17)), TimesRefusal.DAYS_REVERSED),
        (AwaySheet(D(2026, 3, 16), D(2026, 3, 16)), TimesRefusal.OVER),
        (AwaySheet(D(2026, 3, 17), D(2026, 3, 17)), None),
        (AwaySheet(D(2026, 3, 17), D(2026, 3, 17), 540, 630), TimesRefusal.OVER),
        (AwaySheet(D(2026, 3, 17), D(2026, 3, 17), 540, 631), None),
        (AwaySheet(D(2026, 3, 17), D(2026, 3, 17), 540, 540), TimesRefusal.HOURS_REVERSED),
        (AwaySheet(D(2026, 3, 17), D(2027, 3, 18)), None),
        (AwaySheet(D(2026, 3, 17), D(2027, 3, 19)), TimesRefusal.TOO_LONG),
        (AwaySheet(D(2028, 3, 20), D(2028, 3, 20)), TimesRefusal.TOO_FAR),
        (AwaySheet(D(2026, 3, 18), D(2026, 3, 18), is_there=True), TimesRefusal.THERE_NEEDS_HOURS),
    ],
)
def test_days_otherwise_make_sense(sheet: AwaySheet, reason: TimesRefusal | None) -> None:
    assert why_not_away(sheet, NOW) is reason


def test_whole_days_and_nights_follow_the_clock_on_the_wall() -> None:
    spring = span_of(AwaySheet(D(2026, 3, 29), D(2026, 3, 29)))
    assert (spring.ends - spring.starts) == dt.timedelta(hours=23)
    night = span_of(AwaySheet(D(2026, 10, 24), D(2026, 10, 24), 22 * 60, 6 * 60))
    assert (night.ends - night.starts) == dt.timedelta(hours=9)
    half = span_of(AwaySheet(D(2026, 10, 24), D(2026, 10, 24), 23 * 60 + 30, 30))
    assert half == Span(at("10-24 23:30"), at("10-25 00:30"))


def test_away_and_there_at_once_is_refused(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        times.add_absence(act, peer, AwaySheet(D(2026, 3, 20), D(2026, 3, 22)))
        again = AwaySheet(D(2026, 3, 22), D(2026, 3, 25))
        assert reason_of(times.add_absence, act, peer, again) is TimesRefusal.SAID_ALREADY
        there = AwaySheet(D(2026, 3, 21), D(2026, 3, 21), 540, 600, is_there=True)
        assert reason_of(times.add_absence, act, peer, there) is TimesRefusal.CONTRADICTS
        (row,) = own_times.list_absences(act.session, peer, act.now)
        times.remove_absence(act, row)
        times.add_absence(act, peer, there)


def test_the_week_shows_what_it_all_means(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        times.add_times(act, peer, TimeSheet((1, 2), minutes_of("14:00"), 240, TODAY))
        times.add_absence(act, peer, AwaySheet(D(2026, 3, 18), D(2026, 3, 18)))
        extra = AwaySheet(D(2026, 3, 22), D(2026, 3, 22), 600, 660, is_there=True)
        times.add_absence(act, peer, extra)
        times.link_calendar(act, peer, (DOCTOR,))
        shown = {
            one.day.isoformat(): one.spans for one in own_times.see_days(act.session, peer, act.now)
        }
        assert len(shown) == 7
        assert {day: spans for day, spans in shown.items() if spans} == {
            "2026-03-17": (Span(at("03-17 15:00"), at("03-17 18:00")),),
            "2026-03-22": (Span(at("03-22 10:00"), at("03-22 11:00")),),
        }


def test_of_her_own_calendar_only_busy_times_stay(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        busy = agendas.read_text(FILE, act.now)
        source = times.link_calendar(act, peer, busy, ADDRESS)
        assert source.address is not None
        assert b"calendar.example" not in source.address
        assert agendas.open_address(source.address) == ADDRESS
        rows = act.session.scalars(select(BusyTime)).all()
        assert [(one.starts, one.ends) for one in rows] == [(at("03-17 14:00"), at("03-17 15:00"))]
        known = reason_of(times.refuse_calendar, act, peer, ADDRESS, has_file=False)
        assert known is TimesRefusal.CALENDAR_KNOWN
        both = reason_of(times.refuse_calendar, act, peer, "https://x.example/", has_file=True)
        assert both is TimesRefusal.ONE_SOURCE
        neither = reason_of(times.refuse_calendar, act, peer, None, has_file=False)
        assert neither is TimesRefusal.ONE_SOURCE
        times.link_calendar(act, peer, ())
        times.link_calendar(act, peer, ())
        full = reason_of(times.refuse_calendar, act, peer, None, has_file=True)
        assert full is TimesRefusal.TOO_MANY_CALENDARS
        times.unlink_calendar(act, source)
        assert act.session.scalars(select(BusyTime)).all() == []


def test_reading_again_keeps_what_was_when_it_fails(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        source = times.link_calendar(act, peer, (DOCTOR,), ADDRESS)
        hour = dt.timedelta(hours=1)
        assert own_times.list_due(act.session, act.now) == []
        assert [key for key, _sealed in own_times.list_due(act.session, act.now + hour)] == [
            source.id
        ]
        assert not times.refresh_calendar(act, source, TimesRefusal.CALENDAR_UNREACHABLE)
        assert source.problem == "calendar-unreachable"
        assert len(act.session.scalars(select(BusyTime)).all()) == 1
        new = Span(at("03-19 09:00"), at("03-19 10:00"))
        assert times.refresh_calendar(act, source, (new,))
        assert source.problem == ""
        assert [one.starts for one in act.session.scalars(select(BusyTime))] == [new.starts]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"hello", TimesRefusal.CALENDAR_NOT_ONE),
        (b"x" * (1024 * 1024 + 1), TimesRefusal.CALENDAR_TOO_LARGE),
        (
            FILE.replace(b"SUMMARY", b"RRULE:FREQ=SECONDLY\r\nSUMMARY"),
            TimesRefusal.CALENDAR_TOO_OFTEN,
        ),
    ],
)
def test_a_calendar_that_cannot_be_read_is_said(content: bytes, reason: TimesRefusal) -> None:
    assert reason_of(agendas.read_text, content, NOW) is reason


@pytest.mark.parametrize("address", ["http://x.example/a.ics", "https://127.0.0.1/a.ics", "x"])
def test_an_address_leads_to_the_open_internet(address: str) -> None:
    assert reason_of(agendas.read_address, address, NOW) is TimesRefusal.CALENDAR_BAD_ADDRESS


def test_what_is_over_is_forgotten(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        past = Span(at("03-15 09:00"), at("03-15 10:00"))
        times.link_calendar(act, peer, (past, Span(at("03-18 09:00"), at("03-18 10:00"))))
        times.add_absence(act, peer, AwaySheet(D(2026, 3, 17), D(2026, 3, 17)))
        assert times.forget_times(act) == 1
        assert times.forget_times(act) == 0
