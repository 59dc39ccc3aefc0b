"""The calendar of an election: backwards from the vote, on working days, with warnings."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from participation.councils.labels.words import STEPS
from participation.councils.queries import law_on
from participation.councils.rules.calendar import (
    CHAINS,
    Alarm,
    Step as S,  # noqa: N817 - tables are read at a glance
    earliest_vote,
    examine,
    plan,
)
from participation.organisations.rules.days import easter_sunday, is_working_day, public_holidays
from participation.organisations.rules.law import Severity
from tests.councils.sitting import TODAY

LAW = law_on(TODAY)
DAY = dt.timedelta(days=1)
OPENS = dt.date(2026, 6, 16)
DATES = st.dates(dt.date(2024, 1, 1), dt.date(2040, 1, 1))


def test_a_vote_on_two_days_in_june() -> None:
    assert plan(OPENS, OPENS + DAY, LAW) == {
        S.CALL: dt.date(2026, 5, 5),
        S.ROLL_POSTED: dt.date(2026, 5, 19),
        S.OBJECTIONS_END: dt.date(2026, 5, 26),
        S.CANDIDACIES_END: dt.date(2026, 5, 29),
        S.LIST_POSTED: dt.date(2026, 6, 2),
        S.VOTE_OPENS: OPENS,
        S.VOTE_CLOSES: dt.date(2026, 6, 17),
        S.CHALLENGE_ENDS: dt.date(2026, 8, 17),
    }


@given(DATES, st.integers(0, 13))
def test_every_plan_is_in_order_on_working_days_and_leaves_time(
    opens: dt.date, length: int
) -> None:
    dates = plan(opens, opens + length * DAY, LAW)
    for chain in CHAINS:
        days = [dates[step] for step in chain]
        assert days == sorted(set(days))
    voting = (S.VOTE_OPENS, S.VOTE_CLOSES)
    assert all(is_working_day(day) for step, day in dates.items() if step not in voting)
    assert (opens - dates[S.CALL]).days >= LAW.number("call-days")
    assert (opens - dates[S.LIST_POSTED]).days >= LAW.number("list-days")
    assert dates[S.CHALLENGE_ENDS] - dates[S.VOTE_CLOSES] >= LAW.number("challenge-days") * DAY
    found = examine(dates, LAW, today=dates[S.CALL])
    assert {each.alarm for each in found} <= {Alarm.VOTE_ON_DAYS_OFF}
    assert not any(each.severity is Severity.ERROR for each in found)


def test_a_vote_does_not_close_before_it_opens() -> None:
    with pytest.raises(ValueError, match="closes"):
        plan(OPENS, OPENS - DAY, LAW)
    dates = plan(OPENS, OPENS, LAW) | {S.VOTE_CLOSES: OPENS - DAY}
    steps = {each.step for each in examine(dates, LAW, today=TODAY) if each.severity == "error"}
    assert steps == {S.VOTE_CLOSES}


@pytest.mark.parametrize(
    ("moved", "alarm", "step", "severity"),
    [
        ({S.LIST_POSTED: dt.date(2026, 5, 29)}, Alarm.OUT_OF_ORDER, S.LIST_POSTED, "error"),
        ({S.OBJECTIONS_END: dt.date(2026, 5, 19)}, Alarm.OUT_OF_ORDER, S.OBJECTIONS_END, "error"),
        ({S.CHALLENGE_ENDS: dt.date(2026, 6, 17)}, Alarm.OUT_OF_ORDER, S.CHALLENGE_ENDS, "error"),
        ({S.OBJECTIONS_END: dt.date(2026, 5, 22)}, Alarm.TOO_SHORT, S.OBJECTIONS_END, "warning"),
        ({S.CALL: dt.date(2026, 5, 18)}, Alarm.TOO_SHORT, S.CANDIDACIES_END, "warning"),
        ({S.LIST_POSTED: dt.date(2026, 6, 10)}, Alarm.TOO_SHORT, S.VOTE_OPENS, "warning"),
        ({S.LIST_POSTED: dt.date(2026, 5, 31)}, Alarm.DAY_OFF, S.LIST_POSTED, "advice"),
        ({S.ROLL_POSTED: dt.date(2026, 5, 14)}, Alarm.DAY_OFF, S.ROLL_POSTED, "advice"),
        ({S.CALL: dt.date(2026, 3, 16)}, Alarm.PAST, S.CALL, "warning"),
        (
            {S.VOTE_CLOSES: dt.date(2026, 6, 30)},
            Alarm.VOTE_TOO_LONG,
            S.VOTE_CLOSES,
            "warning",
        ),
        (
            {S.VOTE_OPENS: dt.date(2026, 6, 20), S.VOTE_CLOSES: dt.date(2026, 6, 21)},
            Alarm.VOTE_ON_DAYS_OFF,
            S.VOTE_OPENS,
            "advice",
        ),
    ],
)
def test_a_date_that_somebody_moved_is_warned_about(
    moved: dict[S, dt.date], alarm: Alarm, step: S, severity: str
) -> None:
    dates = plan(OPENS, OPENS + DAY, LAW) | moved
    found = examine(dates, LAW, today=TODAY)
    assert (alarm, step, severity) in {(e.alarm, e.step, e.severity.value) for e in found}


def test_nothing_is_said_of_a_calendar_in_order_on_the_very_day_of_the_call() -> None:
    dates = plan(OPENS, OPENS + 13 * DAY, LAW)
    assert examine(dates, LAW, today=dates[S.CALL]) == ()
    late = examine(dates, LAW, today=dates[S.CALL] + DAY)
    assert [(each.alarm, each.step) for each in late] == [(Alarm.PAST, S.CALL)]


def test_the_earliest_vote_keeps_every_step() -> None:
    first = earliest_vote(TODAY, LAW)
    assert first == TODAY + 42 * DAY


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25))],
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter_sunday(year) == dt.date(year, *day)


def test_the_eleven_holidays_of_2026() -> None:
    assert sorted(public_holidays(2026)) == [
        dt.date(2026, month, day)
        for month, day in (
            (1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11),
            (12, 25),
        )
    ]  # fmt: skip


def test_each_step_has_its_words() -> None:
    assert set(STEPS) == set(S)
