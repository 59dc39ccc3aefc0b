"""The result: declared, challenged, and who takes the seat of somebody who does not want it."""

import datetime as dt

from sqlalchemy import delete

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.councils.operations.holding import today
from participation.councils.queries import law_on
from participation.councils.rules.kinds import Origin, SeatKind
from participation.elections import queries
from participation.elections.models import (
    Candidacy,
    Challenge,
    Election,
    Renunciation,
    Result,
    Volunteer,
)
from participation.elections.queries import CountSheet
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.stages import Settlement, Stage
from participation.elections.rules.winners import Place
from participation.foundation.act import Act, Refused
from participation.foundation.database import get_row
from participation.organisations.rules.days import ONE_DAY, working_day

from .bureau import forget_codes, take
from .voting import note

AGREED = {Settlement.DESIGNATION: Origin.DESIGNATED, Settlement.DRAWING: Origin.DRAWN}


@journaled(Action.RESULT_DECLARED)
def declare_result(act: Act, election: Election) -> Election:
    """Write who is elected, contest by contest, and begin the days of challenge.

    Refuses while a contest has no count or a tie is open. Where every contest was settled without
    a vote the list itself is the result.
    """
    take(act, election, Stage.LIST, Stage.COUNT)
    sheet = queries.see_vote(act.session, election)
    if election.stage is Stage.LIST and sheet.voting:
        raise Refused(CountingRefusal.WRONG_STAGE)
    if not sheet.is_counted:
        raise Refused(CountingRefusal.NOT_COUNTED)
    if sheet.has_open_tie:
        raise Refused(CountingRefusal.TIE_OPEN)
    for contest in sheet.contests:
        write_results(act, contest)
    election.stage = Stage.CHALLENGE
    election.challenge_ends_on = max(election.challenge_ends_on, _least_end(act, election))
    return election


def _least_end(act: Act, election: Election) -> dt.date:
    """Give the last day of challenge when the count took longer than planned."""
    day = today(act)
    planned = election.challenge_ends_on - election.vote_closes_on
    days = planned.days if planned.days > 0 else law_on(day).number("challenge-days")
    late = max(day - election.vote_closes_on, dt.timedelta())
    return working_day(election.vote_closes_on + late + dt.timedelta(days=days), ONE_DAY)


@unjournaled("part of the deed that declares, draws or renounces")
def write_results(act: Act, sheet: CountSheet) -> None:
    """Write the seats won in a contest, in place of what was written before.

    Nothing is written while a tie is open: nobody is elected yet.
    """
    act.session.execute(delete(Result).where(Result.contest_id == sheet.contest.id))
    settlement = sheet.contest.settlement
    if settlement is Settlement.VOTE:
        outcome = sheet.outcome
        if not outcome.open_ties:
            act.session.add_all(_won(sheet, place) for place in outcome.places)
    elif settlement in AGREED:
        chosen: list[Candidacy | Volunteer] = [
            each for key, each in sheet.by_key.items() if key not in sheet.renounced
        ]
        chosen += [
            each
            for each in queries.list_volunteers(act.session, sheet.contest)
            if each.rank is not None
        ]
        seats = sheet.contest.seats + sheet.contest.substitutes
        act.session.add_all(
            _given(sheet, each, place, AGREED[settlement])
            for place, each in enumerate(chosen[:seats])
        )
    act.session.flush()


def _won(sheet: CountSheet, place: Place) -> Result:
    candidacy = sheet.by_key[place.candidate]
    partner = place.is_partner
    return Result(
        contest_id=sheet.contest.id,
        candidacy_id=candidacy.id,
        membership_id=None if partner else candidacy.membership_id,
        name=candidacy.partner if partner else candidacy.name,
        kind=place.kind,
        rank=place.rank,
        origin=Origin.ELECTED,
    )


def _given(sheet: CountSheet, who: Candidacy | Volunteer, place: int, origin: Origin) -> Result:
    """Give the seat of somebody who sits without a vote: whoever stood, then the volunteers."""
    members = sheet.contest.seats
    is_member = place < members
    return Result(
        contest_id=sheet.contest.id,
        candidacy_id=who.id if isinstance(who, Candidacy) else None,
        membership_id=who.membership_id,
        name=who.name,
        kind=SeatKind.MEMBER if is_member else SeatKind.SUBSTITUTE,
        rank=place + 1 if is_member else place - members + 1,
        origin=origin,
    )


