"""Alerts that nobody has taken over yet."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.organisations.queries import get_service
from participation.voices.models import Alert
from participation.voices.rules import RECEIVING


def takes_alerts(session: Session, service_id: int) -> bool:
    """Say whether a service goes to see people at home."""
    return get_service(session, service_id).kind in RECEIVING


def list_alerts(session: Session) -> Sequence[Alert]:
    """Give what waits in the entered services, by the key of chance: no order of arrival."""
    return session.scalars(select(Alert).order_by(Alert.key)).all()


def count_alerts(session: Session, service_id: int | None = None) -> int:
    """Count what waits, in one service or in all those entered."""
    statement = select(func.count()).select_from(Alert)
    if service_id is not None:
        statement = statement.where(Alert.service_id == service_id)
    return int(session.scalar(statement) or 0)


def get_alert(session: Session, key: UUID) -> Alert:
    """Give an alert of an entered service; NoResultFound otherwise, or once it was taken over.

    Whoever else would take it over waits, and then finds it gone.
    """
    return session.scalars(select(Alert).where(Alert.key == key).with_for_update()).one()
