"""Which screen is this, which screens a team has, who waits for help."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.accounts.queries import held_on
from participation.accounts.rules.powers import Role
from participation.foundation.database import get_row
from participation.foundation.scope import entered
from participation.organisations.models import Service

from .models import HelpCall, Pairing

CALLS_SHOWN = 50
FEW = 5
"""Languages of fewer residents keep their usual place: the order of a public list tells nobody."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as its cookie finds it."""

    pairing_id: int
    service_id: int
    service_slug: str
    is_revoked: bool
    px_per_mm: float | None
    label: str


def digest(secret: str) -> str:
    """Give what is stored of a token or of a code."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_screen(session: Session, token: str) -> Screen | None:
    """Give the screen of a token, revoked or not; nothing for a token nobody gave."""
    statement = (
        select(
            Pairing.id,
            Pairing.service_id,
            Service.slug,
            Pairing.revoked_on,
            Pairing.px_per_mm,
            Pairing.label,
        )
        .join(
            Service,
            and_(
                Service.organisation_id == Pairing.organisation_id,
                Service.id == Pairing.service_id,
            ),
        )
        .where(Pairing.digest == digest(token))
    )
    row = session.execute(statement).one_or_none()
    return row and Screen(row[0], row[1], row[2], row[3] is not None, row[4], row[5])


def find_pairing(session: Session, token: str) -> Pairing | None:
    """Give the row of a token's screen, or nothing."""
    return session.scalar(select(Pairing).where(Pairing.digest == digest(token)))


def find_offer(session: Session, code: str, now: dt.datetime) -> Pairing | None:
    """Give the screen that waits for this code, or nothing when the code is unknown or too old."""
    return session.scalar(
        select(Pairing).where(
            Pairing.code_digest == digest(code),
            Pairing.code_until > now,
            Pairing.revoked_on.is_(None),
        )
    )


def get_pairing(session: Session, key: int) -> Pairing:
    """Give a screen of the entered services; NoResultFound otherwise."""
    statement = select(Pairing).where(Pairing.id == key, Pairing.service_id.in_(entered(session)))
    return session.scalars(statement).one()


def list_pairings(session: Session) -> Sequence[Pairing]:
    """Give the screens of the entered services that were not revoked, by name."""
    statement = (
        select(Pairing)
        .where(Pairing.service_id.in_(entered(session)), Pairing.revoked_on.is_(None))
        .order_by(Pairing.label, Pairing.id)
    )
    return session.scalars(statement).all()


def list_waiting(session: Session) -> Sequence[tuple[HelpCall, str]]:
    """Give the calls that nobody has answered, the oldest first, each with its screen's name."""
    statement = (
        select(HelpCall, Pairing.label)
        .join(
            Pairing,
            and_(
                Pairing.organisation_id == HelpCall.organisation_id,
                Pairing.id == HelpCall.pairing_id,
            ),
        )
        .where(HelpCall.answered_at.is_(None))
        .order_by(HelpCall.called_at, HelpCall.id)
        .limit(CALLS_SHOWN)
    )
    return [(call, label) for call, label in session.execute(statement)]


def find_waiting(session: Session, pairing_id: int, since: dt.datetime) -> HelpCall | None:
    """Give the call of a screen that still waits, made since an instant."""
    return session.scalar(
        select(HelpCall).where(
            HelpCall.pairing_id == pairing_id,
            HelpCall.answered_at.is_(None),
            HelpCall.called_at >= since,
        )
    )


def get_call(session: Session, key: int) -> HelpCall:
    """Give a call of an entered service; NoResultFound otherwise."""
    return get_row(session, HelpCall, key)


def slug_of(session: Session, pairing: Pairing) -> str:
    """Give the address part of a screen's service."""
    return session.scalars(select(Service.slug).where(Service.id == pairing.service_id)).one()


def count_languages(session: Session, service_id: int, day: dt.date) -> dict[str, int]:
    """Count the languages of the residents present; one spoken by a few only is left out."""
    statement = (
        select(User.locale, func.count())
        .join(
            Membership,
            and_(
                Membership.organisation_id == User.organisation_id,
                Membership.user_id == User.id,
            ),
        )
        .where(
            Membership.service_id == service_id,
            Membership.role == Role.RESIDENT,
            held_on(day),
        )
        .group_by(User.locale)
        .having(func.count() >= FEW)
    )
    return {str(locale): int(count) for locale, count in session.execute(statement)}
