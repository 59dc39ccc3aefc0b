"""Designing the colleges of a council, and saying that one cannot be filled."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils import queries
from participation.councils.models import College, Council, Seat, Term
from participation.councils.queries.sheet import span_of
from participation.councils.rules.composition import MOST_SEATS, Gap, Line, examine_design
from participation.councils.rules.kinds import (
    CollegeKind,
    Filling,
    SeatKind,
    SubstituteOrder,
    TieBreak,
)
from participation.councils.rules.refusals import Refusal
from participation.councils.rules.ties import tie_break_of
from participation.foundation.act import Act, Refused
from participation.organisations.rules.law import Severity

from .holding import hold, today


@dataclass(frozen=True, slots=True)
class CollegeLine:
    """A college as it is designed: titulaires, substitutes, how they come; one service or all."""

    kind: CollegeKind
    members: int
    substitutes: int = 0
    service_id: int | None = None
    filling: Filling = Filling.ELECTION
    substitute_order: SubstituteOrder = SubstituteOrder.RANKED
    tie_break: TieBreak | None = None
    stands_in: bool = False

    @property
    def line(self) -> Line:
        """Give the college as the rules of composition read it."""
        return Line(
            self.kind,
            self.members,
            substitutes=self.substitutes,
            stands_in=self.stands_in,
            filling=self.filling,
        )


@journaled(Action.COMPOSITION_SET)
def set_composition(
    act: Act, council: Council, lines: Sequence[CollegeLine], *, as_found: bool = False
) -> Council:
    """Set the colleges and seats; a college left out is emptied of its seats.

    Refuses a design in which the represented are not more than half (D311-5), unless the council
    already exists so and this is recorded `as_found`; refuses to take away a seat in which
    somebody sits. Seats that somebody once held are retired, never erased.
    """
    hold(act, council)
    _check(act, council, lines, as_found=as_found)
    colleges = queries.list_colleges(act.session, [council.id])
    known = {(one.kind, one.service_id): one for one in colleges}
    seats, terms = _inside(act, council)
    for line in lines:
        college = known.pop((line.kind, line.service_id), None)
        if college is None:
            college = College(council_id=council.id, kind=line.kind, service_id=line.service_id)
            act.session.add(college)
        _write(college, line)
        act.session.flush()
        _place(act, college, seats, terms)
    for college in known.values():
        _write(college, CollegeLine(college.kind, 0, 0, college.service_id, college.filling))
        if not _place(act, college, seats, terms):
            act.session.delete(college)
    return council


def _check(act: Act, council: Council, lines: Sequence[CollegeLine], *, as_found: bool) -> None:
    if not any(line.members for line in lines):
        raise Refused(Refusal.NO_SEAT)
    if any(max(line.members, line.substitutes) > MOST_SEATS for line in lines):
        raise Refused(Refusal.TOO_MANY_SEATS, most=MOST_SEATS)
    if len({(line.kind, line.service_id) for line in lines}) != len(lines):
        raise Refused(Refusal.COLLEGE_TWICE)
    covered = queries.coverage_of(act.session, [council.id])[council.id]
    if any(line.service_id is not None and line.service_id not in covered for line in lines):
        raise Refused(Refusal.COLLEGE_OUTSIDE)
    law = queries.law_on(today(act))
    for found in examine_design(council.form, [line.line for line in lines], law):
        unlawful = found.gap is Gap.MAJORITY_OF_SEATS and found.severity is Severity.ERROR
        if unlawful and not as_found:
            raise Refused(Refusal.MAJORITY_MISSING, **found.facts)


def _write(college: College, line: CollegeLine) -> None:
    college.members, college.substitutes = line.members, line.substitutes
    college.filling, college.stands_in = line.filling, line.stands_in
    college.substitute_order = line.substitute_order
    college.tie_break = line.tie_break or tie_break_of(line.kind)
    college.shortage_because = college.shortage_because or ""


def _inside(act: Act, council: Council) -> tuple[list[Seat], list[Term]]:
    seats = queries.list_seats(act.session, [council.id])
    return list(seats), list(queries.list_terms(act.session, [council.id]))


def _place(act: Act, college: College, seats: Iterable[Seat], terms: Sequence[Term]) -> bool:
    """Bring the seats of a college to its numbers; say whether any row of it is left."""
    held, day = {term.seat_id for term in terms}, today(act)
    left = False
    for kind, wanted in (
        (SeatKind.MEMBER, college.members),
        (SeatKind.SUBSTITUTE, college.substitutes),
    ):
        mine = (each for each in seats if each.college_id == college.id and each.kind is kind)
        own = {seat.rank: seat for seat in mine}
        for rank in range(1, max([wanted, *own]) + 1):
            seat = own.get(rank)
            if rank <= wanted:
                left = True
                if seat is None:
                    act.session.add(Seat(college_id=college.id, kind=kind, rank=rank))
                else:
                    seat.is_retired = False
            elif seat is not None:
                left = _take_away(act, seat, held, terms, day) or left
    return left


def _take_away(act: Act, seat: Seat, held: set[int], terms: Sequence[Term], day: dt.date) -> bool:
    """Retire a seat that somebody held once, erase one that nobody did; say whether it stays."""
    for term in terms:
        end = span_of(term).end
        if term.seat_id == seat.id and (end is None or end > day):
            raise Refused(Refusal.SEAT_OCCUPIED)
    if seat.id in held:
        seat.is_retired = True
        return True
    act.session.delete(seat)
    return False


@journaled(Action.SHORTAGE_RECORDED)
def record_shortage(act: Act, college: College, *, on: dt.date, because: str) -> College:
    """Date the director's constat de carence of a college that cannot be filled (D311-7).

    Refuses while somebody sits as a titulaire, without a reason, or on a day to come. A later
    appointment lifts it.
    """
    council = queries.get_council(act.session, college.council_id)
    hold(act, council)
    if not because.strip():
        raise Refused(Refusal.BECAUSE_MISSING)
    if on > today(act):
        raise Refused(Refusal.IN_THE_FUTURE)
    sheet = queries.see_council(act.session, council, on)
    own = next(each for each in sheet.colleges if each.college.id == college.id)
    if any(seat.holder or seat.coming for seat in own.members):
        raise Refused(Refusal.COLLEGE_NOT_EMPTY)
    college.shortage_on, college.shortage_because = on, because.strip()[:400]
    return college
