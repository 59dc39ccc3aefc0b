"""Who people are in the directory, what its groups give, and what a change of that would do."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from participation.accounts.models import (
    DirectoryIdentity,
    DirectoryRule,
    Membership,
    SignInSession,
    User,
)
from participation.accounts.rules.directory import (
    Change,
    Held,
    Mapped,
    change_of,
    opens_by_password,
    wanted,
)
from participation.accounts.rules.powers import Role
from participation.foundation.database import get_row
from participation.foundation.security import sealer

from .identity import digest, held_on

TOKENS = "directory"
"""Purpose of the seal of what asks the directory again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules would change for one person of the directory."""

    user: User
    groups: tuple[str, ...]
    change: Change


def list_rules(session: Session) -> Sequence[DirectoryRule]:
    """Give what the groups of the directory give, by group."""
    order = (DirectoryRule.group_name, DirectoryRule.role, DirectoryRule.id)
    return session.scalars(select(DirectoryRule).order_by(*order)).all()


def get_rule(session: Session, key: int) -> DirectoryRule:
    """Give a rule by key; NoResultFound when it is not of this organisation."""
    return get_row(session, DirectoryRule, key)


def mapped(rules: Iterable[DirectoryRule]) -> tuple[Mapped, ...]:
    """Give rules as the pure ones read them."""
    return tuple(Mapped(one.group_name, one.role, one.service_id) for one in rules)


def find_identity(session: Session, issuer: str, subject: str) -> DirectoryIdentity | None:
    """Give the identity of a subject of a directory, or nothing."""
    return session.scalar(
        select(DirectoryIdentity).where(
            DirectoryIdentity.issuer == issuer, DirectoryIdentity.subject == subject
        )
    )


def find_identity_of(session: Session, user_id: int) -> DirectoryIdentity | None:
    """Give who a person is in the directory, or nothing."""
    return session.scalar(select(DirectoryIdentity).where(DirectoryIdentity.user_id == user_id))


def list_held(session: Session, user_id: int, day: dt.date) -> list[Held]:
    """Give the roles that a person holds on a day, and who gave each."""
    statement = select(Membership).where(Membership.user_id == user_id, held_on(day))
    return [
        Held(row.role, row.service_id, row.from_directory) for row in session.scalars(statement)
    ]


def is_kept_to_directory(session: Session, user: User, issuer: str, day: dt.date) -> bool:
    """Say whether a person comes in by this directory and by no password."""
    identity = find_identity_of(session, user.id)
    if identity is None or identity.issuer != issuer:
        return False
    return not opens_by_password(list_held(session, user.id, day))


def list_break_glass(session: Session, day: dt.date) -> Sequence[User]:
    """Give the administrators who come in by password when the directory is gone."""
    return session.scalars(
        select(User)
        .join(
            Membership,
            and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id),
        )
        .where(
            Membership.role == Role.ADMINISTRATOR,
            Membership.from_directory.is_(False),
            User.is_disabled.is_(False),
            User.password_hash.is_not(None),
            held_on(day),
        )
        .order_by(User.name, User.id)
        .distinct()
    ).all()


def plan_rules(
    session: Session, rules: Collection[Mapped], day: dt.date, *, limit: int = 500
) -> list[Outcome]:
    """Say who of the directory would be what under these rules, by name; nothing is changed."""
    rows = session.execute(
        select(User, DirectoryIdentity)
        .join(
            DirectoryIdentity,
            and_(
                DirectoryIdentity.organisation_id == User.organisation_id,
                DirectoryIdentity.user_id == User.id,
            ),
        )
        .order_by(User.name, User.id)
        .limit(limit)
    )
    return [
        Outcome(
            user,
            tuple(identity.groups),
            change_of(list_held(session, user.id, day), wanted(identity.groups, rules)),
        )
        for user, identity in rows.all()
    ]


def tokens_of(row: SignInSession) -> Mapping[str, str]:
    """Give what asks the directory again about a session; nothing when it cannot be read."""
    plain = sealer(TOKENS).open(row.directory_tokens or b"")
    found: Mapping[str, str] = json.loads(plain) if plain else {}
    return found


def list_directory_sessions(
    session: Session, user_id: int | None, name: str
) -> Sequence[SignInSession]:
    """Give the sessions that the directory opened: those of a person, or the one that it names."""
    theirs = SignInSession.directory_tokens.is_not(None)
    mine = SignInSession.user_id == user_id
    named = SignInSession.directory_session == digest(name)
    if name and user_id is not None:
        either = and_(mine, or_(named, SignInSession.directory_session.is_(None)))
    else:
        either = named if name else mine
    return session.scalars(select(SignInSession).where(theirs, either)).all()
