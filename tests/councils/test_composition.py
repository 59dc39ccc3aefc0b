"""The majority of the represented, against a slow and obvious restatement; what a council lacks."""

import pytest
from hypothesis import given, strategies as st

from participation.councils.queries import law_on
from participation.councils.rules.composition import (
    Gap,
    Line,
    examine_design,
    examine_sitting,
    seats_moved,
    speaks_for_residents,
    weigh,
)
from participation.councils.rules.kinds import CollegeKind as K, CouncilForm as F, Filling
from participation.organisations.rules.law import Severity
from tests.councils.sitting import TODAY

LAW = law_on(TODAY)
LINES = st.lists(
    st.builds(
        Line,
        kind=st.sampled_from(K),
        seats=st.integers(0, 12),
        occupied=st.integers(0, 12),
        substitutes=st.integers(0, 5),
        in_shortage=st.booleans(),
        stands_in=st.booleans(),
    ),
    max_size=8,
)


def lines(*counts: tuple[K, int]) -> list[Line]:
    return [Line(kind, seats, occupied=seats, substitutes=1) for kind, seats in counts]


def usual(residents: int, staff: int = 1, board: int = 1, **more: int) -> list[Line]:
    others = [(K(name), seats) for name, seats in more.items()]
    return lines((K.RESIDENTS, residents), (K.STAFF, staff), (K.MANAGING_BODY, board), *others)


def gaps(form: F, of: list[Line]) -> dict[Gap, Severity]:
    found = (*examine_design(form, of, LAW), *examine_sitting(form, of, LAW))
    return {each.gap: each.severity for each in found}


@pytest.mark.parametrize(
    ("of", "represented", "others", "missing"),
    [
        (usual(2), 2, 2, 1),
        (usual(3), 3, 2, 0),
        (usual(2, relatives=1), 3, 2, 0),
        (usual(2, relatives=1, volunteers=1), 3, 3, 1),
        (usual(5, 2, 1, groupement=1), 5, 4, 0),
        (usual(5, 2, 2, groupement=1), 5, 5, 1),
        (usual(0, 4, 3), 0, 7, 8),
        ([], 0, 0, 1),
    ],
)
def test_the_represented_need_one_more_than_all_others(
    of: list[Line], represented: int, others: int, missing: int
) -> None:
    majority = weigh(of)
    assert (majority.represented, majority.others, majority.missing) == (
        represented,
        others,
        missing,
    )
    assert majority.holds is (missing == 0)


@given(LINES, st.booleans())
def test_the_calculator_agrees_with_counting_hands(of: list[Line], sitting: bool) -> None:  # noqa: FBT001
    hands: list[bool] = []
    for line in of:
        there = line.occupied if sitting else (0 if line.in_shortage else line.seats)
        hands += [speaks_for_residents(line)] * there
    majority = weigh(of, sitting=sitting)
    assert majority.members == len(hands)
    assert majority.holds is (sum(hands) > len(hands) / 2)
    mended = [*hands, *[True] * majority.missing]
    assert sum(mended) > len(mended) / 2 or not mended
    if majority.missing:
        short = mended[:-1]
        assert not sum(short) > len(short) / 2


@given(LINES)
def test_one_more_resident_never_breaks_a_majority(of: list[Line]) -> None:
    more = [*of, Line(K.RESIDENTS, 1)]
    assert weigh(more).missing <= weigh(of).missing
    assert weigh([*of, Line(K.STAFF, 1)]).missing >= weigh(of).missing


@pytest.mark.parametrize(
    ("of", "found"),
    [
        (usual(3), {}),
        (usual(2), {Gap.MAJORITY_OF_SEATS, Gap.MAJORITY_OF_SITTING}),
        (usual(1, 0, 0), {Gap.RESIDENTS_MINIMUM, Gap.STAFF_MINIMUM, Gap.MANAGING_BODY_MINIMUM}),
        (usual(3, 0), {Gap.STAFF_MINIMUM}),
        (
            [Line(K.RESIDENTS, 3, 3), *lines((K.STAFF, 1), (K.MANAGING_BODY, 1))],
            {Gap.NO_SUBSTITUTES},
        ),
        ([Line(K.RESIDENTS, 3, 0, 2), *usual(0)[1:]], {Gap.EMPTY_COLLEGE, Gap.MAJORITY_OF_SITTING}),
        ([Line(K.RESIDENTS, 4, 3, 2), *usual(0)[1:]], {Gap.EMPTY_SEATS}),
        ([Line(K.RESIDENTS, 4, 2, 2), *usual(0)[1:]], {Gap.EMPTY_SEATS, Gap.MAJORITY_OF_SITTING}),
    ],
)
def test_each_lack_of_a_cvs_is_named(of: list[Line], found: set[Gap]) -> None:
    assert set(gaps(F.CVS, of)) == set(found)


