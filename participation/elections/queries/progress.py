"""An election as its desk shows it: every contest with what hangs on it, and what to do now."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.councils import queries as councils
from participation.councils.models import College, Council
from participation.councils.rules.calendar import Step, Warned
from participation.councils.rules.shortage import Candidacies, Remedy, remedies
from participation.elections.models import (
    Candidacy,
    Contest,
    Election,
    Objection,
    RollEntry,
    Volunteer,
)
from participation.elections.rules.desk import ContestFacts, ToDo, alarms_of, to_do
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.secrecy import Crowd, crowd_of
from participation.elections.rules.stages import Settlement, Stage
from participation.organisations.queries import law_of, list_services

from .elections import (
    dates_of,
    list_candidacies,
    list_contests,
    list_objections,
    list_roll,
    list_volunteers,
)
from .voters import college_of, places_of

BEFORE_THE_VOTE = frozenset({Stage.PREPARATION, Stage.CALL, Stage.LIST})


@dataclass(frozen=True, slots=True)
class ContestSheet:
    """A contest with its roll, candidacies, objections and volunteers."""

    contest: Contest
    college: College
    roll: Sequence[RollEntry]
    objections: Sequence[Objection]
    candidacies: Sequence[Candidacy]
    volunteers: Sequence[Volunteer]

    @property
    def voters(self) -> int:
        """Count those who may vote."""
        return sum(entry.may_vote for entry in self.roll)

    @property
    def crowd(self) -> Crowd:
        """Say how well the voters hide one another."""
        return crowd_of(self.voters)

    @property
    def open_objections(self) -> int:
        """Count the objections that wait for a decision."""
        return sum(each.decided_on is None for each in self.objections)

    @property
    def wanted(self) -> int:
        """Count the seats of titulaires and substitutes."""
        return self.contest.seats + self.contest.substitutes

    def count(self, state: CandidacyState) -> int:
        """Count the candidacies of a state."""
        return sum(each.state is state for each in self.candidacies)

    @property
    def standing(self) -> list[Candidacy]:
        """Give the accepted candidacies, by number."""
        return [one for one in self.candidacies if one.state is CandidacyState.ACCEPTED]

    @property
    def facts(self) -> ContestFacts:
        """Give the contest as the rules of the desk read it."""
        return ContestFacts(
            key=self.contest.id,
            settlement=self.contest.settlement,
            way=self.contest.way,
            voters=self.voters,
            objections=self.open_objections,
            received=self.count(CandidacyState.RECEIVED),
            accepted=self.count(CandidacyState.ACCEPTED),
            wanted=self.wanted,
        )


@dataclass(frozen=True, slots=True)
class ElectionSheet:
    """An election, its council, its contests, its warnings and its tasks on a day."""

    election: Election
    council: Council
    contests: tuple[ContestSheet, ...]
    warnings: tuple[Warned, ...]
    tasks: tuple[ToDo, ...]

    @property
    def dates(self) -> dict[Step, dt.date]:
        """Give the calendar."""
        return dates_of(self.election)


def see_contest(session: Session, contest: Contest) -> ContestSheet:
    """Give a contest with everything that hangs on it."""
    return ContestSheet(
        contest=contest,
        college=college_of(session, contest),
        roll=list_roll(session, contest),
        objections=list_objections(session, contest),
        candidacies=list_candidacies(session, contest),
        volunteers=list_volunteers(session, contest),
    )


def see_election(session: Session, election: Election, today: dt.date) -> ElectionSheet:
    """Give an election as it stands on a day; its past dates are warned about no more."""
    contests = tuple(see_contest(session, one) for one in list_contests(session, election))
    dates, law = dates_of(election), councils.law_on(today)
    is_planned = election.stage is Stage.PREPARATION
    day = today if is_planned else min(today, *dates.values())
    warned = alarms_of(election.kind, dates, law, today=day)
    return ElectionSheet(
        election=election,
        council=councils.get_council(session, election.council_id),
        contests=contests,
        warnings=warned if election.stage in BEFORE_THE_VOTE else (),
        tasks=to_do(election.stage, dates, tuple(each.facts for each in contests), today),
    )


def list_remedies(
    session: Session, election: Election, sheet: ContestSheet, today: dt.date
) -> tuple[Remedy, ...]:
    """Give what may be done about too few candidates in a contest, the best first."""
    if sheet.contest.settlement is not Settlement.VOTE:
        return ()
    keys = places_of(session, sheet.contest)
    categories = {law_of(one.kind).category for one in list_services(session, keys=keys)}
    accepted = sheet.count(CandidacyState.ACCEPTED) + sheet.count(CandidacyState.RECEIVED)
    state = Candidacies(
        kind=sheet.college.kind,
        members=sheet.contest.seats,
        substitutes=sheet.contest.substitutes,
        candidates=accepted,
        volunteers=len(sheet.volunteers),
        category=categories.pop() if len(categories) == 1 else "",
        extensions=election.extensions,
        days_left=(election.vote_opens_on - today).days,
    )
    return remedies(state, councils.law_on(today))
