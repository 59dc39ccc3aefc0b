"""Who may be given a seat: people who hold a role in the services of a council."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.accounts.queries import held_on
from participation.accounts.rules.powers import STAFF, Role
from participation.councils.models import Council
from participation.councils.rules.kinds import CollegeKind, CouncilForm

from .councils import list_councils, list_terms
from .sheet import span_of

_RELATIVES = frozenset({Role.RELATIVE})
_TEAM = STAFF - {Role.MANAGER}
"""Directors attend with an advisory voice: they are not offered a seat of the staff (D311-9)."""
_MANAGERS = frozenset({Role.MANAGER, Role.QUALITY_MANAGER, Role.ADMINISTRATOR})
ROLES: Mapping[CollegeKind, frozenset[Role]] = {
    CollegeKind.RESIDENTS: frozenset({Role.RESIDENT}),
    CollegeKind.RELATIVES: _RELATIVES,
    CollegeKind.LEGAL_REPRESENTATIVES: _RELATIVES,
    CollegeKind.STAFF: _TEAM,
    CollegeKind.CARE_TEAM: _TEAM,
    CollegeKind.DOCTOR: _TEAM,
    CollegeKind.MANAGING_BODY: _MANAGERS,
}
"""Whom the list of a college offers; for the other colleges a name is written."""


@dataclass(frozen=True, slots=True)
class Sitter:
    """A person who may be given a seat: her role's key, her name, the service (None: all)."""

    membership_id: int
    name: str
    service_id: int | None


def list_sitters(
    session: Session, kind: CollegeKind, service_ids: Collection[int], day: dt.date
) -> Sequence[Sitter]:
    """Give who may be chosen for a college on a day, by name."""
    here = Membership.service_id.in_(service_ids)
    statement = (
        select(Membership.id, User.name, Membership.service_id)
        .join(
            User,
            and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id),
        )
        .where(
            Membership.role.in_(ROLES.get(kind, frozenset())),
            or_(here, Membership.service_id.is_(None)),
            User.is_disabled.is_(False),
            held_on(day),
        )
        .order_by(User.name, Membership.id)
    )
    return [Sitter(key, name, place) for key, name, place in session.execute(statement)]


def keep_elected(
    session: Session, council: Council, sitters: Sequence[Sitter], day: dt.date
) -> Sequence[Sitter]:
    """Give those who may be offered a seat of a council: in one of the elected, the elected only.

    They are elected in another council of a service that this one covers.
    """
    if council.form is not CouncilForm.JOINT:
        return sitters
    elected = elected_roles(session, council, day)
    return [one for one in sitters if one.membership_id in elected]


def elected_roles(session: Session, council: Council, day: dt.date) -> frozenset[int]:
    """Give the roles that hold a seat on a day in the other councils of the entered services."""
    others = [one.id for one in list_councils(session, on=day) if one.id != council.id]
    return frozenset(
        term.membership_id
        for term in list_terms(session, others)
        if term.membership_id is not None and span_of(term).holds(day)
    )


def find_membership(session: Session, key: int) -> Membership | None:
    """Give a role by its key within the organisation, or nothing."""
    return session.scalar(select(Membership).where(Membership.id == key))


def user_of(session: Session, membership_ids: Collection[int]) -> Mapping[int, int]:
    """Give the person behind each role."""
    statement = select(Membership.id, Membership.user_id).where(Membership.id.in_(membership_ids))
    return dict(session.execute(statement).all())


def names_by_role(session: Session, membership_ids: Collection[int]) -> Mapping[int, str]:
    """Give the name behind each role."""
    statement = (
        select(Membership.id, User.name)
        .join(
            User,
            and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id),
        )
        .where(Membership.id.in_(membership_ids))
    )
    return dict(session.execute(statement).all())


def role_in(session: Session, user_id: int, service_id: int, day: dt.date) -> int | None:
    """Give the role that a person holds in a service on a day, or nothing."""
    statement = select(Membership.id).where(
        Membership.user_id == user_id, Membership.service_id == service_id, held_on(day)
    )
    return session.scalar(statement.order_by(Membership.id).limit(1))
