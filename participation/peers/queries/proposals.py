"""A proposal as a person reads it: by slot, by helper, what stays empty, what is promised."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.foundation.keys import to_text
from participation.peers.models import Peer, Roster, Slot
from participation.peers.rules.civil import DAY, MINUTE, Span, monday_of
from participation.peers.rules.kinds import RosterState
from participation.peers.rules.planning import days_span
from participation.peers.rules.proposals import Empty, Proposal, Trouble, read_proposal

from .loads import minutes_in, taken_by
from .rostering import Need, see_need
from .slots import Line


@dataclass(frozen=True, slots=True)
class Chosen:
    """A helper whom the proposal puts into a slot."""

    peer: Peer
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A slot of the roster: who is promised, who is proposed, why the rest stays empty."""

    line: Line
    chosen: list[Chosen]
    empty: Empty | None

    @property
    def missing(self) -> int:
        """Count the places that nobody fills."""
        return max(0, self.line.missing - len(self.chosen))


@dataclass(frozen=True, slots=True)
class Share:
    """What a helper would give in the days of the roster, and what she wished for them."""

    peer: Peer
    promised: int
    proposed: int
    wished: int

    @property
    def minutes(self) -> int:
        """Give both together."""
        return self.promised + self.proposed

    @property
    def percent(self) -> int:
        """Give it as a part of what she wished."""
        return round(100 * self.minutes / self.wished) if self.wished else 0


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction: which rule, of whom, in which slots."""

    rule: str
    peer: Peer | None
    slots: list[Slot]


@dataclass(frozen=True, slots=True)
class Seen:
    """A roster with all that a person needs to judge it."""

    proposal: Proposal
    places: list[Place]
    shares: list[Share]
    trouble: Trouble | None
    clashes: list[Clash]
    left_out: list[tuple[Slot, Peer]]
    names: Mapping[str, str]
    needed: int
    kept: int
    proposed: int

    @property
    def empty(self) -> list[Place]:
        """Give the slots in which a place stays empty."""
        return [each for each in self.places if each.missing]

    @property
    def filled(self) -> int:
        """Count the places that are filled, by promises and by the proposal."""
        return self.needed - sum(each.missing for each in self.places)


def see_proposal(session: Session, roster: Roster) -> Seen:
    """Look at a roster as it stands now: who was assigned since counts as promised."""
    need, found = see_need(session, roster), read_proposal(roster.proposal)
    places = _places(need, found)
    trouble = roster.progress.get("trouble")
    return Seen(
        proposal=found,
        places=places,
        shares=_shares(session, roster, need, places),
        trouble=Trouble(str(trouble)) if trouble else None,
        clashes=_clashes(roster, need),
        left_out=_left_out(roster, need),
        names={to_text(one.id): one.name for one in need.peers},
        needed=sum(each.line.slot.need_min for each in places),
        kept=sum(len(each.line.people) for each in places),
        proposed=sum(len(each.chosen) for each in places),
    )


def _places(need: Need, found: Proposal) -> list[Place]:
    people = {to_text(one.id): one for one in need.peers}
    empty = {each.slot: each for each in found.empty}
    by_slot: dict[str, list[Chosen]] = {}
    for pair in found.pairs:
        if pair[1] in people:
            chosen = Chosen(people[pair[1]], pair in found.pinned)
            by_slot.setdefault(pair[0], []).append(chosen)
    places = []
    for line in need.lines:
        key, there = to_text(line.slot.id), {peer.id for _one, peer in line.people}
        new = [each for each in by_slot.get(key, ()) if each.peer.id not in there]
        places.append(Place(line, new, empty.get(key)))
    return places


def _shares(session: Session, roster: Roster, need: Need, places: list[Place]) -> list[Share]:
    """Give each helper's hours, the fullest first; in every house, for hours know no walls."""
    span = days_span(roster.since, roster.until)
    taken = taken_by(session, [one.id for one in need.peers], span)
    proposed: dict[int, int] = {}
    if roster.state is not RosterState.PUBLISHED:
        for place in places:
            slot = place.line.slot
            length = (slot.ends - slot.starts) // MINUTE
            for each in place.chosen:
                proposed[each.peer.id] = proposed.get(each.peer.id, 0) + length
    weeks = max(1, ((roster.until - DAY) - monday_of(roster.since)).days // 7 + 1)
    days = (roster.until - roster.since).days
    found = [
        Share(
            peer=one,
            promised=minutes_in(taken.get(one.id, ()), Span(*span)),
            proposed=proposed.get(one.id, 0),
            wished=one.weekly_minutes if weeks == 1 else one.weekly_minutes * days // 7,
        )
        for one in need.peers
    ]
    return sorted(found, key=lambda each: (-each.percent, each.peer.name, each.peer.id))


def _clashes(roster: Roster, need: Need) -> list[Clash]:
    found = roster.progress.get("found")
    clashes = []
    for each in found if isinstance(found, list) else ():
        lines = [need.line(str(key)) for key in each["slots"]]
        slots = [line.slot for line in lines if line is not None]
        peer = need.peer(str(each["helper"])) if each["helper"] else None
        clashes.append(Clash(str(each["rule"]), peer, slots))
    return clashes


def _left_out(roster: Roster, need: Need) -> list[tuple[Slot, Peer]]:
    found = roster.progress.get("left_out")
    pairs = []
    for slot, helper in found if isinstance(found, list) else ():
        line, peer = need.line(str(slot)), need.peer(str(helper))
        if line is not None and peer is not None:
            pairs.append((line.slot, peer))
    return pairs
