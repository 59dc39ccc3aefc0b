"""Whether a helper fits a slot, and every reason that speaks for or against it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from participation.foundation.clock import PARIS
from participation.peers.adapters.reserving import taken
from participation.peers.models import Peer, Slot
from participation.peers.rules.civil import Span, day_of
from participation.peers.rules.dated import Breach
from participation.peers.rules.limits import blocks

from .loads import judge
from .offered import FOR_HELPERS, first_lapses, free_times
from .slots import list_assignments
from .team import fluent_in, list_placed, lived_by, places_of


@dataclass(frozen=True, slots=True)
class Fit:
    """A helper beside a slot."""

    peer: Peer
    is_placed: bool
    is_taken: bool
    has_lapsed: bool
    """A required training does not hold on that day."""
    is_away: bool
    speaks: bool
    knows: bool | None
    """Whether she has lived what it is about; None when it is about nothing in particular."""
    leads: bool
    travel: int
    breaches: tuple[Breach, ...] = field(default=())

    @property
    def is_refused(self) -> bool:
        """Say whether nobody may confirm it."""
        barred = self.is_taken or self.has_lapsed or not self.is_placed
        return barred or blocks(self.breaches)

    @property
    def warns(self) -> bool:
        """Say whether somebody has to read and confirm it."""
        return self.is_away or not self.speaks or bool(self.breaches)

    @property
    def rank(self) -> tuple[object, ...]:
        """Give her place among others: the same order for the same facts."""
        return (
            self.is_refused,
            self.warns,
            self.knows is False,
            self.travel,
            self.peer.name,
            self.peer.id,
        )


def fit_of(session: Session, slot: Slot, peer: Peer, now: dt.datetime, *, team: int = 0) -> Fit:
    """Look at one helper for one slot."""
    return fits_of(session, slot, [peer], now, team=team)[0]


def fits_of(
    session: Session, slot: Slot, peers: Sequence[Peer], now: dt.datetime, *, team: int = 0
) -> list[Fit]:
    """Look at some helpers for one slot, those who fit best first."""
    span, ids = Span(slot.starts, slot.ends), [one.id for one in peers]
    day = day_of(slot.starts, PARIS)
    held, lapses = taken(session, ids, span), first_lapses(session, peers)
    places, offered = places_of(session, peers), free_times(session, peers, span)
    spoken = fluent_in(session, peers) if slot.locale else {}
    lived = lived_by(session, peers) if slot.topic is not None else {}
    breaches = judge(session, slot, peers, now, team=team)
    found = [
        Fit(
            peer=one,
            is_placed=slot.service_id in places.get(one.id, {}),
            is_taken=one.id in held,
            has_lapsed=_is_over(lapses.get(one.id), day) and slot.kind not in FOR_HELPERS,
            is_away=not covers(offered[one.id], span),
            speaks=not slot.locale or slot.locale in spoken[one.id],
            knows=None if slot.topic is None else slot.topic in lived[one.id],
            leads=one.is_lead,
            travel=places.get(one.id, {}).get(slot.service_id, 0),
            breaches=breaches[one.id],
        )
        for one in peers
    ]
    return sorted(found, key=lambda each: each.rank)


def _is_over(lapse: dt.date | None, day: dt.date) -> bool:
    return lapse is not None and lapse <= day


def covers(offered: Iterable[Span], span: Span) -> bool:
    """Say whether one of some times in order, without overlap, holds a whole span."""
    return any(each.starts <= span.starts and each.ends >= span.ends for each in offered)


def candidates(session: Session, slot: Slot, now: dt.datetime) -> list[Fit]:
    """Look at every helper of the slot's service who is not in it yet, the best first."""
    lines = list_assignments(session, [slot.id])
    there = {peer.id for _one, peer in lines}
    day = day_of(slot.starts, PARIS)
    team = list_placed(session, [slot.service_id], day)
    peers = [one for one in team if one.id not in there]
    return fits_of(session, slot, peers, now, team=len(there) + 1)
