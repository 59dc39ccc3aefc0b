"""The helpers whom a coordinator looks after: those of her services, and their places."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.accounts.queries import held_on
from participation.accounts.rules.powers import Role
from participation.foundation.scope import entered
from participation.organisations.models import Service
from participation.organisations.queries import list_services
from participation.peers.models import (
    Peer,
    PeerLanguage,
    PeerPlace,
    PeerTopic,
    Qualification,
)
from participation.peers.rules.kinds import LanguageLevel, Topic

FLUENT = (LanguageLevel.WELL, LanguageLevel.NATIVE)
"""How well a language must be spoken to help in it."""


def list_team(
    session: Session, *, on: dt.date | None = None, services: Collection[int] | None = None
) -> Sequence[Peer]:
    """Give the helpers of the entered services by name; on a day, those whose time has not ended."""
    here = entered(session) if services is None else frozenset(services)
    places = select(PeerPlace.helper_id).where(PeerPlace.service_id.in_(here))
    statement = select(Peer).where(Peer.id.in_(places))
    if on is not None:
        statement = statement.where(or_(Peer.until.is_(None), Peer.until > on))
    return session.scalars(statement.order_by(Peer.name, Peer.id)).all()


def get_peer(session: Session, key: int) -> Peer:
    """Give a helper of the entered services; NoResultFound for those of others."""
    places = select(PeerPlace.helper_id).where(PeerPlace.service_id.in_(entered(session)))
    return session.scalars(select(Peer).where(Peer.id == key, Peer.id.in_(places))).one()


def find_peer_of(session: Session, user_id: int) -> Peer | None:
    """Give the helper that a person is, or nothing."""
    return session.scalars(select(Peer).where(Peer.user_id == user_id)).one_or_none()


def users_of(session: Session, peers: Collection[Peer]) -> Mapping[int, User]:
    """Give the person behind each helper, by the key of the helper."""
    statement = select(User).where(User.id.in_([one.user_id for one in peers]))
    found = {one.id: one for one in session.scalars(statement)}
    return {one.id: found[one.user_id] for one in peers}


def places_of(session: Session, peers: Collection[Peer]) -> Mapping[int, Mapping[int, int]]:
    """Give where helpers help among the entered services: minutes of travel by service."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    statement = select(PeerPlace).where(PeerPlace.helper_id.in_([one.id for one in peers]))
    for one in session.scalars(statement):
        found[one.helper_id][one.service_id] = one.travel_minutes
    return found


def languages_of(session: Session, peers: Collection[Peer]) -> Mapping[int, frozenset[str]]:
    """Give the languages in which each helper can help, by their tags."""
    found: dict[int, set[str]] = defaultdict(set)
    own = (PeerLanguage.helper_id.in_([one.id for one in peers]), PeerLanguage.level.in_(FLUENT))
    for one in session.scalars(select(PeerLanguage).where(*own)):
        found[one.helper_id].add(one.locale)
    return {one.id: frozenset(found[one.id]) for one in peers}


def topics_of(session: Session, peers: Collection[Peer]) -> Mapping[int, frozenset[Topic]]:
    """Give what helpers know from their own life: it finds the right one, and is not shown."""
    found: dict[int, set[Topic]] = defaultdict(set)
    statement = select(PeerTopic).where(PeerTopic.helper_id.in_([one.id for one in peers]))
    for one in session.scalars(statement):
        found[one.helper_id].add(one.topic)
    return {one.id: frozenset(found[one.id]) for one in peers}


def list_qualifications(session: Session, peer: Peer) -> Sequence[Qualification]:
    """Give what a helper has learnt, the first to expire first."""
    own = Qualification.helper_id == peer.id
    order = (Qualification.expires_on.is_(None), Qualification.expires_on, Qualification.name)
    return session.scalars(select(Qualification).where(own).order_by(*order)).all()


def get_qualification(session: Session, peer: Peer, key: int) -> Qualification:
    """Give a training of a helper; NoResultFound when it is another's."""
    own = (Qualification.helper_id == peer.id, Qualification.id == key)
    return session.scalars(select(Qualification).where(*own)).one()


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person who may be made a helper, and the services where her role lets her help."""

    user: User
    services: frozenset[int]


def list_newcomers(session: Session, day: dt.date) -> list[Newcomer]:
    """Give who holds the role of helper in the entered services and is not one here yet."""
    here = entered(session)
    same = and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id)
    known = select(PeerPlace.helper_id).where(PeerPlace.service_id.in_(here))
    helping = select(Peer.user_id).where(Peer.id.in_(known))
    statement = (
        select(User, Membership.service_id)
        .join(Membership, same)
        .where(
            Membership.role == Role.PEER_HELPER,
            or_(Membership.service_id.in_(here), Membership.service_id.is_(None)),
            held_on(day),
            User.is_disabled.is_(False),
            User.id.not_in(helping),
        )
        .order_by(User.name, User.id)
    )
    found: dict[int, Newcomer] = {}
    for user, service_id in session.execute(statement):
        before = found[user.id].services if user.id in found else frozenset[int]()
        more = here if service_id is None else frozenset({service_id})
        found[user.id] = Newcomer(user, before | more)
    return list(found.values())


def list_colleagues(session: Session, day: dt.date) -> Sequence[User]:
    """Give who may be a referent: the staff and helpers of the entered services."""
    roles = (Role.PEER_HELPER, Role.COORDINATOR, Role.FACILITATOR, Role.MANAGER)
    same = and_(Membership.organisation_id == User.organisation_id, Membership.user_id == User.id)
    place = or_(Membership.service_id.in_(entered(session)), Membership.service_id.is_(None))
    statement = (
        select(User)
        .join(Membership, same)
        .where(Membership.role.in_(roles), place, held_on(day), User.is_disabled.is_(False))
        .order_by(User.name, User.id)
    )
    return session.scalars(statement).unique().all()


def services_here(session: Session, day: dt.date | None = None) -> Mapping[int, Service]:
    """Give the services that were entered, by key, in the order of their names."""
    return {one.id: one for one in list_services(session, keys=entered(session), on=day)}
