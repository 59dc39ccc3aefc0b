"""Elections in which only those vote who sit already: chair and deputy, seats elsewhere."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.councils import queries as councils
from participation.councils.models import College, Council
from participation.councils.operations import hold
from participation.councils.operations.holding import today
from participation.councils.queries import Holder, law_on
from participation.councils.rules.kinds import FAMILIES, CollegeKind, Office
from participation.councils.rules.ties import tie_break_of_office
from participation.elections import queries
from participation.elections.models import Candidacy, Contest, Election, RollEntry
from participation.elections.queries.sealed import list_left_closed
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.process import CandidacyState, Refusal
from participation.elections.rules.secrecy import LEAST_SEALED, ways_for
from participation.elections.rules.stages import ElectionKind, Stage, Way
from participation.foundation.act import Act, Refused
from participation.foundation.localized import Localized
from participation.organisations.rules.days import ONE_DAY, working_day

FINISHED = frozenset({Stage.PROCLAIMED, Stage.ANNULLED})


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands for one office, or for seats elsewhere: keys of their present terms."""

    office: Office | None
    term_ids: Sequence[int]


@journaled(Action.SITTING_ELECTION_CALLED)
def call_chair_election(
    act: Act,
    council: Council,
    standing: Sequence[Standing],
    *,
    on: dt.date,
    because: str = "",
    way: Way = Way.PAPER,
) -> Election:
    """Prepare the secret vote by which the elected choose their chair and her deputy (D311-9).

    By and among the representatives of residents; among those of families where `because` says
    why no resident can chair. The deputy comes from either group. On one day; each office has its
    own ballot box. Refuses when nobody who may be elected stands, and sealed ballots for fewer
    than five (PAPER_ONLY).
    """
    hold(act, council)
    if not standing:
        raise Refused(CountingRefusal.OFFICE_MISSING)
    sheet = councils.see_council(act.session, council, today(act))
    kinds = queries.kinds_that_chair(because)
    sitting = queries.sitting_members(sheet, on=on)
    voters = [holder for college, holder in sitting if college.kind in kinds]
    if not voters:
        raise Refused(CountingRefusal.NOBODY_THERE)
    candidates = [(line, _candidates(line, sitting, kinds)) for line in standing]
    _refuse_way(way, voters)
    _refuse_running(act, council, ElectionKind.CHAIR)
    election = settled_election(act, council, ElectionKind.CHAIR, on, on)
    college = next(one for one, _holder in sitting if one.kind in kinds)
    for line, holders in candidates:
        contest = _contest_of_office(election, college, line, way)
        contest.settled_because = because.strip()[:400]
        _fill(act, contest, voters, holders)
    return election


def _contest_of_office(election: Election, college: College, line: Standing, way: Way) -> Contest:
    assert line.office is not None  # noqa: S101 - _candidates has refused it
    return Contest(
        election_id=election.id,
        college_id=college.id,
        office=line.office,
        seats=1,
        substitutes=0,
        most_choices=1,
        tie_break=tie_break_of_office(line.office),
        way=way,
    )


def _candidates(
    line: Standing, sitting: Sequence[tuple[College, Holder]], kinds: Collection[CollegeKind]
) -> list[Holder]:
    """Give who stands for an office; a deputy may come from the families too."""
    if line.office is None:
        raise Refused(CountingRefusal.OFFICE_MISSING)
    may = {*kinds, *FAMILIES} if line.office is Office.VICE_CHAIR else kinds
    found = [
        holder
        for college, holder in sitting
        if college.kind in may and holder.term.id in line.term_ids
    ]
    if not found or len(found) != len(set(line.term_ids)):
        raise Refused(CountingRefusal.NOT_AMONG_ELECTED)
    return found


