"""Believable places and people, built through the same operations as the program's."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.accounts.queries import all_services
from participation.accounts.rules.powers import Role
from participation.foundation import clock
from participation.foundation.act import Act
from participation.foundation.database import open_session
from participation.foundation.scope import enter, enter_organisation
from participation.organisations.operations import (
    ServiceSheet,
    create_service,
    found_organisation,
)
from participation.organisations.rules import ServiceKind

OPENED = dt.date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Town:
    """An association with two services, and the keys to find them again."""

    organisation_id: int
    slug: str
    here: int
    there: int

    @property
    def services(self) -> frozenset[int]:
        """Give both services."""
        return frozenset({self.here, self.there})


@contextmanager
def acting(engine: Engine, actor: str = "test") -> Iterator[Act]:
    """Act in one writing session, committed at the end."""
    with open_session(engine, writing=True) as session:
        yield Act(session, actor, clock.now())
        session.commit()


@contextmanager
def acting_in(engine: Engine, town: Town, *services: int, actor: str = "test") -> Iterator[Act]:
    """Act within an association, in the given services or in all of them."""
    with acting(engine, actor) as act:
        enter_organisation(act.session, town.organisation_id)
        enter(act.session, services or all_services(act.session))
        yield act


@contextmanager
def looking_in(engine: Engine, town: Town, *services: int) -> Iterator[Session]:
    """Read within an association, in the given services or in all of them."""
    with open_session(engine, writing=False) as session:
        enter_organisation(session, town.organisation_id)
        enter(session, services or all_services(session))
        yield session


def make_town(engine: Engine, slug: str = "rive") -> Town:
    """Found an association with two services of different kinds."""
    with acting(engine) as act:
        organisation = found_organisation(act, slug=slug, name=f"Association {slug}")
        here = create_service(
            act, ServiceSheet("tilleul", "Maison Tilleul", ServiceKind.CHRS, OPENED, places=40)
        )
        there = create_service(
            act, ServiceSheet("olivier", "Résidence Olivier", ServiceKind.EHPAD, OPENED, places=60)
        )
        return Town(organisation.id, slug, here.id, there.id)


def make_person(
    act: Act,
    name: str,
    role: Role,
    service_id: int | None,
    *,
    since: dt.date = OPENED,
    until: dt.date | None = None,
    email: str | None = None,
    locale: str = "fr",
) -> User:
    """Add a person with one role."""
    user = User(name=name, email=email, locale=locale, last_contact_on=since)
    act.session.add(user)
    act.session.flush()
    act.session.add(
        Membership(user_id=user.id, service_id=service_id, role=role, since=since, until=until)
    )
    act.session.flush()
    return user
