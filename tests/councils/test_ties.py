"""Three tie-breaks: lots drawn again by a line of shell, seniority, age."""

import datetime as dt
import hashlib
import subprocess
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given, strategies as st

from participation.councils.rules.kinds import CollegeKind as K, Office, TieBreak
from participation.councils.rules.ties import (
    Ranking,
    by_age,
    by_seniority,
    draw_lots,
    is_set_by_law,
    tie_break_of,
    tie_break_of_office,
)

HASH = hashlib.sha256(b"the last event of the urn").hexdigest()
NUMBERS = st.lists(st.integers(0, 999_999), min_size=3, max_size=3)
NAMES = st.lists(
    st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), min_size=2, max_size=6, unique=True
)


def test_the_construction_is_the_one_that_is_written_down() -> None:
    draw = draw_lots(["c1", "c2", "c3"], tie="residents", numbers=[7, 0, 123456], final_hash=HASH)
    first = draw.tickets[0]
    assert first.written == f"participation-lots-1|residents|7|0|123456|{HASH}|{first.candidate}"
    for ticket in draw.tickets:
        line = ["sh", "-c", 'printf %s "$0" | sha256sum', ticket.written]
        done = subprocess.run(line, capture_output=True, text=True, check=True)
        assert done.stdout.split()[0] == ticket.drawn
    assert [each.drawn for each in draw.tickets] == sorted(each.drawn for each in draw.tickets)


def test_the_draw_never_changes_from_one_release_to_the_next() -> None:
    draw = draw_lots(["a", "b", "c", "d"], tie="t", numbers=[1, 2, 3], final_hash="0" * 64)
    assert draw.order == ("c", "d", "b", "a")
    assert draw.tickets[0].drawn.startswith("03fec956a2d61bec")


@given(NAMES, NUMBERS)
def test_the_order_of_the_list_changes_nothing(names: list[str], numbers: list[int]) -> None:
    draws = {
        draw_lots(order, tie="t", numbers=numbers, final_hash=HASH).order
        for order in list(permutations(names))[:24]
    }
    assert len(draws) == 1
    assert sorted(draws.pop()) == sorted(names)


def test_every_candidate_has_the_same_chance() -> None:
    rounds = 3000
    firsts = Counter(
        draw_lots(["a", "b", "c"], tie="t", numbers=[n, 5, 9], final_hash=HASH).order[0]
        for n in range(rounds)
    )
    assert all(abs(count - rounds / 3) < 4 * (rounds * 2 / 9) ** 0.5 for count in firsts.values())


@pytest.mark.parametrize(
    "changed", [{"tie": "u"}, {"numbers": [2, 1, 3]}, {"final_hash": "f" * 64}]
)
def test_each_thing_that_is_drawn_from_changes_the_tickets(changed: dict[str, object]) -> None:
    facts: dict[str, object] = {"tie": "t", "numbers": [1, 2, 3], "final_hash": HASH}
    one = draw_lots(["a", "b"], **facts)  # type: ignore[arg-type]
    other = draw_lots(["a", "b"], **{**facts, **changed})  # type: ignore[arg-type]
    assert {each.drawn for each in one.tickets}.isdisjoint({each.drawn for each in other.tickets})


@pytest.mark.parametrize(
    ("candidates", "changed"),
    [
        (["a"], {}),
        (["a", "a"], {}),
        (["a", "b|c"], {}),
        (["a", ""], {}),
        (["a", "é"], {}),
        (["a", "b\n"], {}),
        (["a", "b"], {"tie": "t|u"}),
        (["a", "b"], {"numbers": [1, 2]}),
        (["a", "b"], {"numbers": [1, 2, 3, 4]}),
        (["a", "b"], {"numbers": [1, 2, -3]}),
        (["a", "b"], {"numbers": [1, 2, 1_000_000]}),
        (["a", "b"], {"final_hash": HASH.upper()}),
        (["a", "b"], {"final_hash": HASH[:-1]}),
        (["a", "b"], {"final_hash": HASH + "\n"}),
    ],
)
def test_what_could_be_read_in_two_ways_is_not_drawn_from(
    candidates: list[str], changed: dict[str, object]
) -> None:
    facts: dict[str, object] = {"tie": "t", "numbers": [1, 2, 3], "final_hash": HASH, **changed}
    with pytest.raises(ValueError, match=r"lots|hash|named"):
        draw_lots(candidates, **facts)  # type: ignore[arg-type]


def test_the_longest_in_the_service_and_the_oldest_are_elected() -> None:
    days = {"a": dt.date(2020, 1, 1), "b": dt.date(2010, 5, 4), "c": dt.date(2020, 1, 1)}
    for ranking in (by_seniority(days), by_age(days)):
        assert ranking.groups == (("b",), ("a", "c"))
        assert ranking.elected(0) == ()
        assert ranking.elected(1) == ("b",)
        assert ranking.elected(2) is None
        assert ranking.elected(3) == ("b", "a", "c")


@given(st.lists(st.lists(st.integers(), min_size=1, max_size=3), max_size=4), st.integers(0, 9))
def test_a_ranking_never_cuts_a_group(groups: list[list[int]], seats: int) -> None:
    named = tuple(tuple(f"{n}-{i}" for i, _each in enumerate(own)) for n, own in enumerate(groups))
    chosen = Ranking(named).elected(seats)
    if chosen is not None:
        assert all(set(group) <= set(chosen) or set(group).isdisjoint(chosen) for group in named)
        assert len(chosen) == min(seats, sum(map(len, named)))


def test_each_college_has_its_own_tie_break() -> None:
    ways = {kind: tie_break_of(kind) for kind in K}
    assert {kind for kind, way in ways.items() if way is TieBreak.SENIORITY} == {K.STAFF}
    assert set(ways.values()) == {TieBreak.LOTS, TieBreak.SENIORITY}
    assert {tie_break_of_office(office) for office in Office} == {TieBreak.AGE}
    by_law = {K.RESIDENTS, K.RELATIVES, K.LEGAL_REPRESENTATIVES, K.STAFF}
    assert {kind for kind in K if is_set_by_law(kind)} == by_law
