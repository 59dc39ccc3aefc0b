"""Cases of R01 to R06, R09, R15 to R19, R21 and R38: spaces, papers, seats, terms."""

import datetime as dt
from collections.abc import Callable, Iterator

from participation.councils.rules import seats, spaces, tenure
from participation.councils.rules.composition import Line
from participation.councils.rules.instances import Paper
from participation.councils.rules.kinds import (
    CollegeKind as K,
    CouncilForm as F,
    Filling,
    OtherFormReason,
)
from participation.councils.rules.terms import Span
from participation.organisations.queries import law_of
from participation.organisations.rules import ServiceKind as Kind
from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import Rule as R, Ruling  # noqa: N817 - a table
from tests.compliance.cases import APART, DAY, ERROR, OK, WARN, Case, Column as C, day  # noqa: N817

SENT = dt.date(2025, 1, 20)


def paper(form: F = F.CVS, **more: object) -> Paper:
    """Give papers in order."""
    facts: dict[str, object] = {
        "reason": None,
        "founded_on": dt.date(2025, 1, 15),
        "sent_on": SENT,
        "procedure_on": SENT,
        "term_months": 36,
        **more,
    }
    return Paper(form, **facts)  # type: ignore[arg-type]


def space(kind: Kind, *forms: F) -> Callable[[Law], Ruling]:
    """Judge which space a kind of service has."""
    return lambda law: spaces.r01(law_of(kind), forms, law)


def written(judge: Callable[..., Ruling], of: Paper, *kinds: Kind) -> Callable[[Law], Ruling]:
    """Judge the papers of a council of some kinds of service."""
    return lambda law: judge(of, [law_of(each) for each in kinds], law)


def _spaces() -> Iterator[Case]:
    yield Case(R.R01, C.HOLDS, space(Kind.CHRS, F.CVS), OK)
    yield Case(R.R01, C.BREAKS, space(Kind.CHRS), ERROR)
    yield Case(R.R01, C.BREAKS, space(Kind.ACT), ERROR)
    yield Case(R.R01, C.BREAKS, space(Kind.EHPAD), WARN)
    yield Case(R.R01, C.EDGE, space(Kind.CHRS, F.FORUM), OK)
    yield Case(R.R01, C.BEYOND, space(Kind.CHRS, F.BOARD_SEATS, F.JOINT), ERROR)
    yield Case(R.R01, C.APART, space(Kind.ACI), APART)
    common = paper(F.COMMON_CVS)
    yield Case(R.R01, C.HOLDS, written(spaces.r01_common, common, Kind.ACT, Kind.LAM), OK)
    mixed = written(spaces.r01_common, common, Kind.ACT, Kind.CHRS)
    yield Case(R.R01, C.BREAKS, mixed, WARN, ERROR)
    for_stay = paper(F.FORUM, reason=OtherFormReason.STAY)
    yield Case(R.R02, C.HOLDS, written(spaces.r02, for_stay, Kind.CHRS), OK)
    yield Case(R.R02, C.BREAKS, written(spaces.r02, paper(F.FORUM), Kind.CHRS), WARN, ERROR)
    yield Case(R.R02, C.EDGE, written(spaces.r02, for_stay, Kind.ACT, Kind.CHRS), OK)
    yield Case(
        R.R02, C.BEYOND, written(spaces.r02, paper(F.COHORT), Kind.ACT, Kind.CHRS), WARN, ERROR
    )
    yield Case(R.R02, C.APART, written(spaces.r02, paper(F.FORUM), Kind.ACT), APART)
    yield Case(R.R02, C.APART, written(spaces.r02, paper(), Kind.CHRS), APART)


def _papers() -> Iterator[Case]:
    nothing = paper(founded_on=None, sent_on=None)
    yield Case(R.R03, C.HOLDS, written(spaces.r03, paper(), Kind.CHRS), OK)
    yield Case(R.R03, C.BREAKS, written(spaces.r03, nothing, Kind.CHRS), ERROR)
    yield Case(R.R03, C.EDGE, written(spaces.r03, paper(sent_on=DAY), Kind.CHRS), OK)
    yield Case(R.R03, C.BEYOND, written(spaces.r03, paper(sent_on=None), Kind.CHRS), WARN)
    yield Case(R.R03, C.APART, written(spaces.r03, paper(F.FORUM), Kind.CHRS), APART)

    def procedure(of: Paper, *, held: bool) -> Callable[[Law], Ruling]:
        return lambda law: spaces.r21(of, [law_of(Kind.CHRS)], law, meetings_held=held)

    bare, endless = paper(procedure_on=None), paper(term_months=None)
    yield Case(R.R21, C.HOLDS, procedure(paper(), held=True), OK)
    yield Case(R.R21, C.BREAKS, procedure(endless, held=True), ERROR)
    yield Case(R.R21, C.EDGE, procedure(bare, held=False), OK)
    yield Case(R.R21, C.BEYOND, procedure(bare, held=True), ERROR)
    yield Case(R.R21, C.APART, procedure(paper(F.CONSULTATION), held=True), APART)


