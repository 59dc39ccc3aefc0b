"""Helpers: oneself, those of the entered services, and what each wants known of her."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from participation.accounts.models import Membership
from participation.accounts.queries import held_on
from participation.accounts.rules.powers import Role
from participation.peers.models import Peer, PeerLanguage, PeerPlace, PeerTopic


def find_own(session: Session, user_id: int | None) -> Peer | None:
    """Give the helper that a person is, or nothing; never anybody else."""
    if user_id is None:
        return None
    return session.scalar(select(Peer).where(Peer.user_id == user_id))


def _placed() -> ColumnElement[bool]:
    return and_(PeerPlace.organisation_id == Peer.organisation_id, PeerPlace.helper_id == Peer.id)


def get_peer(session: Session, key: int) -> Peer:
    """Give a helper of an entered service; NoResultFound otherwise."""
    there = select(PeerPlace.helper_id).where(_placed())
    return session.scalars(select(Peer).where(Peer.id == key, there.exists())).one()


def list_peers(session: Session, day: dt.date | None = None) -> Sequence[Peer]:
    """Give the helpers of the entered services by name: all, or those engaged on a day."""
    there = select(PeerPlace.helper_id).where(_placed())
    statement = select(Peer).where(there.exists()).order_by(Peer.name, Peer.id)
    if day is not None:
        statement = statement.where(Peer.since <= day, or_(Peer.until.is_(None), Peer.until > day))
    return session.scalars(statement).all()


def places_of(session: Session, peer_id: int) -> Sequence[PeerPlace]:
    """Give the entered services where a helper helps."""
    statement = select(PeerPlace).where(PeerPlace.helper_id == peer_id)
    return session.scalars(statement.order_by(PeerPlace.service_id)).all()


def languages_of(
    session: Session, peer_ids: Collection[int]
) -> Mapping[int, Sequence[PeerLanguage]]:
    """Give what some helpers speak, the language that each speaks best first."""
    statement = select(PeerLanguage).where(PeerLanguage.helper_id.in_(peer_ids))
    found: dict[int, list[PeerLanguage]] = {each: [] for each in peer_ids}
    for row in session.scalars(statement.order_by(PeerLanguage.locale)):
        found[row.helper_id].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: ("native", "well", "little").index(row.level.value))
    return found


def topics_of(session: Session, peer_id: int) -> Sequence[PeerTopic]:
    """Give what a helper knows from her own life, shown or not: for her, and to find her."""
    statement = select(PeerTopic).where(PeerTopic.helper_id == peer_id)
    return session.scalars(statement.order_by(PeerTopic.topic)).all()


def homes_of(session: Session, user_id: int, day: dt.date) -> frozenset[int]:
    """Give the services where a person lives on a day."""
    return _services_of(session, user_id, day, Role.RESIDENT)


def helps_in(session: Session, user_id: int, day: dt.date) -> frozenset[int]:
    """Give the services where a person holds the role of a helper on a day."""
    return _services_of(session, user_id, day, Role.PEER_HELPER)


def _services_of(session: Session, user_id: int, day: dt.date, role: Role) -> frozenset[int]:
    statement = select(Membership.service_id).where(
        Membership.user_id == user_id, Membership.role == role, held_on(day)
    )
    return frozenset(each for each in session.scalars(statement) if each is not None)


def colleagues_of(session: Session, peer: Peer, day: dt.date) -> Sequence[Peer]:
    """Give the other helpers of the entered services where a helper helps, by name."""
    mine = {each.service_id for each in places_of(session, peer.id)}
    shared = select(PeerPlace.helper_id).where(PeerPlace.service_id.in_(mine))
    near = frozenset(session.scalars(shared)) - {peer.id}
    return [each for each in list_peers(session, day) if each.id in near]
