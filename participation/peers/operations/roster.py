"""A roster from its days to its publication: worked out, changed by hand, told to helpers."""

import datetime as dt
from collections.abc import Collection

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text
from participation.peers.models import Peer, Roster, RosterPlace, Slot
from participation.peers.queries.fitting import fit_of
from participation.peers.queries.loads import judge
from participation.peers.queries.rostering import see_need
from participation.peers.queries.slots import Line
from participation.peers.rules.civil import DAY
from participation.peers.rules.kinds import RosterState
from participation.peers.rules.limits import blocks
from participation.peers.rules.planning import MOST_DAYS, Refusal
from participation.peers.rules.proposals import (
    Pair,
    Proposal,
    read_proposal,
    write_proposal,
)
from participation.roster.solve import Choices, ContradictionError, solve

from .assigning import put
from .solving import keep_contradiction, keep_solution, task_of
from .telling import tell

LEAST_SECONDS, MOST_SECONDS = 5, 180
AT_ONCE = Choices(seconds=3, with_solver=False)
"""Greedy with swaps, while somebody waits for the page."""


@journaled(Action.ROSTER_DRAFTED)
def draft_roster(
    act: Act, since: dt.date, until: dt.date, services: Collection[int], *, seconds: int = 60
) -> Roster:
    """Begin a roster of some services from a day to another (the first after it).

    Refuses more than 45 days, days that end before they begin, a past, and no service.
    """
    if not since < until or (until - since) > MOST_DAYS * DAY or until <= act.now.date():
        raise Refused(Refusal.ROSTER_DAYS, most=MOST_DAYS)
    if not services:
        raise Refused(Refusal.ROSTER_PLACES)
    row = Roster(since=since, until=until, asked_by=None, state=RosterState.DRAFT)
    row.seconds = min(max(seconds, LEAST_SECONDS), MOST_SECONDS)
    row.progress, row.proposal = {}, {}
    act.session.add(row)
    act.session.flush()
    act.session.add_all(
        RosterPlace(roster_id=row.id, service_id=each) for each in sorted(set(services))
    )
    return row


def _hold(roster: Roster) -> None:
    if roster.state is RosterState.PUBLISHED:
        raise Refused(Refusal.ROSTER_OVER)
    if roster.state is RosterState.SOLVING:
        raise Refused(Refusal.ROSTER_SOLVING)


@journaled(Action.ROSTER_CHANGED)
def ask_to_solve(act: Act, roster: Roster) -> Roster:
    """Let the worker work a roster out around what was fixed by hand."""
    _hold(roster)
    roster.state, roster.started_at, roster.stop_asked = RosterState.SOLVING, None, False
    roster.progress = {"asked_at": act.now.isoformat()}
    return roster


@journaled(Action.ROSTER_CHANGED)
def stop_solving(act: Act, roster: Roster) -> Roster:
    """Stop the work: the best so far is kept; one that no worker has begun simply ends."""
    del act
    if roster.state is RosterState.SOLVING:
        roster.stop_asked = True
        if roster.started_at is None:
            found = read_proposal(roster.proposal)
            roster.state = RosterState.PROPOSED if found.pairs else RosterState.STOPPED
    return roster


@journaled(Action.ROSTER_CHANGED)
def solve_at_once(act: Act, roster: Roster) -> Roster:
    """Work a roster out now, without the solver: greedily, with swaps; it says that it is so.

    It takes the place of a worker that does not come: that one finds nothing to begin any more.
    """
    if roster.state is RosterState.PUBLISHED:
        raise Refused(Refusal.ROSTER_OVER)
    if roster.started_at is not None and roster.state is RosterState.SOLVING:
        raise Refused(Refusal.ROSTER_SOLVING)
    try:
        keep_solution(act, roster, solve(task_of(act, roster), AT_ONCE))
    except ContradictionError as error:
        keep_contradiction(act, roster, error)
    return roster


def _pair(slot: Slot, peer: Peer) -> Pair:
    return to_text(slot.id), to_text(peer.id)


def _change(roster: Roster, changed: Proposal) -> None:
    roster.proposal = write_proposal(changed)
    roster.state = RosterState.PROPOSED


@journaled(Action.ROSTER_CHANGED)
def keep_pair(act: Act, roster: Roster, slot: Slot, peer: Peer) -> Roster:
    """Pin a helper to a slot of the proposal, or let her go again: it is worked out around her."""
    del act
    _hold(roster)
    _change(roster, read_proposal(roster.proposal).keep(_pair(slot, peer)))
    return roster


@journaled(Action.ROSTER_CHANGED)
def strike_pair(act: Act, roster: Roster, slot: Slot, peer: Peer) -> Roster:
    """Take a helper out of a slot of the proposal; she is not proposed for it again."""
    del act
    _hold(roster)
    _change(roster, read_proposal(roster.proposal).strike(_pair(slot, peer)))
    return roster


@journaled(Action.ROSTER_CHANGED)
def add_pair(act: Act, roster: Roster, slot: Slot, peer: Peer) -> Roster:
    """Put a helper into a slot of the proposal; refuses what a limit or the tables refuse now.

    Together with the rest of the proposal it is looked at again when it is published.
    """
    _hold(roster)
    fit = fit_of(act.session, slot, peer, act.now, team=slot.need_min)
    if fit.is_taken:
        raise Refused(Refusal.PEER_TAKEN, name=peer.name)
    if fit.is_refused:
        raise Refused(Refusal.PEER_LIMIT, name=peer.name, fit=fit)
    _change(roster, read_proposal(roster.proposal).add(_pair(slot, peer)))
    return roster


@journaled(Action.ROSTER_PUBLISHED)
def publish(act: Act, roster: Roster, *, link: str) -> Roster:
    """Propose each place to its helper, take her time, and tell her once; promises are not moved.

    Every place is judged once more as it is given: who was taken in the meantime, or whom a limit
    now protects, is left out and named. A helper may decline without a reason.
    """
    _hold(roster)
    found, need = read_proposal(roster.proposal), see_need(act.session, roster)
    if not found.pairs:
        raise Refused(Refusal.ROSTER_ROW)
    told: set[int] = set()
    left_out: list[Pair] = []
    for pair in found.pairs:
        line, peer = need.line(pair[0]), need.peer(pair[1])
        if line is None or peer is None:
            left_out.append(pair)
        elif all(one.id != peer.id for _row, one in line.people):
            if _give(act, line, peer, found, pinned=pair in found.pinned):
                told.add(peer.user_id)
            else:
                left_out.append(pair)
    roster.state, roster.published_at = RosterState.PUBLISHED, act.now
    roster.proposal = {}
    roster.progress = {
        "placed": len(found.pairs) - len(left_out),
        "left_out": [list(each) for each in left_out],
    }
    tell(act, sorted(told), dedupe=f"roster:{to_text(roster.id)}", link=link)
    return roster


def _give(act: Act, line: Line, peer: Peer, found: Proposal, *, pinned: bool) -> bool:
    """Give one place; say no where a limit refuses or somebody was faster."""
    key = to_text(line.slot.id)
    team = len(line.people) + sum(slot == key for slot, _helper in found.pairs)
    breaches = judge(act.session, line.slot, [peer], act.now, team=team)[peer.id]
    if blocks(breaches):
        return False
    try:
        put(act, line.slot, peer, pinned=pinned)
    except Refused:
        return False
    return True
