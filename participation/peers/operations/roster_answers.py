"""What a helper answers to her roster: yes, no, somebody else, an exchange, “I stop for today”."""

from collections.abc import Sequence

from sqlalchemy import CursorResult, select, update

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.peers.adapters.reserving import TakenError, release, reserve
from participation.peers.models import Assignment, Peer, Slot, SwapOffer
from participation.peers.queries import handing
from participation.peers.queries.own_roster import list_between
from participation.peers.queries.slots import COMING, find_assignment, list_bookings
from participation.peers.rules.civil import stop_until
from participation.peers.rules.handing import (
    HandRefusal,
    is_over,
    pause_until,
    why_not_answered,
    why_not_offered,
)
from participation.peers.rules.kinds import AssignmentState, StopReason

from .telling import tell_peers
from .writing import tell_guests

STANDS_IN = {
    HandRefusal.BUSY: HandRefusal.OTHER_BUSY,
    HandRefusal.LIMIT: HandRefusal.OTHER_LIMIT,
}
"""How a refusal is said when it is the other's: nobody reads another's limits."""


@journaled(Action.PEER_ANSWERED)
def accept(act: Act, assignment: Assignment, slot: Slot) -> Assignment:
    """Promise to be there; refuses what was not proposed to her, or is over."""
    over = is_over(slot.state, slot.starts, act.now)
    if reason := why_not_answered(assignment.state, is_over=over):
        raise Refused(reason)
    assignment.state = AssignmentState.PROMISED
    return assignment


@journaled(Action.PEER_ANSWERED)
def decline(act: Act, assignment: Assignment, slot: Slot) -> Assignment:
    """Say no; no reason is asked or kept, and her time is free again at once."""
    over = is_over(slot.state, slot.starts, act.now)
    if reason := why_not_answered(assignment.state, is_over=over):
        raise Refused(reason)
    assignment.state, assignment.is_pinned = AssignmentState.DECLINED, False
    act.session.flush()
    release(act.session, slot.id, [assignment.helper_id])
    return assignment


@journaled(Action.COVER_ASKED)
def look_for_cover(
    act: Act, assignment: Assignment, slot: Slot, *, against: Assignment | None = None
) -> SwapOffer:
    """Look for somebody who takes a time over, or exchanges it for one of theirs.

    She stays expected until somebody has taken it: nobody is left alone. Refuses what she has not
    promised, what is over, the same twice, and an exchange for what is not promised by another.
    """
    former = handing.find_offer(act.session, assignment)
    reason = why_not_offered(
        assignment.state,
        is_over=is_over(slot.state, slot.starts, act.now),
        has_offer=former is not None and former.taken_by is None,
    )
    if reason:
        raise Refused(reason)
    if against is not None and (
        against.state is not AssignmentState.PROMISED or against.helper_id == assignment.helper_id
    ):
        raise Refused(HandRefusal.SWAP_NOT_THEIRS)
    if former is not None:
        act.session.delete(former)
        act.session.flush()
    if against is None:
        assignment.state = AssignmentState.COVER_WANTED
    offer = SwapOffer(assignment_id=assignment.id, offered_at=act.now)
    offer.against_id = None if against is None else against.id
    act.session.add(offer)
    return offer


@journaled(Action.COVER_WITHDRAWN)
def keep(act: Act, assignment: Assignment) -> Assignment:
    """Keep a time after all, while nobody has taken it over."""
    offer = handing.find_offer(act.session, assignment)
    if offer is None or offer.taken_by is not None:
        raise Refused(HandRefusal.NOT_OFFERED)
    act.session.delete(offer)
    if assignment.state is AssignmentState.COVER_WANTED:
        assignment.state = AssignmentState.PROMISED
    return assignment


@journaled(Action.COVER_WITHDRAWN)
def decline_exchange(act: Act, peer: Peer, offer: SwapOffer, *, link: str) -> Assignment:
    """Say no to an exchange; no reason is asked, and the other keeps her time.

    Refuses what was not asked of her.
    """
    wished = _wished_of(act, peer, offer)
    if wished is None:
        raise Refused(HandRefusal.NOT_OFFERED)
    _offer, given, slot, giver = handing.get_offer(act.session, offer.id)
    act.session.delete(offer)
    tell_peers(act, slot, [giver], what=f"no-exchange:{wished[0].id}", link=link)
    return given