@journaled(Action.SITTING_ELECTION_CALLED)
def call_second_degree(
    act: Act,
    council: Council,
    college: College,
    term_ids: Sequence[int],
    *,
    on: dt.date,
    until: dt.date | None = None,
    way: Way = Way.PAPER,
) -> Election:
    """Prepare the vote by which the elected of several councils send some of theirs elsewhere.

    To the association's board, to a council of several services: whoever sits as a titulaire for
    the same people in a council of a service that this one covers votes, once, and may stand.
    Refuses whoever does not see all these services (SERVICES_UNSEEN): her roll would lack the
    elected of the others; and sealed ballots for fewer than five (PAPER_ONLY).
    """
    hold(act, council)
    if until is not None and until < on:
        raise Refused(CountingRefusal.TOO_EARLY)
    if not queries.sees_whole(act.session, council):
        raise Refused(Refusal.SERVICES_UNSEEN)
    voters = queries.list_sitting_electors(act.session, council, college, today(act), on=on)
    standing = [holder for holder in voters if holder.term.id in term_ids]
    if not voters or not college.members:
        raise Refused(CountingRefusal.NOBODY_THERE)
    if not standing or len(standing) != len(set(term_ids)):
        raise Refused(CountingRefusal.NOT_AMONG_ELECTED)
    _refuse_way(way, voters)
    _refuse_running(act, council, ElectionKind.SECOND_DEGREE)
    election = settled_election(act, council, ElectionKind.SECOND_DEGREE, on, until or on)
    _fill(act, _contest_of_seats(election, college, way), voters, standing)
    return election


def _contest_of_seats(election: Election, college: College, way: Way) -> Contest:
    return Contest(
        election_id=election.id,
        college_id=college.id,
        seats=college.members,
        substitutes=college.substitutes,
        most_choices=college.members,
        tie_break=college.tie_break,
        way=way,
    )


def _refuse_way(way: Way, voters: Sequence[Holder]) -> None:
    if way not in ways_for(len(voters)):
        raise Refused(Refusal.PAPER_ONLY, least=LEAST_SEALED)


def _refuse_running(act: Act, council: Council, kind: ElectionKind) -> None:
    """Refuse while another one runs; one whose urns were all left closed runs no more."""
    for other in queries.list_elections(act.session, [council.id]):
        if other.kind is kind and other.stage not in FINISHED:
            contests = queries.list_contests(act.session, other)
            if len(list_left_closed(act.session, contests)) < len(contests):
                raise Refused(CountingRefusal.ELECTION_RUNNING)


@unjournaled("part of the deed that calls or repeats a vote")
def settled_election(
    act: Act, council: Council, kind: ElectionKind, opens: dt.date, closes: dt.date
) -> Election:
    """Give an election whose list is settled: the elected know one another, nothing is called."""
    day = today(act)
    if opens < day:
        raise Refused(CountingRefusal.TOO_LATE)
    ends = closes + dt.timedelta(days=law_on(day).number("challenge-days"))
    election = Election(
        council_id=council.id,
        kind=kind,
        stage=Stage.LIST,
        call_on=day,
        roll_posted_on=day,
        objections_end_on=day,
        candidacies_end_on=day,
        list_posted_on=day,
        vote_opens_on=opens,
        vote_closes_on=closes,
        challenge_ends_on=working_day(ends, ONE_DAY),
    )
    act.session.add(election)
    act.session.flush()
    return election


def _fill(act: Act, contest: Contest, voters: Sequence[Holder], standing: Sequence[Holder]) -> None:
    """Write the roll and the candidacies, numbered in the order of names."""
    act.session.add(contest)
    act.session.flush()
    for holder in voters:
        act.session.add(
            RollEntry(
                contest_id=contest.id, membership_id=holder.term.membership_id, name=holder.name
            )
        )
    ordered = sorted(standing, key=lambda each: (each.name.casefold(), each.term.id))
    for number, holder in enumerate(ordered, 1):
        act.session.add(
            Candidacy(
                contest_id=contest.id,
                membership_id=holder.term.membership_id,
                name=holder.name,
                statement=Localized(),
                agreed_on=today(act),
                state=CandidacyState.ACCEPTED,
                number=number,
            )
        )
    act.session.flush()
