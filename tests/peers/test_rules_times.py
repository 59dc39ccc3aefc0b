"""Free times, civil time and series, against a slow reading of the clock on the wall."""

import datetime as dt
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from participation.peers.rules.civil import (
    PARIS,
    Span,
    age_on,
    instant_of,
    merged,
    months_after,
    night_minutes,
)
from participation.peers.rules.times import (
    Availability,
    WeeklyPattern,
    days_off,
    free,
    hours_of,
    nearest,
    starts_of,
    without,
)
from tests.bench import peers_times
from tests.peers.helping import at

MINUTE = dt.timedelta(minutes=1)
QUARTER = dt.timedelta(minutes=15)
NIGHTS = (dt.date(2026, 3, 28), dt.date(2026, 10, 24), dt.date(2026, 11, 21))
"""The eves of both clock changes, and an ordinary one."""


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        ("2026-03-29", "01:59", "2026-03-29T00:59Z"),
        ("2026-03-29", "02:00", "2026-03-29T01:00Z"),  # skipped: the instant of the skip
        ("2026-03-29", "02:30", "2026-03-29T01:00Z"),
        ("2026-03-29", "02:59:59", "2026-03-29T01:00Z"),
        ("2026-03-29", "03:00", "2026-03-29T01:00Z"),
        ("2026-10-25", "02:00", "2026-10-25T00:00Z"),  # shown twice: the first time
        ("2026-10-25", "02:59", "2026-10-25T00:59Z"),
        ("2026-10-25", "03:00", "2026-10-25T02:00Z"),
    ],
)
def test_the_first_instant_that_the_clock_shows(day: str, hour: str, expected: str) -> None:
    found = instant_of(dt.date.fromisoformat(day), dt.time.fromisoformat(hour), PARIS)
    assert found == dt.datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "hours", "minutes"),
    [
        (NIGHTS[0], ("23:30", "00:30"), 60),
        (NIGHTS[1], ("23:30", "00:30"), 60),
        (NIGHTS[0], ("22:00", "06:00"), 7 * 60),
        (NIGHTS[1], ("22:00", "06:00"), 9 * 60),
        (NIGHTS[2], ("22:00", "06:00"), 8 * 60),
        (NIGHTS[0], ("00:00", "00:00"), 24 * 60),
        (dt.date(2026, 3, 29), ("00:00", "00:00"), 23 * 60),
        (dt.date(2026, 10, 25), ("00:00", "00:00"), 25 * 60),
        (dt.date(2026, 3, 29), ("02:15", "02:45"), 0),  # hours that are not there
        (dt.date(2026, 3, 29), ("01:30", "02:30"), 30),
        (dt.date(2026, 3, 29), ("02:30", "03:30"), 30),
        (dt.date(2026, 10, 25), ("01:30", "02:30"), 60),
        (dt.date(2026, 10, 25), ("02:30", "03:30"), 120),
    ],
)
def test_hours_as_the_clock_shows_them(day: dt.date, hours: tuple[str, str], minutes: int) -> None:
    starts, ends = (dt.time.fromisoformat(each) for each in hours)
    found = hours_of(day, (starts, ends), PARIS)
    assert max(found.minutes, 0) == minutes
    of = Availability([WeeklyPattern(day.weekday(), (starts, ends), day)])
    whole = free(of, Span(at(f"{day} 00:00"), at(f"{day} 00:00") + dt.timedelta(days=3)))
    assert sum(each.minutes for each in whole) == minutes


def test_the_night_has_eight_hours_but_for_two_nights() -> None:
    for day, minutes in zip(NIGHTS, (420, 540, 480), strict=True):
        whole = Span(at(f"{day} 12:00"), at(f"{day + dt.timedelta(days=1)} 12:00"))
        assert night_minutes(whole, PARIS) == minutes


CLOCK = st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
HOURS = st.tuples(CLOCK, CLOCK)
OFFSETS = st.integers(-2, 9)