Judge = Callable[[F, tuple[Line, ...], Law], Ruling]


def lines(residents: int = 3, staff: int = 1, board: int = 1, **more: int) -> tuple[Line, ...]:
    """Give a council in which everybody sits, unless `sitting` residents say otherwise."""
    sitting = more.get("sitting", residents)
    return (
        Line(K.RESIDENTS, residents, sitting, more.get("substitutes", 2)),
        Line(K.STAFF, staff, staff, 1),
        Line(K.MANAGING_BODY, board, board, filling=Filling.DESIGNATION),
    )


def seated(judge: Judge, own: tuple[Line, ...], form: F = F.CVS) -> Callable[[Law], Ruling]:
    """Judge the seats of a council."""
    return lambda law: judge(form, own, law)


def _minimum() -> Iterator[Case]:
    yield Case(R.R04, C.HOLDS, seated(seats.r04, lines()), OK)
    yield Case(R.R04, C.BREAKS, seated(seats.r04, lines(board=0)), ERROR)
    yield Case(R.R04, C.BREAKS, seated(seats.r04, lines(staff=0)), ERROR)
    yield Case(R.R04, C.EDGE, seated(seats.r04, lines(residents=2)), OK)
    yield Case(R.R04, C.BEYOND, seated(seats.r04, lines(residents=1)), ERROR)
    yield Case(R.R04, C.APART, seated(seats.r04, lines(), F.FORUM), APART)
    yield Case(R.R05, C.HOLDS, seated(seats.r05, lines(4)), OK)
    yield Case(R.R05, C.BREAKS, seated(seats.r05, lines(4, sitting=1)), ERROR)
    yield Case(R.R05, C.EDGE, seated(seats.r05, lines(3, 1, 1)), OK)
    yield Case(R.R05, C.BEYOND, seated(seats.r05, lines(2, 1, 1)), ERROR)
    yield Case(R.R05, C.APART, seated(seats.r05, lines(), F.COHORT), APART)


def _colleges() -> Iterator[Case]:
    empty = Line(K.RELATIVES, 2, 0, 1)
    dated = Line(K.RELATIVES, 2, 0, 1, in_shortage=True)
    half = Line(K.RELATIVES, 2, 1, 1)
    yield Case(R.R06, C.HOLDS, seated(seats.r06, lines()), OK)
    yield Case(R.R06, C.BREAKS, seated(seats.r06, (*lines(), empty)), ERROR)
    yield Case(R.R06, C.EDGE, seated(seats.r06, (*lines(), half)), OK)
    yield Case(R.R06, C.EDGE, seated(seats.r06, (*lines(), dated)), OK)
    yield Case(R.R06, C.BEYOND, seated(seats.r06, lines(sitting=0)), ERROR)
    yield Case(R.R06, C.APART, seated(seats.r06, (empty,), F.FORUM), APART)

    def stand_ins(count: int) -> tuple[Line, ...]:
        return (*lines(0, 1, 0), Line(K.GROUPEMENT, count, count, stands_in=True))

    yield Case(R.R09, C.HOLDS, seated(seats.r09, stand_ins(1)), OK)
    yield Case(R.R09, C.EDGE, seated(seats.r09, stand_ins(2)), OK)
    yield Case(R.R09, C.BEYOND, seated(seats.r09, stand_ins(3)), ERROR)
    yield Case(R.R09, C.BREAKS, seated(seats.r09, stand_ins(5)), ERROR)
    yield Case(R.R09, C.APART, seated(seats.r09, lines()), APART)
    chosen = (Line(K.RESIDENTS, 3, 3, 0, filling=Filling.DESIGNATION),)
    yield Case(R.R15, C.HOLDS, seated(seats.r15, lines()), OK)
    yield Case(R.R15, C.BREAKS, seated(seats.r15, lines(substitutes=0)), WARN)
    yield Case(R.R15, C.EDGE, seated(seats.r15, lines(substitutes=1)), OK)
    bare = (*lines(), Line(K.RELATIVES, 1, 1, 0))
    yield Case(R.R15, C.BEYOND, seated(seats.r15, bare), WARN)
    yield Case(R.R15, C.APART, seated(seats.r15, chosen), APART)


