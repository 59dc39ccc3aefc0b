"""Who is elected: ranks, ties that decide, substitutes ranked or paired, empty seats."""

import pytest
from hypothesis import given, strategies as st

from participation.councils.rules.kinds import SeatKind, SubstituteOrder
from participation.elections.rules.winners import Outcome, Seats, elect, ties

PAIRED = SubstituteOrder.PAIRED
NUMBERS = {"a": 4, "b": 3, "c": 2, "d": 1}
M, S = SeatKind.MEMBER, SeatKind.SUBSTITUTE


def result(
    votes: dict[str, int],
    seats: Seats,
    settled: dict[int, list[str]] | None = None,
    partners: str = "",
) -> Outcome:
    return elect(votes, seats, settled=settled or {}, numbers=NUMBERS, partners=partners)


def won(outcome: Outcome) -> list[tuple[str, SeatKind, int]]:
    return [(each.candidate, each.kind, each.rank) for each in outcome.places]


def test_most_votes_first_then_the_substitutes_in_their_rank() -> None:
    outcome = result({"a": 1, "b": 9, "c": 5, "d": 3}, Seats(2, 1))
    assert won(outcome) == [("b", M, 1), ("c", M, 2), ("d", S, 1)]
    assert not outcome.open_ties
    assert (outcome.empty_members, outcome.empty_substitutes) == (0, 0)


def test_paired_substitutes_come_with_their_titulaire_and_nobody_else_is_one() -> None:
    outcome = result({"a": 1, "b": 9, "c": 5}, Seats(2, 2, PAIRED), partners="bc")
    assert won(outcome) == [("b", M, 1), ("c", M, 2), ("b", S, 1), ("c", S, 2)]
    alone = result({"a": 1, "b": 9, "c": 5}, Seats(2, 2, PAIRED), partners="c")
    assert won(alone) == [("b", M, 1), ("c", M, 2), ("c", S, 2)]
    assert alone.empty_substitutes == 1


@pytest.mark.parametrize(
    ("votes", "seats", "tied"),
    [
        ({"a": 5, "b": 5, "c": 1}, Seats(2, 0), []),  # both are elected
        ({"a": 5, "b": 5, "c": 1}, Seats(1, 0), ["ab"]),  # one of them is not
        ({"a": 5, "b": 5, "c": 1}, Seats(1, 1), ["ab"]),  # titulaire or substitute
        ({"a": 5, "b": 2, "c": 2, "d": 1}, Seats(1, 2), ["bc"]),  # who is called first
        ({"a": 5, "b": 2, "c": 2}, Seats(1, 2, PAIRED), []),  # neither gets anything
        ({"a": 5, "b": 2, "c": 2}, Seats(1, 0), []),
        ({"a": 5, "b": 5, "c": 2, "d": 2}, Seats(1, 2), ["ab", "cd"]),
        ({"a": 3, "b": 3, "c": 3, "d": 3}, Seats(2, 2), ["abcd"]),
        ({"a": 0, "b": 0}, Seats(1, 0), []),  # no vote elects nobody
        ({"a": 4, "b": 0, "c": 0}, Seats(2, 1), []),
    ],
)
def test_only_ties_that_decide_of_something_are_drawn(
    votes: dict[str, int], seats: Seats, tied: list[str]
) -> None:
    assert ["".join(tie.candidates) for tie in ties(votes, seats)] == tied


def test_a_settled_tie_gives_the_order_and_closes() -> None:
    votes = {"a": 5, "b": 5, "c": 1}
    assert result(votes, Seats(1, 1)).open_ties
    outcome = result(votes, Seats(1, 1), {5: ["b", "a"]})
    assert not outcome.open_ties
    assert won(outcome) == [("b", M, 1), ("a", S, 1)]


def test_a_settled_tie_names_everybody_once_and_may_name_who_left() -> None:
    votes = {"a": 5, "b": 5}
    for wrong in (["a"], ["a", "a"], ["a", "a", "b"]):
        with pytest.raises(ValueError, match="leaves somebody out"):
            result(votes, Seats(1, 0), {5: wrong})
    assert won(result(votes, Seats(1, 0), {5: ["c", "b", "a"]})) == [("b", M, 1)]


def test_where_nothing_is_at_stake_the_numbers_on_the_ballots_give_the_order() -> None:
    assert won(result({"a": 5, "b": 5, "c": 1}, Seats(2, 0))) == [("b", M, 1), ("a", M, 2)]


def test_too_few_candidates_or_none_with_a_vote_leave_seats_empty() -> None:
    outcome = result({"a": 4, "b": 0}, Seats(3, 2))
    assert won(outcome) == [("a", M, 1)]
    assert (outcome.empty_members, outcome.empty_substitutes) == (2, 2)
    assert result({}, Seats(1, 1)).empty_members == 1


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 4), min_size=1),
    st.integers(1, 3),
    st.integers(0, 3),
    st.sampled_from(SubstituteOrder),
    st.randoms(),
)
def test_nobody_is_elected_before_somebody_with_more_votes(
    votes: dict[str, int], members: int, substitutes: int, order: SubstituteOrder, chance: object
) -> None:
    seats = Seats(members, substitutes, order)
    settled = {}
    for tie in ties(votes, seats):
        drawn = list(tie.candidates)
        chance.shuffle(drawn)  # type: ignore[attr-defined]
        settled[tie.votes] = drawn
    outcome = result(votes, seats, settled, partners="abcd")
    assert not outcome.open_ties
    own = [each.candidate for each in outcome.places if not each.is_partner]
    assert len(set(own)) == len(own)
    assert [votes[each] for each in own] == sorted((votes[each] for each in own), reverse=True)
    left = [count for who, count in votes.items() if who not in own]
    assert not own or not left or max(left) <= min(votes[each] for each in own)
    assert all(votes[each] for each in own)
    if len(own) < seats.drawn_from:
        assert not any(left)
