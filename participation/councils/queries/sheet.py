"""A council as it stands on a day: its colleges, each seat with who holds it, its offices."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.councils.models import College, Council, OfficeTerm, Seat, Term
from participation.councils.rules.composition import Line, Majority, weigh
from participation.councils.rules.kinds import Office, SeatKind
from participation.councils.rules.terms import Span
from participation.organisations.models import Service

from .councils import coverage_of, list_colleges, list_seats, list_terms


def span_of(term: Term) -> Span:
    """Give the days of a term as the rules read them."""
    return Span(term.since, term.until, term.ended_on)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has, or had, a seat.

    `present_until` is the end of her role in the service, or of the service itself, if any.
    """

    term: Term
    name: str
    user_id: int | None = None
    present_until: dt.date | None = None

    @property
    def last_day(self) -> dt.date | None:
        """Give the last day of the term, as people say it; None while no end is known."""
        end = span_of(self.term).end
        return None if end is None else end - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SeatSheet:
    """A seat, who holds it on the day, who held it last, and who will."""

    seat: Seat
    holder: Holder | None
    last: Holder | None
    coming: Holder | None = None


@dataclass(frozen=True, slots=True)
class CollegeSheet:
    """A college with the seats that are still there."""

    college: College
    seats: tuple[SeatSheet, ...]

    def of(self, kind: SeatKind) -> tuple[SeatSheet, ...]:
        """Give the seats of titulaires, or of substitutes."""
        return tuple(each for each in self.seats if each.seat.kind is kind)

    @property
    def members(self) -> tuple[SeatSheet, ...]:
        """Give the seats of titulaires."""
        return self.of(SeatKind.MEMBER)

    @property
    def substitutes(self) -> tuple[SeatSheet, ...]:
        """Give the seats of substitutes."""
        return self.of(SeatKind.SUBSTITUTE)

    @property
    def line(self) -> Line:
        """Give the college as the rules of composition read it."""
        own = self.college
        return Line(
            kind=own.kind,
            seats=own.members,
            occupied=sum(each.holder is not None for each in self.members),
            substitutes=own.substitutes,
            in_shortage=own.shortage_on is not None,
            stands_in=own.stands_in,
            filling=own.filling,
        )


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    """An office on the day: who holds it, and from which college she comes."""

    row: OfficeTerm
    holder: Holder
    college: College


@dataclass(frozen=True, slots=True)
class CouncilSheet:
    """A council on a day; `services` are those of its services that the session has entered."""

    council: Council
    services: frozenset[int]
    colleges: tuple[CollegeSheet, ...]
    offices: tuple[OfficeSheet, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Give the colleges as the rules of composition read them."""
        return tuple(each.line for each in self.colleges)

    @property
    def majority(self) -> Majority:
        """Weigh the represented against the others by seats."""
        return weigh(self.lines)

    @property
    def sitting(self) -> Majority:
        """Weigh the represented against the others by those who sit."""
        return weigh(self.lines, sitting=True)

    @property
    def names(self) -> dict[int, str]:
        """Give the name behind each term that the page may speak of."""
        shown = [
            holder
            for college in self.colleges
            for seat in college.seats
            for holder in (seat.holder, seat.last, seat.coming)
            if holder
        ]
        return {holder.term.id: holder.name for holder in shown}

    def office_of(self, term: Term) -> OfficeSheet | None:
        """Give the office that the holder of a term has, or nothing."""
        return next((each for each in self.offices if each.row.term_id == term.id), None)

    def holder_of(self, office: Office) -> OfficeSheet | None:
        """Give who has an office, or nothing."""
        return next((each for each in self.offices if each.row.office is office), None)


def see_council(session: Session, council: Council, day: dt.date) -> CouncilSheet:
    """Give one council as it stands on a day."""
    return see_councils(session, [council], day)[0]


def see_councils(
    session: Session, councils: Sequence[Council], day: dt.date
) -> Sequence[CouncilSheet]:
    """Give councils as they stand on a day, in six queries however many they are."""
    keys = [each.id for each in councils]
    services, colleges = coverage_of(session, keys), list_colleges(session, keys)
    seats, terms = list_seats(session, keys), list_terms(session, keys)
    holders = _holders(session, terms)
    offices = _offices(session, keys, day)
    sheets = []
    for council in councils:
        own = [college for college in colleges if college.council_id == council.id]
        of_college = [
            CollegeSheet(college, tuple(_seats(college, seats, holders, day))) for college in own
        ]
        given = _given(offices.get(council.id, ()), seats, own, holders)
        here = services.get(council.id, frozenset())
        sheets.append(CouncilSheet(council, here, tuple(of_college), given))
    return sheets


def _holders(session: Session, terms: Sequence[Term]) -> Mapping[int, Holder]:
    """Give the name behind each term, in one query."""
    keys = {term.membership_id for term in terms if term.membership_id is not None}
    statement = (
        select(Membership.id, Membership.user_id, Membership.until, Service.closed_on, User.name)
        .join(
            User,
            and_(User.organisation_id == Membership.organisation_id, User.id == Membership.user_id),
        )
        .outerjoin(
            Service,
            and_(
                Service.organisation_id == Membership.organisation_id,
                Service.id == Membership.service_id,
            ),
        )
        .where(Membership.id.in_(keys))
    )
    people = {row[0]: row for row in session.execute(statement)} if keys else {}
    found = {}
    for term in terms:
        if term.membership_id is None:
            found[term.id] = Holder(term, term.name)
        else:
            _key, user_id, left_on, closed_on, name = people[term.membership_id]
            ends = [day for day in (left_on, closed_on) if day is not None]
            found[term.id] = Holder(term, name, user_id, min(ends, default=None))
    return found


def _seats(
    college: College, seats: Iterable[Seat], holders: Mapping[int, Holder], day: dt.date
) -> Iterable[SeatSheet]:
    for seat in seats:
        if seat.college_id != college.id or seat.is_retired:
            continue
        own = [each for each in holders.values() if each.term.seat_id == seat.id]
        own.sort(key=lambda each: (each.term.since, each.term.id))
        past = [each for each in own if each.term.since <= day]
        held = [each for each in past if span_of(each.term).holds(day)]
        coming = [each for each in own if each.term.since > day]
        yield SeatSheet(
            seat,
            held[-1] if held else None,
            past[-1] if past else None,
            coming[0] if coming else None,
        )


def _offices(
    session: Session, keys: Collection[int], day: dt.date
) -> Mapping[int, Sequence[OfficeTerm]]:
    statement = (
        select(OfficeTerm)
        .where(OfficeTerm.council_id.in_(keys), OfficeTerm.since <= day)
        .order_by(OfficeTerm.since, OfficeTerm.id)
    )
    found: dict[int, list[OfficeTerm]] = {}
    for row in session.scalars(statement):
        if row.ended_on is None or day < row.ended_on:
            found.setdefault(row.council_id, []).append(row)
    return found


def _given(
    rows: Iterable[OfficeTerm],
    seats: Iterable[Seat],
    colleges: Iterable[College],
    holders: Mapping[int, Holder],
) -> tuple[OfficeSheet, ...]:
    college_of = {seat.id: seat.college_id for seat in seats}
    by_key = {college.id: college for college in colleges}
    found = []
    for row in rows:
        holder = holders[row.term_id]
        college = by_key[college_of[holder.term.seat_id]]
        found.append(OfficeSheet(row, holder, college))
    return tuple(found)
