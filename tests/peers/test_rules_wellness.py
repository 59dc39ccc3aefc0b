"""Each rule for the well-being of helpers at its edge, contracts, and who is near a limit."""

import datetime as dt

import pytest

from participation.peers.rules.civil import Span, stop_until
from participation.peers.rules.dated import Breach, LimitCode, Weight
from participation.peers.rules.facts import Reservation
from participation.peers.rules.kinds import (
    SUPPORT_KINDS,
    SlotKind as K,
    Status as S,  # noqa: N817
)
from participation.peers.rules.limits import blocks, examine, near
from tests.peers.helping import LIMITS, TODAY, at, broken, helper, slot

DAY = dt.timedelta(days=1)
FREE = {"quota": 6000}
MEET = K.MEETING


def warned(found: tuple[Breach, ...]) -> set[str]:
    return {each.code.value for each in found if each.weight is Weight.WARNS}


@pytest.mark.parametrize(
    ("status", "quota", "before", "minutes", "code", "expected"),
    [
        (S.VOLUNTEER, None, 300, 60, "volunteer-hours", None),
        (S.VOLUNTEER, None, 300, 61, "volunteer-hours", 361),
        (S.VOLUNTEER, 600, 300, 300, "volunteer-hours", None),
        (S.VOLUNTEER, 600, 300, 301, "volunteer-hours", 601),
        (S.VOLUNTEER, 120, 60, 61, "volunteer-hours", 121),
        (S.FLAT_SHARE, None, 120, 60, "flat-share-hours", None),
        (S.FLAT_SHARE, None, 120, 61, "flat-share-hours", 181),
        (S.EMPLOYEE, 120, 60, 60, "chosen-hours", None),
        (S.EMPLOYEE, 120, 60, 61, "chosen-hours", 121),
        (S.EMPLOYEE, None, 300, 300, "chosen-hours", None),
    ],
)
def test_hours_of_the_charter(
    status: S, quota: int | None, before: int, minutes: int, code: str, expected: int | None
) -> None:
    taken = [slot("11-16 09:00", before)]
    found = broken(helper(status, quota=quota), taken, slot("11-22 09:00", minutes))
    assert found.get(code) == expected
    assert code not in broken(helper(status, quota=quota), taken, slot("11-23 09:00", 60))


@pytest.mark.parametrize(("minutes", "expected"), [(180, None), (179, None), (181, 2521)])
def test_forty_two_hours_for_a_house_of_fourteen(minutes: int, expected: int | None) -> None:
    fellows = [slot(f"11-{16 + n % 7} 1{n % 6}:00", 180) for n in range(13)]
    of, one = helper(S.FLAT_SHARE, quota=1000), slot("11-18 09:00", minutes)
    found = {each.code.value: each.value for each in examine(of, [], one, LIMITS, house=fellows)}
    assert found.get("flat-share-house") == expected


def test_one_that_is_alone_in_her_house_has_its_hours() -> None:
    assert "flat-share-house" not in broken(helper(S.FLAT_SHARE), [], slot("11-18 09:00", 180))


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        (31, set()),
        (32, {"supervision-month"}),
        (45, {"supervision-month"}),
        (46, {"supervision-month", "supervision-alert"}),
    ],
)
def test_supervision_once_a_month_and_an_alert_after_forty_five_days(
    days: int, codes: set[str]
) -> None:
    one = slot("11-23 09:00", 60, MEET)
    last = dt.date(2026, 11, 23) - days * DAY
    for facts in ({"supervised_on": (last,)}, {"began_on": last}):
        found = examine(helper(**facts), [], one, LIMITS)
        assert {each.code.value for each in found} == codes == warned(found)
        assert not blocks(found)
    planned = slot("11-22 09:00", 60, K.PRACTICE)
    assert not examine(helper(supervised_on=(last,)), [planned], one, LIMITS)
    assert not examine(helper(supervised_on=(last,)), [], slot("11-23 09:00", 60), LIMITS)


def test_a_supervision_to_come_is_none_yet() -> None:
    of = helper(supervised_on=(dt.date(2026, 10, 1), dt.date(2026, 11, 24)))
    assert broken(of, [], slot("11-23 09:00", 60, MEET))["supervision-month"] == 53


def test_of_whom_nothing_is_known_no_supervision_is_missing() -> None:
    assert not examine(helper(), [], slot("11-23 09:00", 60, MEET), LIMITS)


