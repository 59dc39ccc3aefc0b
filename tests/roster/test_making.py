"""What makes a roster, held beside the check written apart: the model, the greedy roster."""

import random
from dataclasses import replace
from datetime import date
from itertools import combinations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from participation.roster.board import Board
from participation.roster.check import count_costs, find_violations
from participation.roster.fitting import Fitting, prune
from participation.roster.model import Model
from participation.roster.modelling import RosterModel, cover_cut
from participation.roster.problem import (
    Assignment,
    End,
    FullWeek,
    Limits,
    Method,
    Problem,
    Solution,
)
from participation.roster.solve import Choices, ContradictionError, find_contradictions, solve
from participation.roster.writing import plain_solution
from tests.roster.instances import make_week
from tests.roster.weeks import FREE, draw_week, helper, problem, slot

SAMPLE, SIEGE = 120, 10_000
GREEDY = Choices(seconds=5, with_solver=False)
seeds = st.integers(0, 10**9)
quick = settings(max_examples=40)


def modelled(week: Problem) -> tuple[Board, RosterModel]:
    board = Board(week)
    return board, RosterModel(board, Fitting(board).pairs())


def named(board: Board, pairs: list[tuple[int, int]]) -> list[Assignment]:
    return [Assignment(board.slots[one].id, board.helpers[other].id) for one, other in pairs]


@quick
@given(seeds)
def test_the_model_allows_exactly_what_the_check_allows(seed: int) -> None:
    draw = random.Random(seed)
    board, roster = modelled(draw_week(draw))
    for _ in range(30):
        share = draw.random()
        chosen = [pair for pair in roster.pairs if draw.random() < share]
        values = roster.model.complete(roster.columns(chosen))
        assignments = named(board, chosen)
        found = find_violations(board.problem, assignments)
        assert roster.model.holds(values) == (not found), (chosen, found)
        if not found:
            costs = count_costs(board.problem, assignments)
            assert roster.model.value(0, values) == costs.missing
            assert roster.model.value(1, values) == costs.score


@quick
@given(seeds)
def test_the_model_keeps_the_rest_of_a_week_as_the_check_does(seed: int) -> None:
    draw, days = random.Random(seed), range(8, 18)
    hours = [(day, draw.choice([0, 6, 9, 14, 22])) for day in days]
    slots = [slot(f"s{day}", f"03-{day:02} {hour:02}:00", f"03-{day:02} {hour + 1:02}:30")
             for day, hour in hours]  # fmt: skip
    rest = draw.choice([2100, 2400, 3600])
    board, roster = modelled(problem([helper(limits=replace(FREE, weekly_rest=rest))], slots))
    for _ in range(20):
        chosen = [pair for pair in roster.pairs if draw.random() < 4 / 5]
        found = find_violations(board.problem, named(board, chosen))
        values = roster.model.complete(roster.columns(chosen))
        assert roster.model.holds(values) == (not found), (chosen, found)


@quick
@given(seeds)
def test_the_filter_leaves_out_exactly_what_the_check_refuses_alone(seed: int) -> None:
    board = Board(draw_week(random.Random(seed)))
    fitting = Fitting(board)
    for one in range(len(board.slots)):
        for other in range(len(board.helpers)):
            alone = named(board, [(one, other)])
            refused = {each.rule for each in find_violations(board.problem, alone, partial=True)}
            assert set(fitting.obstacles(one, other)) == refused
            assert fitting.fits(one, other) == (not refused)


@quick
@given(st.lists(st.integers(1, 300), min_size=2, max_size=7), st.integers(1, 600))
def test_a_cut_cuts_no_set_that_the_knapsack_holds(lengths: list[int], limit: int) -> None:
    lengths = [min(length, limit) for length in lengths]
    for parts in range(1, 8):
        cut = cover_cut(lengths, limit, parts)
        if cut is None:
            continue
        rates, high = cut
        for size in range(len(lengths) + 1):
            for held in combinations(range(len(lengths)), size):
                if sum(lengths[each] for each in held) <= limit:
                    assert sum(rates[each] for each in held) <= high


def test_a_cut_sees_that_two_long_slots_are_too_many() -> None:
    assert cover_cut([100, 100, 60], 180, 1) == ((1, 1, 0), 1)
    assert cover_cut([90, 90, 180], 180, 1) == ((1, 1, 2), 2)
    assert cover_cut([60, 60], 180, 1) is None


def is_stuck(week: Problem, made: Solution) -> bool:
    """Say whether nobody could simply be added to a slot that lacks one person."""
    lacking = {each.slot for each in made.empty}
    plain = [each for each in week.slots if each.id in lacking and each.team == 1]
    return all(
        Assignment(each.id, person.id) in made.assignments
        or find_violations(week, [*made.assignments, Assignment(each.id, person.id)])
        for each in plain
        for person in week.helpers
    )


def judge(seed: int) -> None:
    """Make one week greedily: no rule is broken, nothing is left that simply fits."""
    week = draw_week(random.Random(seed), helpers=5, slots=8)
    made = solve(week, GREEDY)
    assert made.violations == ()
    assert find_violations(week, made.assignments) == ()
    assert made.costs == count_costs(week, made.assignments)
    assert (made.method, made.end) == (Method.GREEDY, End.NO_SOLVER)
    assert is_stuck(week, made)


def test_greedy_weeks_break_no_rule() -> None:
    for seed in range(SAMPLE):
        judge(seed)


@pytest.mark.long
def test_ten_thousand_greedy_weeks_break_no_rule() -> None:
    for seed in range(SAMPLE, SAMPLE + SIEGE):
        judge(seed)


