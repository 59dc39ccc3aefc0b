"""Each hard rule at its edge, judged by the code that is written apart from the model."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from participation.roster.board import Board
from participation.roster.check import count_costs, find_violations
from participation.roster.problem import (
    Assignment,
    Journey,
    Kind,
    Limits,
    Peer,
    Problem,
    Rule,
    Slot,
    Span,
    Weights,
)
from participation.roster.resting import is_rested
from tests.roster.weeks import FREE, all_of, at, helper, problem, slot

MORNING = slot("a", "03-10 09:00", "03-10 12:00")


def broken(week: Problem, *slots: Slot, name: str = "ann") -> set[Rule]:
    return {each.rule for each in find_violations(week, all_of(name, *slots))}


def limited(**limits: Any) -> Peer:
    return helper(limits=replace(FREE, **limits))


@pytest.mark.parametrize(
    ("rule", "good", "bad", "wanted"),
    [
        (Rule.LANGUAGE, {"languages": {"ps"}}, {"languages": {"fr"}}, {"language": "ps"}),
        (Rule.SKILL, {"skills": {"base": None}}, {}, {"skills": frozenset({"base"})}),
        (
            Rule.SKILL_EXPIRED,
            {"skills": {"base": date(2026, 3, 10)}},
            {"skills": {"base": date(2026, 3, 9)}},
            {"skills": frozenset({"base"})},
        ),
        (Rule.NEVER_THERE, {"never": {"elm"}}, {"never": {"oak"}}, {}),
        (Rule.OTHER_SERVICES, {"services": {"oak"}}, {"services": {"elm"}}, {}),
        (
            Rule.AWAY,
            {"available": (Span(at("03-10 09:00"), at("03-10 12:00")),)},
            {"available": (Span(at("03-10 09:01"), at("03-10 12:00")),)},
            {},
        ),
        (
            Rule.AWAY,
            {
                "available": (
                    Span(at("03-10 10:00"), at("03-10 13:00")),
                    Span(at("03-10 08:00"), at("03-10 10:00")),
                )
            },
            {
                "available": (
                    Span(at("03-10 10:01"), at("03-10 13:00")),
                    Span(at("03-10 08:00"), at("03-10 10:00")),
                )
            },
            {},
        ),
    ],
)
def test_who_may_hold_a_slot(
    rule: Rule, good: dict[str, Any], bad: dict[str, Any], wanted: dict[str, Any]
) -> None:
    asked = replace(MORNING, **wanted)
    assert broken(problem([helper(**good)], [asked]), asked) == set()
    assert broken(problem([helper(**bad)], [asked]), asked) == {rule}


@pytest.mark.parametrize(
    ("rule", "limit", "value", "spans"),
    [
        (Rule.MINUTES_PER_WEEK, "minutes_per_week", 240, ["10 09:00-12:00", "15 20:00-21:00"]),
        (Rule.MINUTES_PER_DAY, "minutes_per_day", 240, ["10 09:00-12:00", "10 20:00-21:00"]),
        (Rule.MINUTES_IN_ALL, "minutes_in_all", 240, ["10 09:00-12:00", "24 20:00-21:00"]),
        (Rule.SPAN_OF_DAY, "span_of_day", 780, ["10 09:00-10:00", "10 20:00-22:00"]),
        (Rule.SLOTS_PER_DAY, "slots_per_day", 2, ["10 09:00-10:00", "10 20:00-22:00"]),
        (Rule.DAYS_PER_WEEK, "days_per_week", 2, ["09 09:00-10:00", "15 20:00-22:00"]),
        (Rule.HEAVY_PER_WEEK, "heavy_per_week", 2, ["09 09:00-10:00", "15 20:00-22:00"]),
        (Rule.NIGHTS_PER_WEEK, "nights_per_week", 2, ["09 22:00-23:00", "15 20:00-22:00"]),
        (Rule.NIGHTS_IN_A_ROW, "nights_in_a_row", 2, ["10 22:00-23:00", "11 20:00-22:00"]),
    ],
)
def test_a_limit_is_reached_and_not_passed(
    rule: Rule, limit: str, value: int, spans: list[str]
) -> None:
    slots = [
        slot(f"s{number}", f"03-{day} {first}", f"03-{day} {last}", heavy=True, night=True)
        for number, (day, hours) in enumerate(each.split() for each in spans)
        for first, last in [hours.split("-")]
    ]
    assert broken(problem([limited(**{limit: value})], slots), *slots) == set()
    found = find_violations(problem([limited(**{limit: value - 1})], slots), all_of("ann", *slots))
    assert [each.rule for each in found] == [rule]
    assert found[0].facts == {"limit": value - 1, "value": value}


def test_a_week_ends_on_sunday_at_midnight() -> None:
    slots = [
        slot("a", "03-15 21:00", "03-15 23:00"),
        slot("b", "03-16 00:00", "03-16 02:00"),
    ]
    assert broken(problem([limited(minutes_per_week=120)], slots), *slots) == set()


def test_rest_of_eleven_hours_between_two_days() -> None:
    late = slot("a", "03-10 20:00", "03-10 22:00")
    for starts, expected in (("03-11 09:00", set()), ("03-11 08:59", {Rule.REST})):
        early = slot("b", starts, "03-11 10:00")
        assert broken(problem([limited(rest=660)], [late, early]), late, early) == expected


WORKED = [f"03-{day:02} 09:00" for day in (9, 10, 11, 12, 13)]
"""Monday to Friday."""


@pytest.mark.parametrize(
    ("last", "next_", "rests"),
    [
        ("03-14 23:59", "03-16 10:59", True),  # 35 h to the minute, a day of them in the week
        ("03-14 23:59", "03-16 10:58", False),
        ("03-15 00:01", "03-16 12:00", False),  # long enough, but Monday's part is the longer one
        ("03-15 00:01", "03-21 12:00", False),
    ],
)
def test_thirty_five_hours_of_rest_a_week(last: str, next_: str, rests: bool) -> None:  # noqa: FBT001
    slots = [slot(f"s{number}", each, each[:6] + "17:00") for number, each in enumerate(WORKED)]
    late = slot("late", "03-14 12:00", last)
    monday = slot("monday", next_, f"{next_[:6]}23:00")
    held = [*slots, late, monday]
    found = find_violations(problem([limited(weekly_rest=2100)], held), all_of("ann", *held))
    assert [each.rule for each in found] == ([] if rests else [Rule.WEEKLY_REST])
    if not rests:
        assert found[0].slots == ("s0", "s1", "s2", "s3", "s4", "late")
    board = Board(problem([limited(weekly_rest=2100)], held))
    assert is_rested(board, 2100, board.weeks[0], range(len(held))) == rests


@pytest.mark.parametrize(
    ("saturday", "day", "minutes"),
    [("03-28 20:00", "03-30 08:00", 35 * 60), ("10-24 20:00", "10-26 06:00", 35 * 60)],
)
def test_the_rest_of_a_week_is_of_elapsed_hours(saturday: str, day: str, minutes: int) -> None:
    first = slot("a", f"{saturday[:6]}18:00", saturday)
    week = [slot(f"b{each}", f"{saturday[:3]}{each} 09:00", f"{saturday[:3]}{each} 23:00")
            for each in range(int(saturday[3:5]) - 5, int(saturday[3:5]))]  # fmt: skip
    next_ = slot("c", day, f"{day[:6]}12:00")
    held = [*week, first, next_]
    for limit, expected in ((minutes, set()), (minutes + 1, {Rule.WEEKLY_REST})):
        assert broken(problem([limited(weekly_rest=limit)], held), *held) == expected


def test_what_goes_on_after_midnight_is_of_the_evening_before() -> None:
    slots = [slot("a", "03-10 21:00", "03-10 23:00"), slot("b", "03-11 00:30", "03-11 03:00")]
    assert broken(problem([limited(rest=660)], slots), *slots) == set()
    next_day = slot("c", "03-11 13:59", "03-11 15:00")
    week = problem([limited(rest=660)], [*slots, next_day])
    assert broken(week, *slots, next_day) == {Rule.REST}


@pytest.mark.parametrize(
    ("evening", "morning", "minutes"),
    [("03-28", "03-29", 420), ("10-24", "10-25", 540), ("03-21", "03-22", 480)],
)
def test_a_night_is_as_long_as_it_is(evening: str, morning: str, minutes: int) -> None:
    night = slot("a", f"{evening} 22:00", f"{morning} 06:00")
    assert broken(problem([limited(minutes_per_day=minutes)], [night]), night) == set()
    short = problem([limited(minutes_per_day=minutes - 1)], [night])
    assert broken(short, night) == {Rule.MINUTES_PER_DAY}


@pytest.mark.parametrize(
    ("evening", "morning", "rested"),
    [("03-28 21:00", "03-29 09:00", "03-29 09:00"), ("10-24 22:00", "10-25 08:00", "10-25 08:00")],
)
def test_rest_is_eleven_elapsed_hours_when_clocks_change(
    evening: str, morning: str, rested: str
) -> None:
    first = slot("a", f"{evening[:5]} 18:00", evening)
    enough = slot("b", rested, f"{morning[:5]} 11:00")
    assert broken(problem([limited(rest=660)], [first, enough]), first, enough) == set()
    hour, minute = rested[6:].split(":")
    sooner = f"{morning[:5]} {int(hour) - 1:02}:{int(minute) + 59}"
    early = slot("b", sooner, f"{morning[:5]} 11:00")
    assert broken(problem([limited(rest=660)], [first, early]), first, early) == {Rule.REST}


def test_the_way_between_two_services() -> None:
    week = problem([helper()], [], travel=(Journey("oak", "elm", 25),), margin=20)
    there = slot("a", "03-10 09:00", "03-10 10:00")
    for starts, expected in (("03-10 10:45", set()), ("03-10 10:44", {Rule.TRAVEL})):
        other = slot("b", starts, "03-10 12:00", service="elm")
        assert broken(replace(week, slots=(there, other)), there, other) == expected
    unknown = slot("b", "03-10 10:49", "03-10 12:00", service="ash")
    assert broken(replace(week, slots=(there, unknown)), there, unknown) == {Rule.TRAVEL}


def test_overlap_twice_and_excluded() -> None:
    other = slot("b", "03-10 11:59", "03-10 13:00")
    week = problem([helper()], [MORNING, other], excluded=(Assignment("a", "ann"),))
    assert broken(week, MORNING, other) == {Rule.OVERLAP, Rule.EXCLUDED}
    assert broken(replace(week, excluded=()), MORNING, MORNING) == {Rule.TWICE}
    touching = slot("c", "03-10 12:00", "03-10 13:00")
    assert broken(problem([helper()], [MORNING, touching]), MORNING, touching) == set()


def test_teams_leaders_and_promises() -> None:
    people = [helper("ann", leads=True), helper("bea"), helper("cleo")]
    round_ = slot("a", "03-10 20:00", "03-10 23:00", kind=Kind.OUTREACH, team=2, leads=1, most=2)
    week = problem(people, [round_], fixed=(Assignment("a", "ann"),))

    def rules(*names: str, partial: bool = False) -> set[Rule]:
        held = [Assignment("a", name) for name in names]
        return {each.rule for each in find_violations(week, held, partial=partial)}

    assert rules("ann", "bea") == set()
    assert rules("ann") == {Rule.TEAM}
    assert rules("ann", partial=True) == set()
    assert rules("bea", "cleo") == {Rule.LEADS, Rule.PROMISED}
    assert rules() == {Rule.PROMISED}
    assert rules("ann", "bea", "cleo") == {Rule.TOO_MANY}


def test_what_a_roster_costs() -> None:
    ann = helper(
        "ann",
        limits=Limits(minutes_per_week=600),
        topics=frozenset({"street"}),
        likes=frozenset({Kind.GROUP}),
        travel={"oak": 7},
    )
    bea = helper("bea", limits=Limits(minutes_per_week=600))
    wished = replace(MORNING, topic="street", previous=frozenset({"bea"}), priority=5)
    more = slot("b", "03-11 09:00", "03-11 10:00", least=2, most=2, priority=3)
    week = problem([ann, bea], [wished, more])
    costs = count_costs(week, [Assignment("a", "ann")])
    # 7 minutes of way, 20 for continuity, 10 for what she prefers; her share is half of 300
    # minutes, so 30 of the 180 lie beyond it, at 50 * 16 * 2 // 600 points each
    assert (costs.places, costs.filled, costs.missing) == (3, 1, 6)
    assert costs.score == 100 * (7 + 20 + 10) + 30 * 2
    blind = replace(week, weights=Weights(0, 0, 0, 0, 0))
    assert count_costs(blind, [Assignment("a", "ann")]).score == 0
