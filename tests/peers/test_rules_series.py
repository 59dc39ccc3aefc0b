"""Series with their exceptions, against a slow look at every day of the calendar."""

import datetime as dt

import pytest
from hypothesis import given, settings, strategies as st

from participation.peers.rules.series import (
    LAST,
    Monthly,
    Series,
    Weekly,
    dates,
    examine_series,
    nth_weekday,
    occurrences,
)
from participation.peers.rules.series_refusals import SeriesRefusal as R
from tests.peers.helping import at

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 10, 20)
TUESDAY = Weekly(frozenset({1}))
NINE = dt.time(9)


def series(rhythm: Weekly | Monthly = TUESDAY, **facts: object) -> Series:
    given_facts = {"first": FIRST, "hour": NINE, "minutes": 60, **facts}
    return Series(rhythm, **given_facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rhythm", "facts", "expected"),
    [
        (TUESDAY, {"count": 3}, ["10-20", "10-27", "11-03"]),
        (TUESDAY, {"until": dt.date(2026, 11, 3)}, ["10-20", "10-27", "11-03"]),
        (TUESDAY, {"until": dt.date(2026, 11, 2)}, ["10-20", "10-27"]),
        (Weekly(frozenset({0, 3})), {"count": 3}, ["10-22", "10-26", "10-29"]),
        (Weekly(frozenset({0, 3}), 2), {"count": 3}, ["10-22", "11-02", "11-05"]),
        (Monthly(1, 1), {"count": 2}, ["11-03", "12-01"]),
        (Monthly(1, 3), {"count": 2}, ["10-20", "11-17"]),
        (Monthly(1, LAST), {"count": 3}, ["10-27", "11-24", "12-29"]),
        (Monthly(1, 4, 2), {"count": 2}, ["10-27", "12-22"]),
    ],
)
def test_days_of_a_rhythm(
    rhythm: Weekly | Monthly, facts: dict[str, object], expected: list[str]
) -> None:
    of = series(rhythm, **facts)
    assert not examine_series(of)
    assert [f"{day:%m-%d}" for day in dates(of)] == expected


RHYTHMS = st.one_of(
    st.builds(Weekly, st.frozensets(st.integers(0, 6), min_size=1), st.integers(1, 5)),
    st.builds(Monthly, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, LAST]), st.integers(1, 4)),
)


def _is_on(day: dt.date, of: Series) -> bool:
    rhythm = of.rhythm
    if isinstance(rhythm, Weekly):
        weeks = ((day - day.weekday() * DAY) - (of.first - of.first.weekday() * DAY)).days // 7
        return day.weekday() in rhythm.weekdays and weeks % rhythm.every == 0
    months = (day.year - of.first.year) * 12 + day.month - of.first.month
    place = (day + 7 * DAY).month != day.month if rhythm.nth == LAST else None
    nth = (day.day - 1) // 7 + 1 == rhythm.nth if place is None else place
    return day.weekday() == rhythm.weekday and nth and months % rhythm.every == 0


@given(RHYTHMS, st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)), st.integers(1, 60))
@settings(max_examples=60)
def test_the_days_are_those_of_a_slow_look_at_the_calendar(
    rhythm: Weekly | Monthly, first: dt.date, many: int
) -> None:
    of = series(rhythm, first=first, count=many)
    horizon = first.replace(year=first.year + 2, day=min(first.day, 28))
    slow = [day for n in range(731) if _is_on(day := first + n * DAY, of) and day < horizon]
    quick = [day for day in dates(of) if day < horizon]
    assert quick == slow[:many]
    until = series(rhythm, first=first, until=first + 200 * DAY)
    assert list(dates(until)) == [day for day in slow if day <= first + 200 * DAY]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, R.NO_END),
        ({"count": 3, "until": FIRST + DAY}, R.TWO_ENDS),
        ({"until": FIRST - DAY}, R.ENDS_BEFORE),
        ({"count": 0}, R.NO_COUNT),
        ({"count": 3, "minutes": 0}, R.LENGTH_UNREADABLE),
        ({"count": 3, "minutes": 1441}, R.LENGTH_UNREADABLE),
        ({"until": FIRST}, None),
        ({"until": FIRST, "first": FIRST - DAY}, None),
        ({"until": FIRST - DAY, "first": FIRST - DAY}, R.EMPTY),
        ({"until": dt.date(2028, 10, 19)}, None),
        ({"until": dt.date(2028, 10, 20)}, R.TOO_LONG),
        ({"count": 105}, None),  # two years have a hundred and five Tuesdays
        ({"count": 106}, R.TOO_LONG),
        ({"count": 10**9}, R.TOO_LONG),
        ({"count": 3, "cancelled": frozenset({FIRST + DAY})}, R.NOT_AN_OCCURRENCE),
        ({"count": 3, "moved": {FIRST + 21 * DAY: (FIRST, NINE)}}, R.NOT_AN_OCCURRENCE),
        ({"count": 3, "cancelled": frozenset({FIRST + 14 * DAY})}, None),
    ],
)
def test_what_no_series_can_be(facts: dict[str, object], expected: R | None) -> None:
    found = examine_series(series(TUESDAY, **facts))
    assert found == (() if expected is None else (expected,))


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Weekly(frozenset({1}), 0), R.STEP_UNREADABLE),
        (Weekly(frozenset()), R.NO_DAY),
        (Weekly(frozenset({7})), R.NO_DAY),
        (Monthly(1, 5), R.NTH_UNREADABLE),
        (Monthly(1, 0), R.NTH_UNREADABLE),
        (Monthly(9, 1), R.NO_DAY),
    ],
)
def test_what_no_rhythm_can_be(rhythm: Weekly | Monthly, expected: R) -> None:
    assert expected in examine_series(series(rhythm, count=3))


def test_an_endless_series_stops_after_two_years_even_unexamined() -> None:
    found = list(dates(series()))
    assert (len(found), found[-1]) == (105, dt.date(2028, 10, 17))


def test_the_hour_stays_on_the_wall_when_the_clock_changes() -> None:
    found = occurrences(series(count=2))
    assert [each.span.starts for each in found] == [at("10-20 09:00"), at("10-27 09:00")]
    assert found[1].span.starts - found[0].span.starts == dt.timedelta(days=7, hours=1)
    night = series(Weekly(frozenset({5})), hour=dt.time(22), minutes=480, count=1)
    assert occurrences(night)[0].span.ends == at("2026-10-25 05:00")


def test_moved_and_cancelled_occurrences_stay_known_by_their_day() -> None:
    moved = {dt.date(2026, 10, 27): (dt.date(2026, 11, 4), dt.time(18))}
    of = series(count=3, cancelled=frozenset({FIRST}), moved=moved)
    assert not examine_series(of)
    found = occurrences(of)
    assert [(f"{each.of:%m-%d}", f"{each.on:%m-%d}", each.is_cancelled) for each in found] == [
        ("10-20", "10-20", True),
        ("11-03", "11-03", False),
        ("10-27", "11-04", False),
    ]
    assert [each.is_moved for each in found] == [False, False, True]
    assert found[2].span.starts == at("11-04 18:00")


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 6))
def test_the_nth_weekday_of_a_month(month: dt.date, weekday: int) -> None:
    days = [month.replace(day=n) for n in range(1, 29)]
    days += [day for n in range(1, 4) if (day := days[27] + n * DAY).month == month.month]
    those = [day for day in days if day.weekday() == weekday]
    for nth in (1, 2, 3, 4):
        assert nth_weekday(month, weekday, nth) == those[nth - 1]
    assert nth_weekday(month, weekday, LAST) == those[-1]
