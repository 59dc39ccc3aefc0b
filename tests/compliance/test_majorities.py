"""The majority and the quorum against a slow restatement that counts heads one by one."""

from fractions import Fraction

from hypothesis import given, strategies as st

from participation.councils.rules.composition import Line, weigh
from participation.councils.rules.kinds import REPRESENTED, CollegeKind, CouncilForm, QuorumBase
from participation.councils.rules.quorum import carries, may_give_opinion
from participation.councils.rules.seats import r05
from participation.organisations.rules.rulings import State
from tests.compliance.cases import LAW

KINDS = st.sampled_from(CollegeKind)


@st.composite
def colleges(draw: st.DrawFn) -> list[Line]:
    """Draw a council: each kind of college once at most, some of its seats occupied."""
    lines = []
    for kind in draw(st.lists(KINDS, unique=True, max_size=6)):
        seats = draw(st.integers(0, 7))
        stands_in = kind is CollegeKind.GROUPEMENT and draw(st.booleans())
        short = draw(st.booleans())
        occupied = 0 if short else draw(st.integers(0, seats))
        lines.append(Line(kind, seats, occupied, 1, short, stands_in))
    return lines


def heads(lines: list[Line], *, sitting: bool) -> list[bool]:
    """Give one entry a seat that counts: whether it speaks for residents or families."""
    found = []
    for line in lines:
        if line.in_shortage and not sitting:
            continue
        speaks = line.kind in REPRESENTED or line.stands_in
        found += [speaks for _seat in range(line.occupied if sitting else line.seats)]
    return found


def more_than_half(votes: list[bool]) -> bool:
    return sum(votes) > Fraction(len(votes), 2)


@given(colleges(), st.booleans())
def test_the_majority_is_more_than_half_of_all_seats(lines: list[Line], sitting: bool) -> None:  # noqa: FBT001
    votes = heads(lines, sitting=sitting)
    majority = weigh(lines, sitting=sitting)
    assert majority.members == len(votes)
    assert majority.holds is more_than_half(votes)
    added = 0
    while not more_than_half(votes + [True] * added):
        added += 1
    assert majority.missing == added


@given(colleges())
def test_the_rule_of_the_majority_says_the_same(lines: list[Line]) -> None:
    ruling = r05(CouncilForm.CVS, lines, LAW)
    designed, sitting = heads(lines, sitting=False), heads(lines, sitting=True)
    lawful = more_than_half(designed) and (not sitting or more_than_half(sitting))
    assert ruling.state is (State.OK if lawful else State.ERROR)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=20), st.sampled_from(QuorumBase))
def test_an_opinion_counts_when_the_represented_present_are_more_than_half(
    members: list[tuple[bool, bool]], base: QuorumBase
) -> None:
    present = [speaks for speaks, is_there in members if is_there]
    base_heads = members if base is QuorumBase.MEMBERS else present
    slow = sum(present) > Fraction(len(base_heads), 2)
    fast = may_give_opinion(
        represented=sum(present), members=len(members), present=len(present), base=base
    )
    assert fast is slow


@given(st.lists(st.booleans(), max_size=30))
def test_a_postponed_opinion_is_carried_by_more_than_half_of_those_present(
    hands: list[bool],
) -> None:
    assert carries(sum(hands), len(hands)) is more_than_half(hands)
