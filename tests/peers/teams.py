"""A team of helpers in two houses, a room, and slots: built once, by the program's operations."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text
from participation.foundation.security import keep_secret
from participation.peers.models import Assignment, Peer, PeerLanguage, Slot, WeeklyTime
from participation.peers.operations.assigning import assign
from participation.peers.operations.profile import EngagementSheet, add_peer, place_peer
from participation.peers.operations.rooms import RoomSheet, add_room
from participation.peers.operations.slots import SlotSheet, plan_slot
from participation.peers.rules.kinds import (
    AssignmentState,
    LanguageLevel,
    SlotKind,
    Status,
)
from participation.peers.rules.planning import Shape
from tests.builders import Town, acting_in, make_person

LINK = "https://avis.example.org/"
SINCE = dt.date(2026, 3, 2)
NAMES = {"Amina": Status.EMPLOYEE, "Basile": Status.VOLUNTEER, "Chloé": Status.EMPLOYEE}


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """Give an hour of March 2026 as clocks in Paris show it; tests begin on Tuesday the 17th."""
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=PARIS).astimezone(dt.UTC)


@dataclass(frozen=True, slots=True)
class Team:
    """Helpers of the first house by name, and its room."""

    town: Town
    peers: dict[str, int]
    room_id: int

    def peer(self, session: Session, name: str) -> Peer:
        """Give a helper's row."""
        return session.scalars(select(Peer).where(Peer.id == self.peers[name])).one()

    def key(self, name: str) -> str:
        """Give a helper as addresses write her."""
        return to_text(self.peers[name])


def make_team(engine: Engine, town: Town) -> Team:
    """Take three helpers on: free on weekdays from 8 to 20; Amina speaks Pashto and may lead."""
    keep_secret("a secret for tests that nobody needs to guess")
    with acting_in(engine, town) as act:
        peers = {name: _take_on(act, town, name, status).id for name, status in NAMES.items()}
        room = add_room(act, town.here, RoomSheet("Salle bleue", 20))
        return Team(town, peers, room.id)


def _take_on(act: Act, town: Town, name: str, status: Status) -> Peer:
    email = f"{name[:3].lower()}@example.org"
    user = make_person(act, name, Role.PEER_HELPER, town.here, email=email)
    minutes = 180 if status is Status.VOLUNTEER else 20 * 60
    sheet = EngagementSheet(status, SINCE, minutes, is_lead=name == "Amina")
    peer = add_peer(act, user, sheet)
    place_peer(act, peer, town.here, travel_minutes=10)
    act.session.add(PeerLanguage(helper_id=peer.id, locale="fr", level=LanguageLevel.NATIVE))
    if name == "Amina":
        act.session.add(PeerLanguage(helper_id=peer.id, locale="ps", level=LanguageLevel.NATIVE))
    act.session.add_all(
        WeeklyTime(helper_id=peer.id, weekday=day, starts_at=480, minutes=720, since=SINCE)
        for day in range(5)
    )
    return peer


def sheet(
    starts: dt.datetime, kind: SlotKind = SlotKind.MEETING, room: int | None = None, **more: object
) -> SlotSheet:
    """Give the sheet of a slot of an hour."""
    facts: dict[str, object] = {"minutes": 60, "capacity": 0 if kind is SlotKind.DROP_IN else 1}
    return SlotSheet(Shape(kind, **{**facts, **more}), starts, room)  # type: ignore[arg-type]


def make_slot(engine: Engine, team: Team, of: SlotSheet, service: int | None = None) -> int:
    """Plan a slot in the first house."""
    with acting_in(engine, team.town) as act:
        return plan_slot(act, service or team.town.here, of).id


def slot_of(session: Session, key: int) -> Slot:
    """Give a slot's row."""
    return session.scalars(select(Slot).where(Slot.id == key)).one()


def states_of(session: Session, slot_id: int) -> dict[int, AssignmentState]:
    """Give where each helper stands towards a slot."""
    rows: Iterable[Assignment] = session.scalars(
        select(Assignment).where(Assignment.slot_id == slot_id)
    )
    return {one.helper_id: one.state for one in rows}


def give(act: Act, team: Team, slot: int, name: str, *, confirmed: bool = False) -> None:
    """Give a helper a place by hand."""
    assign(
        act,
        slot_of(act.session, slot),
        team.peer(act.session, name),
        confirmed=confirmed,
        link=LINK,
    )