def test_an_empty_college_does_not_block_where_the_majority_holds() -> None:
    of = [*usual(3), Line(K.VOLUNTEERS, 1, 0)]
    found = gaps(F.CVS, of)
    assert Gap.MAJORITY_OF_SITTING not in found
    assert found[Gap.EMPTY_COLLEGE] is Severity.ERROR
    dated = [*usual(3), Line(K.VOLUNTEERS, 1, 0, in_shortage=True)]
    assert gaps(F.CVS, dated) == {}


def test_after_a_shortage_the_majority_is_that_of_the_college_that_is_left() -> None:
    of = [
        Line(K.RESIDENTS, 3, 0, 2, in_shortage=True),
        Line(K.RELATIVES, 3, 3, 1),
        *usual(0)[1:],
    ]
    assert gaps(F.CVS, of) == {}
    one_less = [of[0], Line(K.RELATIVES, 2, 2, 1), *of[2:]]
    assert Gap.MAJORITY_OF_SEATS in gaps(F.CVS, one_less)


@pytest.mark.parametrize(("seats", "is_too_many"), [(1, False), (2, False), (3, True)])
def test_two_stand_ins_at_most_speak_for_residents(seats: int, is_too_many: bool) -> None:  # noqa: FBT001
    stand_ins = Line(K.GROUPEMENT, seats, seats, 1, stands_in=True)
    of = [stand_ins, *lines((K.RELATIVES, 3), (K.STAFF, 1), (K.MANAGING_BODY, 1))]
    found = gaps(F.CVS, of)
    assert (Gap.TOO_MANY_STAND_INS in found) is is_too_many
    assert Gap.RESIDENTS_MINIMUM not in found
    assert weigh(of).represented == seats + 3
    plain = Line(K.GROUPEMENT, seats, seats, 1)
    assert weigh([plain, *of[1:]]).others == seats + 2


@pytest.mark.parametrize("form", [F.JOINT, F.BOARD_SEATS, F.PUBLIC_SEATS, F.CONSULTATION])
def test_forms_without_a_rule_are_asked_for_nothing(form: F) -> None:
    assert gaps(form, usual(1, 5, 5)) == {}


def test_another_form_is_warned_and_not_condemned() -> None:
    found = gaps(F.FORUM, usual(2))
    assert found == {
        Gap.MAJORITY_OF_SEATS: Severity.WARNING,
        Gap.MAJORITY_OF_SITTING: Severity.WARNING,
    }
    assert gaps(F.FORUM, usual(3, 0)) == {}


def test_a_designated_college_needs_no_substitute() -> None:
    of = [Line(K.RESIDENTS, 3, 3, filling=Filling.DESIGNATION), *usual(0)[1:]]
    assert gaps(F.CVS, of) == {}


@pytest.mark.parametrize(
    ("too_young", "without_families", "expected"),
    [
        (True, False, {K.RELATIVES: 5, K.STAFF: 1}),
        (False, True, {K.RESIDENTS: 5, K.STAFF: 1}),
        (False, False, {K.RESIDENTS: 3, K.RELATIVES: 2, K.STAFF: 1}),
        (True, True, {K.RESIDENTS: 3, K.RELATIVES: 2, K.STAFF: 1}),
    ],
)
def test_seats_of_one_side_go_to_the_other(
    too_young: bool,  # noqa: FBT001
    without_families: bool,  # noqa: FBT001
    expected: dict[K, int],
) -> None:
    of = lines((K.RESIDENTS, 3), (K.RELATIVES, 2), (K.STAFF, 1))
    moved = seats_moved(of, too_young=too_young, without_families=without_families)
    assert {line.kind: line.seats for line in moved} == expected
    assert sum(line.seats for line in moved) == 6


def test_seats_that_move_found_the_college_that_was_not_there() -> None:
    of = lines((K.RESIDENTS, 3), (K.STAFF, 1))
    moved = seats_moved(of, too_young=True, without_families=False)
    assert [(line.kind, line.seats) for line in moved] == [(K.RELATIVES, 3), (K.STAFF, 1)]
    assert seats_moved(of[1:], too_young=True, without_families=False) == of[1:]
