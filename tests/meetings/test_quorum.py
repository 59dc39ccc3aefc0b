"""Quorum and majority against a slow restatement that seats people one by one."""

from collections.abc import Iterator

import pytest
from hypothesis import given, strategies as st

from participation.councils.rules.kinds import QuorumBase as B
from participation.meetings.rules.kinds import Outcome as O  # noqa: N817
from participation.meetings.rules.quorum import Room, Votes, outcome_of, readings

HALL = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))


def room_of(hall: tuple[int, int, int]) -> Room:
    represented, others, away = hall
    return Room(represented, others, represented + others + away)


def slowly_quorate(room: Room, base: B) -> bool:
    """Pair each represented person with somebody of the base; one must be left over."""
    heard = ["R"] * room.represented
    away = room.members - room.represented
    rest = ["?"] * away if base is B.MEMBERS else ["O"] * room.others
    while heard and rest:
        heard.pop()
        rest.pop()
    return bool(heard)


def slowly_decided(room: Room, votes: Votes, base: B, *, is_second: bool) -> O:
    """Say what the law says, vote by vote."""
    ballots = ["for"] * votes.in_favour + ["against"] * votes.against
    ballots += ["none"] * votes.abstained
    if slowly_quorate(room, base):
        score = 0
        for ballot in ballots:
            score += {"for": 1, "against": -1, "none": 0}[ballot]
        return O.ADOPTED if score > 0 else O.REJECTED
    if not is_second:
        return O.CARRIED
    silent = ["silent"] * (room.represented + room.others - len(ballots))
    score = sum(1 if ballot == "for" else -1 for ballot in ballots + silent)
    return O.ADOPTED if score > 0 else O.REJECTED


def counts_in(room: Room) -> Iterator[Votes]:
    for yes in range(room.present + 1):
        for no in range(room.present + 1 - yes):
            for none in range(room.present + 1 - yes - no):
                yield Votes(yes, no, none)


@given(HALL, st.sampled_from(B))
def test_the_quorum_is_that_of_the_slow_restatement(hall: tuple[int, int, int], base: B) -> None:
    room = room_of(hall)
    assert room.is_quorate(base) is slowly_quorate(room, base)


@given(HALL, st.sampled_from(B))
def test_those_who_are_missing_make_it_and_one_fewer_does_not(
    hall: tuple[int, int, int], base: B
) -> None:
    room, missing = room_of(hall), room_of(hall).missing(base)
    assert (missing == 0) is room.is_quorate(base)
    if missing:
        for more, expected in ((missing, True), (missing - 1, False)):
            filled = Room(
                room.represented + more,
                room.others,
                max(room.members, room.represented + more + room.others),
            )
            if filled.members == room.members:
                assert filled.is_quorate(base) is expected


@pytest.mark.parametrize("base", B)
@pytest.mark.parametrize("is_second", [False, True])
def test_every_vote_of_every_small_room(base: B, is_second: bool) -> None:  # noqa: FBT001
    for represented in range(4):
        for others in range(4):
            for away in range(3):
                room = room_of((represented, others, away))
                for votes in counts_in(room):
                    found = outcome_of(room, votes, base, is_second=is_second)
                    assert found is slowly_decided(room, votes, base, is_second=is_second)


@pytest.mark.parametrize(
    ("hall", "votes", "base", "is_second", "outcome"),
    [
        ((3, 2, 0), Votes(3, 2), B.MEMBERS, False, O.ADOPTED),
        ((3, 2, 0), Votes(2, 2, 1), B.MEMBERS, False, O.REJECTED),
        ((2, 2, 1), Votes(4, 0), B.MEMBERS, False, O.CARRIED),
        ((2, 1, 2), Votes(3, 0), B.MEMBERS, False, O.CARRIED),
        ((2, 1, 2), Votes(3, 0), B.PRESENT, False, O.ADOPTED),
        ((2, 2, 1), Votes(3, 0), B.MEMBERS, True, O.ADOPTED),
        ((2, 2, 1), Votes(2, 1), B.MEMBERS, True, O.REJECTED),
        ((0, 3, 2), Votes(2, 1), B.PRESENT, True, O.ADOPTED),
    ],
)
def test_the_law_by_example(
    hall: tuple[int, int, int],
    votes: Votes,
    base: B,
    is_second: bool,  # noqa: FBT001
    outcome: O,
) -> None:
    assert outcome_of(room_of(hall), votes, base, is_second=is_second) is outcome


def test_the_two_readings_may_differ_and_are_both_given() -> None:
    found = readings(room_of((2, 1, 2)), Votes(3, 0), is_second=False)
    assert found == {B.MEMBERS: O.CARRIED, B.PRESENT: O.ADOPTED}


@given(HALL, st.sampled_from(B), st.booleans())
def test_a_further_vote_in_favour_never_harms(
    hall: tuple[int, int, int],
    base: B,
    is_second: bool,  # noqa: FBT001
) -> None:
    room = room_of(hall)
    for yes in range(room.present):
        less = outcome_of(room, Votes(yes, 0), base, is_second=is_second)
        more = outcome_of(room, Votes(yes + 1, 0), base, is_second=is_second)
        assert not (less is O.ADOPTED and more is O.REJECTED)


@pytest.mark.parametrize("votes", [Votes(4, 2), Votes(0, 0, 6), Votes(-1, 0), Votes(0, -1, 0)])
def test_more_votes_than_people_is_no_vote(votes: Votes) -> None:
    with pytest.raises(ValueError, match="more votes"):
        outcome_of(room_of((3, 2, 0)), votes, B.MEMBERS, is_second=False)
