"""Places of a group: taken by one statement, waited for in order, offered for a while."""

from sqlalchemy import exists, func, select, update

from participation.audit.operations import unjournaled
from participation.foundation.act import Act, Refused
from participation.foundation.types import lock_for_transaction
from participation.peers.adapters.reserving import TakenError, release, reserve
from participation.peers.models import Booking, Slot
from participation.peers.queries.open_groups import is_joined, places_of
from participation.peers.rules.booking import Refusal
from participation.peers.rules.kinds import BookingState, SlotState
from participation.peers.rules.waiting import GroupRefusal, Place, is_over, promote

from .meeting import UNTOLD, Booked, Guest, refuse_too_many, write_booking
from .writing import tell_offer

QUIET = {"synchronize_session": False}


@unjournaled(UNTOLD)
def join_group(act: Act, slot: Slot, guest: Guest) -> Booked:
    """Give somebody a place in a group, or her turn on its list; `state` of the booking says which.

    Refuses what cannot be joined or has begun, who is on it already, and who is taken then. Of two
    joins of one person at once the second waits, and is told that she is on it.
    """
    if not is_joined(slot) or slot.state is not SlotState.PLANNED:
        raise Refused(Refusal.NOT_OFFERED)
    if slot.starts <= act.now:
        raise Refused(GroupRefusal.HAS_BEGUN)
    earlier = _earlier(act, slot, guest)
    refuse_too_many(act, guest)
    if earlier is not None:
        act.session.delete(earlier)
        act.session.flush()
    try:
        with act.session.begin_nested():
            if _take_place(act, slot.id, past_queue=False):
                _reserve(act, slot, guest.user_id)
                return write_booking(act, slot, guest, BookingState.BOOKED)
    except TakenError:
        raise Refused(Refusal.BUSY_THEN) from None
    lock_for_transaction(act.session.connection(), slot.id)
    return write_booking(act, slot, guest, BookingState.WAITING, _last_rank(act, slot) + 1)


def _earlier(act: Act, slot: Slot, guest: Guest) -> Booking | None:
    """Give the booking that she gave up before; refuse a second living one."""
    if guest.user_id is None:
        return None
    # a lock of these two alone: whoever waits for it holds nothing that others wait for
    lock_for_transaction(act.session.connection(), slot.id ^ guest.user_id)
    own = (Booking.slot_id == slot.id, Booking.user_id == guest.user_id)
    found = act.session.scalar(select(Booking).where(*own))
    if found is not None and found.state is not BookingState.CANCELLED:
        raise Refused(GroupRefusal.ALREADY_THERE)
    return found


def _take_place(act: Act, slot_id: int, *, past_queue: bool) -> bool:
    """Take one place in one statement, unless all are given; whoever waits comes first."""
    wanted = [Slot.id == slot_id, Slot.taken < Slot.capacity, Slot.state == SlotState.PLANNED]
    if not past_queue:
        waits = (Booking.organisation_id == Slot.organisation_id, Booking.slot_id == Slot.id)
        wanted.append(~exists().where(*waits, Booking.state == BookingState.WAITING))
    taking = update(Slot).where(*wanted).values(taken=Slot.taken + 1).returning(Slot.id)
    return act.session.scalar(taking, execution_options=QUIET) is not None


def _give_place(act: Act, slot_id: int) -> None:
    giving = update(Slot).where(Slot.id == slot_id, Slot.taken > 0).values(taken=Slot.taken - 1)
    act.session.execute(giving, execution_options=QUIET)


def _reserve(act: Act, slot: Slot, user_id: int | None) -> None:
    if user_id is not None:
        reserve(act.session, slot.id, [user_id], (slot.starts, slot.ends))


def _last_rank(act: Act, slot: Slot) -> int:
    return (
        act.session.scalar(
            select(func.coalesce(func.max(Booking.rank), 0)).where(Booking.slot_id == slot.id)
        )
        or 0
    )


@unjournaled(UNTOLD)
def accept_offer(act: Act, booking: Booking, slot: Slot) -> Booking:
    """Take the place that was kept for her; refuse when it is no longer, or when she is taken."""
    if booking.state is not BookingState.OFFERED:
        raise Refused(GroupRefusal.NO_OFFER)
    if is_over(_place(booking), act.now) or slot.starts <= act.now:
        raise Refused(GroupRefusal.OFFER_OVER)
    if booking.user_id is not None:
        release(act.session, slot.id, [booking.user_id])
    try:
        _reserve(act, slot, booking.user_id)
    except TakenError:
        raise Refused(Refusal.BUSY_THEN) from None
    booking.state, booking.offer_until, booking.rank = BookingState.BOOKED, None, 0
    act.session.flush()
    return booking


def _place(of: Booking) -> Place:
    return Place(of.id, of.state, of.rank, of.offer_until, of.offers)


@unjournaled(UNTOLD)
def leave_group(act: Act, booking: Booking, slot: Slot, *, base_url: str) -> None:
    """Give a place or a turn back; a place goes at once to who waits longest."""
    had_place = booking.state is not BookingState.WAITING
    booking.state, booking.offer_until, booking.rank = BookingState.CANCELLED, None, 0
    booking.code_digest = booking.contact = None
    act.session.flush()
    if had_place:
        if booking.user_id is not None:
            release(act.session, slot.id, [booking.user_id])
        _give_place(act, slot.id)
        offer_places(act, slot, base_url=base_url)


@unjournaled(UNTOLD)
def offer_places(act: Act, slot: Slot, *, base_url: str) -> int:
    """Offer the free places of a group to those who wait, in order; offers not answered end.

    Gives how many were offered. One at a time for each group, so that a place is offered once.
    """
    lock_for_transaction(act.session.connection(), slot.id)
    rows, places = places_of(act.session, slot)
    last = max((one.rank for one in places), default=0)
    late = [one for one in places if is_over(one, act.now)]
    for number, one in enumerate(sorted(late, key=lambda each: each.rank), 1):
        row = rows[one.key]
        row.state, row.offer_until, row.rank = BookingState.WAITING, None, last + number
        _give_place(act, slot.id)
    act.session.flush()
    _rows, places = places_of(act.session, slot)
    offered = 0
    for offer in promote(slot.capacity, places, act.now, slot.starts):
        if _take_place(act, slot.id, past_queue=True):
            row = rows[offer.key]
            row.state, row.offer_until = BookingState.OFFERED, offer.until
            row.offers += 1
            tell_offer(act, row, slot, offer.tell_at, base_url)
            offered += 1
    act.session.flush()
    return offered


@unjournaled(UNTOLD)
def turn_offers(act: Act, *, base_url: str) -> int:
    """End the offers whose time is over and offer what is free, in every group to come."""
    late = (Booking.state == BookingState.OFFERED) & (Booking.offer_until <= act.now)
    waits = (Booking.state == BookingState.WAITING) & (Slot.taken < Slot.capacity)
    same = (Slot.organisation_id == Booking.organisation_id) & (Slot.id == Booking.slot_id)
    statement = (
        select(Slot)
        .join(Booking, same)
        .where(Slot.starts > act.now, Slot.state == SlotState.PLANNED, late | waits)
        .distinct()
    )
    slots = act.session.scalars(statement).all()
    return sum(offer_places(act, slot, base_url=base_url) for slot in slots)