def _wished_of(act: Act, peer: Peer, offer: SwapOffer) -> tuple[Assignment, Slot] | None:
    """Give the time of hers that is wished in an exchange; nothing when it is another's."""
    if offer.against_id is None:
        return None
    found = select(Assignment, Slot).join(Slot, handing.of_slot())
    row = act.session.execute(
        found.where(Assignment.id == offer.against_id, Assignment.helper_id == peer.id)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


@journaled(Action.COVER_FOUND)
def take_over(act: Act, peer: Peer, offer: SwapOffer, *, link: str) -> Assignment:
    """Take a colleague's time over, or exchange one of hers for it: all of it or nothing.

    Of two who take the same at once, one has it. Refuses whom a limit protects, who is taken or
    does not help there, whose training lapsed, who does not speak what was asked for, and a change
    of whom somebody chose. In an exchange both are looked at, and nobody reads the other's limits.
    """
    _offer, given, slot, giver = handing.get_offer(act.session, offer.id)
    if giver.id == peer.id:
        raise Refused(HandRefusal.OWN)
    wished = _wished_of(act, peer, offer)
    if offer.against_id is not None and wished is None:
        raise Refused(HandRefusal.NOT_OFFERED)
    _refuse_over(act, slot, wished)
    with act.session.begin_nested():
        _claim(act, offer, peer)
        release(act.session, slot.id, [giver.id])
        if wished is not None:
            release(act.session, wished[1].id, [peer.id])
        row = _stand_in(act, slot, given, giver, peer)
        if wished is not None:
            _stand_in(act, wished[1], wished[0], peer, giver, is_other=True)
    _tell(act, slot, giver, link=link)
    if wished is not None:
        _tell_people(act, wished[1], link=link)
    return row


def _refuse_over(act: Act, slot: Slot, wished: tuple[Assignment, Slot] | None) -> None:
    for each in (slot, *(() if wished is None else (wished[1],))):
        if is_over(each.state, each.starts, act.now):
            raise Refused(HandRefusal.OVER)
    if wished is not None and wished[0].state is not AssignmentState.PROMISED:
        raise Refused(HandRefusal.NOT_OFFERED)


def _claim(act: Act, offer: SwapOffer, peer: Peer) -> None:
    """Take the offer in one statement: of two takers the second finds it gone."""
    claim = (
        update(SwapOffer)
        .where(SwapOffer.id == offer.id, SwapOffer.taken_by.is_(None))
        .values(taken_by=peer.id, taken_at=act.now)
    )
    done = act.session.execute(claim, execution_options={"synchronize_session": False})
    if not isinstance(done, CursorResult) or done.rowcount != 1:
        raise Refused(HandRefusal.GONE)
    act.session.expire(offer)


def _stand_in(
    act: Act, slot: Slot, given: Assignment, giver: Peer, taker: Peer, *, is_other: bool = False
) -> Assignment:
    """Write one helper in the place of another and take her time; her reservation is gone."""
    fit = handing.look_at(act.session, slot, given, taker, act.now)
    reason = handing.why_not_taken(act.session, slot, given, giver, fit)
    if reason:
        said = STANDS_IN.get(reason, reason) if is_other else reason
        limits = fit.breaches if said is HandRefusal.LIMIT else ()
        raise Refused(said, breaches=limits)
    try:
        reserve(act.session, slot.id, [taker.id], (slot.starts, slot.ends))
    except TakenError:
        raise Refused(HandRefusal.OTHER_BUSY if is_other else HandRefusal.BUSY) from None
    given.state, given.is_pinned = AssignmentState.LEFT, False
    row = find_assignment(act.session, slot.id, taker.id)
    if row is None:
        row = Assignment(slot_id=slot.id, helper_id=taker.id)
        act.session.add(row)
    row.state, row.attended, row.is_pinned = AssignmentState.PROMISED, None, True
    row.is_lead = taker.is_lead
    slot.sequence += 1
    act.session.flush()
    return row


def _tell(act: Act, slot: Slot, giver: Peer, *, link: str) -> None:
    tell_peers(act, slot, [giver], what="covered", link=link)
    _tell_people(act, slot, link=link)


def _tell_people(act: Act, slot: Slot, *, link: str) -> None:
    """Tell who booked that something changed, as each chose: she reads it on her own page."""
    tell_guests(act, list_bookings(act.session, slot, COMING), slot, link=link)


@unjournaled("when somebody needs a pause is nobody's business, an auditor's neither")
def stop(act: Act, peer: Peer, reason: StopReason = StopReason.BY_HERSELF) -> Sequence[Slot]:
    """Stop until tomorrow morning, or for 24 hours after what was difficult; why is not asked.

    What she promised in that time looks for somebody else, what was proposed is declined, and the
    coordinator sees both. Gives the promised slots that look for cover. A pause is never shortened
    by a second touch.
    """
    ends = pause_until(reason, act.now, stop_until(act.now), peer.paused_until)
    peer.paused_until = ends
    found = []
    for assignment, slot in list_between(act.session, peer, act.now, ends):
        if assignment.state is AssignmentState.PROPOSED and slot.starts > act.now:
            decline(act, assignment, slot)
        elif assignment.state is AssignmentState.PROMISED:
            _give_away(act, assignment)
            found.append(slot)
    act.session.flush()
    return found


def _give_away(act: Act, assignment: Assignment) -> None:
    former = handing.find_offer(act.session, assignment)
    if former is not None:
        act.session.delete(former)
        act.session.flush()
    assignment.state = AssignmentState.COVER_WANTED
    act.session.add(SwapOffer(assignment_id=assignment.id, offered_at=act.now, against_id=None))


@unjournaled("when somebody needs a pause is nobody's business, an auditor's neither")
def come_back(act: Act, peer: Peer) -> Peer:
    """Be there again; what still looks for somebody else she may keep, one by one."""
    peer.paused_until = None
    act.session.flush()
    return peer
