"""The helpers whom a coordinator looks after: those of her services, and their places."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership, User
from participation.accounts.queries import get_user, held_on
from participation.accounts.rules.powers import Role
from participation.foundation.clock import PARIS
from participation.foundation.scope import entered
from participation.organisations.models import Service
from participation.organisations.queries import list_services
from participation.peers.models import (
    Assignment,
    Peer,
    PeerLanguage,
    PeerPlace,
    PeerTopic,
    Qualification,
    Slot,
)
from participation.peers.rules.civil import WEEK, day_of, monday_of
from participation.peers.rules.kinds import LanguageLevel, SlotState, Topic
from participation.peers.rules.planning import days_span

from .loads import minutes_in, taken_by
from .people import list_peers
from .slots import THERE

FLUENT = (LanguageLevel.WELL, LanguageLevel.NATIVE)
"""How well a language must be spoken to help in it."""


def list_placed(
    session: Session, services: Collection[int], day: dt.date | None = None
) -> list[Peer]:
    """Give the helpers of some services by name: all, or those who are engaged on a day."""
    peers = list_peers(session, day)
    places = places_of(session, peers)
    return [one for one in peers if places.get(one.id, {}).keys() & set(services)]


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


def fluent_in(session: Session, peers: Collection[Peer]) -> Mapping[int, frozenset[str]]:
    """Give the languages in which each helper can help, by their tags."""
    found: dict[int, set[str]] = defaultdict(set)
    own = (PeerLanguage.helper_id.in_([one.id for one in peers]), PeerLanguage.level.in_(FLUENT))
    for one in session.scalars(select(PeerLanguage).where(*own)):
        found[one.helper_id].add(one.locale)
    return {one.id: frozenset(found[one.id]) for one in peers}


def lived_by(session: Session, peers: Collection[Peer]) -> Mapping[int, frozenset[Topic]]:
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


@dataclass(frozen=True, slots=True)
class PeerSheet:
    """A helper with what hangs on her: person, referent, duo, places, and the weeks around."""

    peer: Peer
    user: User
    referent: User | None
    duo: Peer | None
    places: Mapping[int, int]
    """Minutes of travel by service."""
    weeks: list[tuple[dt.date, int]]
    """Monday and elapsed minutes, from the week before to four weeks on."""
    coming: list[tuple[Slot, Assignment]]


def see_peer(session: Session, peer: Peer, now: dt.datetime) -> PeerSheet:
    """Look at one helper; of other houses, only how many minutes she gives is told."""
    monday = monday_of(day_of(now, PARIS))
    mondays = [monday + number * WEEK for number in range(-1, 5)]
    taken = taken_by(session, [peer.id], days_span(mondays[0], mondays[-1] + WEEK))
    own = and_(Slot.organisation_id == Assignment.organisation_id, Slot.id == Assignment.slot_id)
    statement = (
        select(Slot, Assignment)
        .join(Assignment, own)
        .where(Assignment.helper_id == peer.id, Assignment.state.in_(THERE), Slot.ends > now)
        .where(Slot.state == SlotState.PLANNED)
        .order_by(Slot.starts)
        .limit(20)
    )
    return PeerSheet(
        peer=peer,
        user=get_user(session, peer.user_id),
        referent=None if peer.referent_id is None else get_user(session, peer.referent_id),
        duo=session.scalars(select(Peer).where(Peer.id == (peer.duo_id or 0))).one_or_none(),
        places=places_of(session, [peer]).get(peer.id, {}),
        weeks=[
            (each, minutes_in(taken.get(peer.id, ()), days_span(each, each + WEEK)))
            for each in mondays
        ],
        coming=[(slot, one) for slot, one in session.execute(statement)],
    )
