"""Proclamation: the elected take their seats and offices, and the terms before them end."""

import datetime as dt
from collections.abc import Iterator

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils import queries as councils
from participation.councils.models import College, Term
from participation.councils.operations import Person, appoint, give_office, make_room
from participation.councils.operations.holding import today
from participation.councils.queries.sheet import span_of
from participation.councils.rules.kinds import CollegeKind, SeatKind
from participation.elections import queries
from participation.elections.models import Election, Result
from participation.elections.queries import CountSheet, VoteSheet
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.process import Refusal
from participation.elections.rules.stages import ElectionKind, Settlement, Stage
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text

from .bureau import forget_codes, take
from .results import mend_results
from .shortage import date_shortages


@journaled(Action.ELECTION_PROCLAIMED)
def proclaim(
    act: Act, election: Election, *, since: dt.date | None = None, without_waiting: bool = False
) -> Election:
    """Give the elected their seats from a day on (today), or their office.

    Refuses while a challenge waits for its answer or a tie is open, and before the last day of
    challenge, unless the bureau chooses not to wait: no text that was read sets these days; and
    while somebody elected is no more in the services that day (ELECTED_GONE): it is written down
    that she does not take her seat, and the next one has it. Seats are given by who sees every
    service of the council (SERVICES_UNSEEN): the others cannot tell who is still there. A
    whole election ends the terms before it; a partial one lasts as long as the terms beside it.
    Colleges left empty whose terms have ended get their constat de carence.
    """
    take(act, election, Stage.CHALLENGE)
    sheet = queries.see_vote(act.session, election)
    if any(each.decided_on is None for each in sheet.challenges):
        raise Refused(CountingRefusal.CHALLENGE_OPEN)
    if today(act) <= election.challenge_ends_on and not without_waiting:
        raise Refused(CountingRefusal.CHALLENGE_RUNNING)
    if sheet.has_open_tie:
        raise Refused(CountingRefusal.TIE_OPEN)
    for contest in sheet.contests:
        mend_results(act, contest)
    day = since or today(act)
    sheet = queries.see_vote(act.session, election)
    _refuse_unknown(act, sheet, day)
    if election.kind is ElectionKind.CHAIR:
        for contest in sheet.contests:
            _give_office(act, sheet, contest, day)
    else:
        _open_terms(act, sheet, day)
        if any(each.contest.settlement is Settlement.SHORTAGE for each in sheet.contests):
            act.session.flush()
            date_shortages(act, election, on=min(day, today(act)))
    election.stage, election.proclaimed_on = Stage.PROCLAIMED, today(act)
    forget_codes(act, election)
    return election


def _refuse_unknown(act: Act, sheet: VoteSheet, day: dt.date) -> None:
    """Refuse where it is not known, of seats, who is still there; or who is not."""
    is_office = sheet.election.kind is ElectionKind.CHAIR
    if not is_office and not queries.sees_whole(act.session, sheet.council):
        raise Refused(Refusal.SERVICES_UNSEEN)
    for result in queries.list_gone(act.session, sheet, day):
        raise Refused(CountingRefusal.ELECTED_GONE, name=result.name)


def _open_terms(act: Act, sheet: VoteSheet, day: dt.date) -> None:
    won = [contest for contest in sheet.contests if contest.results]
    is_partial = sheet.election.kind is ElectionKind.PARTIAL
    if not is_partial:
        for college in {each.id: each for one in won for each in _colleges(sheet, one)}.values():
            make_room(act, college, on=day)
    for contest in won:
        for result in contest.results:
            college, rank = _seat_of(sheet, contest, result)
            appoint(
                act,
                college,
                Person(result.membership_id, result.name),
                kind=result.kind,
                since=day,
                until=_end_beside(act, college, day) if is_partial else None,
                origin=result.origin,
                rank=None if is_partial else rank,
                election=to_text(sheet.election.id),
            )


def _colleges(sheet: VoteSheet, contest: CountSheet) -> list[College]:
    """Give the college of a contest, and those that voted with it because they were too small."""
    merged = (one for one in sheet.contests if one.contest.merged_into_id == contest.contest.id)
    return [contest.college, *(one.college for one in merged)]


def _seat_of(sheet: VoteSheet, contest: CountSheet, result: Result) -> tuple[College, int]:
    """Give the seat that falls to a result: beyond those of its college, a merged one's."""
    rank = result.rank
    for college, members, substitutes in _shares(sheet, contest):
        own = members if result.kind is SeatKind.MEMBER else substitutes
        if rank <= own:
            return college, rank
        rank -= own
    return contest.college, result.rank


def _shares(sheet: VoteSheet, contest: CountSheet) -> Iterator[tuple[College, int, int]]:
    """Give how many seats of both kinds each college has in a contest, its own first.

    A partial election fills empty seats only: what each contest called for before it was merged.
    """
    if sheet.election.kind is not ElectionKind.PARTIAL:
        yield from ((one, one.members, one.substitutes) for one in _colleges(sheet, contest))
        return
    own = contest.contest
    merged = [one for one in sheet.contests if one.contest.merged_into_id == own.id]
    members = own.seats - sum(one.contest.seats for one in merged)
    substitutes = own.substitutes - sum(one.contest.substitutes for one in merged)
    yield contest.college, members, substitutes
    yield from ((one.college, one.contest.seats, one.contest.substitutes) for one in merged)


def _end_beside(act: Act, college: College, day: dt.date) -> dt.date | None:
    """Give when the terms beside end: a partial election fills the rest of them (D311-8)."""
    seats = {
        seat.id
        for seat in councils.list_seats(act.session, [college.council_id])
        if seat.college_id == college.id and seat.kind is SeatKind.MEMBER
    }
    terms = councils.list_terms(act.session, [college.council_id])
    ends = [
        term.until
        for term in terms
        if term.seat_id in seats and term.until is not None and term.until > day
    ]
    return max(ends) if ends else None


def _give_office(act: Act, sheet: VoteSheet, contest: CountSheet, day: dt.date) -> None:
    office = contest.contest.office
    if office is None:
        raise Refused(CountingRefusal.OFFICE_MISSING)
    for result in contest.results:
        terms = councils.list_terms(act.session, [sheet.council.id])
        running = [term for term in terms if span_of(term).holds(day)]
        term = next((each for each in running if _is_hers(each, result)), None)
        if term is None:
            raise Refused(CountingRefusal.NOT_AMONG_ELECTED)
        is_resident = contest.college.kind is CollegeKind.RESIDENTS
        because = "" if is_resident else contest.contest.settled_because
        give_office(
            act,
            sheet.council,
            term,
            office,
            since=day,
            because=because,
            election=to_text(sheet.election.id),
        )


def _is_hers(term: Term, result: Result) -> bool:
    if result.membership_id is not None:
        return term.membership_id == result.membership_id
    return term.membership_id is None and term.name.casefold() == result.name.casefold()
