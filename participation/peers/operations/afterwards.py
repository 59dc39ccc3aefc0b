"""After a time with people: who came, how it was, a supervision, the hours that count."""

import secrets

from sqlalchemy import delete, func, select

from participation.audit.operations import journaled, record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text
from participation.peers.adapters.reserving import TakenError, reserve
from participation.peers.models import Assignment, Booking, Debrief, Peer, Slot
from participation.peers.queries import own_hours
from participation.peers.queries.slots import find_assignment, list_assignments
from participation.peers.rules.afterwards import (
    MOST_A_WEEK,
    AfterRefusal,
    Told,
    forgotten_before,
    was_there,
    why_not_told,
)
from participation.peers.rules.civil import day_of, monday_of
from participation.peers.rules.handing import PERSONAL, is_over
from participation.peers.rules.kinds import (
    SUPERVISION_KINDS,
    AssignmentState,
    AttendanceMark,
    BookingState,
    Feeling,
    SlotState,
)
from participation.peers.rules.planning import Refusal

KEY_BITS = 62
CAME = {AttendanceMark.CAME: BookingState.CAME, AttendanceMark.NOT_SEEN: BookingState.ABSENT}
COUNTED = (BookingState.BOOKED, BookingState.CAME, BookingState.ABSENT)
EXPECTED = (AssignmentState.PROMISED, AssignmentState.COVER_WANTED)


@journaled(Action.PEER_PRESENCE_NOTED)
def tell_presence(
    act: Act, assignment: Assignment, slot: Slot, mark: AttendanceMark, came: int | None = None
) -> Assignment:
    """Say whether it took place and how many came; whoever did not come is no fault of anybody.

    She was there whether or not somebody came, and her hours count. Refuses before it begins, what
    was cancelled or not hers, and what ended more than sixty days ago; until then it can be said
    again.
    """
    told = Told(slot.starts, slot.ends, slot.state, assignment.state)
    if reason := why_not_told(told, mark, came, act.now):
        raise Refused(reason)
    assignment.attended = was_there(mark)
    if was_there(mark):
        slot.state = SlotState.HELD
        if not slot.capacity or came is not None:
            slot.came = came or 0
    elif not _others_were_there(act, slot, assignment):
        slot.state, slot.came = SlotState.PLANNED, None
    if slot.kind in PERSONAL:
        _mark_bookings(act, slot, mark)
    return assignment


def _others_were_there(act: Act, slot: Slot, but: Assignment) -> bool:
    lines = list_assignments(act.session, [slot.id])
    return any(one.attended for one, _peer in lines if one.id != but.id)


def _mark_bookings(act: Act, slot: Slot, mark: AttendanceMark) -> None:
    statement = select(Booking).where(Booking.slot_id == slot.id, Booking.state.in_(COUNTED))
    for booking in act.session.scalars(statement):
        booking.state = CAME.get(mark, BookingState.BOOKED)


@journaled(Action.SLOT_HELD)
def note_arrival(act: Act, booking: Booking, slot: Slot, *, came: bool) -> Slot:
    """Note whether somebody with a place came; the journal keeps the slot and never who.

    Who promised to be there counts as there until it is said otherwise: somebody saw who came.
    Refuses before it begins, what was cancelled, and a place given up or never had. It can be
    noted again.
    """
    if slot.state is SlotState.CANCELLED or booking.state not in COUNTED:
        raise Refused(Refusal.OVER)
    if act.now < slot.starts:
        raise Refused(Refusal.NOT_YET)
    booking.state = BookingState.CAME if came else BookingState.ABSENT
    slot.state = SlotState.HELD
    for line, _peer in list_assignments(act.session, [slot.id], EXPECTED):
        if line.attended is None:
            line.attended = True
    return slot


@unjournaled("how she feels is for her and her referent, and its hour would tell which meeting")
def debrief(act: Act, peer: Peer, feeling: Feeling) -> Debrief:
    """Keep how a time was as one of three faces, with its week and no meeting, for 90 days.

    Its key is drawn by chance: the usual ones hold the hour. Refuses more than twenty-five a week.
    """
    monday = monday_of(day_of(act.now, PARIS))
    if own_hours.count_debriefs(act.session, peer, monday) >= MOST_A_WEEK:
        raise Refused(AfterRefusal.TOO_OFTEN)
    said = Debrief(
        id=secrets.randbits(KEY_BITS), helper_id=peer.id, week_of=monday, feeling=feeling
    )
    act.session.add(said)
    act.session.flush()
    return said


@unjournaled("what is forgotten leaves no trace, by name or by day")
def forget_debriefs(act: Act) -> int:
    """Erase the faces of 90 days ago; say how many went."""
    old = Debrief.week_of < forgotten_before(day_of(act.now, PARIS))
    gone = act.session.scalar(select(func.count(Debrief.id)).where(old)) or 0
    if gone:
        quietly = {"synchronize_session": False}
        act.session.execute(delete(Debrief).where(old), execution_options=quietly)
    return gone


@journaled(Action.PEER_ANSWERED)
def join_supervision(act: Act, peer: Peer, slot: Slot) -> Assignment:
    """Take a place in a supervision or an analysis of practice of her services.

    Refuses anything else, what is full or over, and a time at which she is taken.
    """
    if slot.kind not in SUPERVISION_KINDS or is_over(slot.state, slot.starts, act.now):
        raise Refused(AfterRefusal.NOT_SUPERVISION)
    lines = list_assignments(act.session, [slot.id])
    row = find_assignment(act.session, slot.id, peer.id)
    if row is not None and any(one.id == row.id for one, _peer in lines):
        row.state = AssignmentState.PROMISED
        return row
    if len(lines) >= slot.need_max:
        raise Refused(AfterRefusal.NO_PLACE_LEFT)
    try:
        reserve(act.session, slot.id, [peer.id], (slot.starts, slot.ends))
    except TakenError:
        raise Refused(AfterRefusal.SUPERVISION_TAKEN) from None
    if row is None:
        row = Assignment(slot_id=slot.id, helper_id=peer.id)
        act.session.add(row)
    row.state, row.is_lead, row.is_pinned, row.attended = (
        AssignmentState.PROMISED,
        False,
        True,
        None,
    )
    return row


@unjournaled("writes its own entry, with what was counted")
def note_certificate(act: Act, peer: Peer, minutes: int) -> None:
    """Journal that hours were certified on paper, and how many minutes."""
    record(act, Action.HOURS_CERTIFIED, f"helper:{to_text(peer.id)}", minutes=minutes)
