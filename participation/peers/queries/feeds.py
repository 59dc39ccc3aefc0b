"""What a private calendar shows: her own times, neutral, and nothing of where women are safe."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import User
from participation.accounts.queries import digest
from participation.foundation.clock import PARIS
from participation.foundation.scope import within
from participation.organisations.models import Service
from participation.peers.models import Assignment, CalendarFeed, Peer, Slot
from participation.peers.rules.civil import day_of
from participation.peers.rules.kinds import AssignmentState, SlotState

from .handing import of_slot
from .people import find_own, helps_in

BACK, AHEAD = dt.timedelta(days=30), dt.timedelta(days=183)
"""How far a calendar shows; what was cancelled stays as long as what is past (RFC 5546)."""
SHOWN = (AssignmentState.PROMISED, AssignmentState.COVER_WANTED, AssignmentState.LEFT)


@dataclass(frozen=True, slots=True)
class OwnTime:
    """One time for a calendar; `place` is empty where the service is protected."""

    slot: Slot
    place: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose calendar, in which language, and her times by beginning."""

    user: User
    times: tuple[OwnTime, ...]


def list_open(session: Session, user_id: int) -> Sequence[CalendarFeed]:
    """Give the open addresses of a person."""
    own = (CalendarFeed.user_id == user_id, CalendarFeed.revoked_on.is_(None))
    return session.scalars(select(CalendarFeed).where(*own)).all()


def find_feed(session: Session, token: str, now: dt.datetime) -> Feed | None:
    """Give what stands at an address; nothing when it was closed or opens for nobody any more.

    Only the services where she holds the role of a helper today are read.
    """
    own = (CalendarFeed.digest == digest(token), CalendarFeed.revoked_on.is_(None))
    feed = session.scalars(select(CalendarFeed).where(*own)).one_or_none()
    if feed is None:
        return None
    user = session.scalars(select(User).where(User.id == feed.user_id)).one()
    peer = find_own(session, user.id)
    if user.is_disabled or peer is None:
        return None
    with within(session, helps_in(session, user.id, day_of(now, PARIS))):
        return Feed(user, tuple(_times(session, peer, now)))


def _times(session: Session, peer: Peer, now: dt.datetime) -> list[OwnTime]:
    statement = (
        select(Assignment.state, Slot, Service)
        .join(Slot, of_slot())
        .join(
            Service,
            (Service.organisation_id == Slot.organisation_id) & (Service.id == Slot.service_id),
        )
        .where(
            Assignment.helper_id == peer.id,
            Assignment.state.in_(SHOWN),
            Slot.ends > now - BACK,
            Slot.starts < now + AHEAD,
        )
        .order_by(Slot.starts, Slot.id)
    )
    return [
        OwnTime(
            slot,
            "" if service.is_protected else service.public_name,
            slot.state is SlotState.CANCELLED or state is AssignmentState.LEFT,
        )
        for state, slot, service in session.execute(statement)
    ]
