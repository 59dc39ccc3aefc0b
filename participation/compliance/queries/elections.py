"""What the elections of councils give to judge on a day: candidates, rolls, counts, ties."""

import datetime as dt
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from participation.compliance.queries.states import Found, about
from participation.councils import queries as councils
from participation.councils.models import College
from participation.councils.rules.eligibility import Place, Reason, Verdict, may_stand
from participation.councils.rules.kinds import FAMILIES, CollegeKind
from participation.elections import queries
from participation.elections.models import Contest, Election
from participation.elections.queries.counting import see_count
from participation.elections.queries.voters import facts_of, list_electors, places_of
from participation.elections.rules import lawful
from participation.elections.rules.lawful import ResultFacts, RollFacts
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.stages import BY_ELECTED, ElectionKind, Settlement, Stage
from participation.foundation.keys import to_text
from participation.organisations.queries import list_services
from participation.organisations.rules.law import Law

PREPARED_AHEAD = dt.timedelta(days=90)
"""An election whose call lies that near is being prepared; further away, nothing is under way."""
STANDING = frozenset({CandidacyState.RECEIVED, CandidacyState.ACCEPTED})
UNKNOWN = frozenset({Reason.AGE_UNKNOWN, Reason.LINK_UNKNOWN, Reason.SENIORITY_UNKNOWN})
"""What can only be asked while the election runs."""


def list_latest(elections: Sequence[Election], day: dt.date) -> list[Election]:
    """Give the elections by which a council sits on a day: the latest whole one, and those since.

    `elections` are those of one council; annulled ones, and those not yet called, are left out.
    """
    known = [each for each in elections if each.stage is not Stage.ANNULLED and each.call_on <= day]
    whole = [each.call_on for each in known if each.kind is ElectionKind.COUNCIL]
    return [each for each in known if not whole or each.call_on >= max(whole)]


def is_open(election: Election, day: dt.date) -> bool:
    """Say whether an election that fills seats was prepared and not yet over on a day."""
    if election.stage is Stage.ANNULLED or election.kind in BY_ELECTED:
        return False
    over = election.proclaimed_on is not None and election.proclaimed_on <= day
    return election.call_on <= day + PREPARED_AHEAD and not over


def judge_election(session: Session, election: Election, law: Law, day: dt.date) -> Iterator[Found]:
    """Judge one election of a council that was reached."""
    contests = queries.list_contests(session, election)
    colleges = {one.id: one for one in councils.list_colleges(session, [election.council_id])}
    for contest in contests:
        college = colleges[contest.college_id]
        if election.kind not in BY_ELECTED:
            yield from _standing(session, election, contest, college, law)
        if election.vote_closes_on <= day:
            yield from _counted(session, election, contest, law)
    if election.kind not in BY_ELECTED:
        facts = _roll(session, election, contests, day)
        for ruling in (lawful.r11(facts, law), lawful.r12(facts, law, day)):
            yield about(ruling, council_id=election.council_id, election_id=election.id)


def _standing(
    session: Session, election: Election, contest: Contest, college: College, law: Law
) -> Iterator[Found]:
    """Judge those who stand and were neither refused nor have withdrawn, as of the vote."""
    judges = {CollegeKind.RESIDENTS: lawful.r07, CollegeKind.STAFF: lawful.r10}
    judges |= dict.fromkeys(FAMILIES, lawful.r08)
    judge = judges.get(college.kind)
    standing = [
        each for each in queries.list_candidacies(session, contest) if each.state in STANDING
    ]
    if judge is None or not standing:
        return
    services = list_services(session, keys=places_of(session, contest))
    opened = min((one.opened_on for one in services), default=election.call_on)
    verdicts: list[Verdict] = [
        may_stand(
            college.kind,
            facts_of(session, each),
            day=election.vote_opens_on,
            place=Place(opened_on=opened),
            law=law,
        )
        for each in standing
    ]
    if election.stage is Stage.PROCLAIMED:
        verdicts = [_certain(each) for each in verdicts]
    yield about(
        judge(verdicts, law),
        council_id=election.council_id,
        election_id=election.id,
        contest_id=contest.id,
    )


def _certain(verdict: Verdict) -> Verdict:
    """Leave out what nobody asked while there was time: only what is known is judged."""
    return Verdict(tuple(each for each in verdict.doubts if each.reason not in UNKNOWN))


def _roll(
    session: Session, election: Election, contests: Sequence[Contest], day: dt.date
) -> RollFacts:
    posted = election.stage is not Stage.PREPARATION
    entries, left_off = [], 0
    for contest in contests:
        if contest.office is not None or contest.settlement is not Settlement.VOTE:
            continue
        own = [each for each in queries.list_roll(session, contest) if each.may_vote]
        entries += own
        if posted and election.objections_end_on <= day:
            left_off += _left_off(session, election, contest)
    return RollFacts(
        due_on=election.roll_posted_on,
        posted_on=election.roll_posted_on if posted else None,
        voters=len(entries),
        left_off=left_off,
        twice=len(queries.in_two_colleges(session, entries)),
    )


def _left_off(session: Session, election: Election, contest: Contest) -> int:
    """Count who was there when the roll closed, may vote on the day, and is not on it at all.

    Whoever was left out with a reason is on the roll with that reason: her case was seen.
    """
    closed = election.objections_end_on
    college, places = queries.college_of(session, contest), places_of(session, contest)
    there = {
        each.membership_id for each in councils.list_sitters(session, college.kind, places, closed)
    }
    entered = queries.list_roll(session, contest)
    users = councils.user_of(
        session, {each.membership_id for each in entered if each.membership_id is not None}
    )
    seen = set(users.values())
    return sum(
        each.refusal is None and each.membership_id in there and each.user_id not in seen
        for each in list_electors(session, election, contest, closed)
    )


def _counted(session: Session, election: Election, contest: Contest, law: Law) -> Iterator[Found]:
    if contest.settlement is not Settlement.VOTE:
        return
    sheet = see_count(session, contest)
    if sheet.count is None:
        return
    elected = frozenset(
        to_text(each.candidacy_id) for each in sheet.results if each.candidacy_id is not None
    )
    facts = ResultFacts(sheet.votes, elected, sheet.renounced)
    used = [draw.method for draw in sheet.draws]
    for ruling in (lawful.r13(facts, law), lawful.r14(contest.tie_break, used, law)):
        yield about(
            ruling,
            council_id=election.council_id,
            election_id=election.id,
            contest_id=contest.id,
        )
