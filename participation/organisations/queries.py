"""Finding associations and services, and what the law asks of each kind."""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from participation.foundation.database import get_row
from participation.organisations.models import Organisation, Pole, Service, Site
from participation.organisations.rules import Ask, Demand, KindLaw, ServiceKind

FOLDER = Path(__file__).parent


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


def keep_within(service: Service, keys: frozenset[int]) -> Service:
    """Give the service when it is one of these; NoResultFound as if it did not exist otherwise."""
    if service.id not in keys:
        raise NoResultFound
    return service


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


def get_pole(session: Session, key: int) -> Pole:
    """Give a pole by its key; NoResultFound when it is not of this organisation."""
    return get_row(session, Pole, key)


def get_site(session: Session, key: int) -> Site:
    """Give a site by its key; NoResultFound when it is not of this organisation."""
    return get_row(session, Site, key)


def list_all_sites(session: Session, keys: frozenset[int]) -> Mapping[int, Sequence[Site]]:
    """Give the sites of some services, by service, in the order of their names."""
    found: dict[int, list[Site]] = {}
    for site in session.scalars(select(Site).where(Site.service_id.in_(keys)).order_by(Site.name)):
        found.setdefault(site.service_id, []).append(site)
    return found


def law_of(kind: ServiceKind, on: dt.date = dt.date.max) -> KindLaw:
    """Give what the law of a day asks of a kind of service, with article, source and verified flag.

    A day before the first dated file gets that one's categories: there is no law to judge by then.
    """
    laws = [read_law(path)[kind] for path in sorted(FOLDER.glob("service-kinds-*.toml"))]
    begun = [each for each in laws if each.since <= on]
    return begun[-1] if begun else laws[0]


@cache
def read_law(path: Path) -> Mapping[ServiceKind, KindLaw]:
    """Read a dated file of the law; KeyError when a kind is missing from it."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    common = [_demand(facts) for facts in data["common"]]
    laws = {}
    for kind in ServiceKind:
        facts = data["kinds"][kind.value]
        demands = [_demand(one) for one in facts["asks"]]
        outside = any(one.ask is Ask.OUTSIDE for one in demands)
        laws[kind] = KindLaw(
            kind=kind,
            category=facts.get("category", ""),
            demands=tuple(demands if outside else [*common, *demands]),
            since=data["from"],
            title=data["title"],
            is_scattered=facts.get("scattered", False) is True,
        )
    return laws


def _demand(facts: Mapping[str, object]) -> Demand:
    return Demand(
        Ask(str(facts["ask"])),
        str(facts["article"]),
        str(facts["source"]),
        verified=facts["verified"] is True,
    )
