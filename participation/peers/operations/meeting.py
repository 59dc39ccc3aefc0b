"""Taking a time with a helper: one has it, the next is told at once."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from participation.audit.operations import unjournaled
from participation.foundation.act import Act, Refused
from participation.peers.adapters.reserving import (
    TakenError,
    all_or_none,
    taken,
    wait_for,
    write,
)
from participation.peers.adapters.tokens import digest_of, new_code, new_nickname
from participation.peers.models import Assignment, Booking, HelpRequest, Peer, Slot, SpareRoom
from participation.peers.queries.choosing import Asked, can_begin
from participation.peers.queries.tickets import count_ahead, is_code_known
from participation.peers.rules.booking import LENGTH, MOST_AHEAD, Refusal, is_offered
from participation.peers.rules.kinds import (
    AssignmentState,
    BookingState,
    ReminderChannel,
    SlotKind,
)

from .telling import tell_peers

UNTOLD = "an entry would keep who met whom, and when, after the booking itself is forgotten"
TWO = 2
"""Places that a room must hold for two who talk."""
ROOMS = (
    select(SpareRoom.id)
    .where(SpareRoom.service_id == bindparam("here"), SpareRoom.is_closed.is_(False))
    .where(SpareRoom.places >= TWO)
    .order_by(SpareRoom.places, SpareRoom.id)
)


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes: her account or nobody known, her language, and how she is reminded."""

    user_id: int | None
    locale: str
    channel: ReminderChannel = ReminderChannel.SLIP


@dataclass(frozen=True, slots=True)
class Booked:
    """What was booked; `code` is shown once and kept as a digest, empty for an account."""

    booking: Booking
    code: str


@unjournaled(UNTOLD)
def book_meeting(
    act: Act, peer: Peer, starts: dt.datetime, guest: Guest, *, service_id: int, helping: str
) -> Booked:
    """Take a time of a helper for somebody, with a room if one is free: all of it, or nothing.

    Waits for its turn with this helper and this person, so that two bookings at once cannot break a
    limit together. Refuses a time that was taken, one at which the person is taken herself (in
    whatever service), one that this helper does not offer, and a sixth time ahead. What it is about
    is not asked and not kept. The helper is told at `helping`, her own page.
    """
    span = (starts, starts + LENGTH)
    if not is_offered(starts, act.now):
        raise Refused(Refusal.NOT_OFFERED)
    subjects = _subjects(peer.id, guest)
    wait_for(act.session, subjects)
    _refuse_taken(act, subjects, guest, span)  # whoever waited may have waited for the winner
    refuse_too_many(act, guest)
    asked = Asked(guest.locale, user_id=guest.user_id)
    if not can_begin(act.session, service_id, peer, asked, act.now, starts):
        raise Refused(Refusal.NOT_OFFERED)
    slot = _take(act, service_id, subjects, guest, span)
    promised = Assignment(slot_id=slot.id, helper_id=peer.id, state=AssignmentState.PROMISED)
    act.session.add(promised)
    tell_peers(act, slot, [peer], what="booked", link=helping)
    return write_booking(act, slot, guest, BookingState.BOOKED)


@unjournaled("only refuses")
def refuse_lost(act: Act, peer_id: int, starts: dt.datetime, guest: Guest) -> None:
    """Refuse what somebody has already: one read, before anything is written or waited for.

    Most who come late are refused here. Whoever passes may still lose: `book_meeting` looks again,
    and the database judges.
    """
    if not is_offered(starts, act.now):
        raise Refused(Refusal.NOT_OFFERED)
    _refuse_taken(act, _subjects(peer_id, guest), guest, (starts, starts + LENGTH))


def _subjects(peer_id: int, guest: Guest) -> list[int]:
    return [peer_id, *([] if guest.user_id is None else [guest.user_id])]


def _refuse_taken(
    act: Act, subjects: Collection[int], guest: Guest, span: tuple[dt.datetime, dt.datetime]
) -> None:
    """Say who of those who should meet is taken: the person herself, or the other."""
    held = taken(act.session, subjects, span)
    if guest.user_id in held:
        raise Refused(Refusal.BUSY_THEN)
    if held:
        raise Refused(Refusal.JUST_TAKEN)


@unjournaled("only refuses")
def refuse_too_many(act: Act, guest: Guest) -> None:
    """Refuse a sixth time ahead of one person, in all services together."""
    if guest.user_id is not None and count_ahead(act.session, guest.user_id, act.now) >= MOST_AHEAD:
        raise Refused(Refusal.ENOUGH_AHEAD, most=MOST_AHEAD)


def _take(
    act: Act,
    service_id: int,
    subjects: Collection[int],
    guest: Guest,
    span: tuple[dt.datetime, dt.datetime],
) -> Slot:
    """Write the slot with its reservation; without a room when another meeting took it just now.

    It is the turn of the subjects, of whom none was taken: only the room is waited for.
    """
    for room_id in (_free_room(act, service_id, span), None):
        slot = _slot(service_id, span, room_id)
        rooms = [] if room_id is None else [room_id]
        try:
            with all_or_none(act.session):
                act.session.add(slot)
                act.session.flush()
                wait_for(act.session, rooms)
                write(act.session, slot.id, [*subjects, *rooms], span)
        except TakenError:
            _refuse_taken(act, subjects, guest, span)
        else:
            return slot
    raise Refused(Refusal.JUST_TAKEN)


def _slot(service_id: int, span: tuple[dt.datetime, dt.datetime], room_id: int | None) -> Slot:
    return Slot(
        service_id=service_id,
        kind=SlotKind.MEETING,
        starts=span[0],
        ends=span[1],
        room_id=room_id,
        capacity=1,
        taken=1,
    )


def _free_room(act: Act, service_id: int, span: tuple[dt.datetime, dt.datetime]) -> int | None:
    rooms = act.session.scalars(ROOMS, {"here": service_id}).all()
    held = taken(act.session, rooms, span) if rooms else frozenset()
    return next((room for room in rooms if room not in held), None)


@unjournaled(UNTOLD)
def write_booking(act: Act, slot: Slot, guest: Guest, state: BookingState, rank: int = 0) -> Booked:
    """Write who comes; somebody without an account is given a drawing and six digits."""
    booking = Booking(
        service_id=slot.service_id,
        slot_id=slot.id,
        user_id=guest.user_id,
        channel=guest.channel,
        locale=guest.locale,
        state=state,
        rank=rank,
    )
    code = give_code(act, booking) if guest.user_id is None else ""
    act.session.add(booking)
    act.session.flush()
    return Booked(booking, code)


@unjournaled(UNTOLD)
def give_code(act: Act, row: Booking | HelpRequest) -> str:
    """Give somebody without an account her drawing and six digits that nobody else has now."""
    while True:
        nickname, code = new_nickname(), new_code()
        digest = digest_of(act.organisation_id, nickname, code)
        if not is_code_known(act.session, digest):
            row.nickname, row.code_digest = nickname, digest
            return code
