"""Groups to join and doors that stand open, as residents of a service see them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.peers.models import Booking, Peer, Slot, SpareRoom
from participation.peers.rules.booking import AHEAD
from participation.peers.rules.kinds import SlotKind, SlotState
from participation.peers.rules.waiting import Place

from .slots import get_slot, lines_of

SHOWN = (SlotKind.GROUP, SlotKind.DROP_IN)


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A group or an open door: who is there, the room, and how many places are left."""

    slot: Slot
    room: SpareRoom | None
    peers: Sequence[Peer]

    @property
    def left(self) -> int:
        """Count the places that nobody has."""
        return max(self.slot.capacity - self.slot.taken, 0)

    @property
    def can_be_joined(self) -> bool:
        """Say whether one gives one's name here: never where nobody is named."""
        return is_joined(self.slot)


def is_joined(slot: Slot) -> bool:
    """Say whether places of a slot are given to people: a group, and not one without names."""
    return slot.kind is SlotKind.GROUP and not slot.is_nameless and slot.capacity > 0


def list_open(session: Session, now: dt.datetime) -> list[OpenSlot]:
    """Give what the entered services offer in the next two weeks, by beginning."""
    statement = (
        select(Slot)
        .where(Slot.kind.in_(SHOWN), Slot.state == SlotState.PLANNED)
        .where(Slot.ends > now, Slot.starts <= now + AHEAD)
        .order_by(Slot.starts, Slot.id)
    )
    lines = lines_of(session, session.scalars(statement))
    return [OpenSlot(one.slot, one.room, [peer for _each, peer in one.people]) for one in lines]


def get_open(session: Session, slot_id: int) -> OpenSlot:
    """Give one of them; NoResultFound otherwise."""
    line = lines_of(session, [get_slot(session, slot_id)])[0]
    return OpenSlot(line.slot, line.room, [peer for _each, peer in line.people])


def places_of(session: Session, slot: Slot) -> tuple[dict[int, Booking], list[Place]]:
    """Give the bookings of a slot by key, and the same as the rules of waiting read them."""
    rows = session.scalars(select(Booking).where(Booking.slot_id == slot.id)).all()
    places = [Place(one.id, one.state, one.rank, one.offer_until, one.offers) for one in rows]
    return {one.id: one for one in rows}, places
