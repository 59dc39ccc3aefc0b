"""Finding what is scheduled, who is there, and the rooms of a service."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from participation.foundation.database import get_row
from participation.peers.models import Assignment, Booking, Peer, Series, Slot, SpareRoom
from participation.peers.rules.civil import Span
from participation.peers.rules.kinds import AssignmentState, BookingState, SlotState

THERE = (AssignmentState.PROPOSED, AssignmentState.PROMISED, AssignmentState.COVER_WANTED)
"""Who still holds her place: whoever looks for somebody else is there until she is found."""
COMING = (BookingState.BOOKED, BookingState.OFFERED)
TOLD = (*COMING, BookingState.WAITING)


def get_slot(session: Session, key: int) -> Slot:
    """Give a slot of the entered services; NoResultFound otherwise."""
    return get_row(session, Slot, key)


def get_series(session: Session, key: int) -> Series:
    """Give a series of the entered services; NoResultFound otherwise."""
    return get_row(session, Series, key)


def get_room(session: Session, key: int) -> SpareRoom:
    """Give a room of the entered services; NoResultFound otherwise."""
    return get_row(session, SpareRoom, key)


def list_rooms(
    session: Session, service_id: int, *, open_only: bool = False
) -> Sequence[SpareRoom]:
    """Give the rooms of a service by name."""
    statement = select(SpareRoom).where(SpareRoom.service_id == service_id)
    if open_only:
        statement = statement.where(SpareRoom.is_closed.is_(False))
    return session.scalars(statement.order_by(SpareRoom.name)).all()


def list_slots(
    session: Session, within: Span, *, services: Collection[int] | None = None
) -> Sequence[Slot]:
    """Give the slots that touch a time, by beginning; cancelled ones are left out."""
    statement = select(Slot).where(
        Slot.starts < within.ends, Slot.ends > within.starts, Slot.state != SlotState.CANCELLED
    )
    if services is not None:
        statement = statement.where(Slot.service_id.in_(services))
    return session.scalars(statement.order_by(Slot.starts, Slot.id)).all()


def list_of_series(session: Session, series: Series, since: dt.datetime) -> Sequence[Slot]:
    """Give the slots of a series that begin at an instant or after, cancelled ones as well."""
    statement = select(Slot).where(Slot.series_id == series.id, Slot.starts >= since)
    return session.scalars(statement.order_by(Slot.starts)).all()


def list_assignments(
    session: Session, slot_ids: Collection[int], states: Collection[AssignmentState] = THERE
) -> Sequence[tuple[Assignment, Peer]]:
    """Give who holds a place in some slots, by name."""
    if not slot_ids:
        return ()
    own = and_(Peer.organisation_id == Assignment.organisation_id, Peer.id == Assignment.helper_id)
    statement = (
        select(Assignment, Peer)
        .join(Peer, own)
        .where(Assignment.slot_id.in_(slot_ids), Assignment.state.in_(states))
        .order_by(Peer.name, Peer.id)
    )
    return [(one, peer) for one, peer in session.execute(statement)]


def find_assignment(session: Session, slot_id: int, peer_id: int) -> Assignment | None:
    """Give the line of a helper in a slot, whatever became of it."""
    own = (Assignment.slot_id == slot_id, Assignment.helper_id == peer_id)
    return session.scalars(select(Assignment).where(*own)).one_or_none()


def list_bookings(
    session: Session, slot: Slot, states: Collection[BookingState] = TOLD
) -> Sequence[Booking]:
    """Give who comes to a slot, and who waits for a place, in the order of turns."""
    own = (Booking.slot_id == slot.id, Booking.state.in_(states))
    return session.scalars(select(Booking).where(*own).order_by(Booking.rank, Booking.id)).all()


@dataclass(frozen=True, slots=True)
class Line:
    """A slot with its room and who is there."""

    slot: Slot
    room: SpareRoom | None
    people: list[tuple[Assignment, Peer]] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """Count the helpers who are still needed."""
        return max(0, self.slot.need_min - len(self.people))

    @property
    def has_lead(self) -> bool:
        """Say whether somebody of a team can lead it, where it needs that."""
        return not self.slot.needs_lead or any(one.is_lead for one, _peer in self.people)

    @property
    def is_empty(self) -> bool:
        """Say whether somebody is missing."""
        planned = self.slot.state is SlotState.PLANNED
        return planned and (self.missing > 0 or not self.has_lead)


def lines_of(session: Session, slots: Iterable[Slot]) -> list[Line]:
    """Give each slot with its room and its helpers, in two statements."""
    slots = list(slots)
    rooms = {one.room_id for one in slots if one.room_id is not None}
    found = session.scalars(select(SpareRoom).where(SpareRoom.id.in_(rooms))) if rooms else ()
    named = {one.id: one for one in found}
    lines = {one.id: Line(one, named.get(one.room_id or 0)) for one in slots}
    for each in list_assignments(session, lines):
        lines[each[0].slot_id].people.append(each)
    return list(lines.values())
