"""Association, pole, service, site: tables and constraints."""

import datetime as dt

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.keys import new_key
from participation.foundation.places import houses, places
from participation.foundation.scope import Keyed
from participation.foundation.types import code
from participation.organisations.rules import ServiceKind


class Organisation(Base):
    """An association: the tenant. The only table that stands outside the walls."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_key, autoincrement=False)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    languages: Mapped[str] = mapped_column(String(200), default="fr,fr@falc,en,ar,fa_AF,ps,uk,ru")
    retention_months: Mapped[int] = mapped_column(default=24)


class Pole(Keyed, Base):
    """A group of services under one direction."""

    __tablename__ = "pole"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    name: Mapped[str] = mapped_column(String(120))


class Service(Keyed, Base):
    """The unit of everything: a house, a team, a door. Its public name is neutral."""

    __tablename__ = "service"
    __table_args__ = (
        UniqueConstraint("organisation_id", "slug"),
        refers("pole", "pole_id"),
        CheckConstraint("closed_on IS NULL OR closed_on > opened_on", name="closed_after_opened"),
    )

    pole_id: Mapped[int | None]
    slug: Mapped[str] = mapped_column(String(40))
    public_name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[ServiceKind] = mapped_column(code(ServiceKind))
    places: Mapped[int | None]
    is_protected: Mapped[bool] = mapped_column(default=False)
    opened_on: Mapped[dt.date]
    closed_on: Mapped[dt.date | None]


class Site(Keyed, Base):
    """A place of a service; a protected service's site is a code without address."""

    __tablename__ = "site"
    __table_args__ = (
        refers("service", "service_id"),
        UniqueConstraint("organisation_id", "service_id", "name"),
        CheckConstraint("NOT is_protected OR address = ''", name="no_protected_address"),
    )

    service_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(200), default="")
    is_protected: Mapped[bool] = mapped_column(default=False)


houses.watch(Organisation)
places.watch(Service)
