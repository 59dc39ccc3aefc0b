"""Who agreed to be written to when a survey opens, and where."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User, WritingConsent
from participation.accounts.rules.powers import Role
from participation.notifications.rules import Address, why_not

from .identity import held_on
from .proofs import contact_of


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who agreed to be written to, and where."""

    user_id: int
    address: Address


def find_wish(session: Session, user_id: int) -> WritingConsent | None:
    """Give the last word of a person, or nothing when nobody asked her."""
    return session.scalar(select(WritingConsent).where(WritingConsent.user_id == user_id))


def get_wish(session: Session, user_id: int) -> WritingConsent:
    """Give the last word of a person; NoResultFound when there is none."""
    return session.scalars(select(WritingConsent).where(WritingConsent.user_id == user_id)).one()


def list_readers(
    session: Session, service_ids: Collection[int], day: dt.date
) -> Mapping[int, Sequence[Reader]]:
    """Give the residents present in each service on a day who agreed and who can be reached.

    Each by her telephone, else by her e-mail address; an address that nothing can be sent to is
    left out, and so is somebody who was shut out.
    """
    statement = (
        select(Membership.service_id, User)
        .join(
            User,
            and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id),
        )
        .join(
            WritingConsent,
            and_(
                WritingConsent.organisation_id == User.organisation_id,
                WritingConsent.user_id == User.id,
            ),
        )
        .where(
            Membership.service_id.in_(service_ids),
            Membership.role == Role.RESIDENT,
            held_on(day),
            WritingConsent.agrees.is_(True),
            User.is_disabled.is_(False),
        )
        .order_by(User.id)
    )
    found: dict[int, dict[int, Reader]] = {key: {} for key in service_ids}
    for service_id, user in session.execute(statement):
        address = contact_of(user)
        if service_id is not None and address is not None and why_not(address) is None:
            found[service_id][user.id] = Reader(user.id, address)
    return {key: tuple(readers.values()) for key, readers in found.items()}


def list_of_contact(session: Session, contact: str) -> Sequence[User]:
    """Give those who agreed and whose number or address this is; two people may share one."""
    mine = or_(User.phone == contact, User.email == contact)
    agreed = and_(
        WritingConsent.organisation_id == User.organisation_id,
        WritingConsent.user_id == User.id,
        WritingConsent.agrees.is_(True),
    )
    return session.scalars(select(User).join(WritingConsent, agreed).where(mine)).all()
