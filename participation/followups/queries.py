"""Finding what was promised, and what residents may be told of it."""

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.accounts.queries import held_on
from participation.accounts.rules.powers import Role
from participation.followups.models import FollowUp
from participation.followups.rules import WAITING, Climb, State
from participation.foundation.database import get_row


def get_follow_up(session: Session, key: int) -> FollowUp:
    """Give a follow-up by key; NoResultFound outside the scope."""
    return get_row(session, FollowUp, key)


def list_follow_ups(
    session: Session, *, origins: Sequence[str] | None = None, public_only: bool = False
) -> Sequence[FollowUp]:
    """Give the follow-ups of the entered services, those of some origins or public only."""
    statement = select(FollowUp).order_by(FollowUp.due_on, FollowUp.id)
    if origins is not None:
        statement = statement.where(FollowUp.origin.in_(origins))
    if public_only:
        statement = statement.where(FollowUp.is_public.is_(True))
    return session.scalars(statement).all()


def count_by_origin(session: Session, origins: Sequence[str]) -> dict[int, int]:
    """Count the answers to some origins by service; services with none are left out."""
    statement = (
        select(FollowUp.service_id, func.count())
        .where(FollowUp.origin.in_(origins), FollowUp.state != State.OPEN)
        .group_by(FollowUp.service_id)
    )
    return dict(session.execute(statement).all())


def find_follow_ups(session: Session, keys: Collection[int]) -> dict[int, FollowUp]:
    """Give the follow-ups of some keys, by key; those outside the entered services are left out."""
    found = session.scalars(select(FollowUp).where(FollowUp.id.in_(keys))) if keys else ()
    return {one.id: one for one in found}


def list_waiting(session: Session) -> Sequence[FollowUp]:
    """Give what residents of the entered services still wait for, the oldest day first."""
    statement = select(FollowUp).where(FollowUp.state.in_(WAITING))
    return session.scalars(statement.order_by(FollowUp.due_on, FollowUp.id)).all()


def list_told(session: Session, service_id: int, height: Climb, day: dt.date) -> Sequence[User]:
    """Give who is told that an answer of a service is late.

    The managers of the service; then the director: a manager of the whole association, or, where
    the association has none, its quality managers.
    """
    if height is Climb.MANAGER:
        return _holders(session, Role.MANAGER, service_id, day)
    whole = _holders(session, Role.MANAGER, None, day)
    return whole or _holders(session, Role.QUALITY_MANAGER, None, day)


def _holders(session: Session, role: Role, service_id: int | None, day: dt.date) -> Sequence[User]:
    same = and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id)
    place = (
        Membership.service_id.is_(None)
        if service_id is None
        else Membership.service_id == service_id
    )
    statement = (
        select(User)
        .join(Membership, same)
        .where(Membership.role == role, place, held_on(day), User.is_disabled.is_(False))
        .order_by(User.id)
    )
    return session.scalars(statement).unique().all()


def list_spoken(session: Session, locale: str) -> list[str]:
    """Give the sentences that residents hear of what was answered, written in a language."""
    found = [
        text
        for one in list_follow_ups(session, public_only=True)
        for text in (one.said, one.decided, one.because)
    ]
    return list(dict.fromkeys(text[locale] for text in found if text.get(locale)))
