"""An election of the residents and of the staff of the first house, with its call open."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from participation.accounts.rules.powers import Role
from participation.councils import operations as councils, queries as council_queries
from participation.councils.models import Council
from participation.councils.operations import CollegeLine, Person
from participation.councils.rules.kinds import CollegeKind, Filling
from participation.elections import operations, queries
from participation.elections.models import Candidacy, Contest, Election
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in
from tests.councils.sitting import paper, role_of, somebody

TODAY = dt.date(2026, 3, 17)
VOTE = dt.date(2026, 5, 12)
AFTER = dt.datetime(2026, 4, 28, 9, 0, tzinfo=dt.UTC)
"""When candidacies have ended and the list may be settled."""
NUMBERS = (412_907, 33, 999_999)
RESIDENTS = ("Amina", "Bilal", "Colette", "Denise", "Émile", "Fatou")
K = CollegeKind
LINES = (
    CollegeLine(K.RESIDENTS, 3, 2),
    CollegeLine(K.STAFF, 1, 1),
    CollegeLine(K.MANAGING_BODY, 1, filling=Filling.BY_RIGHT),
)


@dataclass(frozen=True, slots=True)
class Calling:
    """An election, its council, the two contests, and the roles of the people by name."""

    town: Town
    council_id: int
    election_id: int
    residents_id: int
    staff_id: int
    roles: dict[str, int]
    users: dict[str, int]

    @property
    def key(self) -> str:
        """Give the election as addresses write it."""
        return to_text(self.election_id)

    def council(self, session: Session) -> Council:
        """Give the council."""
        return council_queries.get_council(session, self.council_id)

    def election(self, session: Session) -> Election:
        """Give the election."""
        return queries.reach_election(session, self.election_id)

    def residents(self, session: Session) -> Contest:
        """Give the residents' contest."""
        return queries.get_contest(session, self.residents_id)

    def staff(self, session: Session) -> Contest:
        """Give the staff's contest."""
        return queries.get_contest(session, self.staff_id)

    def who(self, name: str) -> Person:
        """Give somebody by her role."""
        return Person(self.roles[name])

    def stands(self, act: Act, name: str, *, accepted: bool = True) -> Candidacy:
        """Let somebody stand in her college, and be accepted."""
        contest = self.staff(act.session) if name == "Farid" else self.residents(act.session)
        found = operations.stand(act, contest, self.who(name), agrees=True)
        if accepted:
            operations.examine_candidacy(act, found, accepts=True)
        return found


def refused(deed: Callable[..., object], *given: object, **named: object) -> StrEnum:
    """Give the reason for which a deed is refused."""
    with pytest.raises(Refused) as caught:
        deed(*given, **named)
    return caught.value.reason


def later(act: Act, now: dt.datetime = AFTER) -> Act:
    """Give the same act at another time."""
    return Act(act.session, act.actor, now)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A council without an election, and its people: their roles and accounts by name."""

    town: Town
    council_id: int
    roles: dict[str, int]
    users: dict[str, int]

    def called(self, session: Session, election: Election) -> Calling:
        """Give the election of the residents and of the staff that was called for it."""
        council = council_queries.get_council(session, self.council_id)
        kinds = {one.id: one.kind for one in council_queries.list_colleges(session, [council.id])}
        found = {kinds[one.college_id]: one for one in queries.list_contests(session, election)}
        both = found[K.RESIDENTS].id, found[K.STAFF].id
        return Calling(self.town, council.id, election.id, *both, self.roles, self.users)


def gather(engine: Engine, town: Town, lines: tuple[CollegeLine, ...] = LINES) -> Gathered:
    """Found a council, and let its people come."""
    roles, users = {}, {}
    with acting_in(engine, town) as act:
        council = councils.found_council(act, paper(town), service_ids=[town.here])
        councils.set_composition(act, council, lines)
        people = [(name, Role.RESIDENT) for name in RESIDENTS]
        for name, role in (*people, ("Farid", Role.COORDINATOR), ("Gilles", Role.FACILITATOR)):
            roles[name] = somebody(act, name, town.here, role).membership_id or 0
            found = council_queries.find_membership(act.session, roles[name])
            assert found is not None
            users[name] = found.user_id
            assert role_of(act.session, users[name]) == roles[name]
        return Gathered(town, council.id, roles, users)


def call(engine: Engine, town: Town, lines: tuple[CollegeLine, ...] = LINES) -> Calling:
    """Found a council, prepare its election, make the roll and open the call."""
    gathered = gather(engine, town, lines)
    with acting_in(engine, town) as act:
        council = council_queries.get_council(act.session, gathered.council_id)
        colleges = council_queries.list_colleges(act.session, [council.id])
        election = operations.prepare_election(
            act, council, operations.ContestLine.for_colleges(colleges), opens_on=VOTE
        )
        act.session.flush()
        calling = gathered.called(act.session, election)
        operations.open_call(act, election)
        for one in queries.list_contests(act.session, election):
            operations.build_roll(act, one)
        return calling
