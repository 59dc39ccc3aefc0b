"""Lists of people within the services that the session has entered, and one person's facts."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from participation.accounts.models import (
    AccessCard,
    Membership,
    User,
)
from participation.accounts.rules.powers import Role
from participation.foundation.keys import from_text, to_text
from participation.foundation.scope import entered
from participation.organisations.models import Pole, Service

from .identity import all_services, held_on

PAGE = 50


def count_residents(session: Session, service_ids: frozenset[int], day: dt.date) -> dict[int, int]:
    """Give the number of residents present in each service on a day, where there is one."""
    statement = (
        select(Membership.service_id, func.count(Membership.id))
        .where(
            Membership.service_id.in_(service_ids),
            Membership.role == Role.RESIDENT,
            held_on(day),
        )
        .group_by(Membership.service_id)
    )
    return {key: count for key, count in session.execute(statement) if key is not None}


def count_spoken(
    session: Session, service_ids: frozenset[int], day: dt.date
) -> dict[int, dict[str, int]]:
    """Give the residents present in each service on a day by the language they use here."""
    statement = (
        select(Membership.service_id, User.locale, func.count(Membership.id))
        .join(
            User,
            and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id),
        )
        .where(
            Membership.service_id.in_(service_ids),
            Membership.role == Role.RESIDENT,
            held_on(day),
        )
        .group_by(Membership.service_id, User.locale)
    )
    found: dict[int, dict[str, int]] = {}
    for key, locale, count in session.execute(statement):
        if key is not None:
            found.setdefault(key, {})[locale] = count
    return found


def list_people(session: Session, service_id: int, day: dt.date) -> Sequence[tuple[User, Role]]:
    """Give the people who hold a role in a service on a day, by name."""
    statement = (
        select(User, Membership.role)
        .join(
            Membership,
            and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id),
        )
        .where(Membership.service_id == service_id, held_on(day))
        .order_by(User.name, User.id)
    )
    return [(user, role) for user, role in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: a person, one of her roles, and where (None: everywhere)."""

    user: User
    membership: Membership
    service: Service | None


def _lines() -> Select[User, Membership, Service]:
    same_user = and_(
        Membership.organisation_id == User.organisation_id, Membership.user_id == User.id
    )
    same_place = and_(
        Service.organisation_id == Membership.organisation_id, Service.id == Membership.service_id
    )
    return (
        select(User, Membership, Service)
        .join(Membership, same_user)
        .join(Service, same_place, isouter=True)
    )


def _within(session: Session) -> ColumnElement[bool]:
    """Give the condition that a role is in the entered services; one held everywhere, in all."""
    here = entered(session)
    inside = Membership.service_id.in_(here)
    return or_(inside, Membership.service_id.is_(None)) if here >= all_services(session) else inside


@dataclass(frozen=True, slots=True)
class Search:
    """What a list of people is narrowed to."""

    service_id: int | None = None
    role: Role | None = None
    words: str = ""
    with_former: bool = False


def search_people(
    session: Session, search: Search, day: dt.date, *, page: int = 1
) -> tuple[Sequence[Line], int]:
    """Give one page of lines (fifty) by name, and how many there are in all."""
    statement = _lines().where(_within(session))
    if not search.with_former:
        statement = statement.where(held_on(day))
    if search.service_id is not None:
        statement = statement.where(Membership.service_id == search.service_id)
    if search.role is not None:
        statement = statement.where(Membership.role == search.role)
    for word in search.words.split():
        pattern = f"%{word.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
        named = func.lower(User.name).like(pattern.lower(), escape="/")
        statement = statement.where(or_(named, User.email.like(pattern.lower(), escape="/")))
    count = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    rows = session.execute(
        statement.order_by(User.name, User.id, Membership.id).limit(PAGE).offset(PAGE * (page - 1))
    )
    return [Line(user, membership, service) for user, membership, service in rows], count


def get_person(session: Session, key: int) -> User:
    """Give a person who has, or had, a role in the entered services; NoResultFound otherwise.

    Who has no role at all is found by those alone who may read everywhere.
    """
    reached = select(Membership.id).where(Membership.user_id == User.id, _within(session))
    condition: ColumnElement[bool] = reached.exists()
    if entered(session) >= all_services(session):
        none_at_all = ~select(Membership.id).where(Membership.user_id == User.id).exists()
        condition = or_(condition, none_at_all)
    return session.scalars(select(User).where(User.id == key, condition)).one()


def list_memberships(session: Session, user_id: int, on: dt.date | None = None) -> Sequence[Line]:
    """Give the roles of a person, newest first: all of them, or those held on a day."""
    statement = _lines().where(Membership.user_id == user_id)
    if on is not None:
        statement = statement.where(held_on(on))
    rows = session.execute(statement.order_by(Membership.since.desc(), Membership.id.desc()))
    return [Line(user, membership, service) for user, membership, service in rows]


def get_membership(session: Session, key: int) -> Membership:
    """Give a role of somebody within the entered services; NoResultFound otherwise."""
    return session.scalars(select(Membership).where(Membership.id == key, _within(session))).one()


def count_administrators(session: Session, day: dt.date, *, but: int) -> int:
    """Count who administers the association on a day, one person left out.

    Who administers it by the directory alone does not count: on the day when the directory is gone,
    somebody must be able to come in.
    """
    statement = (
        select(func.count(User.id.distinct()))
        .join(
            Membership,
            and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id),
        )
        .where(
            Membership.role == Role.ADMINISTRATOR,
            Membership.from_directory.is_(False),
            User.id != but,
            User.is_disabled.is_(False),
            held_on(day),
        )
    )
    return session.scalar(statement) or 0


def list_residents_without_card(session: Session, service_id: int, day: dt.date) -> Sequence[User]:
    """Give the residents of a service who have no card that opens, by name."""
    card = select(AccessCard.id).where(
        AccessCard.user_id == User.id, AccessCard.revoked_on.is_(None)
    )
    statement = (
        select(User)
        .join(
            Membership,
            and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id),
        )
        .where(
            Membership.service_id == service_id,
            Membership.role == Role.RESIDENT,
            User.is_disabled.is_(False),
            held_on(day),
            ~card.exists(),
        )
        .order_by(User.name, User.id)
        .distinct()
    )
    return session.scalars(statement).all()


def names_of(session: Session, marks: Collection[str]) -> Mapping[str, str]:
    """Give the names of people and services that the journal keeps as `user:key`, `service:key`."""
    keys: dict[str, dict[int, str]] = {}
    for mark in marks:
        table, _colon, key = mark.partition(":")
        with suppress(ValueError):
            keys.setdefault(table, {})[from_text(key)] = mark
    people = keys.get("user", {}).keys() | keys.get("user_account", {}).keys()
    names: dict[str, str] = {}
    for user in session.scalars(select(User).where(User.id.in_(list(people)))):
        text = to_text(user.id)
        names |= {f"user:{text}": user.name, f"user_account:{text}": user.name}
    for service in session.scalars(
        select(Service).where(Service.id.in_(list(keys.get("service", ()))))
    ):
        names[f"service:{to_text(service.id)}"] = service.public_name
    for pole in session.scalars(select(Pole).where(Pole.id.in_(list(keys.get("pole", ()))))):
        names[f"pole:{to_text(pole.id)}"] = pole.name
    return names
