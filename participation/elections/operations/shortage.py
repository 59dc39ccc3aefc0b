"""Too few candidates: volunteers, designation, lots among them, or a college left empty."""

import datetime as dt
from collections.abc import Sequence

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils import operations as councils, queries as council_queries
from participation.councils.operations import Person
from participation.councils.rules.shortage import Way as Remedy
from participation.elections import queries
from participation.elections.models import Contest, Election, Volunteer
from participation.elections.rules.lists import are_numbers, draw_order, fingerprint_of
from participation.elections.rules.process import CandidacyState, LotsFor, Refusal
from participation.elections.rules.stages import Settlement, Stage
from participation.foundation.act import Act, Refused
from participation.foundation.keys import from_text, to_text

from .holding import hold_election, name_in, require_vote, said_why, today
from .settling import keep_lots


@journaled(Action.VOLUNTEER_RECEIVED)
def volunteer(act: Act, contest: Contest, who: Person, *, agrees: bool) -> Volunteer:
    """Write down somebody who agrees to sit without standing; refuse anybody who does not."""
    election = queries.reach_election(act.session, contest.election_id)
    hold_election(act, election, Stage.CALL)
    require_vote(act, contest)
    if not agrees:
        raise Refused(Refusal.AGREEMENT_MISSING)
    name = name_in(act, contest, who)
    sheet = queries.see_contest(act.session, contest)
    known = [(one.membership_id, one.name) for one in sheet.volunteers]
    known += [(one.membership_id, one.name) for one in sheet.standing]
    if any(key == who.membership_id and (key or own == name) for key, own in known):
        raise Refused(Refusal.STANDS_ALREADY)
    found = Volunteer(
        contest_id=contest.id, membership_id=who.membership_id, name=name, agreed_on=today(act)
    )
    act.session.add(found)
    return found


@journaled(Action.VOLUNTEERS_DESIGNATED)
def designate(act: Act, contest: Contest, order: Sequence[int], *, because: str) -> Contest:
    """Fill the seats by designation, with the agreement of each (D311-10): keys, first to last.

    Whoever stood and was accepted sits before them. Refuses it outside the
    services of 8°, 9° and 13°, and without a reason.
    """
    places = _open_way(act, contest, Remedy.DESIGNATE)
    volunteers = {one.id: one for one in queries.list_volunteers(act.session, contest)}
    if not order or len(set(order)) != len(order) or not set(order) <= volunteers.keys():
        raise Refused(Refusal.VOLUNTEERS_MISSING)
    _settle(act, contest, Settlement.DESIGNATION, because)
    for rank, key in enumerate(order[:places], 1):
        volunteers[key].rank = rank
    return contest


@journaled(Action.VOLUNTEERS_DRAWN)
def draw_volunteers(act: Act, contest: Contest, *, numbers: Sequence[int], because: str) -> Contest:
    """Draw lots among the volunteers by three numbers that anyone may check, to fill the seats."""
    places = _open_way(act, contest, Remedy.DRAW_VOLUNTEERS)
    if not are_numbers(numbers):
        raise Refused(Refusal.NUMBERS_UNREADABLE)
    volunteers = {one.id: one for one in queries.list_volunteers(act.session, contest)}
    names = {to_text(one.id): one.name for one in volunteers.values()}
    drawn = draw_order(names, lot=f"volunteers-{to_text(contest.id)}", numbers=numbers)
    _settle(act, contest, Settlement.DRAWING, because)
    for rank, key in enumerate(drawn[:places], 1):
        volunteers[from_text(key)].rank = rank
    keep_lots(act, contest, LotsFor.VOLUNTEERS, numbers, fingerprint_of(names.values()))
    return contest


@journaled(Action.CONTEST_LEFT_EMPTY)
def leave_empty(act: Act, contest: Contest, *, because: str) -> Contest:
    """Say that a college has no candidate, after everything was tried (D311-7).

    The constat de carence is dated at once where nobody sits for the college any more, else by
    `date_shortages` once the former terms have ended.
    """
    _open_way(act, contest, Remedy.RECORD_SHORTAGE)
    election = queries.reach_election(act.session, contest.election_id)
    _settle(act, contest, Settlement.SHORTAGE, because)
    act.session.flush()
    _date_shortage(act, election, contest, today(act))
    return contest


@journaled(Action.SHORTAGE_RECORDED)
def date_shortages(act: Act, election: Election, *, on: dt.date) -> Election:
    """Date the constat de carence of every college left empty whose former terms have ended."""
    for contest in queries.list_contests(act.session, election):
        if contest.settlement is Settlement.SHORTAGE:
            _date_shortage(act, election, contest, on)
    return election


def _date_shortage(act: Act, election: Election, contest: Contest, on: dt.date) -> None:
    council = queries.council_of(act.session, election)
    college = queries.college_of(act.session, contest)
    sheet = council_queries.see_council(act.session, council, on)
    own = next(each for each in sheet.colleges if each.college.id == college.id)
    if not any(seat.holder or seat.coming for seat in own.members):
        councils.record_shortage(act, college, on=on, because=contest.settled_because)


def _open_way(act: Act, contest: Contest, way: Remedy) -> int:
    """Take a contest in hand for a remedy; give the number of seats without a candidate.

    Refuses a remedy that the rules of shortage do not offer, and to decide while people may stand.
    """
    election = queries.reach_election(act.session, contest.election_id)
    hold_election(act, election, Stage.CALL)
    require_vote(act, contest)
    if today(act) <= election.candidacies_end_on:
        raise Refused(Refusal.CANDIDACIES_RUN)
    sheet = queries.see_contest(act.session, contest)
    if sheet.count(CandidacyState.RECEIVED):
        raise Refused(Refusal.CANDIDACIES_WAIT)
    offered = queries.list_remedies(act.session, election, sheet, today(act))
    if way not in {one.way for one in offered}:
        raise Refused(Refusal.WAY_CLOSED)
    return sheet.wanted - len(sheet.standing)


def _settle(act: Act, contest: Contest, settlement: Settlement, because: str) -> None:
    contest.settled_because = said_why(act, because)
    contest.settlement = settlement
