"""Terms: their days, who follows, what is due."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from participation.councils.queries import law_on
from participation.councils.rules.kinds import SubstituteOrder as O
from participation.councils.rules.terms import (
    Expiry,
    Span,
    Waiting,
    expiry_of,
    is_gone,
    months_later,
    new_substitute_due,
    next_substitute,
    planned_end,
)
from participation.organisations.rules.law import Severity
from tests.councils.sitting import TODAY

LAW = law_on(TODAY)
DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
SPANS = st.builds(
    lambda since, length, cut: Span(
        since,
        None if length is None else since + length * DAY,
        None if cut is None else since + cut * DAY,
    ),
    DAYS,
    st.none() | st.integers(1, 900),
    st.none() | st.integers(0, 900),
)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2024, 2, 29), 48, dt.date(2028, 2, 29)),
        (dt.date(2025, 12, 15), 1, dt.date(2026, 1, 15)),
        (dt.date(2025, 3, 1), 24, dt.date(2027, 3, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day: dt.date, months: int, expected: dt.date) -> None:
    assert months_later(day, months) == expected
    assert planned_end(day, months) == expected
    assert planned_end(day, None) is None


@given(SPANS, SPANS)
def test_two_terms_meet_when_they_share_a_day(one: Span, other: Span) -> None:
    first = dt.date(2019, 1, 1)
    days = (first + n * DAY for n in range(6000))
    shared = any(one.holds(day) and other.holds(day) for day in days)
    if one.since != one.end and other.since != other.end:
        assert one.meets(other) is shared
    assert one.meets(other) is other.meets(one)


@pytest.mark.parametrize(
    ("until", "expiry", "severity", "days"),
    [
        (TODAY - DAY, Expiry.EXPIRED, Severity.ERROR, -1),
        (TODAY, Expiry.EXPIRED, Severity.ERROR, 0),
        (TODAY + DAY, Expiry.ENDING, Severity.WARNING, 1),
        (TODAY + 89 * DAY, Expiry.ENDING, Severity.WARNING, 89),
        (TODAY + 90 * DAY, Expiry.RUNNING, None, 90),
        (None, Expiry.NO_END, Severity.ERROR, 0),
    ],
)
def test_the_end_of_a_term_is_announced_ninety_days_before(
    until: dt.date | None, expiry: Expiry, severity: Severity | None, days: int
) -> None:
    alert = expiry_of(Span(TODAY - 400 * DAY, until), TODAY, LAW)
    assert (alert.expiry, alert.severity, alert.days) == (expiry, severity, days)


def waiting(key: int, rank: int, ended_on: dt.date | None = None) -> Waiting:
    return Waiting(key, rank, Span(TODAY - 100 * DAY, TODAY + 100 * DAY, ended_on))


@pytest.mark.parametrize(
    ("rank", "order", "there", "expected"),
    [
        (3, O.RANKED, [waiting(7, 2), waiting(8, 1)], 8),
        (3, O.RANKED, [waiting(7, 2), waiting(8, 1, TODAY)], 7),
        (3, O.RANKED, [waiting(8, 1, TODAY)], None),
        (3, O.RANKED, [], None),
        (2, O.PAIRED, [waiting(7, 2), waiting(8, 1)], 7),
        (3, O.PAIRED, [waiting(7, 2), waiting(8, 1)], None),
        (2, O.PAIRED, [waiting(7, 2, TODAY), waiting(8, 1)], None),
    ],
)
def test_the_next_substitute(
    rank: int, order: O, there: list[Waiting], expected: int | None
) -> None:
    assert next_substitute(rank, there, order=order, day=TODAY) == expected


@given(st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=8))
def test_the_next_substitute_is_there_and_nobody_present_stands_before_her(
    of: list[tuple[int, bool]],
) -> None:
    there = [
        waiting(key, rank, None if present else TODAY) for key, (rank, present) in enumerate(of)
    ]
    key = next_substitute(1, there, order=O.RANKED, day=TODAY)
    present = [each for each in there if each.span.holds(TODAY)]
    if key is None:
        assert not present
    else:
        chosen = there[key]
        assert chosen in present
        assert chosen.rank == min(each.rank for each in present)


def test_a_new_substitute_is_due_sixty_days_after_the_seating() -> None:
    seated = [TODAY - 200 * DAY, TODAY - 60 * DAY, TODAY - 61 * DAY]
    assert new_substitute_due(seated, empty=0, day=TODAY, law=LAW) == ()
    due = new_substitute_due(seated, empty=2, day=TODAY, law=LAW)
    assert [(each.by, each.is_late) for each in due] == [(TODAY - DAY, True), (TODAY, False)]
    assert new_substitute_due([], empty=2, day=TODAY, law=LAW) == ()


@pytest.mark.parametrize(
    ("present_until", "gone"),
    [(None, False), (TODAY + DAY, False), (TODAY, True), (TODAY - DAY, True)],
)
def test_who_left_and_still_sits(present_until: dt.date | None, gone: bool) -> None:  # noqa: FBT001
    span = Span(TODAY - 10 * DAY, TODAY + 10 * DAY)
    assert is_gone(present_until, span, TODAY) is gone
    assert not is_gone(present_until, Span(TODAY - 10 * DAY, None, TODAY), TODAY)
