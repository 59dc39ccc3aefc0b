"""The names of people of a council's services, to find those that a text must not tell."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User


def names_of_people(session: Session, services: Collection[int], since: dt.date) -> frozenset[str]:
    """Give whole names and first names of whoever held a role there after a day."""
    same = and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id)
    statement = (
        select(User.name)
        .join(Membership, same)
        .where(
            or_(Membership.service_id.in_(services), Membership.service_id.is_(None)),
            or_(Membership.until.is_(None), Membership.until > since),
        )
    )
    names = set(session.scalars(statement))
    return frozenset(names | {name.split()[0] for name in names if name.split()})
