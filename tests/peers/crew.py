"""Helpers of a town with their places, slots and promises, found by name."""

import datetime as dt

from sqlalchemy import select

from participation.accounts.models import Membership, User
from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.peers.adapters.reserving import reserve, taken
from participation.peers.models import Assignment, Peer, Slot
from participation.peers.operations.profile import EngagementSheet, add_peer, place_peer
from participation.peers.rules.civil import PARIS
from participation.peers.rules.kinds import AssignmentState, SlotKind, Status
from tests.builders import Town, make_person

TODAY = dt.date(2026, 3, 17)
"""A Tuesday; the clock of tests stands at 10:30 in Paris."""
ENGAGED = dt.date(2025, 9, 1)


def at(moment: str) -> dt.datetime:
    """Read “03-17 14:00” of 2026 as the clocks of Paris show it."""
    return dt.datetime.fromisoformat(f"2026-{moment}").replace(tzinfo=PARIS).astimezone(dt.UTC)


def make_peer(
    act: Act,
    town: Town,
    name: str = "Maryam",
    *services: int,
    status: Status = Status.VOLUNTEER,
    weekly_minutes: int = 10 * 60,
) -> Peer:
    """Take somebody on who helps in some services, in Maison Tilleul if none is named."""
    where = services or (town.here,)
    user = make_person(act, name, Role.PEER_HELPER, where[0], locale="fr")
    for service_id in where[1:]:
        give_role(act, user, Role.PEER_HELPER, service_id)
    sheet = EngagementSheet(status, ENGAGED, weekly_minutes)
    peer = add_peer(act, user, sheet)
    for service_id in where:
        place_peer(act, peer, service_id)
    return peer


def give_role(act: Act, user: User, role: Role, service_id: int) -> None:
    """Give somebody one more role."""
    act.session.add(
        Membership(user_id=user.id, service_id=service_id, role=role, since=ENGAGED, until=None)
    )
    act.session.flush()


def make_slot(
    act: Act,
    service_id: int,
    starts: str = "03-18 14:00",
    minutes: int = 60,
    kind: SlotKind = SlotKind.MEETING,
    **facts: object,
) -> Slot:
    """Plan something; a moment is read as by `at`."""
    begun = at(starts)
    ends = begun + dt.timedelta(minutes=minutes)
    slot = Slot(service_id=service_id, kind=kind, starts=begun, ends=ends, **facts)
    act.session.add(slot)
    act.session.flush()
    return slot


def assign(
    act: Act, slot: Slot, peer: Peer, state: AssignmentState = AssignmentState.PROMISED
) -> Assignment:
    """Give a slot to a helper, with its time taken as the desk does."""
    row = Assignment(slot_id=slot.id, helper_id=peer.id, state=state)
    act.session.add(row)
    reserve(act.session, slot.id, [peer.id], (slot.starts, slot.ends))
    act.session.flush()
    return row


def is_taken(act: Act, peer: Peer, slot: Slot) -> bool:
    """Say whether a helper's time is taken during a slot."""
    return peer.id in taken(act.session, [peer.id], (slot.starts, slot.ends))


def own(act: Act, name: str = "Maryam") -> Peer:
    """Give the helper of a name."""
    return act.session.scalars(select(Peer).where(Peer.name == name)).one()
