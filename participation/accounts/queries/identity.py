"""Who stands at the door: sessions, roles on a day, the visitor they make."""

import datetime as dt
import hashlib

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, SignInSession, User
from participation.accounts.rules.directory import is_trusted
from participation.accounts.rules.powers import STAFF, Role, powers
from participation.accounts.rules.sessions import (
    SEEN_EVERY,
    SessionKind,
    SessionStage,
    is_alive,
    is_half_open,
)
from participation.foundation.access import Visitor
from participation.foundation.clock import PARIS
from participation.foundation.database import get_row
from participation.foundation.keys import to_text
from participation.organisations.models import Service

EVERY = select(Service.id)
"""Written once: to write it takes as long as to run it, and every deed asks."""


def digest(secret: str) -> str:
    """Give what is stored of a secret of 128 bits or more: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_session(session: Session, token: str, now: dt.datetime) -> SignInSession | None:
    """Give the living session of a token, or nothing."""
    found = session.scalar(select(SignInSession).where(SignInSession.digest == digest(token)))
    if found is None or found.stage is not SessionStage.OPEN:
        return None
    return found if is_alive(found.kind, found.created_at, found.seen_at, now) else None


def find_half_session(
    session: Session, token: str | None, now: dt.datetime
) -> SignInSession | None:
    """Give the session of a token that still waits for its second proof, or nothing."""
    if not token:
        return None
    found = session.scalar(select(SignInSession).where(SignInSession.digest == digest(token)))
    return found if found and is_half_open(found.stage, found.created_at, now) else None


def is_seen_due(session: Session, now: dt.datetime) -> bool:
    """Say whether the session that `identify` found was last noted a minute ago or more."""
    seen_at: dt.datetime | None = session.info.get("seen_at")
    return seen_at is not None and now - seen_at >= SEEN_EVERY


def find_session_by_key(session: Session, key: int) -> SignInSession | None:
    """Give a session by its key, or nothing when it was closed."""
    return session.scalar(select(SignInSession).where(SignInSession.id == key))


def identify(session: Session, token: str | None, now: dt.datetime) -> Visitor:
    """Give the visitor of a session token; a stranger when it opens nothing any more.

    Roles of staff count only in a session that was opened with a second factor.
    """
    living = find_session(session, token, now) if token else None
    if living is None or not is_trusted(living.trusted_until, now):
        return Visitor()
    user = get_row(session, User, living.user_id)
    if user.is_disabled:
        return Visitor()
    session.info["seen_at"] = living.seen_at
    roles = list_roles(session, user.id, now.astimezone(PARIS).date())
    if living.kind is not SessionKind.STAFF:
        roles = [(role, place) for role, place in roles if role not in STAFF]
    return Visitor(
        actor=f"user:{to_text(user.id)}",
        user_id=user.id,
        session_id=living.id,
        name=user.name,
        locale=user.locale,
        powers=powers(roles, all_services(session)),
    )


def all_services(session: Session) -> frozenset[int]:
    """Give the keys of every service of the organisation, closed ones included."""
    return frozenset(session.scalars(EVERY))


def held_on(day: dt.date) -> ColumnElement[bool]:
    """Give the condition that a membership is held on a day."""
    return and_(Membership.since <= day, or_(Membership.until.is_(None), Membership.until > day))


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


def find_user_by_reference(session: Session, reference: str) -> User | None:
    """Give the person of a number in the association's own file."""
    return session.scalar(select(User).where(User.reference == reference))


def count_sessions(session: Session, user_id: int) -> int:
    """Count the open sessions of a person, on every device."""
    statement = select(func.count(SignInSession.id)).where(
        SignInSession.user_id == user_id, SignInSession.stage == SessionStage.OPEN
    )
    return session.scalar(statement) or 0
