"""The five spaces of a group of the demonstration: a room, an hour and somebody who holds it."""

import datetime as dt

from participation.accounts.operations.people import give_role
from participation.accounts.queries import get_user
from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.organisations.models import Service
from participation.peers.models import Peer
from participation.peers.operations import profile, roster_answers, slots
from participation.peers.operations.assigning import assign
from participation.peers.operations.rooms import RoomSheet, add_room
from participation.peers.queries.people import list_peers
from participation.peers.rules.civil import DAY, WEEK, instant_of, monday_of
from participation.peers.rules.kinds import SlotKind
from participation.peers.rules.planning import Shape
from participation.seed.form import texts
from participation.seed.rota import LINK

MINUTES, PEOPLE = 90, 15
AHEAD = 1
"""Weeks from this one: residents are shown the groups of two weeks."""
HOLDER = "Lina W."


def open_spaces(act: Act, service: Service, today: dt.date) -> None:
    """Open five rooms, and plan the group's week: one space a day."""
    holder = _welcome(act, service, today)
    monday = monday_of(today) + AHEAD * WEEK
    for one in texts("entities")["spaces"]:
        room = add_room(act, service.id, RoomSheet(one["room"], one["places"]))
        act.session.flush()
        starts = instant_of(monday + one["day"] * DAY, dt.time.fromisoformat(one["hour"]), PARIS)
        shape = Shape(SlotKind.GROUP, MINUTES, capacity=PEOPLE)
        slot = slots.plan_slot(act, service.id, slots.SlotSheet(shape, starts, room.id))
        row = assign(act, slot, holder, confirmed=True, link=LINK)
        roster_answers.accept(act, row, slot)


def _welcome(act: Act, service: Service, today: dt.date) -> Peer:
    """Let a helper who knows other houses help here too."""
    since = today - 30 * DAY
    found = next(one for one in list_peers(act.session) if one.name == HOLDER)
    give_role(act, get_user(act.session, found.user_id), Role.PEER_HELPER, service.id, since=since)
    act.session.flush()
    profile.place_peer(act, found, service.id, travel_minutes=15)
    act.session.flush()
    return found