@pytest.mark.parametrize(
    ("supervised", "expected"),
    [("11-09", None), ("11-08", 15), ("12-07", None), ("12-08", 15), (None, 999)],
)
def test_a_heavy_slot_asks_for_supervision_within_fourteen_days(
    supervised: str | None, expected: int | None
) -> None:
    one = slot("11-23 09:00", 60, MEET, heavy=True)
    taken = [slot(f"{supervised} 18:00", 60, K.SUPERVISION)] if supervised else []
    assert broken(helper(), taken, one).get("supervision-heavy") == expected
    assert "supervision-heavy" not in broken(helper(), [], slot("11-23 09:00", 60, MEET))


@pytest.mark.parametrize(
    ("nights", "one", "expected"),
    [
        (["11-23 22:00"], "11-24 22:00", None),
        (["11-23 22:00", "11-24 22:00"], "11-25 22:00", 3),
        (["11-23 22:00", "11-25 22:00"], "11-24 22:00", 3),
        (["11-23 22:00", "11-24 22:00"], "11-26 22:00", None),
        (["11-23 22:00", "11-25 01:00"], "11-25 22:00", 3),  # one in the morning is that night
        (["11-23 22:00", "11-24 22:00"], "11-25 20:00", None),  # ends at 22:00: an evening
        (["11-23 22:00", "11-24 22:00"], "11-25 20:01", 3),
    ],
)
def test_two_nights_in_a_row_at_most(nights: list[str], one: str, expected: int | None) -> None:
    taken = [slot(each, 120, K.DROP_IN, team=2) for each in nights]
    found = broken(helper(), taken, slot(one, 120, K.DROP_IN, team=2))
    assert found.get("nights-in-a-row") == expected


def test_a_round_counts_as_a_night_at_any_hour() -> None:
    taken = [slot(f"11-{day} 14:00", 120, K.ROUND, team=2) for day in (23, 24)]
    one = slot("11-25 14:00", 120, K.ROUND, team=2)
    assert broken(helper(), taken, one)["nights-in-a-row"] == 3
    assert "nights-in-a-row" not in broken(helper(), taken, slot("11-25 22:00", 60))


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ("11-24 10:00", None),
        ("11-24 09:59", 1439),
        ("11-23 10:00", 0),
        ("11-23 09:00", None),  # it was before
    ],
)
def test_a_day_of_pause_after_a_difficult_slot(starts: str, expected: int | None) -> None:
    of = helper(difficult_at=(at("11-20 10:00"), at("11-23 10:00")))
    for kind in SUPPORT_KINDS:
        found = broken(of, [], slot(starts, 60, kind, team=2))
        assert found.get("pause-after-difficult") == expected
    for kind in set(K) - SUPPORT_KINDS:  # supervision is offered, not refused
        assert "pause-after-difficult" not in broken(of, [], slot(starts, 60, kind))


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 25), ("2026-10-24", 23)])
def test_the_pause_lasts_twenty_four_hours_that_really_pass(day: str, hours: int) -> None:
    of = helper(difficult_at=(at(f"{day} 12:00"),))
    on = dt.date.fromisoformat(day) + DAY
    one = slot(f"{on} {hours - 12}:00", 60, MEET)
    assert "pause-after-difficult" not in broken(of, [], one)
    minute = dt.timedelta(minutes=1)
    earlier = Reservation(one.starts - minute, one.ends)
    assert broken(of, [], earlier)["pause-after-difficult"] == 1439


@pytest.mark.parametrize(
    ("starts", "minutes", "what", "team", "code", "expected"),
    [
        ("11-23 21:00", 60, K.DROP_IN, 1, "night-not-alone", None),
        ("11-23 21:00", 61, K.DROP_IN, 1, "night-not-alone", 1),
        ("11-23 21:00", 61, K.DROP_IN, 2, "night-not-alone", None),
        ("11-23 05:59", 60, K.DROP_IN, 1, "night-not-alone", 1),
        ("11-23 06:00", 60, K.DROP_IN, 1, "night-not-alone", None),
        ("11-23 21:00", 180, K.TRAINING, 1, "night-not-alone", None),
        ("11-23 14:00", 60, K.ROUND, 1, "round-not-alone", 1),
        ("11-23 14:00", 60, K.ROUND, 2, "round-not-alone", None),
        ("2026-03-29 05:59", 60, K.DROP_IN, 1, "night-not-alone", 1),
        ("2026-03-29 06:00", 60, K.DROP_IN, 1, "night-not-alone", None),
        ("2026-10-25 05:59", 60, K.DROP_IN, 1, "night-not-alone", 1),
        ("2026-10-25 06:00", 60, K.DROP_IN, 1, "night-not-alone", None),
    ],
)
def test_nobody_is_alone_at_night_nor_on_a_round(
    starts: str, minutes: int, what: K, team: int, code: str, expected: int | None
) -> None:
    assert broken(helper(), [], slot(starts, minutes, what, team=team)).get(code) == expected


