"""Finding what was promised, and what residents may be told of it."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.followups.models import FollowUp
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
    """Count the follow-ups of some origins by service; services with none are left out."""
    statement = (
        select(FollowUp.service_id, func.count())
        .where(FollowUp.origin.in_(origins))
        .group_by(FollowUp.service_id)
    )
    return dict(session.execute(statement).all())
