"""Each limit of working time, one minute before its edge, at its edge and one minute beyond."""

import datetime as dt

import pytest

from participation.peers.rules.facts import Reservation
from participation.peers.rules.kinds import Status as S  # noqa: N817 - tables are read at a glance
from tests.peers.helping import broken, helper, slot

HOUR = 60
MINOR = dt.date(2010, 1, 1)


def week(hours: float, days: int = 5, monday: str = "2026-11-16") -> list[Reservation]:
    """Give a quiet week: the same hours from nine on each of its first days."""
    first = dt.date.fromisoformat(monday)
    of = [first + dt.timedelta(days=n) for n in range(days)]
    return [slot(f"{day} 09:00", round(hours * HOUR / days)) for day in of]


@pytest.mark.parametrize(
    ("evening", "minutes", "morning", "expected"),
    [
        ("11-23 19:00", 120, "11-24 08:00", None),
        ("11-23 19:00", 120, "11-24 07:59", 659),
        ("11-23 20:00", 60, "11-24 07:59", 659),
        ("11-24 07:59", 60, "11-23 20:00", 659),  # the new one may lie before
        ("11-23 22:00", 480, "11-24 17:00", None),  # a night, then eleven hours
        ("11-23 22:00", 480, "11-24 16:59", 659),
        ("11-23 21:00", 150, "11-24 00:30", None),  # a night with a meal in it
        ("11-23 21:00", 120, "11-24 01:00", None),  # two hours over midnight: one night
        ("11-23 21:00", 120, "11-24 01:01", 121),
        ("11-23 08:00", 120, "11-23 21:00", None),  # eleven hours: two working days
        ("11-23 08:00", 180, "11-23 20:00", None),  # thirteen hours from first to last
        ("11-23 08:00", 180, "11-23 20:01", 659),
        ("11-23 08:00", 60, "11-23 20:01", None),  # eleven hours lie between the two
        ("2026-03-28 20:00", 60, "2026-03-29 08:00", 600),  # ten hours: the clock skips one
        ("2026-03-28 20:00", 60, "2026-03-29 09:00", None),
        ("2026-10-24 20:00", 60, "2026-10-25 07:00", None),  # eleven: the clock shows one twice
        ("2026-10-24 20:00", 60, "2026-10-25 06:59", 659),
    ],
)
def test_eleven_hours_between_two_working_days(
    evening: str, minutes: int, morning: str, expected: int | None
) -> None:
    found = broken(helper(), [slot(evening, minutes)], slot(morning, HOUR))
    assert found.get("daily-rest") == expected
    volunteer = helper(S.VOLUNTEER, quota=6000)
    found = broken(volunteer, [slot(evening, minutes)], slot(morning, HOUR))
    assert found.get("charter-rest") == expected
    assert "daily-rest" not in found


@pytest.mark.parametrize(
    ("taken", "one", "expected"),
    [
        ([], slot("11-23 08:00", 600), None),
        ([], slot("11-23 08:00", 601), 601),
        ([slot("11-23 08:00", 300)], slot("11-23 15:00", 300), None),
        ([slot("11-23 08:00", 300)], slot("11-23 15:00", 301), 601),
        ([slot("11-23 08:00", 300)], slot("11-23 12:00", 360), None),  # an hour of both counts once
        ([slot("11-23 08:00", 600)], slot("11-24 08:00", 60), None),
        ([], slot("11-23 19:00", 900), None),  # five hours, then ten
        ([], slot("11-23 13:59", 1201), 601),  # judged by civil days
        ([], slot("2026-03-29 00:00", 600), None),
        ([], slot("2026-03-29 00:00", 601), 601),
        ([], slot("2026-10-25 00:00", 600), None),
        ([], slot("2026-10-25 00:00", 601), 601),
    ],
)
def test_ten_hours_a_day(taken: list[Reservation], one: Reservation, expected: int | None) -> None:
    assert broken(helper(), taken, one).get("daily-hours") == expected


@pytest.mark.parametrize(
    ("hours", "one", "expected"),
    [
        (46, slot("11-21 09:00", 120), None),
        (46, slot("11-21 09:00", 121), 2881),
        (47, slot("11-22 23:00", 121), None),  # Sunday night: one hour of it is of this week
        (47, slot("11-22 22:59", 121), 2881),
        (48, slot("11-23 09:00", 60), None),  # the next week
        (48, slot("11-15 23:59", 1), None),  # the week before
    ],
)
def test_forty_eight_hours_a_week(hours: float, one: Reservation, expected: int | None) -> None:
    found = broken(helper(), week(hours), one).get("weekly-hours")
    assert found == expected


