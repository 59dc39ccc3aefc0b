"""An election of the first house's council whose list hangs: the bureau may open it."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from participation.accounts.rules.powers import Role
from participation.councils.models import College
from participation.councils.rules.kinds import CollegeKind
from participation.elections import queries
from participation.elections.models import BureauMember, Candidacy, Contest, Election, RollEntry
from participation.elections.operations import bureau, counts, voting
from participation.elections.operations.bureau import TwoPeople
from participation.elections.operations.counts import Read
from participation.elections.queries import CountSheet, VoteSheet
from participation.elections.rules.bureau import BureauFunction
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.stages import ElectionKind, Stage, Way
from participation.foundation.act import Act, Refused
from participation.foundation.keys import from_text, to_text
from participation.foundation.localized import Localized
from tests.builders import Town, acting_in
from tests.councils.sitting import TODAY, Sitting, make_council, somebody

CODES = ("271828", "314159", "161803")
K = CollegeKind
STANDING = ("Halima", "Idriss", "Jeanne", "Karim")
VOTERS = 12


@dataclass(frozen=True, slots=True)
class Vote:
    """An election with one contest of residents and one of staff."""

    sitting: Sitting
    election_id: int
    residents_id: int
    staff_id: int

    @property
    def key(self) -> str:
        """Give the election as addresses write it."""
        return to_text(self.election_id)

    def election(self, session: Session) -> Election:
        return queries.reach_election(session, self.election_id)

    def sheet(self, session: Session) -> VoteSheet:
        return queries.see_vote(session, self.election(session))

    def contest(self, session: Session, key: int | None = None) -> Contest:
        return queries.get_contest(session, key or self.residents_id)

    def residents(self, session: Session) -> CountSheet:
        return queries.see_count(session, self.contest(session))

    def people(self, session: Session) -> TwoPeople:
        members = queries.list_bureau(session, self.election(session))
        return TwoPeople(CODES[0], members[1], CODES[1])

    def keys(self, session: Session, key: int | None = None) -> dict[str, str]:
        """Give the keys of those who stand, by name."""
        sheet = queries.see_count(session, self.contest(session, key))
        return {each.name: name for name, each in sheet.by_key.items()}


def make_vote(engine: Engine, town: Town, *, opens: dt.date = TODAY, paired: bool = False) -> Vote:
    """Settle the list of an election of residents (3 + 2 seats) and staff (1 + 1)."""
    sitting = make_council(engine, town)
    with acting_in(engine, town) as act:
        election = Election(
            council_id=sitting.council_id,
            kind=ElectionKind.COUNCIL,
            stage=Stage.LIST,
            call_on=opens - dt.timedelta(days=50),
            roll_posted_on=opens - dt.timedelta(days=40),
            objections_end_on=opens - dt.timedelta(days=20),
            candidacies_end_on=opens - dt.timedelta(days=20),
            list_posted_on=opens - dt.timedelta(days=15),
            vote_opens_on=opens,
            vote_closes_on=opens,
            challenge_ends_on=opens + dt.timedelta(days=15),
        )
        act.session.add(election)
        act.session.flush()
        keys = [
            _contest(act, town, election, sitting.college(act.session, kind), role, names)
            for kind, role, names in (
                (K.RESIDENTS, Role.RESIDENT, STANDING),
                (K.STAFF, Role.COORDINATOR, ("Lucie", "Marc")),
            )
        ]
        if paired:
            _pair(act, sitting, keys[0])
        return Vote(sitting, election.id, *keys)


def _contest(
    act: Act, town: Town, election: Election, college: College, role: Role, names: tuple[str, ...]
) -> int:
    contest = Contest(
        election_id=election.id,
        college_id=college.id,
        seats=college.members,
        substitutes=college.substitutes,
        most_choices=college.members,
        tie_break=college.tie_break,
        way=Way.PAPER,
    )
    act.session.add(contest)
    act.session.flush()
    voters = [*names, *(f"{role.value} {n}" for n in range(VOTERS - len(names)))]
    people = {name: somebody(act, name, town.here, role) for name in voters}
    for name, who in people.items():
        act.session.add(
            RollEntry(contest_id=contest.id, membership_id=who.membership_id, name=name)
        )
    for number, name in enumerate(names, 1):
        act.session.add(
            Candidacy(
                contest_id=contest.id,
                membership_id=people[name].membership_id,
                name=name,
                statement=Localized(fr=f"Je suis {name}."),
                agreed_on=election.call_on,
                state=CandidacyState.ACCEPTED,
                number=number,
            )
        )
    act.session.flush()
    return contest.id


def _pair(act: Act, sitting: Sitting, contest_id: int) -> None:
    from participation.councils.rules.kinds import SubstituteOrder  # noqa: PLC0415

    sitting.college(act.session).substitute_order = SubstituteOrder.PAIRED
    for each in queries.list_candidacies(act.session, queries.get_contest(act.session, contest_id)):
        each.partner = f"Avec {each.name}"
    act.session.flush()


def name_bureau(act: Act, vote: Vote) -> list[BureauMember]:
    """Name a president and two assessors, with their codes."""
    election = vote.election(act.session)
    functions = (BureauFunction.PRESIDENT, BureauFunction.ASSESSOR, BureauFunction.ASSESSOR)
    return [
        bureau.name_member(act, election, name=name, function=function, code=code)
        for name, function, code in zip(
            ("Nadia Petit", "Omar Sy", "Paule Roux"), functions, CODES, strict=True
        )
    ]


def open_it(engine: Engine, town: Town, vote: Vote) -> None:
    """Name the bureau and open the vote."""
    with acting_in(engine, town) as act:
        name_bureau(act, vote)
        voting.open_vote(
            act, vote.election(act.session), vote.people(act.session), urn_is_empty=True
        )


def sign(act: Act, vote: Vote, count: int, key: int | None = None) -> None:
    """Let the first of the roll of a contest sign."""
    for entry in queries.list_roll(act.session, vote.contest(act.session, key))[:count]:
        voting.sign_roll(act, entry)


def close_it(engine: Engine, town: Town, vote: Vote, residents: int = 9, staff: int = 6) -> None:
    """Let some people vote, and close."""
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        sign(act, vote, residents)
        sign(act, vote, staff, vote.staff_id)
        voting.close_vote(act, vote.election(act.session), vote.people(act.session))


def read(
    act: Act, vote: Vote, votes: Mapping[str, int], key: int | None = None, **more: object
) -> Read:
    """Give what a reader types: signatures as they are, all ballots valid."""
    sheet = queries.see_count(act.session, vote.contest(act.session, key))
    facts: dict[str, object] = {
        "signed": sheet.signed,
        "found": sheet.signed,
        "blank": 0,
        "null": 0,
        "votes": {name: votes[each.name] for name, each in sheet.by_key.items()},
        **more,
    }
    return Read(**facts)  # type: ignore[arg-type]


def count_it(
    engine: Engine, town: Town, vote: Vote, votes: Mapping[str, int], key: int | None = None
) -> None:
    """Let both assessors find the same."""
    with acting_in(engine, town) as act:
        contest = vote.contest(act.session, key)
        found = read(act, vote, votes, key)
        for place in (1, 2):
            reader = queries.list_bureau(act.session, vote.election(act.session))[place]
            counts.enter_reading(act, contest, reader, CODES[place], found)


def count_both(
    engine: Engine,
    town: Town,
    vote: Vote,
    residents: tuple[int, ...] = (8, 7, 5, 3),
    staff: tuple[int, ...] = (4, 2),
) -> None:
    """Count residents and staff, in the order of their numbers."""
    count_it(engine, town, vote, dict(zip(STANDING, residents, strict=True)))
    names = dict(zip(("Lucie", "Marc"), staff, strict=True))
    count_it(engine, town, vote, names, vote.staff_id)


def refusal(deed: Callable[..., object], *given: object, **named: object) -> object:
    """Give the reason for which a deed is refused."""
    with pytest.raises(Refused) as refused:
        deed(*given, **named)
    return refused.value.reason


def named(sheet: CountSheet) -> list[str]:
    """Give who is elected, in the order of the results."""
    return [each.name for each in sheet.results]


def key_of(text: str) -> int:
    """Give the number of a key that an address shows."""
    return from_text(text)