def test_three_support_slots_and_four_in_all_a_day() -> None:
    three = [slot(f"11-23 {hour}:00", 30, MEET) for hour in (10, 12, 14)]
    assert not broken(helper(), three[:2], three[2])
    assert broken(helper(), three, slot("11-23 16:00", 30, MEET))["support-a-day"] == 4
    assert not broken(helper(), three, slot("11-23 16:00", 30))
    fourth = slot("11-23 16:00", 30)
    assert broken(helper(), [*three, fourth], slot("11-23 18:00", 30))["slots-a-day"] == 5
    assert not broken(helper(), [*three, fourth], slot("11-24 18:00", 30))


@pytest.mark.parametrize(
    ("status", "most", "code"),
    [
        (S.VOLUNTEER, 2, "heavy-a-week"),
        (S.CIVIC_SERVICE, 2, "heavy-a-week"),
        (S.FLAT_SHARE, 2, "heavy-a-week"),
        (S.EMPLOYEE, 4, "heavy-a-week-paid"),
        (S.INSERTION, 4, "heavy-a-week-paid"),
        (S.PROFESSIONAL, 4, "heavy-a-week-paid"),
    ],
)
def test_heavy_slots_a_week(status: S, most: int, code: str) -> None:
    of = helper(status, supervised_on=(TODAY,), **FREE)
    taken = [slot(f"11-{16 + n} 09:00", 30, MEET, heavy=True) for n in range(most)]
    one = slot("11-22 09:00", 30, MEET, heavy=True)
    assert code not in broken(of, taken[1:], one)
    assert broken(of, taken, one)[code] == most + 1
    assert code not in broken(of, taken, slot("11-22 09:00", 30, MEET))
    assert code not in broken(of, taken, slot("11-23 09:00", 30, MEET, heavy=True))


def test_stop_for_today_holds_until_the_next_morning() -> None:
    pressed = at("11-23 15:10")
    until = stop_until(pressed)
    assert until == at("11-24 06:00")
    of = helper(stopped=(Span(pressed, until),))
    assert broken(of, [], slot("11-23 15:09", 2))["stopped"] == 1
    assert broken(of, [], slot("11-24 05:59", 60))["stopped"] == 1
    assert not broken(of, [], slot("11-24 06:00", 60))
    assert not broken(of, [], slot("11-23 14:10", 60))
    assert stop_until(at("2026-10-24 23:30")) - at("2026-10-24 23:30") == dt.timedelta(hours=7.5)


def test_nobody_helps_where_she_lives_unless_she_asks() -> None:
    one = slot("11-23 09:00", 60, MEET, service_id=7)
    assert broken(helper(lives_in=frozenset({7})), [], one) == {"own-home": 1}
    assert not broken(helper(lives_in=frozenset({8})), [], one)
    assert not broken(helper(lives_in=frozenset({7}), helps_at_home=True), [], one)


def test_who_is_near_a_limit() -> None:
    of = helper(S.VOLUNTEER)
    taken = [slot("11-16 09:00", 150), slot("11-18 09:00", 137)]
    assert not near(of, taken, TODAY, LIMITS)
    taken.append(slot("11-19 09:00", 1))
    found = near(of, taken, TODAY, LIMITS)
    assert [(each.code, each.value, each.limit, each.is_over) for each in found] == [
        (LimitCode.VOLUNTEER_HOURS, 288, 360, False)
    ]
    assert not near(of, taken, TODAY + 7 * DAY, LIMITS)
    taken.append(slot("11-20 09:00", 73))
    over = near(of, taken, TODAY, LIMITS)[0]
    assert (over.value, over.is_over, over.on) == (361, True, dt.date(2026, 11, 16))


def test_near_a_supervision_that_is_late_even_in_a_free_week() -> None:
    of = helper(supervised_on=(TODAY - 40 * DAY,))
    taken = [slot("11-02 09:00", 60, MEET)]
    found = {each.code: each.is_over for each in near(of, taken, TODAY, LIMITS)}
    assert found == {LimitCode.SUPERVISION_MONTH: True, LimitCode.SUPERVISION_ALERT: False}
    assert not near(of, [], TODAY, LIMITS)
