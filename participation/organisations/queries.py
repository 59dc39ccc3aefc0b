"""Finding associations and services."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from participation.foundation.database import get_row
from participation.organisations.models import Organisation, Pole, Service, Site


def find_organisation(session: Session, slug: str) -> Organisation | None:
    """Give the association of an address, or nothing."""
    return session.scalar(select(Organisation).where(Organisation.slug == slug))


def get_organisation(session: Session) -> Organisation:
    """Give the association that the session has entered."""
    return session.get_one(Organisation, session.info["organisation"])


def list_organisations(session: Session) -> Sequence[Organisation]:
    """Give every association of this installation, by name."""
    return session.scalars(select(Organisation).order_by(Organisation.name)).all()


def find_service(session: Session, slug: str) -> Service | None:
    """Give the service of an address within the entered organisation, or nothing."""
    return session.scalar(select(Service).where(Service.slug == slug))


def get_service(session: Session, key: int) -> Service:
    """Give a service by its key; NoResultFound when it is not of this organisation."""
    return get_row(session, Service, key)


def list_services(
    session: Session, *, keys: frozenset[int] | None = None, on: dt.date | None = None
) -> Sequence[Service]:
    """Give services by name; those of `keys` only, and those open on a day only, when given."""
    statement = select(Service).order_by(Service.public_name)
    if keys is not None:
        statement = statement.where(Service.id.in_(keys))
    if on is not None:
        still = or_(Service.closed_on.is_(None), Service.closed_on > on)
        statement = statement.where(Service.opened_on <= on, still)
    return session.scalars(statement).all()


def list_poles(session: Session) -> Sequence[Pole]:
    """Give the poles by name."""
    return session.scalars(select(Pole).order_by(Pole.name)).all()


def list_sites(session: Session, service_id: int) -> Sequence[Site]:
    """Give the sites of a service by name."""
    statement = select(Site).where(Site.service_id == service_id).order_by(Site.name)
    return session.scalars(statement).all()
