"""Who stands at the door, where she belongs, and how many people live in a service."""

import datetime as dt
import hashlib
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, SignInSession, User
from participation.accounts.rules.powers import Role, powers
from participation.accounts.rules.sessions import is_alive
from participation.foundation.access import Visitor
from participation.foundation.clock import PARIS
from participation.foundation.database import get_row
from participation.foundation.keys import to_text
from participation.organisations.models import Service


def digest(secret: str) -> str:
    """Give what is stored of a secret of 128 bits or more: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_session(session: Session, token: str, now: dt.datetime) -> SignInSession | None:
    """Give the living session of a token, or nothing."""
    found = session.scalar(select(SignInSession).where(SignInSession.digest == digest(token)))
    if found is None or not is_alive(found.kind, found.created_at, found.seen_at, now):
        return None
    return found


def identify(session: Session, token: str | None, now: dt.datetime) -> Visitor:
    """Give the visitor of a session token; a stranger when it opens nothing any more."""
    living = find_session(session, token, now) if token else None
    if living is None:
        return Visitor()
    user = get_row(session, User, living.user_id)
    if user.is_disabled:
        return Visitor()
    return Visitor(
        actor=f"user:{to_text(user.id)}",
        user_id=user.id,
        session_id=living.id,
        name=user.name,
        locale=user.locale,
        powers=powers(
            list_roles(session, user.id, now.astimezone(PARIS).date()), all_services(session)
        ),
    )


def all_services(session: Session) -> frozenset[int]:
    """Give the keys of every service of the organisation, closed ones included."""
    return frozenset(session.scalars(select(Service.id)))


def held_on(day: dt.date) -> ColumnElement[bool]:
    """Give the condition that a membership is held on a day."""
    return and_(
        Membership.since <= day, or_(Membership.until.is_(None), Membership.until > day)
    )


def list_roles(session: Session, user_id: int, day: dt.date) -> list[tuple[Role, int | None]]:
    """Give the roles that a person holds on a day, each with its service or None for all."""
    statement = select(Membership.role, Membership.service_id).where(
        Membership.user_id == user_id, held_on(day)
    )
    return [(role, service_id) for role, service_id in session.execute(statement)]


def get_user(session: Session, key: int) -> User:
    """Give a person by key; NoResultFound when she is not of this organisation."""
    return get_row(session, User, key)


def find_user_by_email(session: Session, email: str) -> User | None:
    """Give the person of an e-mail address, letters' case put aside."""
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def count_residents(session: Session, service_ids: frozenset[int], day: dt.date) -> dict[int, int]:
    """Give the number of residents present in each service on a day (services with none left out)."""
    statement = (
        select(Membership.service_id, func.count(Membership.id))
        .where(
            Membership.service_id.in_(service_ids),
            Membership.role == Role.RESIDENT,
            held_on(day),
        )
        .group_by(Membership.service_id)
    )
    return {key: count for key, count in session.execute(statement) if key is not None}


def list_people(session: Session, service_id: int, day: dt.date) -> Sequence[tuple[User, Role]]:
    """Give the people who hold a role in a service on a day, by name."""
    statement = (
        select(User, Membership.role)
        .join(
            Membership,
            and_(
                Membership.organisation_id == User.organisation_id, Membership.user_id == User.id
            ),
        )
        .where(Membership.service_id == service_id, held_on(day))
        .order_by(User.name, User.id)
    )
    return [(user, role) for user, role in session.execute(statement)]
