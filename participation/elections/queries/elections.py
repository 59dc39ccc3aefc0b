"""Elections of the councils of the entered services, and the rows that hang on them."""

import datetime as dt
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from participation.councils import queries as councils
from participation.councils.models import Council, Coverage
from participation.councils.rules.calendar import Step
from participation.elections.models import (
    Candidacy,
    Contest,
    Election,
    Lots,
    Objection,
    RollEntry,
    Volunteer,
)
from participation.elections.rules.process import LotsFor

Hanging = TypeVar("Hanging", RollEntry, Objection, Candidacy, Volunteer)


def _elections() -> Select[Election]:
    """Give elections of councils that cover an entered service."""
    covered = (
        select(Coverage.council_id)
        .where(
            Coverage.organisation_id == Election.organisation_id,
            Coverage.council_id == Election.council_id,
        )
        .exists()
    )
    return select(Election).where(covered)


def reach_election(session: Session, key: int) -> Election:
    """Give an election for a council that covers an entered service; NoResultFound otherwise."""
    return session.scalars(_elections().where(Election.id == key)).one()


def list_elections(
    session: Session, council_ids: Collection[int] | None = None
) -> Sequence[Election]:
    """Give the elections of the entered services (of some councils), the latest first."""
    statement = _elections().order_by(Election.vote_opens_on.desc(), Election.id.desc())
    if council_ids is not None:
        statement = statement.where(Election.council_id.in_(council_ids))
    return session.scalars(statement).all()


def council_of(session: Session, election: Election) -> Council:
    """Give the council that is elected; NoResultFound outside the entered services."""
    return councils.get_council(session, election.council_id)


def get_contest(session: Session, key: int) -> Contest:
    """Give a contest of an election that can be reached; NoResultFound otherwise."""
    contest = session.scalars(select(Contest).where(Contest.id == key)).one()
    reach_election(session, contest.election_id)
    return contest


def list_contests(session: Session, election: Election) -> Sequence[Contest]:
    """Give the contests of an election that was reached, in the order in which they were made."""
    statement = select(Contest).where(Contest.election_id == election.id)
    return session.scalars(statement.order_by(Contest.id)).all()


def contest_of(
    session: Session, row: RollEntry | Objection | Candidacy | Volunteer
) -> tuple[Election, Contest]:
    """Give the election and the contest of a row; NoResultFound outside the entered services."""
    contest = get_contest(session, row.contest_id)
    return reach_election(session, contest.election_id), contest


def _get(session: Session, kind: type[Hanging], key: int) -> Hanging:
    row = session.scalars(select(kind).where(kind.id == key)).one()
    contest_of(session, row)
    return row


def get_entry(session: Session, key: int) -> RollEntry:
    """Give an entry of a roll; NoResultFound outside the entered services."""
    return _get(session, RollEntry, key)


def get_candidacy(session: Session, key: int) -> Candidacy:
    """Give a candidacy; NoResultFound outside the entered services."""
    return _get(session, Candidacy, key)


def get_objection(session: Session, key: int) -> Objection:
    """Give an objection to a roll; NoResultFound outside the entered services."""
    return _get(session, Objection, key)


def list_roll(session: Session, contest: Contest) -> Sequence[RollEntry]:
    """Give the roll of a contest by name, with those left out."""
    statement = select(RollEntry).where(RollEntry.contest_id == contest.id)
    return sorted(session.scalars(statement), key=lambda each: (_folded(each.name), each.id))


def _folded(name: str) -> str:
    """Give a name as it is looked for: an accent or a capital changes no place in a list."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def list_objections(session: Session, contest: Contest) -> Sequence[Objection]:
    """Give the objections to the roll of a contest, oldest first."""
    statement = select(Objection).where(Objection.contest_id == contest.id)
    return session.scalars(statement.order_by(Objection.id)).all()


def list_candidacies(session: Session, contest: Contest) -> Sequence[Candidacy]:
    """Give the candidacies of a contest: by the number drawn, those without one by arrival."""
    statement = select(Candidacy).where(Candidacy.contest_id == contest.id)
    found = session.scalars(statement.order_by(Candidacy.id)).all()
    return sorted(found, key=lambda each: (each.number is None, each.number or 0))


def list_volunteers(session: Session, contest: Contest) -> Sequence[Volunteer]:
    """Give who agreed to sit without standing, those who were chosen first."""
    statement = select(Volunteer).where(Volunteer.contest_id == contest.id)
    found = session.scalars(statement.order_by(Volunteer.id)).all()
    return sorted(found, key=lambda each: (each.rank is None, each.rank or 0))


DAY_OF: Mapping[Step, str] = {
    Step.CALL: "call_on",
    Step.ROLL_POSTED: "roll_posted_on",
    Step.OBJECTIONS_END: "objections_end_on",
    Step.CANDIDACIES_END: "candidacies_end_on",
    Step.LIST_POSTED: "list_posted_on",
    Step.VOTE_OPENS: "vote_opens_on",
    Step.VOTE_CLOSES: "vote_closes_on",
    Step.CHALLENGE_ENDS: "challenge_ends_on",
}
"""Which day of an election each step of the calendar is."""


def dates_of(election: Election) -> dict[Step, dt.date]:
    """Give the calendar of an election."""
    return {step: getattr(election, name) for step, name in DAY_OF.items()}


def get_lots(session: Session, contest: Contest, purpose: LotsFor) -> Lots | None:
    """Give the lots that were drawn in a contest for a purpose, or nothing."""
    statement = select(Lots).where(Lots.contest_id == contest.id, Lots.purpose == purpose)
    return session.scalars(statement).one_or_none()
