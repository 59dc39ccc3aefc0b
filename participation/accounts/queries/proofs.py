"""What a person has to prove who she is: password, devices, cards, links, codes, passkeys."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from participation.accounts.adapters.hashing import fits
from participation.accounts.models import (
    AccessCard,
    KnownDevice,
    OpeningCode,
    Passkey,
    RecoveryCode,
    SignInLink,
    SignInSession,
    User,
)
from participation.accounts.rules.powers import RECEIVED
from participation.foundation.security import sealer
from participation.notifications.rules import Address, Channel
from participation.organisations.queries import get_organisation

from .identity import digest, list_roles

TOTP = "totp"
"""Purpose of the seal of authenticators' secrets."""


def find_device(session: Session, user_id: int, token: str) -> KnownDevice | None:
    """Give the device of a cookie when this person has used it before."""
    return session.scalar(
        select(KnownDevice).where(
            KnownDevice.user_id == user_id, KnownDevice.digest == digest(token)
        )
    )


def find_device_owner(session: Session, token: str) -> User | None:
    """Give the person who last proved herself on a device, or nothing."""
    statement = (
        select(User)
        .join(KnownDevice, _belongs(KnownDevice))
        .where(KnownDevice.digest == digest(token))
        .order_by(KnownDevice.seen_on.desc(), KnownDevice.id.desc())
        .limit(1)
    )
    return session.scalar(statement)


def find_user_by_card(session: Session, code: str) -> User | None:
    """Give the person of a card that was not revoked."""
    return session.scalar(
        select(User)
        .join(AccessCard, _belongs(AccessCard))
        .where(AccessCard.digest == digest(code), AccessCard.revoked_on.is_(None))
    )


def find_card(session: Session, user_id: int) -> AccessCard | None:
    """Give the card that opens for a person today, or nothing."""
    return session.scalar(
        select(AccessCard).where(AccessCard.user_id == user_id, AccessCard.revoked_on.is_(None))
    )


def find_user_by_contact(session: Session, typed: str) -> User | None:
    """Give the one person of a telephone number or an e-mail address; nobody when two share it."""
    mine = or_(User.phone == typed, User.email == typed.lower())
    found = session.scalars(select(User).where(mine).limit(2)).all()
    return found[0] if len(found) == 1 else None


def find_link(session: Session, code: str, now: dt.datetime) -> SignInLink | None:
    """Give the link of a code when it was not used and is not too old."""
    return session.scalar(
        select(SignInLink).where(
            SignInLink.digest == digest(code),
            SignInLink.expires_at > now,
            SignInLink.is_used.is_(False),
        )
    )


def find_opening(
    session: Session, service_id: int, stored: str, now: dt.datetime
) -> OpeningCode | None:
    """Give the opening whose digits were typed on a kiosk of this service."""
    return session.scalar(
        select(OpeningCode).where(
            OpeningCode.service_id == service_id,
            OpeningCode.digest == stored,
            OpeningCode.expires_at > now,
            OpeningCode.is_used.is_(False),
        )
    )


def list_opening_digests(session: Session, service_id: int) -> frozenset[str]:
    """Give what is stored of the openings of a service."""
    return frozenset(
        session.scalars(select(OpeningCode.digest).where(OpeningCode.service_id == service_id))
    )


def is_received(session: Session, user_id: int, service_id: int, day: dt.date) -> bool:
    """Say whether a person lives in a service, or is elected by those who do, on a day."""
    roles = [role for role, place in list_roles(session, user_id, day) if place == service_id]
    return any(role in RECEIVED for role in roles)


def _belongs(kind: type[AccessCard] | type[KnownDevice]) -> ColumnElement[bool]:
    return and_(kind.organisation_id == User.organisation_id, kind.user_id == User.id)


def has_second_factor(session: Session, user: User) -> bool:
    """Say whether a person has set an authenticator or a passkey."""
    return user.totp_secret is not None or bool(list_passkeys(session, user.id))


def list_passkeys(session: Session, user_id: int) -> Sequence[Passkey]:
    """Give the passkeys of a person, oldest first."""
    statement = select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.id)
    return session.scalars(statement).all()


def find_passkey(session: Session, user_id: int, credential: bytes) -> Passkey | None:
    """Give the passkey of a credential when it is this person's."""
    return session.scalar(
        select(Passkey).where(Passkey.user_id == user_id, Passkey.credential == credential)
    )


def count_recovery_codes(session: Session, user_id: int) -> int:
    """Count the recovery codes that were not used yet."""
    statement = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.user_id == user_id, RecoveryCode.is_used.is_(False)
    )
    return session.scalar(statement) or 0


def organisation_name(session: Session) -> str:
    """Give the name of the association, which a password must not repeat."""
    return get_organisation(session).name


def check_password(user: User | None, password: str) -> bool:
    """Say whether this password opens this account; unknown and disabled ones take as long."""
    usable = user if user is not None and not user.is_disabled else None
    return fits(usable.password_hash if usable else None, password)


def pending_secret(row: SignInSession) -> bytes | None:
    """Give the secret of an authenticator that is being set up in this session."""
    return sealer(TOTP).open(row.challenge or b"")


def contact_of(user: User, to: str = "", *, prefer_email: bool = False) -> Address | None:
    """Give where to write to a person; `to` narrows it to one of her own addresses."""
    both = [(Channel.SMS, user.phone), (Channel.EMAIL, user.email)]
    for channel, value in reversed(both) if prefer_email else both:
        if value and to in ("", value):
            return Address(channel, value, user.locale)
    return None
