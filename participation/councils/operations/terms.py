"""What happens between two elections: substitutes seated, terms extended, offices given."""

import datetime as dt
from collections.abc import Collection, Sequence

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils import queries
from participation.councils.models import College, Council, OfficeTerm, Seat, Term
from participation.councils.queries.sheet import span_of
from participation.councils.rules.kinds import EndReason, Office, Origin, SeatKind
from participation.councils.rules.refusals import Refusal
from participation.councils.rules.serving import MandateRefusal
from participation.councils.rules.terms import Span, Waiting, next_substitute
from participation.foundation.act import Act, Refused

from .holding import hold, today


@journaled(Action.SUBSTITUTE_SEATED)
def seat_substitute(
    act: Act, vacated: Term, *, on: dt.date | None = None, passing_over: Collection[int] = ()
) -> Term:
    """Give the seat of a titulaire who left to the next substitute, for the rest of her term.

    From the day she left unless another is given (D311-8); `passing_over` are the terms of those
    who were asked and said no. Refuses while she still sits, when her term is over anyway, when the
    seat is taken again, and when no substitute is left.
    """
    council = queries.council_of(act.session, vacated)
    hold(act, council)
    act.session.refresh(vacated)
    seat = queries.get_seat(act.session, vacated.seat_id)
    college = queries.get_college(act.session, seat.college_id)
    day = on or vacated.ended_on or today(act)
    terms = queries.list_terms(act.session, [council.id])
    _check_vacant(vacated, seat, terms, day)
    waiting = _waiting(act, college, terms)
    key = next_substitute(
        seat.rank,
        [each for each, _term in waiting if each.key not in passing_over],
        order=college.substitute_order,
        day=day,
    )
    if key is None:
        raise Refused(Refusal.NO_SUBSTITUTE)
    substitute = next(term for _each, term in waiting if term.id == key)
    substitute.ended_on, substitute.end_reason = day, EndReason.SEATED
    seated = _promote(act, substitute, vacated, day)
    for office in queries.list_offices(act.session, council.id):
        if office.term_id == substitute.id and office.ended_on is None:
            office.term_id = seated.id
    return seated


def _promote(act: Act, substitute: Term, vacated: Term, day: dt.date) -> Term:
    seated = Term(
        seat_id=vacated.seat_id,
        membership_id=substitute.membership_id,
        name=substitute.name,
        since=day,
        until=vacated.until,
        origin=Origin.SEATED,
        election=substitute.election,
    )
    act.session.add(seated)
    act.session.flush()
    return seated


def _check_vacant(vacated: Term, seat: Seat, terms: Sequence[Term], day: dt.date) -> None:
    if seat.kind is not SeatKind.MEMBER or seat.is_retired:
        raise Refused(Refusal.NOT_A_MEMBER_SEAT)
    if vacated.ended_on is None or day < vacated.ended_on:
        raise Refused(Refusal.STILL_SITS)
    if vacated.until is not None and day >= vacated.until:
        raise Refused(Refusal.END_OUTSIDE_TERM)
    rest = Span(day, vacated.until)
    if any(term.seat_id == seat.id and span_of(term).meets(rest) for term in terms):
        raise Refused(Refusal.SEAT_TAKEN)


def _waiting(act: Act, college: College, terms: Sequence[Term]) -> list[tuple[Waiting, Term]]:
    ranks = {
        seat.id: seat.rank
        for seat in queries.list_seats(act.session, [college.council_id])
        if seat.college_id == college.id and seat.kind is SeatKind.SUBSTITUTE
    }
    return [
        (Waiting(term.id, ranks[term.seat_id], span_of(term)), term)
        for term in terms
        if term.seat_id in ranks
    ]


@journaled(Action.TERMS_EXTENDED)
def extend_terms(act: Act, council: Council, *, until: dt.date, because: str) -> Council:
    """Let the present terms run on until a later day, such as a delayed vote, and say why.

    Terms that have run out without a successor are taken up again; those that ended otherwise
    stay ended. Refuses without a reason, or when there is nothing to extend.
    """
    hold(act, council)
    if not because.strip():
        raise Refused(Refusal.BECAUSE_MISSING)
    sheet = queries.see_council(act.session, council, today(act))
    seats = [seat for college in sheet.colleges for seat in college.seats]
    extended = 0
    for seat in seats:
        term = seat.last.term if seat.last and not seat.coming else None
        if term is None or term.ended_on is not None or term.until is None:
            continue
        if term.until < until:
            term.until, term.extended_because = until, because.strip()[:200]
            extended += 1
    if not extended:
        raise Refused(Refusal.NOTHING_TO_EXTEND)
    return council


@journaled(Action.OFFICE_GIVEN)
def give_office(
    act: Act,
    council: Council,
    term: Term,
    office: Office,
    *,
    since: dt.date,
    because: str = "",
    election: str = "",
) -> OfficeTerm:
    """Write down who chairs or deputises from a day on; whoever did before leaves the office.

    `because` says why no resident chairs; a chair of another college is warned about and not
    refused, since the present wording of D311-9 was not read. Refuses somebody who does not sit,
    and one person in two offices: she would count twice.
    """
    hold(act, council)
    act.session.refresh(term)
    if queries.council_of(act.session, term).id != council.id or not span_of(term).holds(since):
        raise Refused(Refusal.PERSON_NOT_THERE)
    held = queries.list_offices(act.session, council.id)
    for earlier in held:
        runs = earlier.ended_on is None or earlier.ended_on > since
        if runs and earlier.office is not office and earlier.term_id == term.id:
            raise Refused(MandateRefusal.TWO_OFFICES)
    for earlier in held:
        if earlier.office is office and (earlier.ended_on is None or earlier.ended_on > since):
            earlier.ended_on = max(since, earlier.since)
    given = OfficeTerm(
        council_id=council.id,
        term_id=term.id,
        office=office,
        since=since,
        because=because.strip()[:200],
        election=election,
    )
    act.session.add(given)
    return given
