"""Giving a time back in one touch: it can be taken again at once."""

from sqlalchemy import select

from participation.audit.operations import unjournaled
from participation.foundation.act import Act, Refused
from participation.peers.adapters.reserving import release
from participation.peers.models import Booking, Slot
from participation.peers.queries.slots import list_assignments
from participation.peers.queries.tickets import LIVE
from participation.peers.rules.booking import Refusal
from participation.peers.rules.kinds import AssignmentState, BookingState, SlotKind, SlotState

from .meeting import UNTOLD
from .places import leave_group
from .telling import tell_peers

ALONE = frozenset({SlotKind.MEETING, SlotKind.COMPANY})
"""What was made for one person: without her it does not take place."""


@unjournaled(UNTOLD)
def cancel_booking(act: Act, booking: Booking, *, base_url: str, helping: str) -> None:
    """Give up a time without a reason: the helper, the room and the place are free again.

    `helping` is the address where helpers read what changed. Refuses what is over or was given up.
    """
    slot = act.session.scalars(select(Slot).where(Slot.id == booking.slot_id)).one()
    if booking.state not in LIVE or slot.starts <= act.now:
        raise Refused(Refusal.IS_OVER)
    if slot.kind not in ALONE:
        leave_group(act, booking, slot, base_url=base_url)
        return
    booking.state, booking.offer_until, booking.rank = BookingState.CANCELLED, None, 0
    booking.code_digest = booking.contact = None
    slot.state, slot.taken, slot.sequence = SlotState.CANCELLED, 0, slot.sequence + 1
    lines = list_assignments(act.session, [slot.id])
    for assignment, _peer in lines:
        assignment.state = AssignmentState.LEFT
    act.session.flush()
    release(act.session, slot.id)
    tell_peers(act, slot, [peer for _one, peer in lines], what="given-back", link=helping)
