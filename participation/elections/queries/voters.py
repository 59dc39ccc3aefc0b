"""Who belongs to a college: the roll by the rules, and the verdict on a candidate."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.accounts.queries import held_on
from participation.accounts.rules.powers import Role
from participation.councils import queries as councils
from participation.councils.models import College
from participation.councils.queries.people import ROLES
from participation.councils.rules.eligibility import (
    Candidate,
    Place,
    Reason,
    Verdict,
    may_stand,
    may_vote,
)
from participation.councils.rules.kinds import CollegeKind
from participation.elections.models import Candidacy, Contest, Election, RollEntry
from participation.elections.rules.stages import Settlement
from participation.organisations.queries import list_services

Row = TypeVar("Row", RollEntry, Candidacy)


@dataclass(frozen=True, slots=True)
class Elector:
    """A person of a college, and why she does not vote, if she does not."""

    membership_id: int
    user_id: int
    name: str
    refusal: Reason | None


def college_of(session: Session, contest: Contest) -> College:
    """Give the college that votes in a contest."""
    return councils.get_college(session, contest.college_id)


def places_of(session: Session, contest: Contest) -> frozenset[int]:
    """Give the services, of those entered, whose people vote in a contest.

    Those of a college that was merged into it vote there too.
    """
    merged = session.scalars(select(Contest).where(Contest.merged_into_id == contest.id))
    found: set[int] = set()
    for one in (contest, *merged):
        college = college_of(session, one)
        covered = councils.coverage_of(session, [college.council_id])[college.council_id]
        found |= covered if college.service_id is None else covered & {college.service_id}
    return frozenset(found)


def list_electors(
    session: Session, election: Election, contest: Contest, today: dt.date
) -> Sequence[Elector]:
    """Give everybody of the college, today or on the day of the vote, once, by name (D311-10)."""
    college = college_of(session, contest)
    places, law = places_of(session, contest), councils.law_on(today)
    found: dict[int, councils.Sitter] = {}
    for day in (today, election.vote_opens_on):
        for each in councils.list_sitters(session, college.kind, places, day):
            found.setdefault(each.membership_id, each)
    roles = _roles(session, found)
    best: dict[int, Elector] = {}
    for key, sitter in found.items():
        role = roles[key]
        facts = Candidate(since=role.since, until=role.until)
        verdict = may_vote(college.kind, facts, day=election.vote_opens_on, law=law)
        if not facts.is_present(election.vote_opens_on):
            refusal: Reason | None = Reason.NOT_PRESENT
        else:
            refusal = verdict.refusal
        one = Elector(key, role.user_id, sitter.name, refusal)
        if role.user_id not in best or best[role.user_id].refusal:
            best[role.user_id] = one
    return sorted(best.values(), key=lambda each: (each.name.casefold(), each.membership_id))


def _roles(session: Session, keys: Collection[int]) -> Mapping[int, Membership]:
    statement = select(Membership).where(Membership.id.in_(keys))
    return {one.id: one for one in session.scalars(statement)}


def in_two_colleges(session: Session, entries: Sequence[RollEntry]) -> frozenset[int]:
    """Give the keys of entries whose person stands on the roll of several colleges (R11)."""
    voting = {one.id: one.membership_id for one in entries if one.may_vote and one.membership_id}
    users = councils.user_of(session, set(voting.values()))
    times = Counter(users[role] for role in voting.values() if role in users)
    return frozenset(key for key, role in voting.items() if times[users.get(role, 0)] > 1)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What a person is in a contest: her role there, her name, her entry and her candidacy."""

    contest: Contest
    kind: CollegeKind
    membership_id: int
    name: str
    entry: RollEntry | None
    candidacy: Candidacy | None


def own_places(
    session: Session, contests: Sequence[Contest], user_id: int, day: dt.date
) -> list[OwnPlace]:
    """Give the contests in which a person may have a say; a merged one is that it went into."""
    roles = _own_roles(session, user_id, day)
    own = {role.id for role, _name in roles}
    found = []
    for contest in contests:
        if contest.settlement is Settlement.MERGED:
            continue
        college = college_of(session, contest)
        fits = _fitting(roles, college.kind, places_of(session, contest))
        entry = _first(session, RollEntry, contest, own)
        candidacy = _first(session, Candidacy, contest, own)
        key = fits[0].id if fits else entry.membership_id if entry else None
        if key is not None:
            name = roles[0][1]
            found.append(OwnPlace(contest, college.kind, key, name, entry, candidacy))
    return found


def _own_roles(session: Session, user_id: int, day: dt.date) -> list[tuple[Membership, str]]:
    same = and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id)
    statement = (
        select(Membership, User.name)
        .join(User, same)
        .where(Membership.user_id == user_id, held_on(day))
        .order_by(Membership.id)
    )
    return [(role, name) for role, name in session.execute(statement)]


def _fitting(
    roles: Sequence[tuple[Membership, str]], kind: CollegeKind, places: Collection[int]
) -> list[Membership]:
    wanted = ROLES.get(kind, frozenset())
    return [
        role
        for role, _name in roles
        if role.role in wanted and (role.service_id is None or role.service_id in places)
    ]


def _first(
    session: Session, kind: type[Row], contest: Contest, memberships: Collection[int]
) -> Row | None:
    statement = select(kind).where(
        kind.contest_id == contest.id, kind.membership_id.in_(memberships)
    )
    return session.scalars(statement.order_by(kind.id)).first()


def facts_of(session: Session, candidacy: Candidacy) -> Candidate:
    """Give what is known of a candidate, as the rules of eligibility read it."""
    role = None
    if candidacy.membership_id is not None:
        role = councils.find_membership(session, candidacy.membership_id)
    known = Candidate(
        born_on=candidacy.born_on,
        link=candidacy.link,
        degree=candidacy.degree,
        contract=candidacy.contract,
        hired_on=candidacy.hired_on,
        profession_since=candidacy.profession_since,
        is_director=role is not None and role.role is Role.MANAGER,
    )
    return replace(known, since=role.since, until=role.until) if role else known


def judge(
    session: Session,
    election: Election,
    contest: Contest,
    candidacy: Candidacy,
    today: dt.date,
) -> Verdict:
    """Say whether a candidate may stand, with every reason and its article (D311-11, D311-13)."""
    college = college_of(session, contest)
    services = list_services(session, keys=places_of(session, contest))
    opened = min((one.opened_on for one in services), default=election.call_on)
    return may_stand(
        college.kind,
        facts_of(session, candidacy),
        day=election.vote_opens_on,
        place=Place(opened_on=opened),
        law=councils.law_on(today),
    )
