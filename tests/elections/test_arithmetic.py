"""The arithmetic of a count, its fingerprint, and what two readers disagree about."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from participation.elections.rules.bureau import BureauFunction, is_simple, is_whole
from participation.elections.rules.counting import (
    Fault,
    Figures,
    disagreements,
    faults,
    fingerprint,
    is_shown,
    written,
)

RIGHT = Figures(12, 9, 9, 1, 1, {"a": 5, "b": 4, "c": 0}, chosen=2)


def test_a_right_count_has_no_fault() -> None:
    assert not list(faults(RIGHT))
    assert (RIGHT.valid, RIGHT.gap) == (7, 0)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"blank": -1}, Fault.NEGATIVE),
        ({"votes": {"a": 7, "b": -1}}, Fault.NEGATIVE),
        ({"signed": 13, "found": 9}, Fault.TOO_MANY_SIGNATURES),
        ({"found": 13, "signed": 12}, Fault.TOO_MANY_BALLOTS),
        ({"blank": 6, "null": 4}, Fault.NO_VALID_LEFT),
        ({"votes": {"a": 8, "b": 1, "c": 0}}, Fault.CANDIDATE_BEYOND),
        ({"votes": {"a": 7, "b": 7, "c": 1}}, Fault.TOO_MANY_VOTES),
        ({"votes": {"a": 3, "b": 3, "c": 0}}, Fault.TOO_FEW_VOTES),
        ({"found": 8, "votes": {"a": 5, "b": 3, "c": 0}}, Fault.UNEXPLAINED_GAP),
    ],
)
def test_what_does_not_add_up_is_named(changed: dict[str, object], fault: Fault) -> None:
    assert fault in list(faults(replace(RIGHT, **changed)))  # type: ignore[arg-type]


def test_a_gap_that_is_explained_is_no_fault_and_nothing_else_is_excused() -> None:
    short = replace(RIGHT, found=8, votes={"a": 5, "b": 3, "c": 0})
    assert not list(faults(short, explained=True))
    assert list(faults(replace(short, blank=7), explained=True))
    stuffed = replace(RIGHT, registered=9, found=10, votes={"a": 5, "b": 5, "c": 0})
    assert Fault.TOO_MANY_BALLOTS in list(faults(stuffed))
    assert not list(faults(stuffed, explained=True)), "or nobody could ever write what was found"
    assert list(faults(replace(stuffed, signed=10), explained=True)) == [Fault.TOO_MANY_SIGNATURES]


@st.composite
def ballots(draw: st.DrawFn) -> tuple[list[frozenset[str] | None], int, int]:
    """Give ballots (names, or None for a null one), how many names one may hold, and the roll."""
    chosen = draw(st.integers(1, 3))
    names = st.frozensets(st.sampled_from("abcd"), max_size=chosen)
    found = draw(st.lists(st.none() | names, max_size=40))
    return found, chosen, len(found) + draw(st.integers(0, 9))


@given(ballots())
def test_whatever_an_urn_holds_its_true_count_adds_up(
    case: tuple[list[frozenset[str] | None], int, int],
) -> None:
    urn, chosen, registered = case
    named = [each for each in urn if each]
    of = Figures(
        registered,
        len(urn),
        len(urn),
        sum(each == frozenset() for each in urn),
        sum(each is None for each in urn),
        {name: sum(name in each for each in named) for name in "abcd"},
        chosen,
    )
    assert not list(faults(of))
    assert not disagreements(of, of)


@given(st.sampled_from(["registered", "signed", "found", "blank", "null"]), st.integers(1, 5))
def test_two_readings_disagree_exactly_where_they_differ(name: str, more: int) -> None:
    other = replace(RIGHT, **{name: getattr(RIGHT, name) + more})
    assert disagreements(RIGHT, other) == (name,)
    assert fingerprint(RIGHT, contest="x") != fingerprint(other, contest="x")


def test_a_candidate_read_differently_or_left_out_is_named() -> None:
    assert disagreements(RIGHT, replace(RIGHT, votes={"a": 5, "b": 3, "c": 0})) == ("b",)
    assert disagreements(RIGHT, replace(RIGHT, votes={"a": 5, "b": 4})) == ("c",)


def test_the_fingerprint_is_the_hash_of_the_text_that_is_printed() -> None:
    text = written(RIGHT, contest="0abc")
    assert text.splitlines()[:3] == ["participation-count-1", "contest=0abc", "registered=12"]
    assert fingerprint(RIGHT, contest="0abc") == hashlib.sha256(text.encode()).hexdigest()
    turned = replace(RIGHT, votes=dict(sorted(RIGHT.votes.items(), reverse=True)))
    assert fingerprint(turned, contest="0abc") == fingerprint(RIGHT, contest="0abc")
    assert fingerprint(RIGHT, contest="0abd") != fingerprint(RIGHT, contest="0abc")


def test_under_five_ballots_nothing_is_shown() -> None:
    assert [is_shown(count) for count in (0, 4, 5)] == [False, False, True]


P, A = BureauFunction.PRESIDENT, BureauFunction.ASSESSOR


@pytest.mark.parametrize(
    ("held", "whole"),
    [((), False), ((P, A), False), ((A, A, A), False), ((P, P, A, A), False), ((A, P, A), True)],
)
def test_a_bureau_has_one_president_and_two_assessors(
    held: tuple[BureauFunction, ...],
    whole: bool,  # noqa: FBT001 - a table
) -> None:
    assert is_whole(held) is whole


@pytest.mark.parametrize(
    ("code", "simple"), [("111111", True), ("123456", True), ("987654", True), ("271828", False)]
)
def test_codes_that_everybody_guesses_are_simple(
    code: str,
    simple: bool,  # noqa: FBT001 - a table
) -> None:
    assert is_simple(code) is simple
