"""What the solver is told of a helper's limits: the rest of a week, the mean of twelve."""

import datetime as dt
from dataclasses import replace

from participation.peers.models import Peer
from participation.peers.queries.limiting import solver_limits
from participation.peers.queries.loads import limits_in_force
from participation.peers.rules.dated import LimitCode
from participation.peers.rules.facts import Commitment, Reservation
from participation.peers.rules.kinds import Status
from participation.peers.rules.limits import examine
from participation.peers.rules.planning import days_span
from tests.peers.teams import at

MONDAY = dt.date(2026, 3, 23)
SPAN, LAW = days_span(MONDAY, MONDAY + dt.timedelta(days=7)), limits_in_force(MONDAY)
WEEK = dt.timedelta(days=7)


def somebody(status: Status = Status.EMPLOYEE, hours: int = 48) -> Peer:
    return Peer(status=status, weekly_minutes=hours * 60, is_minor=False)


def test_the_rest_of_a_week_is_that_of_the_law_and_never_a_contradiction() -> None:
    held = Reservation(at(23, 0), at(28, 13))
    assert solver_limits(somebody(), (), SPAN, LAW).weekly_rest == 35 * 60
    assert solver_limits(somebody(), [held], SPAN, LAW).rest_in(MONDAY) == 35 * 60
    late = replace(held, ends=at(29, 12))
    tired = solver_limits(somebody(), [late], SPAN, LAW)
    assert [tired.rest_in(monday) for monday in (MONDAY, MONDAY + WEEK)] == [12 * 60, 35 * 60]
    assert solver_limits(somebody(Status.VOLUNTEER), (), SPAN, LAW).weekly_rest is None


def test_no_twelve_weeks_of_what_the_solver_gives_are_beyond_their_mean() -> None:
    week = solver_limits(somebody(), (), SPAN, LAW).minutes_per_week
    assert week == 44 * 60
    assert solver_limits(somebody(hours=20), (), SPAN, LAW).minutes_per_week == 20 * 60
    for minutes, refused in ((week // 6, False), (week // 6 + 1, True)):
        days = [
            Reservation(starts, starts + dt.timedelta(minutes=minutes))
            for number in range(-11, 1)
            for day in range(6)
            for starts in [at(23 + day, 8) + number * WEEK]
        ]
        found = examine(Commitment(Status.EMPLOYEE), days[:-1], days[-1], LAW)
        assert (LimitCode.MEAN_HOURS in {each.code for each in found}) == refused


def test_one_full_week_loosens_no_other() -> None:
    span = days_span(MONDAY, MONDAY + 2 * WEEK)
    held = [Reservation(at(day, 8), at(day, 18)) for day in range(23, 29)]
    given = solver_limits(somebody(hours=20), held, span, LAW)
    assert given.minutes_per_week == 20 * 60
    weeks = (MONDAY - WEEK, MONDAY, MONDAY + WEEK)
    assert [given.minutes_in(monday) for monday in weeks] == [20 * 60, 60 * 60, 20 * 60]
