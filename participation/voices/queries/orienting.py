"""Whom else to talk to, and how many were shown them."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.foundation.database import get_row
from participation.voices.models import Contact, Orientation
from participation.voices.rules import ContactKind

ORDER = tuple(ContactKind)


def get_contact(session: Session, key: int) -> Contact:
    """Give a contact of an entered service; NoResultFound otherwise."""
    return get_row(session, Contact, key)


def list_contacts(session: Session) -> Sequence[Contact]:
    """Give whom the entered services name, those that the law names first."""
    found = session.scalars(select(Contact).order_by(Contact.id)).all()
    return sorted(found, key=lambda one: ORDER.index(one.kind))


def count_orientations(session: Session, since: dt.date, until: dt.date) -> int:
    """Count the orientations of the entered services between two days, whole months included."""
    statement = select(func.coalesce(func.sum(Orientation.count), 0)).where(
        Orientation.month >= since.replace(day=1), Orientation.month <= until
    )
    return int(session.scalar(statement) or 0)  # PostgreSQL sums into a decimal
