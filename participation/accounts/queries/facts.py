"""All that is kept of one person, for herself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import FunctionType

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import (
    AccessCard,
    DirectoryIdentity,
    KnownDevice,
    Passkey,
    SignInSession,
    User,
)
from participation.foundation.act import Act

from .people import list_memberships
from .writing import find_wish

Facts = Mapping[str, str]
FactsSource = Callable[[Session, User], Mapping[str, Sequence[Facts]]]
"""Gives what a higher room keeps of a person: rows of plain words, by kind."""
Erasure = Callable[[Act, User], object]
"""Rubs out the name of a person where a higher room wrote it in another's row."""
_sources: list[FactsSource] = []
_erasures: dict[object, Erasure] = {}
"""By what each is: a function, or the class of a deed that holds facts."""


def learn_facts(source: FactsSource) -> None:
    """Learn where a higher room keeps facts of people; her export holds them from then on."""
    if source not in _sources:
        _sources.append(source)


def learn_erasure(deed: Erasure) -> None:
    """Learn what a higher room must rub out before a person is erased.

    A deed that holds facts takes the place of an earlier one of its kind.
    """
    mark = deed if isinstance(deed, FunctionType) else type(deed)
    _erasures[mark] = deed


def list_erasures() -> Sequence[Erasure]:
    """Give what is rubbed out elsewhere when a person is erased."""
    return tuple(_erasures.values())


def facts_of(session: Session, user: User) -> Mapping[str, Sequence[Facts]]:
    """Give all that is kept of a person, by kind; secrets are named, never given.

    Survey answers are not there: nothing ties them to her.
    """
    cards = session.scalars(select(AccessCard).where(AccessCard.user_id == user.id))
    sessions = session.scalars(select(SignInSession).where(SignInSession.user_id == user.id))
    devices = session.scalars(select(KnownDevice).where(KnownDevice.user_id == user.id))
    passkeys = session.scalars(select(Passkey).where(Passkey.user_id == user.id))
    known = session.scalars(select(DirectoryIdentity).where(DirectoryIdentity.user_id == user.id))
    return {
        "person": [_person(user)],
        "roles": list(_roles(session, user)),
        "cards": [
            {"issued_on": str(card.issued_on), "revoked_on": str(card.revoked_on or "")}
            for card in cards
        ],
        "sessions": [
            {"kind": row.kind.value, "opened_at": row.created_at.isoformat()} for row in sessions
        ],
        "devices": [{"seen_on": str(row.seen_on)} for row in devices],
        "writing": list(_wish(session, user)),
        "passkeys": [{"label": row.label} for row in passkeys],
        "directory": [
            {
                "issuer": row.issuer,
                "subject": row.subject,
                "groups": ", ".join(row.groups),
                "linked_on": str(row.linked_on),
                "told_at": row.told_at.isoformat(),
            }
            for row in known
        ],
        **{kind: rows for source in _sources for kind, rows in source(session, user).items()},
    }


def _person(user: User) -> Facts:
    return {
        "name": user.name,
        "language": user.locale,
        "email": user.email or "",
        "phone": user.phone or "",
        "reference": user.reference or "",
        "last_contact_on": str(user.last_contact_on),
        "has_password": _yes(user.password_hash),
        "has_authenticator": _yes(user.totp_secret),
        "has_picture_code": _yes(user.pin_hash),
    }


def _roles(session: Session, user: User) -> Iterable[Facts]:
    for line in list_memberships(session, user.id):
        yield {
            "role": line.membership.role.value,
            "service": line.service.public_name if line.service else "",
            "since": str(line.membership.since),
            "until": str(line.membership.until or ""),
        }


def _wish(session: Session, user: User) -> Iterable[Facts]:
    if (wish := find_wish(session, user.id)) is not None:
        yield {
            "agrees": "yes" if wish.agrees else "no",
            "said_on": str(wish.said_on),
            "way": wish.way.value,
        }


def _yes(secret: object) -> str:
    return "yes" if secret else "no"