@st.composite
def weeks(draw: st.DrawFn) -> tuple[Availability, Span, list[Span]]:
    """Draw a week around a night of the clock change, and what is said and taken in it."""
    eve = draw(st.sampled_from(NIGHTS))
    first = eve - dt.timedelta(days=draw(st.integers(0, 6)))
    day = OFFSETS.map(lambda n: first + dt.timedelta(days=n))
    pattern = st.builds(
        WeeklyPattern,
        st.integers(0, 6),
        HOURS,
        OFFSETS.map(lambda n: first - dt.timedelta(days=7 * n)),
        st.none() | day,
        st.integers(1, 3),
    )
    of = Availability(
        draw(st.lists(pattern, max_size=6)),
        draw(st.dictionaries(day, st.lists(HOURS, max_size=2), max_size=2)),
        draw(st.lists(st.tuples(day, day), max_size=1)),
    )
    begins = at(f"{first} 00:00") + draw(st.integers(0, 96)) * QUARTER
    cells = st.integers(0, 7 * 96)
    taken = [
        Span(begins + start * QUARTER, begins + (start + length) * QUARTER)
        for start, length in draw(st.lists(st.tuples(cells, st.integers(0, 100)), max_size=5))
    ]
    return of, Span(begins, begins + dt.timedelta(days=draw(st.integers(1, 8)))), taken


def _slow(of: Availability, within: Span, taken: list[Span]) -> list[dt.datetime]:
    """Ask each quarter of an hour what the clock on the wall shows, and who says what about it."""
    found, cell = [], within.starts
    while cell < within.ends:
        if _is_said(of, cell) and not any(a <= cell < b for a, b in taken):
            day = cell.astimezone(PARIS).date()
            if not any(first <= day <= last for first, last in of.away):
                found.append(cell)
        cell += QUARTER
    return found


def _is_said(of: Availability, cell: dt.datetime) -> bool:
    today = cell.astimezone(PARIS).date()
    for day in (today, today - dt.timedelta(days=1)):
        for starts, ends in _hours_on(of, day):
            first = _first_shown(day, starts)
            last = _first_shown(day if ends > starts else day + dt.timedelta(days=1), ends)
            if first <= cell < last:
                return True
    return False


def _hours_on(of: Availability, day: dt.date) -> list[tuple[dt.time, dt.time]]:
    if day in of.exceptions:
        return list(of.exceptions[day])
    found = []
    for each in of.patterns:
        monday, since = (d - dt.timedelta(days=d.weekday()) for d in (day, each.since))
        right = day.weekday() == each.weekday and (monday - since).days // 7 % each.every == 0
        if right and each.since <= day and (each.until is None or day <= each.until):
            found.append(each.hours)
    return found


@cache
def _first_shown(day: dt.date, hour: dt.time) -> dt.datetime:
    cell = dt.datetime.combine(day, dt.time(), dt.UTC) - dt.timedelta(hours=2)
    while True:
        local = cell.astimezone(PARIS)
        if (local.date(), local.time()) >= (day, hour):
            return cell
        cell += dt.timedelta(minutes=15)


