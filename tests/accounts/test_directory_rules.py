"""What groups give and take away, by tables: nothing by hand is lost, an administrator least."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from participation.accounts.rules.directory import (
    LONGEST_GROUP,
    MOST_GROUPS,
    Held,
    Mapped,
    change_of,
    groups_in,
    has_two_factors,
    is_due,
    is_trusted,
    opens_by_password,
    wanted,
)
from participation.accounts.rules.powers import STAFF, Role

NOW = dt.datetime(2026, 3, 17, 9, 30, tzinfo=dt.UTC)
PLACES = st.tuples(st.sampled_from(sorted(STAFF)), st.sampled_from([None, 1, 2]))
HELD = st.builds(lambda place, ours: Held(place[0], place[1], ours), PLACES, st.booleans())


@given(st.lists(HELD, unique_by=lambda one: one.place), st.frozensets(PLACES))
def test_a_sign_in_leaves_what_the_groups_give_and_what_was_given_by_hand(
    held: list[Held], places: frozenset[tuple[Role, int | None]]
) -> None:
    change = change_of(held, places)
    before = {one.place for one in held}
    after = (before | change.give) - change.end
    by_hand = {one.place for one in held if not one.from_directory}
    assert after == places | by_hand
    assert not change.give & before
    assert change.end <= {one.place for one in held if one.from_directory}
    assert change.adopt <= by_hand & places
    assert (Role.ADMINISTRATOR, None) not in change.adopt
    assert change.stays | change.adopt == before - change.end


def test_roles_of_residents_are_not_the_directorys() -> None:
    change = change_of([Held(Role.RESIDENT, 1, from_directory=False)], frozenset())
    assert change == change_of([], frozenset())


def test_groups_are_compared_letter_by_letter() -> None:
    rules = [Mapped("Staff", Role.MANAGER, 1), Mapped("staff", Role.FACILITATOR, None)]
    assert wanted(["Staff"], rules) == {(Role.MANAGER, 1)}
    assert wanted(["STAFF", "staff "], rules) == frozenset()


def test_only_an_administrator_by_hand_keeps_her_password() -> None:
    by_hand = Held(Role.ADMINISTRATOR, None, from_directory=False)
    assert opens_by_password([by_hand])
    assert not opens_by_password([Held(Role.ADMINISTRATOR, None, from_directory=True)])
    assert not opens_by_password([Held(Role.MANAGER, 1, from_directory=False)])


@pytest.mark.parametrize(
    ("claims", "claim", "found"),
    [
        ({"groups": ["a", "b", "a"]}, "groups", ("a", "b")),
        ({"groups": "a"}, "groups", ("a",)),
        ({"realm_access": {"roles": ["a"]}}, "realm_access.roles", ("a",)),
        ({"https://x.example/groups": ["a"]}, "https://x.example/groups", ("a",)),
        ({"groups": ["a", 3, None, "", "x" * (LONGEST_GROUP + 1)]}, "groups", ("a",)),
        ({"groups": {"a": 1}}, "groups", ()),
        ({"groups": ["a"]}, "roles", ()),
        ({}, "a.b.c", ()),
    ],
    ids=["list", "word", "path", "address", "strange", "object", "other", "absent"],
)
def test_groups_are_read_where_they_are(
    claims: dict[str, object], claim: str, found: tuple[str, ...]
) -> None:
    assert groups_in(claims, claim) == found


def test_so_many_groups_are_read_and_no_more() -> None:
    assert len(groups_in({"groups": [str(one) for one in range(9999)]}, "groups")) == MOST_GROUPS


@pytest.mark.parametrize(
    ("claims", "counts"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "gold"}, True),
        ({"amr": ["pwd", "otp"]}, False),
        ({"amr": "mfa"}, False),
        ({"amr": [["mfa"]], "acr": None}, False),
        ({}, False),
    ],
    ids=["method", "class", "other-methods", "no-list", "strange", "nothing"],
)
def test_two_factors_are_those_that_were_agreed(claims: dict[str, object], *, counts: bool) -> None:
    assert has_two_factors(claims, amr=["mfa"], acr=["gold"]) is counts


def test_a_yes_counts_until_its_time_and_is_asked_again_before() -> None:
    later = NOW + dt.timedelta(seconds=60)
    assert is_trusted(None, NOW)
    assert is_trusted(NOW, NOW)
    assert not is_trusted(NOW, NOW + dt.timedelta(seconds=1))
    assert is_due(None, NOW, 60)
    assert is_due(NOW, later, 60)
    assert not is_due(NOW, later, 61)
