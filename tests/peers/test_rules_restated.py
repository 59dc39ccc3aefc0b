"""Every limit of working time against an obvious, slow re-statement on random weeks."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings, strategies as st

from participation.peers.rules.civil import PARIS
from participation.peers.rules.facts import Commitment, Reservation
from participation.peers.rules.kinds import SUPPORT_KINDS, SlotKind, Status
from tests.peers.helping import at, broken

CELL = dt.timedelta(minutes=15)
MONDAYS = ("2026-03-23", "2026-10-19", "2026-11-16")
"""Two weeks that end with a night of the clock change, and an ordinary one."""
Cells = set[dt.datetime]
KINDS = st.sampled_from([*SUPPORT_KINDS, *([SlotKind.TRAINING] * 8)])


@st.composite
def loads(draw: st.DrawFn) -> tuple[list[Reservation], Reservation]:
    """Draw three weeks around one of these, usual hours and odd ones, and one slot more."""
    begin = at(f"{draw(st.sampled_from(MONDAYS))} 00:00")

    def reservation(days: st.SearchStrategy[int]) -> Reservation:
        usual = draw(st.booleans())
        cell = draw(st.sampled_from([32, 36, 56, 88]) if usual else st.integers(0, 95))
        length = draw(st.integers(4, 40) if usual else st.integers(1, 56))
        starts = begin + (draw(days) * 96 + cell) * CELL
        ends, team = starts + length * CELL, draw(st.integers(1, 2))
        return Reservation(starts, ends, draw(KINDS), 1, draw(st.integers(0, 3)) == 0, team)

    taken = [reservation(st.integers(-7, 13)) for _ in range(draw(st.integers(0, 16)))]
    for week in range(draw(st.sampled_from([0, 0, 0, 11]))):
        starts = begin - dt.timedelta(days=7 * (week + 1))
        taken.append(Reservation(starts, starts + 43 * 4 * CELL, SlotKind.TRAINING))
    return taken, reservation(st.integers(0, 6))


def cells_of(every: list[Reservation]) -> Cells:
    return {
        each.starts + n * CELL for each in every for n in range((each.ends - each.starts) // CELL)
    }


@cache
def day(cell: dt.datetime) -> dt.date:
    return cell.astimezone(PARIS).date()


@cache
def week(cell: dt.datetime) -> dt.date:
    return day(cell) - dt.timedelta(days=day(cell).weekday())


def longest_row(cells: Cells, one: Cells, gap: int) -> int:
    """Count the cells worked around one, as long as no pause has `gap` cells."""
    count = 0
    for sign, begin in ((1, min(one)), (-1, min(one) - CELL)):
        cell, free = begin, 0
        while free < gap:
            free = 0 if cell in cells else free + 1
            count += cell in cells
            cell += sign * CELL
    return count


def has_rest(cells: Cells, monday: dt.date) -> bool:
    """Look for 35 free hours of which 24 lie in the week, beginning at any cell."""
    begin = at(f"{monday} 00:00")
    ends = at(f"{monday + dt.timedelta(days=7)} 00:00")
    window, inside = 35 * 4, 24 * 4
    first = begin - 11 * 4 * CELL
    row = [first + n * CELL not in cells for n in range((ends - first) // CELL + window)]
    lies = [begin <= first + n * CELL < ends for n in range(len(row))]
    return any(
        all(row[n : n + window]) and sum(lies[n : n + window]) >= inside
        for n in range(len(row) - window)
    )


def working_days(cells: Cells) -> Iterator[Cells]:
    """Put cells together: by their day, and over midnight unless two hours are free between."""
    current: list[dt.datetime] = []
    for cell in sorted(cells):
        if current:
            gap = cell - current[-1] - CELL
            apart = gap > dt.timedelta(hours=2) and day(cell) != day(current[0])
            if gap >= dt.timedelta(hours=11) or apart:
                yield set(current)
                current = []
        current.append(cell)
    if current:
        yield set(current)


def rest_is_short(cells: Cells, one: Cells) -> bool:
    eleven, days = dt.timedelta(hours=11), list(working_days(cells))
    for n, each in enumerate(days):
        if not each & one:
            continue
        if max(each) + CELL - min(each) > dt.timedelta(hours=13):
            return True
        if n and min(each) - max(days[n - 1]) - CELL < eleven:
            return True
        if n + 1 < len(days) and min(days[n + 1]) - max(each) - CELL < eleven:
            return True
    return False


def mean_is_high(cells: Cells, one: Cells) -> bool:
    worked = Counter(week(cell) for cell in cells)
    for touched in {week(cell) for cell in one}:
        for n in range(12):
            first = touched - dt.timedelta(days=7 * n)
            if sum(worked[first + dt.timedelta(days=7 * k)] for k in range(12)) > 12 * 44 * 4:
                return True
    return False


def restated(every: list[Reservation], one: Reservation) -> set[str]:
    cells, mine = cells_of(every), cells_of([one])
    weeks = {week(cell) for cell in mine}
    found = {
        "daily-hours": any(
            sum(day(cell) == each for cell in cells) > 40 for each in {day(cell) for cell in mine}
        ),
        "weekly-hours": any(sum(week(cell) == each for cell in cells) > 192 for each in weeks),
        "mean-hours": mean_is_high(cells, mine),
        "break": longest_row(cells, mine, 2) >= 24,
        "six-days": any(len({day(c) for c in cells if week(c) == each}) == 7 for each in weeks),
        "daily-rest": rest_is_short(cells, mine),
    }
    return {code for code, is_broken in found.items() if is_broken}


def of_charter(every: list[Reservation], one: Reservation) -> set[str]:
    support = [each for each in every if each.kind in SUPPORT_KINDS]
    supports, today = one.kind in SUPPORT_KINDS, day(one.starts)
    hours = {cell.astimezone(PARIS).hour for cell in cells_of([one])}
    by_night = supports and bool(hours & {22, 23, 0, 1, 2, 3, 4, 5})
    heavy = [each for each in every if each.heavy and week(each.starts) == week(one.starts)]
    found = {
        "support-a-day": supports and sum(day(each.starts) == today for each in support) > 3,
        "slots-a-day": sum(day(each.starts) == today for each in every) > 4,
        "heavy-a-week-paid": one.heavy and len(heavy) > 4,
        "supervision-heavy": one.heavy and not any(
            abs((day(each.starts) - today).days) <= 14
            for each in every
            if each.kind in {SlotKind.SUPERVISION, SlotKind.PRACTICE}
        ),
        "night-not-alone": by_night and one.team < 2,
        "round-not-alone": one.kind is SlotKind.ROUND and one.team < 2,
    }  # fmt: skip
    return {code for code, is_broken in found.items() if is_broken}


def judge(drawn: tuple[list[Reservation], Reservation]) -> None:
    taken, one = drawn
    every = [*taken, one]
    found = set(broken(Commitment(Status.EMPLOYEE), taken, one))
    rest = "weekly-rest" in found
    assert found - {"weekly-rest", "nights-in-a-row"} == restated(every, one) | of_charter(
        every, one
    )
    weeks = {week(cell) for cell in cells_of([one])}
    beside = {each + n * dt.timedelta(days=7) for each in weeks for n in (-1, 0, 1)}
    missing = {each for each in beside if not has_rest(cells_of(every), each)}
    new = {each for each in missing if has_rest(cells_of(taken), each)}
    assert bool(missing & weeks or new) <= rest <= bool(missing)


OFTEN = settings(max_examples=60)


@given(loads())
@OFTEN
def test_limits_are_those_of_an_obvious_count(drawn: tuple[list[Reservation], Reservation]) -> None:
    judge(drawn)


@pytest.mark.long
@pytest.mark.parametrize("_part", range(5))
@given(drawn=loads())
@settings(OFTEN, max_examples=2_000)
def test_ten_thousand_weeks_are_those_of_an_obvious_count(
    _part: int, drawn: tuple[list[Reservation], Reservation]
) -> None:
    judge(drawn)
