"""The works of a house, and those of other houses whose authors agreed that they go further."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from participation.accounts.models import Membership
from participation.accounts.queries import all_services
from participation.councils.models import Work
from participation.councils.rules.network import Scope, WorkState
from participation.foundation.database import get_row
from participation.foundation.scope import entered, within
from participation.organisations.queries import list_services

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Hung:
    """A work on the wall; `place` names its house when it comes from another."""

    work: Work
    place: str
    is_mine: bool


def list_works(session: Session, *, shown_only: bool = False) -> Sequence[Work]:
    """Give the works of the entered services, the latest first."""
    statement = select(Work).order_by(Work.agreed_on.desc(), Work.id.desc())
    if shown_only:
        statement = statement.where(Work.state == WorkState.SHOWN)
    return session.scalars(statement).all()


def gallery(session: Session, user_id: int | None) -> Sequence[Hung]:
    """Give what hangs in the house of the address: its own works, then those of other houses.

    A work of a service in protected mode never leaves it, whatever is written in its row.
    """
    here = entered(session)
    mine = _roles(session, user_id)
    own = [Hung(one, "", one.author_id in mine) for one in list_works(session, shown_only=True)]
    services = {one.id: one for one in list_services(session) if not one.is_protected}
    with within(session, frozenset(services) & all_services(session) - here):
        others = [
            Hung(one, services[one.service_id].public_name, is_mine=False)
            for one in list_works(session, shown_only=True)
            if one.scope is Scope.ASSOCIATION
        ]
    return [*own, *others][:MOST_SHOWN]


def has_works(session: Session) -> bool:
    """Say whether a work hangs in the entered services."""
    statement = select(Work.id).where(Work.state == WorkState.SHOWN).limit(1)
    return session.scalar(statement) is not None


def _roles(session: Session, user_id: int | None) -> frozenset[int]:
    if user_id is None:
        return frozenset()
    return frozenset(session.scalars(select(Membership.id).where(Membership.user_id == user_id)))


def get_work(session: Session, key: int) -> Work:
    """Give a work of an entered service; NoResultFound otherwise."""
    return get_row(session, Work, key)


def find_hung(session: Session, key: int, user_id: int | None) -> Work:
    """Give a work that hangs in the house of the address, or that is the person's own.

    NoResultFound otherwise, so that an address kept aside shows nothing after a withdrawal.
    """
    mine = _roles(session, user_id)
    for one in list_works(session):
        if one.id == key and (one.state is WorkState.SHOWN or one.author_id in mine):
            return one
    for hung in gallery(session, user_id):
        if hung.work.id == key:
            return hung.work
    raise NoResultFound


def own_works(session: Session, user_id: int) -> Sequence[Work]:
    """Give the works of a person in the entered services, shown or not."""
    mine = _roles(session, user_id)
    return [one for one in list_works(session) if one.author_id in mine]