@pytest.mark.parametrize("seed", range(20))
def test_promises_are_kept(seed: int) -> None:
    draw = random.Random(seed)
    week = draw_week(draw, helpers=5, slots=8)
    made = solve(week, GREEDY)
    kept = tuple(each for each in made.assignments if draw.random() < 0.6)
    whole = {each.id for each in week.slots if each.team == 1 and not each.leads}
    kept = tuple(each for each in kept if each.slot in whole)
    again = solve(replace(week, fixed=kept), GREEDY)
    assert set(kept) <= set(again.assignments)
    assert again.violations == ()


def test_the_same_facts_give_the_same_words() -> None:
    week = make_week(12, 40, 3, balanced=False)
    one, other = (plain_solution(solve(week, GREEDY)) for _ in range(2))
    for each in (one, other):
        each.pop("seconds")
        each.pop("peak_mb")
    assert one == other
    assert one["empty"]


def test_a_swap_frees_the_only_helper_of_a_slot() -> None:
    both = helper("ann", languages=frozenset({"ps"}), limits=Limits(minutes_per_week=60))
    other = helper("bea", limits=Limits(minutes_per_week=60), travel={"oak": 50})
    third = helper("cleo", limits=Limits(minutes_per_week=60), available=())
    open_ = slot("a", "03-10 09:00", "03-10 10:00", priority=9)
    asked = slot("b", "03-11 09:00", "03-11 10:00", language="ps")
    crowd = [helper(f"x{each}", languages=frozenset({"ps"}), available=()) for each in range(3)]
    made = solve(problem([both, other, third, *crowd], [open_, asked]), GREEDY)
    assert made.assignments == (Assignment("a", "bea"), Assignment("b", "ann"))


def test_contradictory_promises_are_named() -> None:
    one, other = slot("a", "03-10 09:00", "03-10 12:00"), slot("b", "03-10 11:00", "03-10 13:00")
    third = slot("c", "03-12 09:00", "03-12 10:00", language="ps", team=2, most=2)
    fixed = (Assignment("a", "ann"), Assignment("b", "ann"), Assignment("c", "ann"))
    week = problem([helper("ann"), helper("bea")], [one, other, third], fixed=fixed)
    found = [(each.rule.value, each.helper, each.slots) for each in find_contradictions(week)]
    assert found == [
        ("language", "ann", ("c",)),
        ("overlap", "ann", ("a", "b")),
        ("team", None, ("c",)),
    ]
    with pytest.raises(ContradictionError) as caught:
        solve(week, GREEDY)
    assert str(caught.value) == (
        "what is promised contradicts itself: language, ann in c (and 2 more)"
    )


def test_a_full_week_is_as_full_as_promised_and_no_other() -> None:
    spans = {
        "kept": ("03-10 08:00", "03-10 18:00"),
        "more": ("03-11 08:00", "03-11 11:00"),
        "next": ("03-17 08:00", "03-17 11:00"),
        "last": ("03-18 08:00", "03-18 11:00"),
    }
    full = {date(2026, 3, 9): FullWeek(600, 0)}
    ann = helper(limits=replace(FREE, minutes_per_week=240, full_weeks=full))
    kept, *others = [slot(name, *span) for name, span in spans.items()]
    promised = (Assignment("kept", "ann"),)
    week = problem([ann], [kept, *others], fixed=promised)
    made = solve(week, GREEDY)
    assert [each.slot for each in made.assignments] == ["kept", "next"]
    board, roster = modelled(week)
    for count in range(4):
        for more in combinations(range(1, 4), count):
            chosen = [(0, 0), *((each, 0) for each in more)]
            holds = roster.model.holds(roster.model.complete(roster.columns(chosen)))
            assert holds == (not find_violations(week, named(board, chosen)))
            assert holds == (more in ((), (2,), (3,)))


def test_pruning_keeps_the_cheapest_some_others_and_the_promised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("participation.roster.fitting.MANY_PAIRS", 10)
    people = [helper(f"h{each}", travel={"oak": each}) for each in range(60)]
    needs = [slot("a", "03-10 09:00", "03-10 12:00"), slot("b", "03-10 13:00", "03-10 14:00")]
    board = Board(problem(people, needs, fixed=(Assignment("a", "h59"),)))
    pairs = Fitting(board).pairs()
    kept = prune(board, pairs)
    assert kept == prune(board, pairs)
    assert {helper for slot_, helper in kept if slot_ == 0} >= {*range(20), 59}
    assert [sum(slot_ == each for slot_, _ in kept) for each in (0, 1)] in ([26, 26], [27, 26])
    assert list(kept) == sorted(kept)


def test_a_model_refuses_what_lies_outside() -> None:
    model = Model()
    one, other = model.column(), model.column()
    model.at_most_one([one, other])
    model.row([(one, 3), (other, 1)], 1, 3)
    assert [model.holds(values) for values in ([1, 0], [0, 1], [1, 1], [0, 0], [2, 0])] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("limit", "allowed"), [(1, False), (2, False), (3, True), (None, True)])
def test_the_model_counts_nights_in_a_row(limit: int | None, allowed: bool) -> None:  # noqa: FBT001
    nights = [
        slot(f"n{day}", f"03-{day} 22:00", f"03-{day} 23:00", night=True) for day in (10, 11, 12)
    ]
    week = problem([helper(limits=replace(FREE, nights_in_a_row=limit))], nights)
    _board, roster = modelled(week)
    values = roster.model.complete(range(len(roster.pairs)))
    assert roster.model.holds(values) is allowed
