"""Figures in which nobody is found again: four are not told, and no sum gives one back."""

import datetime as dt
from collections import Counter
from itertools import combinations, pairwise

import pytest
from hypothesis import given, strategies as st

from participation.peers.rules.civil import Span
from participation.peers.rules.impact import (
    FEWEST,
    Attendance,
    HeldSlot,
    Hidden,
    Line,
    impact_of,
    put_together,
    stretches,
)
from participation.peers.rules.kinds import AttendanceMark as M
from tests.peers.helping import at

HOUR = dt.timedelta(hours=1)
FEW = Hidden.FEW


def held(
    people: list[int] | range,
    moment: str = "11-02 09:00",
    mark: M = M.CAME,
    language: str = "fr",
    **facts: int,
) -> HeldSlot:
    starts = at(moment)
    bookings = tuple(Attendance(each, mark, language) for each in people)
    return HeldSlot(Span(starts, starts + HOUR), bookings=bookings, **facts)


def test_four_people_are_not_told_and_five_are() -> None:
    four = impact_of([held(range(4), helpers=2), held(range(4))])
    assert (four.slots, four.helper_minutes, four.people, four.visits) == (FEW,) * 4
    assert four.languages == ()
    five = impact_of([held(range(4), helpers=2), held([3, 4])])
    assert (five.slots, five.helper_minutes, five.people, five.visits) == (2, 180, 5, 6)
    assert five.languages == (Line(("fr",), 5, 6),)


def test_ten_talks_with_one_person_are_about_one_person() -> None:
    found = impact_of([held([7], f"11-{day:02} 09:00") for day in range(1, 11)])
    assert (found.slots, found.people, found.visits) == (FEW, FEW, FEW)


@pytest.mark.parametrize(("visitors", "visits"), [(4, FEW), (5, 5)])
def test_visitors_without_a_name_are_counted(visitors: int, visits: int | Hidden) -> None:
    found = impact_of([held([], visitors=visitors)])
    assert (found.people, found.visits) == (FEW, visits)


def test_what_was_not_kept_is_told_apart_and_without_its_total() -> None:
    slots = [held(range(30)), held(range(4), mark=M.NOT_SEEN), held([9], mark=M.PUT_OFF)]
    found = impact_of(slots)
    assert found.not_held == (Line(("not-seen", "put-off"), 5, 5),)
    assert impact_of(slots[:2]).not_held == ()
    assert impact_of(slots).visits == 30
    apart = impact_of([*slots, held(range(10, 16), mark=M.NOT_SEEN)]).not_held
    assert apart == (Line(("not-seen", "put-off"), 11, 11),)  # one alone is not told: put together


def _asked(person: int, days: int, *, first: bool = True) -> HeldSlot:
    starts = at("11-20 09:00")
    asked = starts - dt.timedelta(days=days)
    of = Attendance(person, M.CAME, "fr", asked_at=asked, first=first)
    return HeldSlot(Span(starts, starts + HOUR), bookings=(of,))


def test_the_time_to_a_first_talk_is_a_median_of_five_at_least() -> None:
    four = [_asked(n, days) for n, days in enumerate([0, 1, 8, 3])]
    assert impact_of(four).days_to_first is FEW
    assert impact_of([*four, _asked(4, 2)]).days_to_first == 2
    assert impact_of([*four, _asked(4, 2, first=False)]).days_to_first is FEW


BOOKINGS = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 30)), max_size=80)


@given(BOOKINGS)
def test_every_line_has_five_people_and_nothing_is_lost_that_can_be_told(
    bookings: list[tuple[str, int]],
) -> None:
    lines = put_together(bookings)
    everybody = {person for _name, person in bookings}
    assert all(line.people >= FEWEST for line in lines)
    names = [name for line in lines for name in line.names]
    assert len(names) == len(set(names))
    if len(everybody) >= FEWEST:
        assert set(names) == {name for name, _person in bookings}
        assert sum(line.bookings for line in lines) == len(bookings)
    else:
        assert lines == ()
    for line in lines:
        inside = {person for name, person in bookings if name in line.names}
        assert line.people == len(inside)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(1, 9)), max_size=6))
def test_no_difference_of_lines_and_total_is_fewer_than_five(sizes: list[tuple[str, int]]) -> None:
    counts = Counter[str]()
    for name, many in sizes:
        counts[name] += many
    people = [(name, 100 * n + k) for n, name in enumerate(counts) for k in range(counts[name])]
    lines, total = put_together(people), len(people)
    for many in range(len(lines)):
        for chosen in combinations(lines, many):
            rest = total - sum(line.people for line in chosen)
            assert rest >= FEWEST or total < FEWEST


@given(st.lists(st.integers(0, 8), min_size=12, max_size=12))
def test_no_month_is_told_by_the_others_of_its_year(sizes: list[int]) -> None:
    first = dt.date(2026, 1, 1)
    slots = [
        held(range(100 * n, 100 * n + many), f"{n + 1:02}-15 09:00")
        for n, many in enumerate(sizes)
        if many
    ]
    found = stretches(slots, first, 12)
    if sum(sizes) < FEWEST:
        assert found == ()
        return
    assert (found[0][0], found[-1][1]) == (first, dt.date(2026, 12, 31))
    for (_a, last), (begin, _b) in pairwise(found):
        assert begin - last == dt.timedelta(days=1)
        assert begin.day == 1
    for begin, last in found:
        assert sum(sizes[begin.month - 1 : last.month]) >= FEWEST


def test_months_that_are_large_enough_stand_alone() -> None:
    slots = [held(range(5), f"{month:02}-15 09:00") for month in (1, 2, 3)]
    assert len(stretches(slots, dt.date(2026, 1, 20), 3)) == 3
    assert stretches(slots[1:], dt.date(2026, 1, 1), 3) == (
        (dt.date(2026, 1, 1), dt.date(2026, 2, 28)),
        (dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
    )
