"""Giving a place to a helper by hand, taking it back, keeping it; limits are looked at first."""

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.peers.adapters.reserving import TakenError, release, reserve
from participation.peers.models import Assignment, Peer, Slot
from participation.peers.queries.fitting import fit_of
from participation.peers.queries.slots import find_assignment, list_assignments
from participation.peers.rules.kinds import AssignmentState
from participation.peers.rules.limits import blocks
from participation.peers.rules.planning import Refusal

from .slots import hold
from .telling import tell_peers


@journaled(Action.HELPER_ASSIGNED)
def assign(act: Act, slot: Slot, peer: Peer, *, confirmed: bool = False, link: str) -> Assignment:
    """Give a helper a place in a slot, kept by any roster; her time is taken with it.

    Refuses a slot that is over or full, a helper who does not help there, who is taken, whose
    required training has lapsed, or whom a limit protects. What only warns (she said she is away,
    does not speak the language, chose fewer hours) is refused until it was read and confirmed. She
    is told, and may decline without a reason.
    """
    hold(act, slot)
    lines = list_assignments(act.session, [slot.id])
    if any(one.helper_id == peer.id for one, _peer in lines):
        raise Refused(Refusal.PEER_THERE, name=peer.name)
    if len(lines) >= slot.need_max:
        raise Refused(Refusal.FULL, most=slot.need_max)
    fit = fit_of(act.session, slot, peer, act.now, team=len(lines) + 1)
    if not fit.is_placed:
        raise Refused(Refusal.PEER_ELSEWHERE, name=peer.name)
    if fit.is_taken:
        raise Refused(Refusal.PEER_TAKEN, name=peer.name)
    if fit.has_lapsed or blocks(fit.breaches):
        raise Refused(Refusal.PEER_LIMIT, name=peer.name, fit=fit)
    if fit.warns and not confirmed:
        raise Refused(Refusal.PEER_WARNING, name=peer.name, fit=fit)
    row = put(act, slot, peer, pinned=True)
    tell_peers(act, slot, [peer], what=f"given:{row.id}", link=link)
    return row


@unjournaled("the deed that gives the place writes the entry")
def put(act: Act, slot: Slot, peer: Peer, *, pinned: bool) -> Assignment:
    """Write a proposal to a helper and take her time in the same transaction.

    Raises Refused when somebody was faster; the rest of the transaction lives on. What she
    declined or left before is proposed anew.
    """
    try:
        reserve(act.session, slot.id, [peer.id], (slot.starts, slot.ends))
    except TakenError:
        raise Refused(Refusal.PEER_TAKEN, name=peer.name) from None
    row = find_assignment(act.session, slot.id, peer.id)
    if row is None:
        row = Assignment(slot_id=slot.id, helper_id=peer.id)
        act.session.add(row)
    row.state, row.is_lead, row.is_pinned = AssignmentState.PROPOSED, peer.is_lead, pinned
    row.attended = None
    act.session.flush()
    return row


@journaled(Action.HELPER_REMOVED)
def remove(act: Act, slot: Slot, peer: Peer, *, link: str) -> Slot:
    """Take a place back: her time is free again, she is told, and no roster is changed by it."""
    hold(act, slot)
    row = find_assignment(act.session, slot.id, peer.id)
    if row is not None:
        row.state, row.is_pinned = AssignmentState.LEFT, False
        act.session.flush()
        release(act.session, slot.id, [peer.id])
        slot.sequence += 1
        tell_peers(act, slot, [peer], what="freed", link=link)
    return slot


@journaled(Action.HELPER_PINNED)
def pin(act: Act, slot: Slot, peer: Peer, *, pinned: bool) -> Slot:
    """Keep a helper where she is whatever roster comes, or no longer."""
    hold(act, slot)
    row = find_assignment(act.session, slot.id, peer.id)
    if row is not None:
        row.is_pinned = pinned
    return slot
