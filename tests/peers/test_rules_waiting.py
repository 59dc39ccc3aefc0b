"""Groups and their queues: capacity, order, offers that end, and nobody told at night."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from participation.peers.rules.kinds import BookingState as B
from participation.peers.rules.waiting import (
    GroupRefusal,
    Offer,
    Place,
    alternatives,
    examine_capacity,
    first_state,
    free_places,
    is_silent,
    offer_until,
    promote,
    queue,
    speak_at,
)
from tests.peers.helping import at

NOW = at("11-23 10:00")
LATER = at("11-30 10:00")
HOURS = dt.timedelta(hours=1)


def place(key: int, state: B, rank: int | None = None, **facts: object) -> Place:
    return Place(key, state, key if rank is None else rank, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("capacity", "expected"),
    [(20, None), (15, None), (1, None), (21, GroupRefusal.TOO_LARGE), (0, GroupRefusal.TOO_SMALL)],
)
def test_a_group_holds_twenty_at_most(capacity: int, expected: GroupRefusal | None) -> None:
    assert examine_capacity(capacity) is expected


@pytest.mark.parametrize(
    ("state", "until", "takes"),
    [
        (B.BOOKED, None, True),
        (B.CAME, None, True),
        (B.ABSENT, None, True),
        (B.CANCELLED, None, False),
        (B.WAITING, None, False),
        (B.OFFERED, NOW + HOURS, True),
        (B.OFFERED, NOW, False),
    ],
)
def test_what_takes_a_place(*, state: B, until: dt.datetime | None, takes: bool) -> None:
    there = [place(1, state, offered_until=until)]
    assert free_places(1, there, NOW) == (0 if takes else 1)
    assert free_places(0, there, NOW) == 0


def test_who_comes_when_people_wait_waits_behind_them() -> None:
    booked = [place(n, B.BOOKED) for n in range(14)]
    assert first_state(15, booked, NOW) is B.BOOKED
    assert first_state(14, booked, NOW) is B.WAITING
    assert first_state(15, [*booked, place(20, B.WAITING)], NOW) is B.WAITING
    assert first_state(16, [*booked, place(20, B.WAITING)], NOW) is B.BOOKED


def test_the_first_who_asked_is_the_first_who_is_offered() -> None:
    there = [place(1, B.BOOKED), *(place(n, B.WAITING, rank) for n, rank in ((5, 9), (7, 2)))]
    assert promote(1, there, NOW, LATER) == []
    assert promote(2, there, NOW, LATER) == [Offer(7, NOW, NOW + 2 * HOURS)]
    assert [each.key for each in promote(9, there, NOW, LATER)] == [7, 5]


def test_an_offer_that_was_missed_goes_to_the_next_and_at_most_twice() -> None:
    late = place(7, B.OFFERED, 1, offered_until=NOW, offers=1)
    there = [late, place(5, B.WAITING, 9)]
    assert [each.key for each in queue(there, NOW)] == [5, 7]
    assert [each.key for each in promote(1, there, NOW, LATER)] == [5]
    assert [each.key for each in promote(1, [late], NOW, LATER)] == [7]
    tired = place(7, B.OFFERED, 1, offered_until=NOW, offers=2)
    assert promote(1, [tired], NOW, LATER) == []
    assert [each.key for each in promote(1, [tired, there[1]], NOW, LATER)] == [5]


@pytest.mark.parametrize(
    ("now", "tell", "until"),
    [
        ("11-23 10:00", "11-23 10:00", "11-23 12:00"),
        ("11-23 18:59", "11-23 18:59", "11-23 20:59"),
        ("11-23 19:00", "11-23 19:00", "11-23 21:00"),
        ("11-23 20:00", "11-23 20:00", "11-24 09:00"),  # one hour, then another in the morning
        ("11-23 20:59", "11-23 20:59", "11-24 09:59"),
        ("11-23 21:00", "11-24 08:00", "11-24 10:00"),
        ("11-24 00:30", "11-24 08:00", "11-24 10:00"),
        ("11-24 07:59", "11-24 08:00", "11-24 10:00"),
        ("11-24 08:00", "11-24 08:00", "11-24 10:00"),
        ("2026-03-28 22:00", "2026-03-29 08:00", "2026-03-29 10:00"),
        ("2026-10-24 20:30", "2026-10-24 20:30", "2026-10-25 09:30"),
    ],
)
def test_offers_last_two_hours_and_never_run_at_night(now: str, tell: str, until: str) -> None:
    found = promote(1, [place(1, B.WAITING)], at(now), at("2026-12-24 10:00"))
    assert found == [Offer(1, at(tell), at(until))]


@pytest.mark.parametrize(
    ("now", "begins", "until"),
    [
        ("11-23 10:00", "11-23 11:00", "11-23 11:00"),
        ("11-23 10:00", "11-23 10:00", None),  # it has begun
        ("11-23 22:00", "11-24 08:00", None),  # nobody could answer before it begins
        ("11-23 22:00", "11-24 08:30", "11-24 08:30"),
    ],
)
def test_an_offer_ends_when_the_group_begins(now: str, begins: str, until: str | None) -> None:
    found = promote(1, [place(1, B.WAITING)], at(now), at(begins))
    assert [each.until for each in found] == ([at(until)] if until else [])


@given(st.datetimes(dt.datetime(2026, 3, 20), dt.datetime(2026, 11, 10)))  # noqa: DTZ001 - made aware below
def test_nobody_is_told_at_night_and_two_hours_of_day_are_left(moment: dt.datetime) -> None:
    now = moment.replace(tzinfo=dt.UTC)
    tell = speak_at(now)
    until = offer_until(tell)
    assert not is_silent(tell)
    assert tell >= now
    assert not is_silent(until - dt.timedelta.resolution)
    minute = dt.timedelta(minutes=1)
    awake = sum(not is_silent(tell + n * minute) for n in range(int((until - tell) / minute)))
    assert awake in (119, 120)


STATES = st.lists(st.tuples(st.sampled_from(list(B)), st.integers(-2, 2)), max_size=40)


@given(STATES, st.integers(0, 20))
def test_no_group_is_ever_fuller_than_it_is(states: list[tuple[B, int]], capacity: int) -> None:
    there = [
        place(n, state, offered_until=NOW + hours * HOURS if state is B.OFFERED else None)
        for n, (state, hours) in enumerate(states)
    ]
    offers = promote(capacity, there, NOW, LATER)
    taken = sum(
        each.state in {B.BOOKED, B.CAME, B.ABSENT}
        or (each.state is B.OFFERED and each.offered_until is not None and each.offered_until > NOW)
        for each in there
    )
    assert len(offers) <= max(capacity - taken, 0)
    assert len(offers) == min(max(capacity - taken, 0), len(queue(there, NOW)))
    assert len({each.key for each in offers}) == len(offers)


def test_the_nearest_alternatives_are_not_past_and_not_the_one_that_is_gone() -> None:
    starts = [at(f"11-23 {hour}:00") for hour in ("09", "10", "11", "12", "14")]
    assert alternatives(starts, at("11-23 12:00"), NOW) == [starts[2], starts[4]]
    assert alternatives(starts, at("11-23 12:00"), at("11-23 08:00"), most=2) == [
        starts[2], starts[1],
    ]  # fmt: skip