def _other_forms() -> Iterator[Case]:
    group = (Line(K.RESIDENTS, 2, 2), Line(K.STAFF, 1, 1))
    equal = (Line(K.RESIDENTS, 2, 2), Line(K.STAFF, 2, 2))
    yield Case(R.R38, C.HOLDS, seated(seats.r38, lines(5), F.FORUM), OK)
    yield Case(R.R38, C.BREAKS, seated(seats.r38, lines(1, 1, 1), F.FORUM), WARN, ERROR)
    yield Case(R.R38, C.EDGE, seated(seats.r38, group, F.FORUM), OK)
    yield Case(R.R38, C.BEYOND, seated(seats.r38, equal, F.FORUM), WARN, ERROR)
    yield Case(R.R38, C.APART, seated(seats.r38, equal), APART)
    yield Case(R.R38, C.APART, seated(seats.r38, equal, F.CONSULTATION), APART)


def ending(days: int, *, is_open: bool = False) -> Callable[[Law], Ruling]:
    """Judge a term whose first day after it is so many days away."""
    span = Span(day(-700), day(days))
    return lambda law: tenure.r16([span], law, DAY, election_open=is_open)


def _terms() -> Iterator[Case]:
    yield Case(R.R16, C.HOLDS, ending(400), OK)
    yield Case(R.R16, C.HOLDS, ending(30, is_open=True), OK)
    yield Case(R.R16, C.EDGE, ending(90), OK)
    yield Case(R.R16, C.BEYOND, ending(89), WARN)
    yield Case(R.R16, C.EDGE, ending(1), WARN)
    yield Case(R.R16, C.BEYOND, ending(0), ERROR)
    yield Case(R.R16, C.BREAKS, ending(-1, is_open=True), ERROR)
    yield Case(R.R16, C.APART, lambda law: tenure.r16([], law, DAY, election_open=False), APART)

    def left(until: dt.date | None, ended: dt.date | None = None) -> Callable[[Law], Ruling]:
        held = [(Span(day(-100), day(100), ended), until)]
        return lambda law: tenure.r17(held, law, DAY)

    yield Case(R.R17, C.HOLDS, left(None), OK)
    yield Case(R.R17, C.HOLDS, left(day(-9), day(-9)), OK)
    yield Case(R.R17, C.EDGE, left(day(1)), OK)
    yield Case(R.R17, C.BEYOND, left(DAY), ERROR)
    yield Case(R.R17, C.BREAKS, left(day(-30)), ERROR)
    yield Case(R.R17, C.APART, lambda law: tenure.r17([], law, DAY), APART)


def _offices() -> Iterator[Case]:
    def seated_for(days: int, empty: int = 1) -> Callable[[Law], Ruling]:
        return lambda law: tenure.r18([day(-days)], law, DAY, empty=empty)

    yield Case(R.R18, C.HOLDS, seated_for(300, empty=0), OK)
    yield Case(R.R18, C.EDGE, seated_for(60), OK)
    yield Case(R.R18, C.BEYOND, seated_for(61), WARN)
    yield Case(R.R18, C.BREAKS, seated_for(300), WARN)
    yield Case(R.R18, C.APART, lambda law: tenure.r18([], law, DAY, empty=1), APART)

    def chaired(kind: K | None, because: str = "", members: int = 5) -> Callable[[Law], Ruling]:
        return lambda law: tenure.r19(F.CVS, kind, law, because=because, members=members)

    yield Case(R.R19, C.HOLDS, chaired(K.RESIDENTS), OK)
    yield Case(R.R19, C.EDGE, chaired(K.RELATIVES, "Aucune personne ne le souhaite"), OK)
    yield Case(R.R19, C.BEYOND, chaired(K.RELATIVES), WARN)
    yield Case(R.R19, C.BREAKS, chaired(K.STAFF, "raison"), WARN)
    yield Case(R.R19, C.HOLDS, chaired(None), OK)
    yield Case(R.R19, C.APART, chaired(None, members=0), APART)


CASES = (
    *_spaces(),
    *_papers(),
    *_minimum(),
    *_colleges(),
    *_other_forms(),
    *_terms(),
    *_offices(),
)
