"""Planning what is scheduled, moving it, giving it up; rooms are never taken twice."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.peers.adapters.reserving import TakenError, release, reserve, taken
from participation.peers.models import Peer, Slot, SpareRoom
from participation.peers.queries.loads import judge
from participation.peers.queries.slots import (
    COMING,
    TOLD,
    get_room,
    get_series,
    list_assignments,
    list_bookings,
)
from participation.peers.rules.civil import MINUTE, day_of
from participation.peers.rules.kinds import AssignmentState, BookingState, SlotState
from participation.peers.rules.limits import blocks
from participation.peers.rules.planning import OUTSIDE, Refusal, Shape, why_not

from .telling import tell_peers
from .writing import tell_guests

A_LITTLE_AGO = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SlotSheet:
    """What a coordinator says of a slot: its shape, when it begins (UTC), in which room."""

    shape: Shape
    starts: dt.datetime
    room_id: int | None = None

    @property
    def times(self) -> tuple[dt.datetime, dt.datetime]:
        """Give when it begins and ends."""
        return self.starts, self.starts + self.shape.minutes * MINUTE


def _checked_room(act: Act, service_id: int, sheet: SlotSheet) -> SpareRoom | None:
    if sheet.room_id is None or sheet.shape.kind in OUTSIDE:
        return None
    room = get_room(act.session, sheet.room_id)
    if room.service_id != service_id:
        raise Refused(Refusal.ROOM_ELSEWHERE)
    if room.is_closed:
        raise Refused(Refusal.ROOM_CLOSED)
    if sheet.shape.seats > room.places:
        raise Refused(Refusal.ROOM_SMALL, places=room.places)
    return room


@unjournaled("the plan of a slot or of a series writes the entry")
def add_slot(act: Act, service_id: int, sheet: SlotSheet, series_id: int | None = None) -> Slot:
    """Write a slot and take its room; the same refusals as `plan_slot`."""
    if sheet.starts < act.now - A_LITTLE_AGO:
        raise Refused(Refusal.PAST)
    if reason := why_not(sheet.shape):
        raise Refused(reason)
    room = _checked_room(act, service_id, sheet)
    starts, ends = sheet.times
    slot = Slot(service_id=service_id, series_id=series_id, starts=starts, ends=ends, sequence=0)
    _shape(slot, sheet.shape, room)
    act.session.add(slot)
    act.session.flush()
    if room is not None:
        _take(act, slot, [room.id], Refusal.ROOM_TAKEN)
    return slot


def _shape(slot: Slot, shape: Shape, room: SpareRoom | None) -> None:
    slot.kind, slot.capacity, slot.priority = shape.kind, shape.capacity, shape.priority
    slot.need_min, slot.need_max = shape.need_min, shape.need_max
    slot.locale, slot.topic = shape.locale, shape.topic
    slot.needs_lead, slot.is_nameless = shape.needs_lead, shape.is_nameless
    slot.needs_child_care = shape.needs_child_care
    slot.needs_interpreter, slot.invited = shape.needs_interpreter, shape.invited
    slot.room_id = None if room is None else room.id


def _take(act: Act, slot: Slot, subjects: Sequence[int], reason: Refusal) -> None:
    try:
        reserve(act.session, slot.id, subjects, (slot.starts, slot.ends))
    except TakenError:
        raise Refused(reason) from None


@journaled(Action.SLOT_PLANNED)
def plan_slot(act: Act, service_id: int, sheet: SlotSheet) -> Slot:
    """Plan one slot of a service.

    Refuses what is past, too short or too long, without helpers or with less than two outside,
    and a room of another service, closed, too small or taken at that time.
    """
    return add_slot(act, service_id, sheet)


@unjournaled("refuses only")
def hold(act: Act, slot: Slot) -> None:
    """Refuse to touch what took place or was cancelled."""
    del act
    if slot.state is not SlotState.PLANNED:
        raise Refused(Refusal.OVER)


@journaled(Action.SLOT_CHANGED)
def change_slot(act: Act, slot: Slot, sheet: SlotSheet, *, link: str) -> Slot:
    """Change a slot, or move it: helpers, people and the room are taken anew, or nothing changes.

    Refuses as `plan_slot` does; fewer places than people who have one; a time at which a helper or
    a person is taken, or at which a helper would break a limit that refuses. Everybody who holds a
    place is told, once for each change.
    """
    reshape(act, slot, sheet, link=link)
    if slot.moved_from is not None:
        _note_exception(act, slot)
    return slot


def _note_exception(act: Act, slot: Slot) -> None:
    """Keep in the series which of its days are no longer as its rhythm says."""
    if slot.series_id is None:
        return
    row = get_series(act.session, slot.series_id)
    day = day_of(slot.moved_from or slot.starts, PARIS).isoformat()
    before = row.pattern.get("left_out")
    left_out = [str(one) for one in before] if isinstance(before, list) else []
    row.pattern = {**row.pattern, "left_out": sorted({*left_out, day})}


@unjournaled("the change of a slot or of its series writes the entry")
def reshape(act: Act, slot: Slot, sheet: SlotSheet, *, link: str) -> None:
    """Give a slot another shape, time or room; the same refusals as `change_slot`."""
    hold(act, slot)
    if sheet.starts < act.now - A_LITTLE_AGO:
        raise Refused(Refusal.PAST)
    if reason := why_not(sheet.shape):
        raise Refused(reason)
    room = _checked_room(act, slot.service_id, sheet)
    coming = list_bookings(act.session, slot, COMING)
    if sheet.shape.capacity < slot.taken:
        raise Refused(Refusal.TOO_MANY_BOOKED, booked=slot.taken)
    peers = [peer for _one, peer in list_assignments(act.session, [slot.id])]
    moved = sheet.times != (slot.starts, slot.ends)
    _shape(slot, sheet.shape, room)
    if moved:
        slot.moved_from = slot.moved_from or slot.starts
        slot.starts, slot.ends = sheet.times
        _refuse_breaches(act, slot, peers)
    slot.sequence += 1
    act.session.flush()
    release(act.session, slot.id)
    people = [one.user_id for one in coming if one.user_id is not None]
    _take_all(act, slot, room, peers, people)
    if moved:
        tell_peers(act, slot, peers, what="moved", link=link)
        tell_guests(act, coming, slot, link=link)


def _refuse_breaches(act: Act, slot: Slot, peers: Sequence[Peer]) -> None:
    for peer_id, breaches in judge(act.session, slot, peers, act.now, team=len(peers)).items():
        if blocks(breaches):
            name = next(one.name for one in peers if one.id == peer_id)
            raise Refused(Refusal.PEER_LIMIT, name=name, breaches=breaches)


def _take_all(
    act: Act, slot: Slot, room: SpareRoom | None, peers: Sequence[Peer], people: Sequence[int]
) -> None:
    times = (slot.starts, slot.ends)
    subjects = [*([] if room is None else [room.id]), *(one.id for one in peers), *people]
    held = taken(act.session, subjects, times)
    for one in peers:
        if one.id in held:
            raise Refused(Refusal.PEER_TAKEN, name=one.name)
    if held & set(people):
        raise Refused(Refusal.PERSON_TAKEN)
    if subjects:
        _take(act, slot, subjects, Refusal.ROOM_TAKEN)


@journaled(Action.SLOT_CANCELLED)
def cancel_slot(act: Act, slot: Slot, *, link: str) -> Slot:
    """Give a slot up: its room and its people are free again, and each is told as she chose.

    A cancelled slot stays, so that calendars which follow it learn of it (RFC 5546).
    """
    hold(act, slot)
    drop(act, slot, link=link)
    _note_exception(act, slot)
    return slot


@unjournaled("the deed that cancels writes the entry")
def drop(act: Act, slot: Slot, *, link: str) -> None:
    """Cancel a slot with its bookings and promises, and tell who held a place."""
    slot.state, slot.sequence = SlotState.CANCELLED, slot.sequence + 1
    bookings = list_bookings(act.session, slot, TOLD)
    for booking in bookings:
        booking.state, booking.offer_until, booking.rank = BookingState.CANCELLED, None, 0
    lines = list_assignments(act.session, [slot.id])
    for assignment, _peer in lines:
        assignment.state = AssignmentState.LEFT
    slot.taken = 0
    act.session.flush()
    release(act.session, slot.id)
    tell_peers(act, slot, [peer for _one, peer in lines], what="cancelled", link=link)
    tell_guests(act, bookings, slot, link=link)


@journaled(Action.SLOT_HELD)
def note_presence(act: Act, slot: Slot, *, there: frozenset[int], came: int | None) -> Slot:
    """Note after a slot which helpers were there, and how many people came where none is named.

    Refuses before it begins, and what was cancelled. It can be noted again: hours follow it.
    """
    if slot.state is SlotState.CANCELLED:
        raise Refused(Refusal.OVER)
    if act.now < slot.starts:
        raise Refused(Refusal.NOT_YET)
    for assignment, peer in list_assignments(act.session, [slot.id]):
        assignment.attended = peer.id in there
    slot.state, slot.came = SlotState.HELD, came
    return slot
