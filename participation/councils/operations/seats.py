"""Giving somebody a seat, and writing down that she has left it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils import queries
from participation.councils.models import College, Council, Seat, Term
from participation.councils.queries.sheet import span_of
from participation.councils.rules.kinds import (
    REPRESENTED,
    CouncilForm,
    EndReason,
    Origin,
    SeatKind,
)
from participation.councils.rules.network import NetworkRefusal
from participation.councils.rules.refusals import Refusal
from participation.councils.rules.terms import Span, planned_end
from participation.foundation.act import Act, Refused

from .holding import hold


@dataclass(frozen=True, slots=True)
class Person:
    """Who is given a seat: the key of her role in the service, or a name alone."""

    membership_id: int | None = None
    name: str = ""


@journaled(Action.MEMBER_APPOINTED)
def appoint(
    act: Act,
    college: College,
    person: Person,
    *,
    kind: SeatKind,
    since: dt.date,
    until: dt.date | None = None,
    origin: Origin = Origin.ELECTED,
    rank: int | None = None,
    election: str = "",
) -> Term:
    """Give a person the first free seat of a kind, or the one of a rank.

    Without `until` the term lasts as the rules of procedure say (D311-8). Refuses a taken seat,
    somebody who is not of the services, who is not there on that day, or who sits already: nobody
    counts twice; in a council of the elected, who is not elected elsewhere. Lifts the constat de
    carence of the college.
    """
    council = queries.get_council(act.session, college.council_id)
    hold(act, council)
    name = " ".join(person.name.split())[:120]
    span = Span(since, until or planned_end(since, council.term_months))
    _check_days(council, span)
    _check_person(act, council, college, person.membership_id, name, span.since)
    terms = queries.list_terms(act.session, [council.id])
    _refuse_twice(act, terms, person.membership_id, name, span)
    term = Term(
        seat_id=_free_seat(act, college, kind, rank, terms, span).id,
        membership_id=person.membership_id,
        name="" if person.membership_id is not None else name,
        since=since,
        until=span.until,
        origin=origin,
        election=election,
    )
    act.session.add(term)
    if kind is SeatKind.MEMBER:
        college.shortage_on, college.shortage_because = None, ""
    return term


def _check_days(council: Council, span: Span) -> None:
    if span.until is not None and span.until <= span.since:
        raise Refused(Refusal.UNTIL_BEFORE_SINCE)
    if council.founded_on is not None and span.since < council.founded_on:
        raise Refused(Refusal.SINCE_BEFORE_FOUNDED)
    if council.ended_on is not None and span.since >= council.ended_on:
        raise Refused(Refusal.COUNCIL_ENDED)


def _check_person(
    act: Act,
    council: Council,
    college: College,
    membership_id: int | None,
    name: str,
    since: dt.date,
) -> None:
    _refuse_unelected(act, council, college, membership_id, since)
    if membership_id is None:
        if not name:
            raise Refused(Refusal.PERSON_MISSING)
        return
    membership = queries.find_membership(act.session, membership_id)
    covered = queries.coverage_of(act.session, [council.id])[council.id]
    if membership is None or (
        membership.service_id is not None and membership.service_id not in covered
    ):
        raise Refused(Refusal.PERSON_OUTSIDE)
    if not Span(membership.since, membership.until).holds(since):
        raise Refused(Refusal.PERSON_NOT_THERE)


def _refuse_unelected(
    act: Act, council: Council, college: College, membership_id: int | None, since: dt.date
) -> None:
    """Let nobody speak for people and families in a council of the elected who is not elected."""
    if council.form is not CouncilForm.JOINT or college.kind not in REPRESENTED:
        return
    if membership_id not in queries.elected_roles(act.session, council, since):
        raise Refused(NetworkRefusal.NOT_ELECTED)


def _refuse_twice(
    act: Act, terms: Sequence[Term], membership_id: int | None, name: str, span: Span
) -> None:
    """Refuse somebody who sits on one of these days, by whatever role or written name."""
    running = [term for term in terms if span_of(term).meets(span)]
    keys = {term.membership_id for term in running if term.membership_id is not None}
    written = {term.name.casefold() for term in running if term.name}
    if membership_id is None:
        known = {found.casefold() for found in queries.names_by_role(act.session, keys).values()}
        named = name.casefold() in written | known
    else:
        people = queries.user_of(act.session, keys | {membership_id})
        own = queries.names_by_role(act.session, {membership_id})[membership_id]
        named = people[membership_id] in {people[key] for key in keys} or own.casefold() in written
    if named:
        raise Refused(Refusal.ALREADY_SITS)


def _free_seat(
    act: Act,
    college: College,
    kind: SeatKind,
    rank: int | None,
    terms: Sequence[Term],
    span: Span,
) -> Seat:
    taken = {term.seat_id for term in terms if span_of(term).meets(span)}
    own = [
        seat
        for seat in queries.list_seats(act.session, [college.council_id])
        if seat.college_id == college.id and seat.kind is kind and not seat.is_retired
    ]
    free = [seat for seat in own if seat.id not in taken and rank in (None, seat.rank)]
    if free:
        return free[0]
    known = rank is not None and any(seat.rank == rank for seat in own)
    raise Refused(Refusal.SEAT_TAKEN if known else Refusal.NO_FREE_SEAT)


@journaled(Action.MEMBER_RESIGNED)
def resign(act: Act, term: Term, *, on: dt.date) -> Term:
    """Write down that a member resigned; the same refusals as the end of a term."""
    return _end(act, term, on, EndReason.RESIGNED)


@journaled(Action.TERM_ENDED)
def end_term(act: Act, term: Term, *, on: dt.date, reason: EndReason) -> Term:
    """End a term before its day, with its reason; an office held in it ends as well.

    Refuses a term that has ended, and a day outside it.
    """
    return _end(act, term, on, reason)


def _end(act: Act, term: Term, on: dt.date, reason: EndReason) -> Term:
    council = queries.council_of(act.session, term)
    hold(act, council)
    act.session.refresh(term)
    if term.ended_on is not None:
        raise Refused(Refusal.ENDED_ALREADY)
    if on < term.since or (term.until is not None and on > term.until):
        raise Refused(Refusal.END_OUTSIDE_TERM)
    term.ended_on, term.end_reason = on, reason
    for office in queries.list_offices(act.session, council.id):
        if office.term_id == term.id and (office.ended_on is None or office.ended_on > on):
            office.ended_on = max(on, office.since)
    return term


@journaled(Action.TERM_ENDED)
def make_room(act: Act, college: College, *, on: dt.date) -> College:
    """Let the terms of a college end on the day its newly elected take their seats.

    A term that would have run on ends that day as if it had been planned so, and the offices held
    in it with it. Refuses when somebody is to sit from that day on or later.
    """
    council = queries.get_council(act.session, college.council_id)
    hold(act, council)
    seats = {
        seat.id
        for seat in queries.list_seats(act.session, [council.id])
        if seat.college_id == college.id
    }
    offices = queries.list_offices(act.session, council.id)
    for term in queries.list_terms(act.session, [council.id]):
        end = span_of(term).end
        if term.seat_id not in seats or (end is not None and end <= on):
            continue
        if term.since >= on:
            raise Refused(Refusal.SEAT_TAKEN)
        term.until = on
        for office in offices:
            if office.term_id == term.id and (office.ended_on is None or office.ended_on > on):
                office.ended_on = max(on, office.since)
    act.session.flush()
    return college
