"""Lending a roster to one worker, keeping what it found, taking it back from one that died."""

import datetime as dt
from dataclasses import asdict

from sqlalchemy import select, update

from participation.audit.operations import unjournaled
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from participation.peers.models import Peer, Roster
from participation.peers.queries.rostering import KEPT, read_problem, see_need
from participation.peers.rules.kinds import RosterState
from participation.peers.rules.proposals import (
    Empty,
    Proposal,
    Trouble,
    read_proposal,
    without_helper,
    write_proposal,
)
from participation.roster.problem import Assignment, Problem, Solution
from participation.roster.solve import ContradictionError
from participation.roster.solving import Progress

GRACE = dt.timedelta(seconds=120)
"""Beyond its own time, after which a worker that says nothing is taken to be dead."""


@unjournaled("lends a roster; it was journaled when it was asked for")
def begin_solving(act: Act) -> int | None:
    """Lend the roster that waits longest to one worker; None when none waits.

    Two workers never have the same one: the statement that lends it looks once more.
    """
    waiting = (Roster.state == RosterState.SOLVING, Roster.started_at.is_(None))
    key = act.session.scalar(select(Roster.id).where(*waiting).order_by(Roster.id).limit(1))
    if key is None:
        return None
    lent = (
        update(Roster)
        .where(Roster.id == key, *waiting)
        .values(started_at=act.now)
        .returning(Roster.id)
    )
    options = {"synchronize_session": False}
    return act.session.scalars(lent, execution_options=options).one_or_none()


@unjournaled("takes back what a dead worker held")
def take_back_lost(act: Act) -> int:
    """Take back every roster whose worker is silent beyond its time; give their number."""
    rows = act.session.scalars(
        select(Roster).where(Roster.state == RosterState.SOLVING, Roster.started_at.is_not(None))
    )
    lost = [
        each
        for each in rows
        if each.started_at
        and each.started_at + dt.timedelta(seconds=each.seconds) + GRACE < act.now
    ]
    for each in lost:
        fail(act, each, Trouble.LOST)
    return len(lost)


@unjournaled("only reads, for a worker")
def task_of(act: Act, roster: Roster) -> Problem:
    """Give the problem that a worker solves: what was fixed and struck by hand is kept."""
    before, need = read_proposal(roster.proposal), see_need(act.session, roster)
    pinned = [Assignment(*each) for each in sorted(before.pinned)]
    excluded = [Assignment(*each) for each in sorted(before.excluded)]
    return read_problem(act.session, roster, need, act.now, pinned=pinned, excluded=excluded)


@unjournaled("says how far the work is")
def note_progress(act: Act, roster: Roster, told: Progress | None) -> bool:
    """Keep the last line of the solver; say whether somebody asked to stop."""
    del act
    if told is not None:
        roster.progress = {**roster.progress, **asdict(told)}
    return roster.stop_asked or roster.state is not RosterState.SOLVING


@unjournaled("keeps what was worked out; a person publishes it")
def keep_solution(act: Act, roster: Roster, found: Solution) -> None:
    """Keep a roster that was worked out, with what a person fixed before.

    A bound of some pairs only is no bound of all: of a pruned roster no gap is told.
    """
    before = read_proposal(roster.proposal)
    proposal = write_proposal(
        Proposal(
            pairs=tuple(
                sorted(
                    (each.slot, each.helper)
                    for each in found.assignments
                    if not each.slot.startswith(KEPT)
                )
            ),
            pinned=before.pinned,
            excluded=before.excluded,
            empty=tuple(
                Empty(
                    each.slot,
                    each.places,
                    tuple((one.rule.value, one.helpers) for one in each.reasons),
                    tuple((one.rule.value, one.helper, dict(one.facts)) for one in each.remedies),
                )
                for each in found.empty
                if not each.slot.startswith(KEPT)
            ),
            method=found.method.value,
            end=found.end.value,
            seconds=round(found.seconds, 1),
            gap=None if found.pruned else found.cover.gap,
        )
    )
    named = {each.helper for each in found.assignments}
    named |= {one.helper for each in found.empty for one in each.remedies if one.helper}
    roster.proposal = _of_those_here(act, proposal, named)
    roster.state, roster.stop_asked = RosterState.PROPOSED, False


@unjournaled("keeps why nothing was worked out")
def keep_contradiction(act: Act, roster: Roster, error: ContradictionError) -> None:
    """Keep which needs contradict each other: a person resolves them."""
    fail(act, roster, Trouble.CONTRADICTION)
    found = [
        {"rule": each.rule.value, "helper": each.helper, "slots": list(each.slots)}
        for each in error.violations
    ]
    named = {each.helper for each in error.violations if each.helper}
    roster.progress = _of_those_here(act, {**roster.progress, "found": found}, named)


def _of_those_here(act: Act, kept: dict[str, object], named: set[str]) -> dict[str, object]:
    """Leave out whoever was erased while the roster was worked out: her key does not come back."""
    gone = named - {to_text(key) for key in act.session.scalars(select(Peer.id))}
    for each in sorted(gone):
        kept = without_helper(kept, each)
    return kept


@unjournaled("keeps why nothing was worked out")
def fail(act: Act, roster: Roster, trouble: Trouble) -> None:
    """Put a roster back where it can be begun again, and keep why it ended."""
    del act
    found = read_proposal(roster.proposal)
    roster.state = RosterState.PROPOSED if found.pairs else RosterState.DRAFT
    roster.stop_asked, roster.started_at = False, None
    roster.progress = {"trouble": trouble.value}
