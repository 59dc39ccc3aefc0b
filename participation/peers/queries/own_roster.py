"""A helper's own roster: what is proposed, what she promised, what is still to be told of it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.organisations.models import Service
from participation.peers.models import Assignment, Peer, Slot, SpareRoom, SwapOffer
from participation.peers.rules.kinds import AssignmentState, SlotState

from .handing import Exchange, list_exchanges, list_open, of_slot, own_lines
from .slots import lines_of
from .team import services_here

TO_TELL = dt.timedelta(days=30)
"""How long she may tell how it was."""
HELD = (AssignmentState.PROMISED, AssignmentState.COVER_WANTED)


@dataclass(frozen=True, slots=True)
class Stint:
    """One time of a helper: what, where, with whom of the team, and whether she gives it away."""

    assignment: Assignment
    slot: Slot
    service: Service
    room: SpareRoom | None
    team: tuple[Peer, ...]
    offer: SwapOffer | None

    @property
    def is_offered(self) -> bool:
        """Say whether somebody may take it over."""
        return self.offer is not None and self.offer.taken_by is None


@dataclass(frozen=True, slots=True)
class OwnRoster:
    """All that concerns a helper in the entered services."""

    proposed: list[Stint]
    promised: list[Stint]
    to_tell: list[Stint]
    exchanges: list[Exchange]
    covers: int


def get_own(session: Session, peer: Peer, key: int) -> tuple[Assignment, Slot]:
    """Give a line of a helper's own with its slot; NoResultFound for another's."""
    statement = (
        select(Assignment, Slot)
        .join(Slot, of_slot())
        .where(Assignment.id == key, Assignment.helper_id == peer.id)
    )
    assignment, slot = session.execute(statement).one()
    return assignment, slot


def see_roster(session: Session, peer: Peer, now: dt.datetime) -> OwnRoster:
    """Give what waits for a helper, what she promised, and what she may tell of it."""
    mine = own_lines(session, peer, Slot.ends > now - TO_TELL)
    stints = _stints(session, peer, mine)
    planned = [one for one in stints if one.slot.state is SlotState.PLANNED]
    return OwnRoster(
        proposed=[one for one in planned if _waits(one, now)],
        promised=[one for one in planned if one.assignment.state in HELD and one.slot.ends > now],
        to_tell=[one for one in stints if _to_tell(one, now)],
        exchanges=list_exchanges(session, peer, now),
        covers=len(list_open(session, peer, now)),
    )


def _waits(one: Stint, now: dt.datetime) -> bool:
    return one.assignment.state is AssignmentState.PROPOSED and one.slot.starts > now


def _to_tell(one: Stint, now: dt.datetime) -> bool:
    told = one.assignment.attended is not None or one.slot.state is SlotState.CANCELLED
    return one.assignment.state in HELD and one.slot.starts <= now and not told


def list_between(
    session: Session, peer: Peer, since: dt.datetime, until: dt.datetime
) -> Sequence[tuple[Assignment, Slot]]:
    """Give what a helper is expected for in a time, what runs already included."""
    planned = Slot.state == SlotState.PLANNED
    return own_lines(session, peer, planned, Slot.ends > since, Slot.starts < until)


def see_stint(session: Session, peer: Peer, key: int) -> Stint:
    """Give one time of a helper's own; NoResultFound for another's."""
    return _stints(session, peer, [get_own(session, peer, key)])[0]


def _stints(session: Session, peer: Peer, mine: Iterable[tuple[Assignment, Slot]]) -> list[Stint]:
    rows = list(mine)
    lines = {each.slot.id: each for each in lines_of(session, [slot for _one, slot in rows])}
    services = services_here(session)
    offers = _offers_of(session, [one.id for one, _slot in rows])
    return [
        Stint(
            one,
            slot,
            services[slot.service_id],
            lines[slot.id].room,
            tuple(other for _line, other in lines[slot.id].people if other.id != peer.id),
            offers.get(one.id),
        )
        for one, slot in rows
    ]


def _offers_of(session: Session, keys: Sequence[int]) -> dict[int, SwapOffer]:
    statement = select(SwapOffer).where(
        SwapOffer.assignment_id.in_(keys), SwapOffer.taken_by.is_(None)
    )
    return {row.assignment_id: row for row in session.scalars(statement)}