@pytest.mark.parametrize(
    ("sunday", "kept", "beyond"), [("2026-03-29", 23 * 60, 1), ("2026-10-25", 25 * 60, 1)]
)
def test_a_week_of_the_clock_change_counts_what_passes(sunday: str, kept: int, beyond: int) -> None:
    monday = dt.date.fromisoformat(sunday) - dt.timedelta(days=6)
    hours = (2880 - kept) / 60
    taken = week(hours, monday=str(monday))
    assert sum(each.span.minutes for each in taken) == 2880 - kept
    whole = slot(f"{sunday} 00:00", kept)
    assert "weekly-hours" not in broken(helper(), taken, whole)
    assert (
        broken(helper(), [*taken, slot(f"{monday} 08:59", beyond)], whole)["weekly-hours"] == 2881
    )


@pytest.mark.parametrize(
    ("weeks", "one", "expected"),
    [
        (11, slot("11-16 09:00", 264 * 10 - 1), None),
        (11, slot("11-16 09:00", 264 * 10), None),
        (11, slot("11-16 09:00", 264 * 10 + 1), 31681),
        (11, slot("11-23 09:00", 3000), None),  # a free week lies between
        (12, slot("11-23 09:00", 1), None),
        (12, slot("11-10 19:00", 1), 31681),
    ],
)
def test_forty_four_hours_on_average_over_any_twelve_weeks(
    weeks: int, one: Reservation, expected: int | None
) -> None:
    last = dt.date(2026, 11, 9)
    mondays = [last - dt.timedelta(weeks=n) for n in range(weeks)]
    taken = [each for monday in mondays for each in week(44, monday=str(monday))]
    found = broken(helper(), taken, one).get("mean-hours")
    assert found == expected


def test_the_mean_is_also_that_of_the_weeks_that_follow() -> None:
    mondays = [dt.date(2026, 11, 23) + dt.timedelta(weeks=n) for n in range(11)]
    taken = [each for monday in mondays for each in week(45, monday=str(monday))]
    one = slot("11-16 09:00", 1981)
    assert broken(helper(), taken, one)["mean-hours"] == 31681
    assert "mean-hours" not in broken(helper(), taken, slot("11-16 09:00", 1980))


@pytest.mark.parametrize(
    ("taken", "one", "expected"),
    [
        ([], slot("11-23 09:00", 359), None),
        ([], slot("11-23 09:00", 360), 360),
        ([slot("11-23 09:00", 180)], slot("11-23 12:20", 180), None),
        ([slot("11-23 09:00", 180)], slot("11-23 12:19", 180), 360),
        ([slot("11-23 09:00", 180)], slot("11-23 12:00", 179), None),
        ([], slot("11-23 09:00", 480, pause_minutes=20), None),
        ([], slot("11-23 09:00", 480, pause_minutes=19), 480),
        ([slot("11-23 09:00", 400)], slot("11-23 18:00", 60), None),  # an older breach elsewhere
        ([slot("2026-10-25 00:30", 200)], slot("2026-10-25 03:00", 150), None),
        (
            [slot("2026-03-29 00:30", 90)],
            slot("2026-03-29 03:00", 270),
            360,
        ),  # no gap: 2:00 is 3:00
    ],
)
def test_a_pause_is_due_at_six_hours(
    taken: list[Reservation], one: Reservation, expected: int | None
) -> None:
    assert broken(helper(), taken, one).get("break") == expected


SIX = [slot(f"11-{day} 09:00", HOUR) for day in range(16, 22)]


@pytest.mark.parametrize(
    ("taken", "one", "expected"),
    [
        (SIX[:5], SIX[5], None),
        (SIX, slot("11-22 09:00", HOUR), 7),
        (SIX[:5], slot("11-21 23:00", 60), None),
        (SIX[:5], slot("11-21 23:00", 61), 7),  # one minute of Sunday
        (SIX, slot("11-23 09:00", HOUR), None),
    ],
)
def test_six_days_a_week(taken: list[Reservation], one: Reservation, expected: int | None) -> None:
    assert broken(helper(), taken, one).get("six-days") == expected


@pytest.mark.parametrize(
    ("taken", "one", "expected"),
    [
        (
            [slot("11-21 09:00", 660)],
            slot("11-23 07:00", 60),
            None,
        ),  # Saturday 20:00 to Monday 7:00
        (SIX[:5], slot("11-21 09:00", 660), None),
        ([*SIX[:5], slot("11-23 07:00", 60)], slot("11-21 09:00", 660), None),
        ([*SIX[:5], slot("11-23 06:59", 60)], slot("11-21 09:00", 660), 2099),
        ([*SIX[:5], slot("11-21 09:00", 660)], slot("11-23 06:59", 60), 2099),
        ([*SIX[:5], slot("11-22 18:00", 60)], slot("11-21 06:00", 60), None),  # from 7:00 to 18:00
        ([*SIX[:5], slot("11-22 17:59", 60)], slot("11-21 06:00", 60), 2099),
        ([*SIX, slot("11-22 12:00", 60)], slot("11-23 08:00", 60), None),  # an older breach
    ],
)
def test_thirty_five_hours_of_rest_a_week(
    taken: list[Reservation], one: Reservation, expected: int | None
) -> None:
    found = broken(helper(), taken, one).get("weekly-rest")
    assert found == expected


