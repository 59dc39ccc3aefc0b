"""What nobody could take at once: a time is found for it, or it is closed."""

from dataclasses import replace

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.peers.adapters.reserving import TakenError, reserve
from participation.peers.models import Booking, HelpRequest, Peer, Slot
from participation.peers.rules.kinds import BookingState, RequestState
from participation.peers.rules.planning import Refusal

from .assigning import assign
from .slots import SlotSheet, add_slot
from .writing import tell_guests

OPEN = frozenset({RequestState.WAITING, RequestState.PROMISED})


def _hold(request: HelpRequest) -> None:
    if request.state not in OPEN:
        raise Refused(Refusal.REQUEST_OVER)


@journaled(Action.HELP_REQUEST_ANSWERED)
def propose_time(
    act: Act,
    request: HelpRequest,
    sheet: SlotSheet,
    peer: Peer,
    *,
    confirmed: bool = False,
    link: str,
) -> Slot:
    """Answer a request with a time and a helper: the slot, her place and the booking are one deed.

    What it was about is forgotten at once. Refuses what a slot, a helper's limits or a second
    booking of the person at that time refuse; then nothing is written. The person is told by the
    channel that she chose, without a subject.
    """
    _hold(request)
    shape = replace(sheet.shape, locale="", topic=None, capacity=1)
    slot = add_slot(act, request.service_id, replace(sheet, shape=shape))
    slot.taken = 1
    if request.user_id is not None:
        try:
            reserve(act.session, slot.id, [request.user_id], (slot.starts, slot.ends))
        except TakenError:
            raise Refused(Refusal.PERSON_TAKEN) from None
    assign(act, slot, peer, confirmed=confirmed, link=link)
    booking = _booking_of(request, slot)
    act.session.add(booking)
    request.state, request.slot_id = RequestState.ANSWERED, slot.id
    _forget(request)
    act.session.flush()
    tell_guests(act, [booking], slot, link=link)
    return slot


def _booking_of(request: HelpRequest, slot: Slot) -> Booking:
    """Give a place to who asked, by the code and the channel that she has."""
    return Booking(
        service_id=request.service_id,
        slot_id=slot.id,
        user_id=request.user_id,
        nickname=request.nickname,
        code_digest=request.code_digest,
        contact=request.contact,
        channel=request.channel,
        locale=request.locale,
        state=BookingState.BOOKED,
        rank=0,
    )


def _forget(request: HelpRequest) -> None:
    """Take away what is not needed any more: the subject, the code and the number."""
    request.topic, request.code_digest, request.contact = None, None, None


@journaled(Action.HELP_REQUEST_CLOSED)
def close_request(act: Act, request: HelpRequest) -> HelpRequest:
    """Close a request that the person no longer makes; what it was about is forgotten."""
    del act
    _hold(request)
    request.state = RequestState.WITHDRAWN
    _forget(request)
    return request
