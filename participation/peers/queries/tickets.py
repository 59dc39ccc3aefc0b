"""A person's own times: found by her account, by her code, or by her link."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from participation.accounts.queries import all_services
from participation.foundation.database import get_row
from participation.foundation.scope import within
from participation.peers.adapters.tokens import digest_of
from participation.peers.models import Booking, HelpRequest, Peer, Slot, SpareRoom
from participation.peers.rules.kinds import BookingState, RequestState, SlotState

from .slots import list_assignments

LIVE = (BookingState.BOOKED, BookingState.OFFERED, BookingState.WAITING)
"""Bookings that somebody can still give up."""
ASKING = (RequestState.WAITING, RequestState.PROMISED)
OF_CODE = select(
    or_(
        exists(select(Booking.id).where(Booking.code_digest == bindparam("digest"))),
        exists(select(HelpRequest.id).where(HelpRequest.code_digest == bindparam("digest"))),
    )
)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A booking with its slot, who is there, and the room; the room is for the screen alone."""

    booking: Booking
    slot: Slot
    peers: Sequence[Peer]
    room: SpareRoom | None

    def is_live(self, now: dt.datetime) -> bool:
        """Say whether it is still to come and was not given up."""
        return self.booking.state in LIVE and self.slot.starts > now

    @property
    def names(self) -> str:
        """Give the names that helpers use."""
        return ", ".join(one.name for one in self.peers)


def get_ticket(session: Session, booking_id: int) -> Ticket:
    """Give a booking of the entered services with its slot; NoResultFound otherwise."""
    return _tickets(session, [get_row(session, Booking, booking_id)])[0]


def _tickets(session: Session, bookings: Sequence[Booking]) -> list[Ticket]:
    if not bookings:
        return []
    keys = {one.slot_id for one in bookings}
    slots = {one.id: one for one in session.scalars(select(Slot).where(Slot.id.in_(keys)))}
    rooms = {one.room_id for one in slots.values() if one.room_id is not None}
    found = session.scalars(select(SpareRoom).where(SpareRoom.id.in_(rooms))) if rooms else ()
    named: Mapping[int | None, SpareRoom] = {one.id: one for one in found}
    there: dict[int, list[Peer]] = {}
    for assignment, peer in list_assignments(session, keys):
        there.setdefault(assignment.slot_id, []).append(peer)
    return [
        Ticket(one, slots[one.slot_id], there.get(one.slot_id, ()),
               named.get(slots[one.slot_id].room_id))
        for one in bookings
    ]  # fmt: skip


def list_mine(session: Session, user_id: int, now: dt.datetime) -> list[Ticket]:
    """Give what a person has ahead of her in the entered services, the next first."""
    statement = (
        select(Booking)
        .join(Slot, and_(Slot.organisation_id == Booking.organisation_id,
                         Slot.id == Booking.slot_id))
        .where(Booking.user_id == user_id, Booking.state.in_(LIVE))
        .where(Slot.ends > now, Slot.state == SlotState.PLANNED)
        .order_by(Slot.starts, Slot.id)
    )  # fmt: skip
    return _tickets(session, session.scalars(statement).all())


def count_ahead(session: Session, user_id: int, now: dt.datetime) -> int:
    """Count what a person has ahead of her in every service of the association."""
    statement = (
        select(func.count(Booking.id))
        .join(Slot, and_(Slot.organisation_id == Booking.organisation_id,
                         Slot.id == Booking.slot_id))
        .where(Booking.user_id == user_id, Booking.state.in_(LIVE), Slot.starts > now)
    )  # fmt: skip
    with within(session, all_services(session)):
        return session.scalar(statement) or 0


def list_requests(session: Session, user_id: int) -> Sequence[HelpRequest]:
    """Give what a person asked for and nobody could take yet."""
    own = (HelpRequest.user_id == user_id, HelpRequest.state.in_(ASKING))
    return session.scalars(select(HelpRequest).where(*own).order_by(HelpRequest.id)).all()


def get_request(session: Session, request_id: int) -> HelpRequest:
    """Give a request of the entered services; NoResultFound otherwise."""
    return get_row(session, HelpRequest, request_id)


def find_by_code(session: Session, nickname: str, code: str) -> Booking | HelpRequest | None:
    """Give what a drawing and six digits stand for in the entered services, or nothing."""
    digest = digest_of(session.info["organisation"], nickname, code)
    booking = session.scalar(select(Booking).where(Booking.code_digest == digest))
    if booking is not None:
        return booking
    return session.scalar(select(HelpRequest).where(HelpRequest.code_digest == digest))


def is_code_known(session: Session, digest: str) -> bool:
    """Say whether a digest is in use anywhere in the association."""
    with within(session, all_services(session)):
        return bool(session.scalar(OF_CODE, {"digest": digest}))


def find_owned(session: Session, key: int) -> Ticket | HelpRequest | None:
    """Give the booking or the request of a key in the entered services, or nothing.

    A request that was answered has become a booking: its link leads to the time that was found,
    or to what is looked for again when its helper left.
    """
    request = session.scalar(select(HelpRequest).where(HelpRequest.id == key))
    is_answered = request is not None and request.slot_id is not None
    found = Booking.slot_id == request.slot_id if request and is_answered else Booking.id == key
    booking = session.scalar(select(Booking).where(found).order_by(Booking.id).limit(1))
    if booking is not None:
        return _tickets(session, [booking])[0]
    again = request.again_id if request and is_answered else None
    return request if again is None else find_owned(session, again)