def test_twenty_four_hours_of_the_rest_lie_inside_their_week() -> None:
    # Work on each day until Sunday noon; then nothing until Tuesday: 12 hours are of this week.
    taken = [*SIX, slot("11-24 09:00", HOUR)]
    assert broken(helper(), taken, slot("11-22 11:00", HOUR))["weekly-rest"] == 1500
    assert "weekly-rest" not in broken(helper(), SIX[:5], slot("11-22 11:00", HOUR))


@pytest.mark.parametrize(
    ("taken", "one", "code", "expected"),
    [
        (week(33), slot("11-21 09:00", 120), "minor-hours", None),
        (week(33), slot("11-21 09:00", 121), "minor-hours", 2101),
        (SIX[:4], SIX[4], "minor-days", None),
        (SIX[:5], SIX[5], "minor-days", 6),
        ([], slot("11-23 09:00", 420), "minor-daily-hours", None),
        ([], slot("11-23 09:00", 421), "minor-daily-hours", 421),
        ([], slot("11-23 09:00", 269), "minor-break", None),
        ([], slot("11-23 09:00", 270), "minor-break", 270),
        ([slot("11-23 09:00", 150)], slot("11-23 12:00", 120), "minor-break", None),
        ([slot("11-23 09:00", 150)], slot("11-23 11:59", 120), "minor-break", 270),
        ([], slot("11-23 21:00", 60), "minor-night", None),
        ([], slot("11-23 21:00", 61), "minor-night", 1),
        ([], slot("11-23 06:00", 60), "minor-night", None),
        ([], slot("11-23 05:59", 60), "minor-night", 1),
        ([slot("11-17 09:00", 60), slot("11-19 09:00", 60)], SIX[5], "minor-rest-days", None),
        ([SIX[1], SIX[3], SIX[5]], slot("11-24 09:00", 60), "minor-rest-days", None),
        ([SIX[1], SIX[3], slot("11-23 09:00", 60)], SIX[5], "minor-rest-days", 1),
        ([SIX[1], SIX[3], SIX[5]], slot("11-23 09:00", 60), "minor-rest-days", 1),
    ],
)
def test_civic_service_before_eighteen(
    taken: list[Reservation], one: Reservation, code: str, expected: int | None
) -> None:
    of = helper(S.CIVIC_SERVICE, born_on=MINOR)
    assert broken(of, taken, one).get(code) == expected
    grown = helper(S.CIVIC_SERVICE, born_on=dt.date(2000, 1, 1))
    assert not any(key.startswith("minor-") for key in broken(grown, taken, one))


@pytest.mark.parametrize(("born", "minor"), [("2008-11-24", True), ("2008-11-23", False)])
def test_one_is_a_minor_until_the_day_of_eighteen(*, born: str, minor: bool) -> None:
    of = helper(S.CIVIC_SERVICE, born_on=dt.date.fromisoformat(born))
    assert ("minor-daily-hours" in broken(of, [], slot("11-23 09:00", 421))) is minor
    assert (
        "minor-hours" in broken(of, week(34, monday="2026-11-23"), slot("11-23 18:00", 61))
    ) is (minor)


@pytest.mark.parametrize(
    ("hours", "one", "code"),
    [(48, slot("11-21 09:00", 1), "civic-hours"), (6, slot("11-22 09:00", 1), "civic-days")],
)
def test_civic_service_has_forty_eight_hours_and_six_days(
    hours: float, one: Reservation, code: str
) -> None:
    of = helper(S.CIVIC_SERVICE, born_on=dt.date(2004, 1, 1))
    assert code in broken(of, week(hours, days=6 if code == "civic-days" else 5), one)
    fewer = week(hours - 1 / 12, days=5)
    assert code not in broken(of, fewer, one)


def test_of_several_breaches_of_one_limit_the_gravest_is_told() -> None:
    long = slot("11-23 08:00", 2000)  # sixteen hours, then more
    assert broken(helper(), [], long)["daily-hours"] == 1040
    days = [slot(f"11-{day} {12 if day == 25 else 9:02}:00", HOUR) for day in range(16, 30)]
    sunday_night = slot("11-22 23:00", 90)
    assert broken(helper(), days, sunday_night)["weekly-rest"] == 1380