def _cells(spans: list[Span]) -> list[dt.datetime]:
    return [a + n * QUARTER for a, b in spans for n in range((b - a) // QUARTER)]


@given(weeks())
def test_free_times_are_those_that_a_slow_look_at_the_clock_finds(
    drawn: tuple[Availability, Span, list[Span]],
) -> None:
    of, within, taken = drawn
    found = free(of, within, taken)
    assert _cells(found) == _slow(of, within, taken)
    assert all(a.ends < b.starts for a, b in pairwise(found))
    assert all(each.starts < each.ends for each in found)


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12).map(
    lambda of: [Span(at("11-23 09:00") + a * MINUTE, at("11-23 09:00") + (a + n) * MINUTE)
                for a, n in of]
)  # fmt: skip


@given(SPANS, SPANS)
def test_cutting_is_that_of_sets(one: list[Span], other: list[Span]) -> None:
    def minutes(spans: list[Span]) -> set[dt.datetime]:
        return {a + n * MINUTE for a, b in spans for n in range((b - a) // MINUTE)}

    assert minutes(merged(one)) == minutes(one)
    cut = without(merged(one), merged(other))
    assert minutes(cut) == minutes(one) - minutes(other)
    assert cut == merged(cut)


def test_patterns_that_overlap_or_never_end_are_one() -> None:
    since = dt.date(2020, 1, 6)
    hours = [(9, 12), (10, 11), (11, 14), (14, 15)]
    of = Availability([WeeklyPattern(0, (dt.time(a), dt.time(b)), since) for a, b in hours])
    within = Span(at("11-23 00:00"), at("12-08 00:00"))
    assert free(of, within) == [
        Span(at(f"{day} 09:00"), at(f"{day} 15:00")) for day in ("11-23", "11-30", "12-07")
    ]
    whole = Availability([WeeklyPattern(day, (dt.time(), dt.time()), since) for day in range(7)])
    assert free(whole, within) == [within]
    assert not free(of, Span(within.ends, within.starts))


def test_days_away_are_whole_in_their_place() -> None:
    off = days_off(dt.date(2026, 3, 29), dt.date(2026, 3, 29))
    assert (off.starts, off.minutes) == (at("2026-03-29 00:00"), 23 * 60)


@pytest.mark.parametrize(
    ("starts", "ends", "minutes", "step", "expected"),
    [
        ("09:00", "10:00", 60, 30, ["09:00"]),
        ("09:00", "10:29", 60, 30, ["09:00"]),
        ("09:00", "10:30", 60, 30, ["09:00", "09:30"]),
        ("09:01", "10:30", 60, 30, ["09:30"]),
        ("09:01", "10:30", 60, 15, ["09:15", "09:30"]),
        ("09:00", "09:59", 60, 15, []),
        ("09:16", "10:30", 60, 15, ["09:30"]),
    ],
)
def test_beginnings_are_on_the_quarter(
    starts: str, ends: str, minutes: int, step: int, expected: list[str]
) -> None:
    span = Span(at(f"11-23 {starts}"), at(f"11-23 {ends}"))
    assert starts_of([span], minutes, step) == [at(f"11-23 {each}") for each in expected]


@pytest.mark.parametrize(("minutes", "step"), [(60, 0), (60, 20), (0, 15), (-5, 15)])
def test_other_steps_are_refused(minutes: int, step: int) -> None:
    with pytest.raises(ValueError, match="minutes every"):
        starts_of([], minutes, step)


def test_the_nearest_beginnings_come_first() -> None:
    there = [at(f"11-23 {hour}") for hour in ("09:00", "09:30", "11:00", "12:00", "15:00")]
    wished = at("11-23 10:15")
    assert nearest(there, wished) == [there[1], there[2], there[0]]
    assert nearest(there, there[2], most=2) == [there[2], there[3]]
    assert nearest([], wished) == []
    for each in there:
        slow = sorted(there, key=lambda other: (abs(other - each), other))
        assert nearest(there, each, 4) == slow[:4]


def test_the_bench_finds_slots_and_says_how_long_it_took() -> None:
    found = peers_times.run()
    assert found["free_slots"] > 10_000
    assert 0 < found["median_ms"] <= found["worst_ms"]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-12-15", 13, "2027-01-15"),
    ],
)
def test_months_are_counted_by_the_calendar(day: str, months: int, expected: str) -> None:
    of = dt.date.fromisoformat
    assert months_after(of(day), months) == of(expected)
    assert age_on(of("2008-02-29"), of("2026-02-28")) == 17
    assert age_on(of("2008-02-29"), of("2026-03-01")) == 18