@journaled(Action.SEAT_RENOUNCED)
def renounce(act: Act, result: Result, *, because: str) -> Renunciation | Volunteer:
    """Write that an elected person does not take her seat; the next one has it.

    Also one who has left the service meanwhile. Only before the proclamation: afterwards she
    resigns and the substitute follows. A tie that this opens is settled like any other. Of a
    volunteer the reason goes into the procès-verbal.
    """
    contest = queries.get_contest(act.session, result.contest_id)
    election = queries.reach_election(act.session, contest.election_id)
    take(act, election, Stage.CHALLENGE)
    words = " ".join(because.split())[:200]
    if not words:
        raise Refused(CountingRefusal.WORDS_MISSING)
    sheet = queries.see_count(act.session, contest)
    if result.candidacy_id is None:
        return _stand_down(act, sheet, result, words)
    mine = next((each for each in sheet.candidacies if each.id == result.candidacy_id), None)
    if mine is None or mine.name != result.name:
        raise Refused(CountingRefusal.NOT_AMONG_ELECTED)
    row = Renunciation(candidacy_id=mine.id, because=words)
    act.session.add(row)
    act.session.flush()
    write_results(act, queries.see_count(act.session, contest))
    return row


def _stand_down(act: Act, sheet: CountSheet, result: Result, words: str) -> Volunteer:
    """Take the rank of a volunteer back; those after her move up."""
    for each in queries.list_volunteers(act.session, sheet.contest):
        own = (each.membership_id, each.name) == (result.membership_id, result.name)
        if own and each.rank is not None:
            each.rank = None
            election = queries.reach_election(act.session, sheet.contest.election_id)
            note(act, election, words)
            write_results(act, sheet)
            return each
    raise Refused(CountingRefusal.NOT_AMONG_ELECTED)


@unjournaled("part of the proclamation")
def mend_results(act: Act, sheet: CountSheet) -> None:
    """Give the seats of elected people who were erased since to those who come next.

    Erasing a person erases what she won; the count of all others is as it was.
    """
    if sheet.votes_now and not sheet.outcome.open_ties:
        won = {(each.candidacy_id, each.kind, each.rank) for each in sheet.results}
        due = {
            (sheet.by_key[each.candidate].id, each.kind, each.rank) for each in sheet.outcome.places
        }
        if won != due:
            write_results(act, sheet)


@journaled(Action.CHALLENGE_RECEIVED)
def receive_challenge(act: Act, election: Election, *, name: str, words: str) -> Challenge:
    """Write down who contests the result and about what, until the last day of challenge."""
    take(act, election, Stage.CHALLENGE)
    if today(act) > election.challenge_ends_on:
        raise Refused(CountingRefusal.CHALLENGE_LATE)
    who, about = " ".join(name.split())[:120], words.strip()[:600]
    if not who or not about:
        raise Refused(CountingRefusal.WORDS_MISSING)
    row = Challenge(
        election_id=election.id, name=who, words=about, received_on=today(act), because=""
    )
    act.session.add(row)
    return row


@journaled(Action.CHALLENGE_DECIDED)
def decide_challenge(act: Act, challenge: Challenge, *, is_upheld: bool, because: str) -> Challenge:
    """Answer a challenge with its reason; one that is upheld annuls the election."""
    election = get_row(act.session, Election, challenge.election_id)
    take(act, election, Stage.CHALLENGE)
    act.session.refresh(challenge)
    if challenge.decided_on is not None:
        raise Refused(CountingRefusal.CHALLENGE_DECIDED)
    words = " ".join(because.split())[:400]
    if not words:
        raise Refused(CountingRefusal.WORDS_MISSING)
    challenge.decided_on, challenge.is_upheld = today(act), is_upheld
    challenge.because = words
    if is_upheld:
        election.stage, election.annulled_because = Stage.ANNULLED, words
        forget_codes(act, election)
    return challenge
