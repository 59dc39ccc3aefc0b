"""What is to do now, lots for the order of names, crowds that hide a voter: pure rules."""

import datetime as dt
import hashlib

import pytest
from hypothesis import given, strategies as st

from participation.councils.rules.calendar import Step
from participation.elections.rules.desk import ContestFacts, Task, to_do
from participation.elections.rules.lists import are_numbers, draw_order, fingerprint_of
from participation.elections.rules.secrecy import Crowd, crowd_of, ways_for
from participation.elections.rules.stages import Settlement, Stage, Way

DAYS = {step: dt.date(2026, 4, 1) + dt.timedelta(days=7 * n) for n, step in enumerate(Step)}
DURING = DAYS[Step.CALL] + dt.timedelta(days=1)
AFTER = DAYS[Step.CANDIDACIES_END] + dt.timedelta(days=1)
READY = ContestFacts(1, Settlement.VOTE, Way.PAPER, 20, 0, 0, 3, 3)


def changed(**facts: object) -> ContestFacts:
    known = {name: getattr(READY, name) for name in ContestFacts.__slots__}
    return ContestFacts(**{**known, **facts})


@pytest.mark.parametrize(
    ("facts", "today", "tasks"),
    [
        ({}, AFTER, [Task.SETTLE_LIST]),
        ({}, DURING, [Task.POST_ROLL]),
        ({"voters": 0}, DURING, [Task.BUILD_ROLL]),
        ({"voters": 0}, AFTER, [Task.BUILD_ROLL]),
        ({"objections": 2}, AFTER, [Task.DECIDE_OBJECTIONS]),
        ({"received": 1}, AFTER, [Task.EXAMINE_CANDIDACIES]),
        ({"accepted": 1}, DURING, [Task.POST_ROLL, Task.FIND_CANDIDATES]),
        ({"accepted": 1}, AFTER, [Task.SETTLE_SHORTAGE, Task.SETTLE_LIST]),
        ({"accepted": 0}, AFTER, [Task.SETTLE_SHORTAGE]),
        ({"accepted": 0, "settlement": Settlement.SHORTAGE}, AFTER, [Task.SETTLE_LIST]),
        ({"voters": 4, "way": Way.SEALED}, AFTER, [Task.MERGE_OR_PAPER, Task.SETTLE_LIST]),
        ({"voters": 0, "settlement": Settlement.MERGED}, AFTER, [Task.SETTLE_LIST]),
    ],
)
def test_the_desk_says_what_is_to_do_during_the_call(
    facts: dict[str, object], today: dt.date, tasks: list[Task]
) -> None:
    found = to_do(Stage.CALL, DAYS, (changed(**facts),), today)
    assert [each.task for each in found] == tasks


def test_before_the_call_and_once_the_list_hangs() -> None:
    before = to_do(Stage.PREPARATION, DAYS, (READY,), DURING)
    assert [each.task for each in before] == [Task.OPEN_CALL]
    assert before[0].is_late(DURING)
    hung = to_do(Stage.LIST, DAYS, (READY,), AFTER)
    assert [each.task for each in hung] == [Task.POST_CANDIDATES, Task.HOLD_VOTE]
    assert to_do(Stage.LIST, DAYS, (changed(settlement=Settlement.DRAWING),), AFTER) == ()
    assert to_do(Stage.VOTE, DAYS, (READY,), AFTER) == ()


@pytest.mark.parametrize(
    ("voters", "crowd", "ways"),
    [
        (0, Crowd.TOO_FEW, (Way.PAPER,)),
        (4, Crowd.TOO_FEW, (Way.PAPER,)),
        (5, Crowd.FEW, (Way.PAPER, Way.SEALED)),
        (12, Crowd.FEW, (Way.PAPER, Way.SEALED)),
        (13, Crowd.ENOUGH, (Way.PAPER, Way.SEALED)),
    ],
)
def test_crowds_and_the_ways_in_which_they_may_vote(
    voters: int, crowd: Crowd, ways: tuple[Way, ...]
) -> None:
    assert crowd_of(voters) is crowd
    assert ways_for(voters) == ways


def test_an_order_is_drawn_again_with_sha256sum_alone() -> None:
    names = {"a1": "Amina", "b2": "Bilal", "c3": "Colette"}
    print_ = hashlib.sha256(b"Amina\nBilal\nColette").hexdigest()
    assert fingerprint_of(names.values()) == print_
    tickets = {
        key: hashlib.sha256(f"participation-lots-1|order-x|1|22|333|{print_}|{key}".encode())
        for key in names
    }
    expected = tuple(sorted(names, key=lambda key: tickets[key].hexdigest()))
    assert draw_order(names, lot="order-x", numbers=(1, 22, 333)) == expected


keys = st.text("abcdefghjkmnpqrstvwxyz0123456789", min_size=1, max_size=13)
numbers = st.tuples(*[st.integers(0, 999_999)] * 3)


@given(st.dictionaries(keys, st.text(max_size=20), max_size=12), numbers)
def test_everybody_is_drawn_once_and_the_same_numbers_draw_the_same(
    names: dict[str, str], drawn: tuple[int, int, int]
) -> None:
    order = draw_order(names, lot="order-1", numbers=drawn)
    assert sorted(order) == sorted(names)
    assert order == draw_order(dict(reversed(names.items())), lot="order-1", numbers=drawn)


@pytest.mark.parametrize("wrong", [(), (1,), (1, 2), (1, 2, 3, 4), (-1, 0, 0), (0, 0, 1_000_000)])
def test_lots_need_three_numbers_in_range(wrong: tuple[int, ...]) -> None:
    assert not are_numbers(wrong)
    with pytest.raises(ValueError, match="lots are drawn from 3 numbers"):
        draw_order({"a": "A", "b": "B"}, lot="order-1", numbers=wrong)


def test_every_place_comes_as_often_as_any_other() -> None:
    names = {key: key for key in "abcd"}
    first = [draw_order(names, lot="order-1", numbers=(n, 7, 9))[0] for n in range(2000)]
    assert all(400 < first.count(key) < 600 for key in names)
