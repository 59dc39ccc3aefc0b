"""All that is kept of one person, for herself."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import AccessCard, KnownDevice, Passkey, SignInSession, User

from .people import list_memberships

Facts = Mapping[str, str]
Kinds = Mapping[str, Sequence[Facts]]
_more: list[Callable[[Session, int], Kinds]] = []


def learn_facts(tell: Callable[[Session, int], Kinds]) -> None:
    """Let a higher room add what it keeps of a person, by kind."""
    if tell not in _more:
        _more.append(tell)


def facts_of(session: Session, user: User) -> Kinds:
    """Give all that is kept of a person, by kind; secrets are named, never given.

    Survey answers are not there: nothing ties them to her.
    """
    cards = session.scalars(select(AccessCard).where(AccessCard.user_id == user.id))
    sessions = session.scalars(select(SignInSession).where(SignInSession.user_id == user.id))
    devices = session.scalars(select(KnownDevice).where(KnownDevice.user_id == user.id))
    passkeys = session.scalars(select(Passkey).where(Passkey.user_id == user.id))
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
        "passkeys": [{"label": row.label} for row in passkeys],
        **{kind: rows for tell in _more for kind, rows in tell(session, user.id).items()},
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


def _yes(secret: object) -> str:
    return "yes" if secret else "no"
