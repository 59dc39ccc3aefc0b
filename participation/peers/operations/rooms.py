"""The rooms of a service where people can meet."""

from dataclasses import dataclass

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.peers.models import SpareRoom
from participation.peers.queries.slots import list_rooms
from participation.peers.rules.planning import Refusal


@dataclass(frozen=True, slots=True)
class RoomSheet:
    """What a coordinator says of a room."""

    name: str
    places: int
    holds: str = ""
    is_step_free: bool = True
    is_closed: bool = False


def _checked(act: Act, service_id: int, sheet: RoomSheet, own: int | None = None) -> str:
    name = " ".join(sheet.name.split())
    if not name:
        raise Refused(Refusal.ROOM_NAME)
    for one in list_rooms(act.session, service_id):
        if one.id != own and one.name.casefold() == name.casefold():
            raise Refused(Refusal.ROOM_KNOWN)
    return name


@journaled(Action.ROOM_CHANGED)
def add_room(act: Act, service_id: int, sheet: RoomSheet) -> SpareRoom:
    """Add a room to a service; refuses a second one of the same name."""
    name = _checked(act, service_id, sheet)
    room = SpareRoom(service_id=service_id, name=name, places=sheet.places)
    room.holds, room.is_step_free = sheet.holds, sheet.is_step_free
    room.is_closed = sheet.is_closed
    act.session.add(room)
    return room


@journaled(Action.ROOM_CHANGED)
def change_room(act: Act, room: SpareRoom, sheet: RoomSheet) -> SpareRoom:
    """Change a room; one that is closed keeps what was planned in it and takes nothing new."""
    room.name = _checked(act, room.service_id, sheet, room.id)
    room.places, room.holds = sheet.places, sheet.holds
    room.is_step_free, room.is_closed = sheet.is_step_free, sheet.is_closed
    return room
